"""Walks the import's pages as a coordinator's browser does, without a browser."""

import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mentorquilt.members.models import Member, Membership, Mentoring, Need, Offer, Profile
from mentorquilt.programs.models import Cohort, Enrolment, EnrolmentSlot, RememberedMapping, RosterImport


def csv(*rows: str, headings: str = "E-mail,Name,Stage") -> bytes:
    """Return a small CSV file."""
    return "\n".join((headings, *rows)).encode()


def upload(client: Client, into: Cohort, *, key: str = "", again: bool = False, **files: Any) -> Any:
    """Send files by kind: bytes, or (name, bytes)."""
    sent = {}
    for kind, data in files.items():
        name, content = data if isinstance(data, tuple) else (f"{kind}.csv", data)
        sent[kind] = SimpleUploadedFile(name, content)
    data = {"submission": key or str(uuid.uuid4()), **sent}
    if again:
        data["again"] = "on"
    return client.post(reverse("programs:imports", args=[into.ref]), data)


def sheet(into: Cohort, kind: str = "mentee") -> RosterImport:
    """Return the newest sheet of a kind."""
    return RosterImport.objects.filter(cohort=into, kind=kind).order_by("-pk").first()


def settle(client: Client, row: RosterImport, **data: str) -> Any:
    """Press "Next" on the matching page."""
    return client.post(reverse("programs:import_columns", args=[row.ref]), {"next": "1", **data})


def answer(client: Client, into: Cohort, part: str, **data: Any) -> Any:
    """Send answers about people; ``data`` names fields without the colon that keys hold ("wish:" is "wish__")."""
    named = {name.replace("__", ":"): value for name, value in data.items()}
    return client.post(reverse("programs:import_people", args=[into.ref, part]), named)


def check_page(client: Client, into: Cohort) -> str:
    """Return the text of the check page."""
    return client.get(reverse("programs:import_check", args=[into.ref])).content.decode()


def last_click(client: Client, into: Cohort, **other: str) -> dict[str, str]:
    """Return what the check page's last button sends."""
    text = check_page(client, into)
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', text)[1]
    data = {"import": "1", "seen": seen, "submission": str(uuid.uuid4())}
    return data | {"state_mentee": "approved", "state_mentor": "approved"} | other


def press(client: Client, into: Cohort, data: dict[str, str]) -> Any:
    """Press the last button."""
    return client.post(reverse("programs:import_check", args=[into.ref]), data)


def bring_in(client: Client, into: Cohort, *, again: bool = False, **files: Any) -> Any:
    """Walk the whole way with the guesses as they are."""
    assert upload(client, into, again=again, **files).status_code == 303
    for kind in files:
        assert settle(client, sheet(into, kind)).status_code == 303
    return press(client, into, last_click(client, into))


def rows() -> dict[str, int]:
    """Count everything an import writes."""
    tables = (
        Member,
        Profile,
        Membership,
        Mentoring,
        Offer,
        Need,
        Enrolment,
        EnrolmentSlot,
        RememberedMapping,
    )
    return {table.__name__: table.objects.count() for table in tables}
