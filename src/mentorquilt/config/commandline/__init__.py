"""The command line: ``match`` and ``verify`` without server or database; ``backup``, ``restore`` and ``check`` of an
installation, which are its management commands under the name an administrator remembers.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mentorquilt.config.commandline import match, verify
from mentorquilt.config.commandline.trouble import Trouble

GOOD, BAD_INPUT = 0, 2
OF_THE_INSTALLATION = {"backup": "backup", "restore": "restore", "check": "checkup"}


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="mentorquilt", description="Match mentors and mentees with a proof; look after an installation."
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
    commands.add_parser("backup", help="back an installation up into one encrypted file", add_help=False)
    commands.add_parser("restore", help="bring a backup back into an empty place", add_help=False)
    commands.add_parser("check", help="what is wrong with an installation, and what to do", add_help=False)
    return top


def look_after(command: str, words: Sequence[str]) -> int:
    """Run a management command of the installation this environment describes; returns its exit code."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - match needs no settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")
    try:
        execute_from_command_line(["mentorquilt", OF_THE_INSTALLATION[command], *words])
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else BAD_INPUT
    return GOOD


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 2 with what to do about it on bad input."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in OF_THE_INSTALLATION:
        return look_after(words[0], words[1:])
    given = parser().parse_args(words)
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
