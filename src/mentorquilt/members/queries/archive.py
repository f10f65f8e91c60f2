"""The copy a person gets of everything kept of her (Art. 15 and 20): one ZIP to read, to open in a spreadsheet, to move.

``read-me-first.html`` for people, ``everything.json`` whole, one CSV for each list, and files such as her photo.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mentorquilt import gate
from mentorquilt.members.models import Member
from mentorquilt.members.queries.people import called
from mentorquilt.records import personal
from mentorquilt.society import queries as society

Rows = list[dict[str, Any]]


def room_words() -> dict[str, str]:
    """Return what each room is called in the copy."""
    return {
        "members": _("Your account and profile"),
        "programs": _("Programs you enrolled in"),
        "pairings": _("Your pairs, and what was written in them"),
        "matchrounds": _("Rounds of matching you were part of"),
        "sigs": _("Groups"),
        "guides": _("Guides"),
        "mail": _("Mails to you"),
        "records": _("What you did, and who of the office opened your pages"),
    }


def build(member: Member, *, now: datetime) -> bytes:
    """Return the ZIP."""
    told = {each.room: each.personal_data(member) for each in personal.holdings()}
    plain: dict[str, Any] = json.loads(json.dumps(told, default=str))
    files = {name: data for each in personal.holdings() for name, data in each.files(member).items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read-me-first.html", page(member, plain, now))
        archive.writestr("everything.json", json.dumps(plain, ensure_ascii=False, indent=1))
        for name, rows in lists(plain):
            archive.writestr(f"tables/{name}.csv", gate.write_csv(columns(rows), cells(rows)))
        for name, data in files.items():
            archive.writestr(f"files/{name}", data)
    return out.getvalue()


def page(member: Member, plain: dict[str, Any], now: datetime) -> str:
    """Return the readable page; it stands alone, without a link to anywhere."""
    words = room_words()
    rooms = [(words.get(room, room), list(sections(told))) for room, told in plain.items()]
    context = {"name": called(member), "society": society.current(), "now": now, "rooms": rooms}
    return render_to_string("members/copy.html", context)


def sections(told: dict[str, Any]) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Yield each part of a room as heading, columns and rows; parts without anything are left out."""
    single = {name: value for name, value in told.items() if not isinstance(value, dict | list)}
    if single:
        yield "", [], [[humanly(name), shown(value)] for name, value in single.items()]
    for name, value in told.items():
        if isinstance(value, dict) and value:
            yield humanly(name), [], [[humanly(key), shown(item)] for key, item in value.items()]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield humanly(name), [humanly(key) for key in columns(value)], list(cells(value))
        elif isinstance(value, list) and value:
            yield humanly(name), [], [[shown(item)] for item in value]


def lists(plain: dict[str, Any]) -> Iterator[tuple[str, Rows]]:
    """Yield each table of the copy with its name; a single row is a table of one."""
    for room, told in plain.items():
        for name, value in told.items():
            if isinstance(value, dict) and value:
                yield f"{room}-{name}", [value]
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                yield f"{room}-{name}", value


def columns(rows: Rows) -> list[str]:
    """Return every key of the rows, in the order of their first appearance."""
    return list(dict.fromkeys(key for row in rows for key in row))


def cells(rows: Rows) -> Iterator[list[Any]]:
    """Yield the rows as lists of plain cells."""
    names = columns(rows)
    for row in rows:
        yield [shown(row.get(name)) for name in names]


def shown(value: Any) -> str:
    """Return a value as one reads it."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return ", ".join(str(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def humanly(name: str) -> str:
    """Return a key as words."""
    return name.replace("_", " ").capitalize()
