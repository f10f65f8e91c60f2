"""``mentorquilt match``: two sheets in, a proven match out."""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mentorquilt import matching, rosters
from mentorquilt.config.commandline import people, tables
from mentorquilt.config.commandline.trouble import Trouble

FORMAT = 1


def run(
    *, mentees: Path, mentors: Path, out: Path, json_file: Path | None, rules_file: Path | None, seed: int
) -> None:
    """Read both sheets, solve, check the proof, write the files, print what came out. Raises Trouble."""
    if out.suffix.lower() not in {".csv", ".xlsx"}:
        raise Trouble(f"--out {out}: give a name that ends in .xlsx or .csv.")
    rules = people.rules_of(rules_file)
    market, notes = _market(mentees, mentors, rules)
    policy = policy_of(rules, seed)
    wrong = [problem for problem in matching.problems(market, policy) if problem.blocking]
    if wrong:
        raise Trouble(*(f"{problem.message} {problem.fix}" for problem in wrong))
    outcome = matching.solve(market, policy, progress=_bar())
    verdict = matching.verify(market, policy, outcome)
    _write(out, tables.table_file(out.suffix.lower(), market, policy, outcome))
    if json_file is not None:
        _write(json_file, json_bytes(market, policy, outcome))
    _say(market, outcome, verdict, notes, out)


def _market(
    mentees: Path, mentors: Path, rules: rosters.RosterRules
) -> tuple[matching.Market, tuple[str, ...]]:
    """Read both sheets; wishes in the mentees' sheet may name mentors and the other way round."""
    mentors_first = people.read_sheet(mentors, "mentor", rules)
    known = tuple(_known(person) for person in mentors_first.people)
    seekers = people.read_sheet(mentees, "mentee", rules, known)
    back = tuple(_known(person) for person in seekers.people)
    givers = replace(mentors_first, people=rosters.suggest_wishes(mentors_first.people, back))
    market = people.market_of(seekers, givers, datetime.now(UTC).date())
    return market, (*seekers.notes, *givers.notes)


def _known(person: rosters.RosterPerson) -> rosters.Known:
    return rosters.Known(key=person.email, name=person.names.full, email=person.email)


def policy_of(rules: rosters.RosterRules, seed: int) -> matching.Policy:
    """Return the rules file's policy; without one: another institution, a later stage, places respected."""
    given: dict[str, Any] = dict(rules.policy)
    known = {field.name for field in fields(matching.Policy)} - {"weights", "stages", "seed"}
    unknown = sorted(set(given) - known)
    if unknown:
        raise Trouble(f"The rules file names {', '.join(unknown)}; known are {', '.join(sorted(known))}.")
    if "stage_rule" in given:
        given["stage_rule"] = matching.StageRule(given["stage_rule"])
    if "place_rule" in given:
        given["place_rule"] = matching.PlaceRule(given["place_rule"])
    if rules.stages:
        given["stages"] = rules.stages
    return matching.Policy(weights=matching.Weights(**dict(rules.weights)), seed=seed, **given)


def json_bytes(market: matching.Market, policy: matching.Policy, outcome: matching.Outcome) -> bytes:
    """Return the whole match as JSON: pairs, proof, and the facts from which anybody can check it."""
    told = {
        "mentorquilt": FORMAT,
        **matching.outcome_to_json(outcome),
        "policy": matching.policy_to_json(policy),
        "market": matching.market_to_json(market),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as half:
            half.write(data)
        Path(half.name).replace(path)
        path.chmod(0o644)
    except OSError as error:
        raise Trouble(f"{path}: cannot be written ({error.strerror}). Is the folder there?") from None


def _bar() -> Callable[[str, int, int], None] | None:
    """Return a progress callback that draws a bar, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    from tqdm import tqdm  # noqa: PLC0415 - only on a terminal

    bar = tqdm(total=100, leave=False, bar_format="{desc:24} {bar} {percentage:3.0f}%", file=sys.stderr)

    def show(phase: str, done: int, of: int) -> None:
        bar.set_description_str(phase)
        bar.n = round(100 * done / of) if of else 0
        bar.refresh()
        if of and done >= of:
            bar.clear()

    return show


def _say(
    market: matching.Market,
    outcome: matching.Outcome,
    verdict: matching.Verdict,
    notes: tuple[str, ...],
    out: Path,
) -> None:
    """Print notes, pairs, people left out with reasons, total, proof and time."""
    for note in notes:
        print(note, file=sys.stderr)
    names = {person.key: person.name or person.key for person in (*market.mentees, *market.mentors)}
    for pair in sorted(outcome.pairs, key=lambda pair: (-pair.score, pair.mentee)):
        print(f"{names[pair.mentee]}  with  {names[pair.mentor]}  {pair.score}")
    for person in outcome.unmatched:
        print(f"{names[person.mentee]}: no mentor. {person.sentence} {person.remedy}".rstrip())
    print(f"\n{len(outcome.pairs)} of {len(market.mentees)} mentees have a mentor. Total {outcome.total:,}.")
    print(f"Pairing one by one: {outcome.greedy_matched} mentees, total {outcome.greedy_total:,}.")
    for sentence in verdict.sentences:
        print(sentence)
    proof = "Proved: no other arrangement does better." if outcome.proved and verdict.ok else "Not proved."
    print(f"{proof} {outcome.seconds:.2f} s. Written to {out}.")
