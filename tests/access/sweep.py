"""Opens every address of the installation as every kind of person and says what came back."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.scene import Scene

METHODS = ("GET", "POST", "PUT")
# Sign-in by allauth is tested by itself (tests/members/test_signin.py); its pages are the same for everybody.
FOREIGN = ("account_", "mfa_", "ui_", "sso_", "socialaccount_")
OF_COHORT = {"programs:imports", "programs:import_people", "programs:import_check", "programs:import_done"}
OF_PAIRS = {"pairings:earlier": "cohort"}
# The scene's row that an address names.
ROW_OF = {
    "programs:show": "program",
    "programs:change": "program",
    "programs:create_cohort": "program",
    "programs:decide": "enrolment",
    "programs:own": "enrolment",
    "sigs:mark": "mentor",
    "sigs:remove_officer": "officer",
    "members:show": "mentee",
    "members:photo": "mentee",
    "members:feed_run": "feed",
    "members:feed_rows": "feed",
    "desks:mail": "mail",
    "desks:cannot_get_in_person": "mentee",
    "desks:cannot_get_in_send": "mentee",
    "desks:cannot_get_in_clear": "mentee",
    "desks:cannot_get_in_open": "mentee",
    "desks:cannot_get_in_reset": "mentee",
    "desks:cannot_get_in_data": "mentee",
    "desks:cannot_get_in_forget": "mentee",
    "desks:staff_person": "staff",
    "desks:stand_in_for": "staff",
    "desks:stand_in_end": "staff",
    "desks:right_take": "staff",
    "desks:pair": "pair",
    "desks:pair_write": "pair",
    "desks:pair_take_back": "pair",
    "desks:pair_reach": "pair",
    "desks:pair_decline": "pair",
    "desks:pair_end": "pair",
    "desks:pair_again": "pair",
    "desks:mail_frame": "mail",
    "desks:outbox_mail": "letter",
    "desks:outbox_frame": "letter",
    "desks:outbox_approve_one": "letter",
    "desks:outbox_hold_one": "letter",
    "desks:outbox_edit": "letter",
    "desks:outbox_discard": "letter",
    "desks:outbox_sample": "letter",
    "desks:outbox_again": "letter",
    "matchrounds:cohort": "cohort",
    "matchrounds:new": "cohort",
}
# Tables that may be written while an answer is refused: a session is begun, a read is noted.
MAY_CHANGE = ("django_session", "records_accessnote", "savepoint", "release")
WRITES = ("insert", "update", "delete")


def addresses() -> Iterator[str]:
    """Yield the name of every address of our own, with its namespace."""
    yield from sorted(set(_names(get_resolver().url_patterns, "")))


def _names(patterns: list[Any], space: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            name = f"{space}{pattern.name}"
            if not name.startswith(FOREIGN):
                yield name


def arguments(name: str, scene: Scene) -> dict[str, Any]:
    """Return the arguments that lead an address to the scene's rows; raises KeyError for an unknown one."""
    rows = scene.rows
    wanted = _placeholders(name)
    given: dict[str, Any] = {
        "mentee": rows["mentee"].ref,
        "mentor": rows["mentor"].ref,
        "message": rows["message"].ref,
        "digest": "abc",
        "token": "forged",
        "key": 1,
    }
    given |= {
        "slug": "about",
        "kind": "city",
        "form": "csv",
        "part": "doubles",
        "index": 0,
        "number": 1,
        "column": 0,
    }
    given |= {"batch": rows["letter"].batch, "role": rows["letter"].role, "program": rows["program"].ref}
    given |= {"name": str(rows["program"].ref), "topic": "leadership"}
    if name in {"programs:enter", "programs:enrol", "programs:enrol_field"}:
        given["role"] = "mentee"
    of_slug = {"sigs": "group", "guides": "guide"}.get(name.partition(":")[0])
    if of_slug:
        given["slug"] = rows[of_slug].slug
    of_entry = {"desks:settings_type": "clinical", "desks:settings_topic": "leadership"}.get(name)
    if of_entry:
        given["slug"] = of_entry
    if name == "desks:right_take":
        given["key"] = rows["staff"].grants.get().pk
    if name in ROW_OF:
        given["ref"] = rows[ROW_OF[name]].ref
    elif name.startswith("matchrounds:"):
        given["ref"] = rows["round"].ref
    elif name.startswith("pairings:"):
        given["ref"] = rows[OF_PAIRS.get(name, "pairs")].ref
    elif name.startswith("programs:import") and name not in OF_COHORT:
        given["ref"] = rows["import"].ref
    else:
        given["ref"] = rows["cohort"].ref
    return {word: given[word] for word in wanted}


def _placeholders(name: str) -> list[str]:
    space, _, own = name.rpartition(":")
    resolver = get_resolver()
    if space:
        resolver = resolver.namespace_dict[space][1]
    possibilities = resolver.reverse_dict.getlist(own)
    return list(possibilities[0][0][0][1])


def visit(scene: Scene, role: str, name: str, method: str) -> tuple[str, str, list[str]]:
    """Return what came back (its class), the words in it, and the writes made, rolled back afterwards."""
    client = Client(raise_request_exception=False)
    member = scene.people[role]
    if member is not None:
        client.force_login(type(member).objects.get(pk=member.pk))
    url = reverse(name, kwargs=arguments(name, scene))
    with transaction.atomic():
        with CaptureQueriesContext(connection) as told:
            answer = client.generic(method, url)
        words = _words(answer)
        transaction.set_rollback(True)
    return classified(answer), words, [query["sql"] for query in told if _writes(query["sql"])]


def _writes(sql: str) -> bool:
    low = sql.lower().lstrip()
    return low.startswith(WRITES) and not any(table in low for table in MAY_CHANGE)


def classified(answer: HttpResponseBase) -> str:
    """Return the class of an answer: ok, go, sign-in, bad (the form was reached) or the status itself."""
    status = answer.status_code
    if 300 <= status < 400:
        return "sign-in" if answer.headers.get("Location", "").startswith("/sign-in/") else "go"
    if status in {400, 409, 422}:
        return "bad"
    return "ok" if status < 300 else str(status)


def _words(answer: HttpResponseBase) -> str:
    """Return everything readable in an answer, headers and spreadsheets included."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    if "spreadsheet" in answer.headers.get("Content-Type", ""):
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        return headers + " ".join(cells)
    return headers + body.decode("utf-8", "replace")
