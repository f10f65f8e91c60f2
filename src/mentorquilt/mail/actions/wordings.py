"""The words of a kind of mail in one program: written anew or taken back to the shipped ones."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.mail import roles, words
from mentorquilt.mail.models import Mail, Wording
from mentorquilt.mail.states import MailState
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society


class BadWording(Exception):
    """Braces that name nothing, or a link that is missing; ``problems`` says which, by field."""

    def __init__(self, problems: dict[str, Any]) -> None:
        super().__init__("the wording names unknown places or misses needed ones")
        self.problems = problems


@transaction.atomic
def word(*, role: roles.Role, program: Any, subject: str, body: str, by: Any, now: datetime) -> int:
    """Give a kind of mail other words in a program and write its waiting drafts again; returns how many.

    Drafts edited by hand keep their words. Raises BadWording.
    """
    problems = words.problems(role, subject, body)
    if problems:
        raise BadWording(problems)
    line = " ".join(subject.split())[:250]
    Wording.objects.update_or_create(
        role=role.slug, program=program, defaults={"subject": line, "body": body}
    )
    return _again(role, program, by, now, "mail.worded")


@transaction.atomic
def restore(*, role: roles.Role, program: Any, by: Any, now: datetime) -> int:
    """Drop a program's own words of a kind of mail and write its waiting drafts again; returns how many."""
    if not Wording.objects.filter(role=role.slug, program=program).delete()[0]:
        return 0
    return _again(role, program, by, now, "mail.wording_restored")


def _again(role: roles.Role, program: Any, by: Any, now: datetime, verb: str) -> int:
    subject, body = words.wording(role, program)
    count = 0
    waiting = Mail.objects.filter(role=role.slug, program=program, state=MailState.DRAFT, edited_at=None)
    for mail in waiting.only("pk", "context").iterator():
        context = mail.context or {}
        count += Mail.objects.filter(pk=mail.pk, state=MailState.DRAFT, edited_at=None).update(
            subject=words.subject_line(subject, context),
            body=words.fill(body, context),
            odd=words.odd(role, subject, body, context),
        )
    about = program or society.current()
    records.note(verb=verb, actor=by, about=about, now=now, facts={"role": role.slug, "drafts": count})
    return count
