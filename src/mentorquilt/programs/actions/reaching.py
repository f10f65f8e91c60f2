"""Inviting members to a cohort as mentees: those whose training ended and who have nobody to ask (S-13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentorquilt.mail import actions as mail
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member
from mentorquilt.programs import mails, queries, states
from mentorquilt.programs.actions.enrolments import invite_each
from mentorquilt.programs.actions.telling import address_of, coordinator_words, reply_to
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society


@dataclass(frozen=True, slots=True)
class Reached:
    """Who was invited, and for how many the program is not meant."""

    invited: tuple[Enrolment, ...]
    not_for: int


@transaction.atomic
def invite_mentees(*, cohort: Cohort, people: Sequence[Member], by: Any, now: datetime) -> Reached:
    """Invite members as mentees and draft one mail to each, to be reviewed in the outbox.

    Whoever is or was in the cohort as mentee is passed over, and so is whoever the program does not take.
    """
    role = states.EnrolmentRole.MENTEE
    fitting = [one for one in people if queries.eligible(one, cohort.program, role=role).ok]
    invited = invite_each(cohort=cohort, people=fitting, role=role, by=by, now=now)
    _write_to(invited, by=by, now=now)
    facts = {"invited": len(invited), "not_for": len(people) - len(fitting)}
    records.note(verb="cohort.mentees_invited", actor=by, about=cohort, now=now, facts=facts)
    return Reached(tuple(invited), len(people) - len(fitting))


def _write_to(rows: Sequence[Enrolment], *, by: Any, now: datetime) -> None:
    """Draft the invitations; the link leads to the form, which asks for a code by mail and nothing else."""
    letters = []
    for row in rows:
        program = row.cohort.program
        letters.append(
            mail.Letter(
                role=mails.WOULD_YOU_LIKE_A_MENTOR,
                key=f"would-you-like:{row.ref}",
                address=row.member.email,
                to=row.member,
                program=program,
                reply_to=reply_to(program),
                batch=f"reach:{row.cohort.ref}",
                context={
                    "name": members.called(row.member),
                    "society": society.current().name,
                    "program": program.name,
                    "coordinator": coordinator_words(program, by),
                    "months": program.months,
                    "until": date_format(row.cohort.enrol_until, "j F")
                    if row.cohort.enrol_until
                    else _("it closes"),
                    "link": address_of("programs:enrol", row.cohort.ref, row.role),
                },
            )
        )
    mail.draft_many(letters=letters, now=now)
