"""The mails of enrolments, drafted beside the writes they tell of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from mentorquilt.mail import actions as mail
from mentorquilt.members import queries as members
from mentorquilt.programs import mails, tokens
from mentorquilt.programs.models import Enrolment, Program
from mentorquilt.programs.queries import standing
from mentorquilt.society import queries as society


def address_of(name: str, *args: Any) -> str:
    """Return a whole address for a mail."""
    return settings.BASE_URL + reverse(name, args=args)


def coordinator_words(program: Program, by: Any = None) -> str:
    """Return who signs: whoever acts, else the program's contact, else the society's."""
    named = members.called(by) if getattr(by, "pk", None) else ""
    return named or program.contact_name or society.current().contact_name or society.current().name


def reply_to(program: Program) -> str:
    """Return where answers go: to the program's contact, else wherever the society says."""
    return program.contact_email or society.current().reply_to


def _context(enrolment: Enrolment, by: Any, known: dict[str, str] | None = None) -> dict[str, Any]:
    """Return what most of these mails name; ``known`` is what was read once for many of them."""
    program = enrolment.cohort.program
    told = known or _once(program, by)
    return {
        "name": members.called(enrolment.member),
        "society": told["society"],
        "program": program.name,
        "coordinator": told["coordinator"],
        "reply_to": told["reply_to"],
        "role": enrolment.get_role_display(),
    }


def _once(program: Program, by: Any) -> dict[str, str]:
    """Read what all mails of a batch share."""
    return {
        "society": society.current().name,
        "coordinator": coordinator_words(program, by),
        "reply_to": reply_to(program),
    }


def _letter(role: Any, key: str, enrolment: Enrolment, context: dict[str, Any], **more: Any) -> mail.Letter:
    """Return a mail to the enrolment's owner with the values that its role names."""
    program = enrolment.cohort.program
    named = {name: context[name] for name in role.placeholders}
    return mail.Letter(
        role=role,
        key=key,
        address=enrolment.member.email,
        to=enrolment.member,
        program=program,
        reply_to=context["reply_to"],
        context=named,
        **more,
    )


def tell_enrolled(enrolment: Enrolment, now: datetime) -> None:
    """Write where things stand to somebody who just enrolled (T3b)."""
    program, stand = enrolment.cohort.program, standing.stand(enrolment)
    context = _context(enrolment, None) | {
        "line": " ".join(part for part in (stand.line, stand.more) if part),
        "link": address_of("programs:own", enrolment.ref),
        "contact": ", ".join(
            part
            for part in (coordinator_words(program), program.contact_phone or society.current().contact_phone)
            if part
        ),
    }
    key = f"enrolled:{enrolment.ref}:{now:%Y%m%d}"
    mail.draft_many(letters=[_letter(mails.ENROLLED, key, enrolment, context)], now=now)


def ask_to_check(enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Write the mail with the link to what a coordinator entered, once per enrolment; the link needs no password."""
    context = _context(enrolment, by) | {
        "day": date_format(now, "j F"),
        "link": address_of("programs:check_link", tokens.token(tokens.CHECK, enrolment)),
    }
    mail.draft_many(
        letters=[_letter(mails.CHECK_WHAT_WE_KNOW, f"check:{enrolment.ref}", enrolment, context)], now=now
    )


def ask_all_to_check(rows: Iterable[Enrolment], *, again: bool, by: Any, batch: str, now: datetime) -> None:
    """Draft one mail to each of these people, which a person reviews in the outbox: the first one, or the reminder."""
    role = mails.CHECK_ONCE_MORE if again else mails.CHECK_SIGNED_UP
    rows, letters = list(rows), []
    known = _once(rows[0].cohort.program, by) if rows else None
    for row in rows:
        context = _context(row, by, known) | {
            "day": date_format(row.enrolled_at, "j F"),
            "link": address_of("programs:check_link", tokens.token(tokens.CHECK, row)),
        }
        key = f"check-again:{row.ref}:{now:%G%V}" if again else f"check:{row.ref}"
        letters.append(_letter(role, key, row, context, batch=batch))
    mail.draft_many(letters=letters, now=now)


def ask_question(enrolment: Enrolment, question: str, by: Any, now: datetime) -> None:
    """Write a coordinator's one question; the answer comes back to her by mail."""
    context = _context(enrolment, by) | {"question": question}
    key = f"question:{enrolment.ref}:{now:%Y%m%d%H%M}"
    mail.draft_many(letters=[_letter(mails.MEMBERSHIP_QUESTION, key, enrolment, context)], now=now)


def tell_declined(enrolment: Enrolment, words: str, by: Any, now: datetime) -> None:
    """Write kindly that the enrolment cannot be taken, in the coordinator's words."""
    context = _context(enrolment, by) | {"words": words}
    mail.draft_many(
        letters=[_letter(mails.DECLINED, f"declined:{enrolment.ref}:{now:%Y%m%d}", enrolment, context)],
        now=now,
    )


def ask_for_help(rows: Iterable[Enrolment], *, topic: str, by: Any, batch: str, now: datetime) -> None:
    """Draft the question whether somebody could help with a topic, to be reviewed in the outbox."""
    rows, letters = list(rows), []
    known = _once(rows[0].cohort.program, by) if rows else None
    for row in rows:
        context = _context(row, by, known) | {
            "topic": topic,
            "months": row.cohort.program.months,
            "link": address_of("programs:help_link", tokens.token(tokens.HELP, row)),
        }
        letters.append(
            _letter(mails.COULD_YOU_HELP, f"help:{row.ref}:{now:%Y%m%d}", row, context, batch=batch)
        )
    mail.draft_many(letters=letters, now=now)
