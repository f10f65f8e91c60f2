"""``mentorquilt verify``: check a written match from its own facts; a tampered file is refused."""

import json
from pathlib import Path
from typing import Any

from mentorquilt import matching
from mentorquilt.config.commandline.match import FORMAT
from mentorquilt.config.commandline.trouble import Trouble, bytes_of


def run(path: Path) -> bool:
    """Print what was checked and return whether everything holds. Raises Trouble when it is no match file."""
    told = _read(path)
    try:
        market = matching.market_from_json(told.pop("market"))
        policy = matching.policy_from_json(told.pop("policy"))
        outcome = matching.outcome_from_json(told)
    except (KeyError, ValueError, TypeError) as error:
        raise Trouble(
            f"{path}: is not a whole match file ({error}). Write it again with: match --json."
        ) from None
    verdict = matching.verify(market, policy, outcome)
    for sentence in verdict.sentences:
        print(sentence)
    print("The match holds." if verdict.ok else "Refused: this file does not prove what it says.")
    return verdict.ok


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(bytes_of(path))
    except (ValueError, RecursionError):
        raise Trouble(f"{path}: is not JSON. Give the file that match --json wrote.") from None
    if not isinstance(told, dict) or told.pop("mentorquilt", None) != FORMAT:
        raise Trouble(f"{path}: was not written by this version's match --json.")
    return told
