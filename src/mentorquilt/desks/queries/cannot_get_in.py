"""Why somebody cannot get in, told as sentences with the first thing to do, for the person on the phone with her."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from mentorquilt.mail.states import MailState
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.members.queries.way_in import Standing, standing

KEY_NAMES = {
    "totp": lazy("an authenticator app"),
    "webauthn": lazy("a passkey"),
    "recovery_codes": lazy("recovery codes"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """The standing, who it is, what stands in her way (worst first), and what is in order."""

    standing: Standing
    name: str
    problems: tuple[str, ...]
    fine: tuple[str, ...]
    step: str


def who_has(address: str) -> Member | None:
    """Return whoever has this address, confirmed or not."""
    return (
        people.by_addresses([address]).get(address)
        or Member.objects.filter(emailaddress__email=address).first()
    )


def story(address: str, person: Member | None, now: datetime) -> Story:
    """Return everything the page says."""
    found = standing(address, person=person, today=timezone.localdate(now))
    problems = tuple(_problems(found, now))
    return Story(found, people.called(person) if person else "", problems, tuple(_fine(found)), _step(found))


def _problems(found: Standing, now: datetime) -> Iterator[str]:
    if found.person is None:
        yield _(
            "Nobody here has this address. She may be known by another one: ask which mails of ours she gets."
        )
        return
    if found.forgotten_on:
        yield _("She asked to be forgotten. Only the link in her mail takes that back.")
    elif not found.person.is_active:
        yield _("Her account is closed.")
    for line in found.suspended:
        yield _("Mail to %(address)s stopped after it came back twice: %(reason)s") % {
            "address": line.email, "reason": line.reason or _("no reason was given"),
        }  # fmt: skip
    code = found.code
    if code and code.state == MailState.FAILED:
        yield _("The last code could not be delivered: %(why)s") % {"why": code.failure}
    elif (
        code
        and code.state in {MailState.APPROVED, MailState.SENDING}
        and (now - code.at).total_seconds() > 120
    ):
        yield _("The last code has not left yet. See whether the worker runs and the mail server answers.")
    if found.is_limited:
        yield _("It was tried too often just now. Five minutes of patience, then it works again.")
    if found.lapsed_on:
        yield _("Her membership has lapsed. She can still sign in; enrolling may be refused.")


def _fine(found: Standing) -> Iterator[str]:
    if found.person is None:
        return
    if found.person.is_active:
        yield _("The account is open.")
    if not found.suspended:
        yield _("No address of hers is suspended.")
    if found.code and found.code.state == MailState.SENT:
        yield _("The last code was taken by her mail server. Let her look in the folder for unwanted mail.")
    keys = [str(KEY_NAMES.get(key, key)) for key in found.keys]
    if keys:
        yield _("Besides a code she has set up: %(keys)s.") % {"keys": ", ".join(keys)}
    if found.has_sign_on:
        yield _("The society's sign-on is connected.")


def _step(found: Standing) -> str:
    """Return the slug of the one thing to do next."""
    if found.person is None or found.forgotten_on:
        return ""
    if not found.person.is_active:
        return "open"
    return "clear" if found.suspended else "send"


def before_reset(member: Member, back: str) -> dict[str, Any]:
    """Return what is asked before keys are taken away."""
    return {
        "title": _("Take away %(name)s's keys?") % {"name": people.called(member)},
        "text": _(
            "For a lost phone or key. Make sure that it is her: call the number you know, not one in a mail."
        ),
        "happens": [
            _("Every passkey, app and recovery code of hers stops working."),
            _("She is signed out everywhere."),
            _("A mail tells her, so that she can object."),
        ],
        "action": _("Take them away"),
        "danger": True,
        "cancel_url": back,
    }


def before_copy(member: Member, back: str) -> dict[str, Any]:
    """Return what is asked before a copy is ordered for somebody."""
    return {
        "title": _("Make a copy of %(name)s's data?") % {"name": people.called(member)},
        "text": _("Because she asked you to. You will not see it."),
        "happens": [
            _("A mail tells her when it is ready."),
            _("She fetches it herself, once, after signing in."),
        ],
        "action": _("Make the copy"),
        "cancel_url": back,
    }


def before_forgetting(member: Member, back: str) -> dict[str, Any]:
    """Return what is asked before somebody's fourteen days begin."""
    return {
        "title": _("Forget %(name)s?") % {"name": people.called(member)},
        "text": _("Only because she asked you to; her wish cannot be refused."),
        "happens": [
            _("Her account closes now, and she is signed out everywhere."),
            _("A mail tells her how to take it back within fourteen days."),
            _("After that everything she told is deleted, and nobody can bring it back."),
        ],
        "action": _("Close the account and forget her"),
        "danger": True,
        "cancel_url": back,
    }
