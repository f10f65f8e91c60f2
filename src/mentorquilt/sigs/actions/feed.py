"""What the society's membership list says of groups (D-10): only rows that came from a list are ever taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorquilt.sigs.actions.groups import add
from mentorquilt.sigs.models import Sig, SigMember
from mentorquilt.sigs.states import JoinedBy, Office

LONGEST_NAME = 120
AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class FeedTaken:
    """What one list changed: who came and went, which groups are new and wait for a look, which offices were spared."""

    joined: int = 0
    left: int = 0
    new_groups: tuple[str, ...] = ()
    kept_officers: int = 0


@transaction.atomic
def take_groups(rows: dict[int, list[str]], now: datetime) -> FeedTaken:
    """Bring feed memberships to what the list says of the members it names.

    ``rows`` maps a member's key to the names or addresses of her groups. A group nobody knows is made hidden and open
    to nobody, so that the office looks at it first. Who joined by herself or was added by the office stays, and so
    does an officer whom the list forgot.
    """
    known, fresh = _groups(rows, now)
    wanted = _wanted(rows, known)
    held = {(row.member_id, row.sig_id): row for row in _held(list(rows))}
    late = [row for pair, row in held.items() if pair not in wanted and row.joined_by == JoinedBy.FEED]
    gone = [row.pk for row in late if row.office == Office.NONE]
    new = [
        SigMember(member_id=member, sig_id=sig, joined_by=JoinedBy.FEED, joined_at=now)
        for member, sig in sorted(wanted - held.keys())
    ]
    SigMember.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    for start in range(0, len(gone), AT_ONCE):
        keys = gone[start : start + AT_ONCE]
        SigMember.objects.filter(pk__in=keys, joined_by=JoinedBy.FEED, office=Office.NONE).delete()
    return FeedTaken(len(new), len(gone), tuple(fresh), len(late) - len(gone))


@transaction.atomic
def add_to_groups(rows: dict[int, list[str]], now: datetime) -> FeedTaken:
    """Add members to the groups that a sign-up sheet names for them; what the sheet leaves out stays as it is."""
    known, fresh = _groups(rows, now)
    held = {(row.member_id, row.sig_id) for row in _held(list(rows))}
    new = [
        SigMember(member_id=member, sig_id=sig, joined_by=JoinedBy.FEED, joined_at=now)
        for member, sig in sorted(_wanted(rows, known) - held)
    ]
    SigMember.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    return FeedTaken(joined=len(new), new_groups=tuple(fresh))


def _wanted(rows: dict[int, list[str]], known: dict[str, int]) -> set[tuple[int, int]]:
    """Return every member and group that the list puts together."""
    return {(key, known[_folded(name)]) for key, names in rows.items() for name in names if _folded(name)}


def _held(members: list[int]) -> Iterator[SigMember]:
    """Return the groups of these members, some thousands of people at a time."""
    for start in range(0, len(members), AT_ONCE):
        keys = members[start : start + AT_ONCE]
        yield from SigMember.objects.filter(member__in=keys).only("member", "sig", "joined_by", "office")


def _groups(rows: dict[int, list[str]], now: datetime) -> tuple[dict[str, int], list[str]]:
    """Return the key of every group that the list names, by its name or address as folded, and the new names."""
    known: dict[str, int] = {}
    every = list(Sig.objects.all())
    known.update({_folded(sig.slug): sig.pk for sig in every})
    known.update({_folded(sig.name): sig.pk for sig in every})
    fresh = []
    for name in sorted({_plain(name) for names in rows.values() for name in names}):
        if name and _folded(name) not in known:
            sig = Sig(name=name, is_hidden=True, is_open=False)
            known[_folded(name)] = add(sig, by=None, now=now, verb="group.found_in_list").pk
            fresh.append(name)
    return known, fresh


def _plain(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME].strip()


def _folded(name: str) -> str:
    """Return a name as two lists would spell it alike."""
    return _plain(name).casefold()
