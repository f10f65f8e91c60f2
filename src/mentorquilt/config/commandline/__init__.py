"""``mentorquilt match`` and ``mentorquilt verify``: a proven match from two spreadsheets, without server or database."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mentorquilt.config.commandline import match, verify
from mentorquilt.config.commandline.trouble import Trouble

GOOD, BAD_INPUT = 0, 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="mentorquilt", description="Match mentors and mentees from two spreadsheets, with a proof."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    one = commands.add_parser("match", help="read two spreadsheets, write the match")
    one.add_argument("mentees", type=Path, metavar="MENTEES", help="CSV or XLSX, one mentee a row")
    one.add_argument("mentors", type=Path, metavar="MENTORS", help="CSV or XLSX, one mentor a row")
    one.add_argument("--out", type=Path, required=True, metavar="FILE", help="the match as .xlsx or .csv")
    one.add_argument("--json", type=Path, metavar="FILE", help="the match with everything that verify needs")
    one.add_argument("--rules", type=Path, metavar="RULES.toml", help="headings, answers, rules and weights")
    one.add_argument("--seed", type=int, default=0, metavar="N", help="decides between equally good matches")
    two = commands.add_parser("verify", help="check a match that was written with --json")
    two.add_argument("file", type=Path, metavar="FILE.json")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 2 with what to do about it on bad input."""
    given = parser().parse_args(arguments)
    try:
        if given.command == "verify":
            return GOOD if verify.run(given.file) else BAD_INPUT
        match.run(
            mentees=given.mentees,
            mentors=given.mentors,
            out=given.out,
            json_file=given.json,
            rules_file=given.rules,
            seed=given.seed,
        )
    except Trouble as trouble:
        for line in trouble.lines:
            print(line, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return BAD_INPUT
    return GOOD
