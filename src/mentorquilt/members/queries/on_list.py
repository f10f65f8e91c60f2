"""Who a membership list means, who of ours it does not name, and what members wrote themselves meanwhile (D-10)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress

from mentorquilt import rosters
from mentorquilt.members.models import Member, Membership, MembershipFeed
from mentorquilt.members.states import Kind, MembershipStatus
from mentorquilt.records.models import AuditNote

AT_ONCE = 2000
SHOWN = 50


@dataclass(slots=True)
class Meant:
    """Our people by row of the list; rows of people who are new are in none of the two."""

    members: dict[int, Member] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)


def _pieces(values: Iterable[Any]) -> Iterator[Sequence[Any]]:
    ordered = sorted(set(values))
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def meant(listed: Iterable[rosters.ListedMember]) -> Meant:
    """Return whom each row means: by the address chosen for mail, another confirmed one, or the membership number.

    A row is unclear where address and number belong to two people, or its number to several.
    """
    listed = list(listed)
    by_address = _by_address(row.email for row in listed if row.email)
    by_number = _by_number(row.number for row in listed if row.number)
    found, taken = Meant(), dict[int, int]()
    for row in listed:
        one = by_address.get(row.email)
        numbered = by_number.get(row.number, [])
        other = numbered[0] if len(numbered) == 1 else None
        person = one or other
        differs = one is not None and other is not None and one.pk != other.pk
        if differs or (one is None and len(numbered) > 1) or (person is not None and person.pk in taken):
            found.unclear.add(row.row)
        elif person is not None:
            found.members[row.row] = person
            taken[person.pk] = row.row
    return found


def _by_address(addresses: Iterable[str]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    for some in _pieces(addresses):
        others = EmailAddress.objects.filter(email__in=some, verified=True).select_related("user")
        found |= {row.email: row.user for row in others}
        found |= {row.email: row for row in Member.objects.filter(email__in=some)}
    return found


def _by_number(numbers: Iterable[str]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for some in _pieces(numbers):
        rows = Membership.objects.filter(number__in=some).select_related("member").order_by("pk")
        for row in rows:
            found.setdefault(row.number, []).append(row.member)
    return found


def not_named(keys: set[int], named: frozenset[str]) -> tuple[list[Member], int]:
    """Return the active members whom a list does not name, and how many active members there are.

    ``keys`` are those it was read for, ``named`` the addresses and numbers of every row, unread ones too.
    """
    rows = Member.objects.filter(
        kind=Kind.MEMBER, is_active=True, membership__status=MembershipStatus.ACTIVE
    ).select_related("membership")
    everybody = list(rows.order_by("pk"))
    missing = [
        row
        for row in everybody
        if row.pk not in keys and row.email not in named and row.membership.number not in named
    ]
    return missing, len(everybody)


def own_words(members: Iterable[Member]) -> dict[str, set[str]]:
    """Return by ref which facts of their profiles these people wrote themselves; a list does not overwrite those."""
    keys = {member.pk: str(member.ref) for member in members}
    found: dict[str, set[str]] = {}
    for some in _pieces(keys):
        notes = AuditNote.objects.filter(verb="member.profile_changed", actor__in=some)
        for actor, ref, facts in notes.values_list("actor_id", "about_ref", "facts"):
            if keys.get(actor) == ref:
                found.setdefault(ref, set()).update(facts.get("fields", ()))
    return found


def last_digest() -> str:
    """Return the digest of the list that was read last without failing, or nothing."""
    row = MembershipFeed.objects.filter(failure="").only("digest").first()
    return row.digest if row else ""


@dataclass(frozen=True, slots=True)
class FeedReport:
    """One reading as its page shows it: counts in words, rows to correct, and people the list does not name."""

    counts: list[tuple[str, int]]
    rows: list[dict[str, Any]]
    missing: list[Member]
    missing_count: int


def feeds() -> list[MembershipFeed]:
    """Return the last readings, newest first."""
    return list(MembershipFeed.objects.select_related("by", "by__profile")[:SHOWN])


def feed_report(feed: MembershipFeed, words: dict[str, Any]) -> FeedReport:
    """Return the report of one reading; ``words`` name its counts in the order in which they are shown."""
    refs = [one["ref"] for one in feed.problems if one.get("kind") == "missing"]
    people = Member.objects.filter(ref__in=refs).select_related("profile", "membership").order_by("pk")
    return FeedReport(
        counts=[(str(label), int(feed.counts.get(name, 0))) for name, label in words.items()],
        rows=[one for one in feed.problems if one.get("kind") != "missing"],
        missing=list(people),
        missing_count=int(feed.counts.get("missing", 0)),
    )
