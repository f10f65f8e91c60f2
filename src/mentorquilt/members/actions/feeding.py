"""Reading a society's membership list: all of it in one transaction, with a report (D-10, S-23).

The list decides over the membership: number, class, status, end. Of the profile it fills in what a member has not
written herself. Nobody is deleted for missing in a list.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorquilt import gate, rosters
from mentorquilt.members import feed as others
from mentorquilt.members.actions.imported import write_said
from mentorquilt.members.models import Affiliation, Member, Membership, MembershipFeed
from mentorquilt.members.queries import on_list as queries
from mentorquilt.members.rows import Facts, Said
from mentorquilt.members.states import AffiliationKind, Kind, MembershipStatus
from mentorquilt.records import actions as records

MOST_PROBLEMS, MOST_MISSING = 2000, 500
VANISHED_MOST = 10
"""Percent of the active members: a "whole list" that lacks so many is refused."""
PROFILE = ("stage", "specialty", "subspecialty")


class ListRefused(Exception):
    """The list was not read at all; the words say why."""


@dataclass(slots=True)
class _Work:
    """One list while it is read."""

    reading: rosters.MembersReading
    meant: queries.Meant
    now: datetime
    problems: list[dict[str, Any]] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    rows: dict[str, rosters.ListedMember] = field(default_factory=dict)
    kept: int = 0

    def say(self, row: int, column: str, message: str, fix: str, kind: str = "error") -> None:
        """Add one line to the report."""
        self.problems.append({"row": row, "column": column, "message": message, "fix": fix, "kind": kind})


def read_list(
    *,
    data: bytes,
    file_name: str,
    digest: str,
    source: str,
    by: Any,
    now: datetime,
    is_whole: bool = False,
) -> MembershipFeed:
    """Read one list and return its report; what cannot be read or is refused becomes a report that says so.

    ``is_whole`` says that whoever is missing is no member any more: they are marked lapsed, unless ten percent or more
    of the active members are missing; then nothing at all is read.
    """
    row = MembershipFeed(source=source, file_name=file_name[-160:], digest=digest, by=by, at=now)
    try:
        read = gate.read_table(data, file_name)
        table = rosters.Table(read.headings, read.rows, read.notes, read.first_row)
        reading = rosters.read_members(table)
        with transaction.atomic():
            _read(row, reading, is_whole=is_whole)
            row.save()
            _note(row)
    except (gate.Refused, ListRefused) as refused:
        _fail(row, str(refused))
    except IntegrityError:
        _fail(
            row,
            _(
                "Something else wrote the same people at this moment, so nothing was read. Load the list again."
            ),
        )
    return row


def _fail(row: MembershipFeed, words: str) -> None:
    row.counts, row.problems, row.failure = {}, [], words[:300]
    with transaction.atomic():
        row.save()
        _note(row)


def _note(row: MembershipFeed) -> None:
    facts = {**row.counts, "failed": bool(row.failure), "source": row.source}
    records.note(verb="members.list_read", actor=row.by, about=row, now=row.at, facts=facts)


def _read(row: MembershipFeed, reading: rosters.MembersReading, *, is_whole: bool) -> None:
    """Write what the list says and fill the report; raises ListRefused."""
    if not reading.members and not reading.bad_rows:
        raise ListRefused(" ".join(f"{one.message} {one.fix}" for one in reading.problems[:1]))
    work = _Work(reading, queries.meant(reading.members), row.at)
    for one in reading.problems:
        work.say(one.row, one.column, one.message, one.fix, one.severity)
    _gather(work)
    known = {person.pk for person in work.meant.members.values()}
    missing, active = queries.not_named(known, reading.named)
    if is_whole and missing and len(missing) * 100 >= VANISHED_MOST * active:
        raise ListRefused(_too_many(len(missing), active))
    written = write_said(people=work.said, now=row.at)
    lapsed = _lapse(missing, row.at) if is_whole else 0
    _welcome_guests(list(written.members.values()))
    _pass_on_groups(work, written.members)
    errors = {one["row"] for one in work.problems if one["kind"] == "error"}
    row.counts = {
        "rows": len(work.said) + len(errors),
        "new": len(written.created),
        "changed": len(written.changed - written.created),
        "same": len(work.said) - len(written.created | written.changed),
        "lapsed": lapsed,
        "missing": len(missing),
        "kept": work.kept,
        "not_understood": len(errors),
    }
    lines = sorted(work.problems, key=lambda one: one["row"])[:MOST_PROBLEMS]
    row.problems = lines + [{"kind": "missing", "ref": str(one.ref)} for one in missing[:MOST_MISSING]]


def _too_many(missing: int, active: int) -> str:
    words = ngettext(
        "%(missing)s of %(active)s active members is not in this file.",
        "%(missing)s of %(active)s active members are not in this file.",
        missing,
    )
    told = words % {"missing": missing, "active": active}
    return f"{told} " + _(
        "That is too many to mark them lapsed at once, so nothing was read. Load the whole list, or take the tick away."
    )


def _gather(work: _Work) -> None:
    """Turn the rows that can be taken into what is said of each person; say of the others what to do."""
    people = work.meant.members
    own = queries.own_words(people.values())
    placed = _placed({person.pk for person in people.values()})
    standing = {row.member_id: row for row in _memberships(people.values())}
    for one in work.reading.members:
        person = people.get(one.row)
        if one.row in work.meant.unclear:
            work.say(
                one.row,
                "",
                _(
                    "Its address and its number do not belong to one person here, or another row means the same person."
                ),
                _("Correct the one that is wrong. Nothing of this row was taken."),
            )
        elif person is None and not (one.email and one.names.full):
            work.say(
                one.row,
                "",
                _("Nobody here has this number or address."),
                _("Give name and e-mail address of somebody new. Nothing of this row was taken."),
            )
        else:
            email = person.email if person else one.email
            said = Said(email, membership=_membership(work, one, standing.get(person.pk) if person else None))
            said.profile = _profile(work, one, own.get(str(person.ref), set()) if person else None)
            said.present = list(one.institutions) if person is None or person.pk not in placed else []
            work.said[email], work.rows[email] = said, one


def _memberships(people: Any) -> list[Membership]:
    keys = [person.pk for person in people]
    return [
        row
        for start in range(0, len(keys), queries.AT_ONCE)
        for row in Membership.objects.filter(member__in=keys[start : start + queries.AT_ONCE])
    ]


def _placed(keys: set[int]) -> set[int]:
    """Return who has a present institution: she knows better than a list where she works."""
    rows = Affiliation.objects.filter(kind=AffiliationKind.PRESENT).values_list("member_id", flat=True)
    return set(rows) & keys


def _membership(work: _Work, one: rosters.ListedMember, standing: Membership | None) -> Facts:
    """Return the facts of the membership; a list that says nothing of standings names members."""
    end = date.fromisoformat(one.valid_until) if one.valid_until else None
    status = one.standing
    if not status and end is not None:
        status = MembershipStatus.ACTIVE if end >= work.now.date() else MembershipStatus.LAPSED
    if not status and not work.reading.columns & {"standing", "valid_until"}:
        status = MembershipStatus.ACTIVE
    facts: Facts = {
        "number": one.number,
        "member_class": one.member_class[:60],
        "status": status,
        "valid_until": end,
    }
    facts = {name: value for name, value in facts.items() if value}
    if "status" in facts and (standing is None or standing.status != facts["status"]):
        facts["told_at"] = work.now
    return facts


def _profile(work: _Work, one: rosters.ListedMember, own: set[str] | None) -> Facts:
    """Return what the list adds to a profile: all of it for somebody new, else what she did not write herself."""
    facts: Facts = {name: getattr(one, name) for name in PROFILE if getattr(one, name)}
    if own is None:
        names = {
            "full_name": one.names.full[:120],
            "family_name": one.names.family[:80],
            "titles": " ".join(one.names.titles)[:40],
            "credentials": ", ".join(one.names.credentials)[:60],
        }
        return facts | {name: value for name, value in names.items() if value}
    kept = own & facts.keys()
    if {"specialty", "subspecialty"} & own:
        kept |= {"specialty", "subspecialty"} & facts.keys()
    work.kept += bool(kept)
    return {name: value for name, value in facts.items() if name not in kept}


def _lapse(missing: list[Member], now: datetime) -> int:
    """Mark those lapsed whom the whole list does not name; their pairings go on."""
    keys = [member.pk for member in missing]
    rows = Membership.objects.filter(member__in=keys, status=MembershipStatus.ACTIVE)
    return rows.update(status=MembershipStatus.LAPSED, told_at=now)


def _welcome_guests(members: list[Member]) -> None:
    """Make members of those who were guests until the list named them."""
    guests = [member.pk for member in members if member.kind == Kind.GUEST]
    if guests:
        Member.objects.filter(pk__in=guests).update(kind=Kind.MEMBER)


def _pass_on_groups(work: _Work, members: dict[str, Member]) -> None:
    if "groups" in work.reading.columns:
        rows = {members[email].pk: list(one.groups) for email, one in work.rows.items()}
        others.pass_on_groups(rows, work.now)
