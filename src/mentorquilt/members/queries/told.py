"""What people chose to tell of themselves, for exactly those who may know and for what was ticked (S-66, S-73, M15).

``Experience.kind`` is encrypted, so who came through something is looked up by opening the rows of those members who
said that a search may find them. A plain index beside it would be quicker and would say in clear, in every backup, who
came through what. Rows that no search may find are never opened here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mentorquilt.members.models import Background, Experience, Member
from mentorquilt.members.states import BackgroundKind, ExperienceKind, ExperienceSeenBy

CAME_THROUGH = "through:"
"""Begins what stands for an experience in wishes and in what matching reads, so that it equals no word of a background."""


@dataclass(frozen=True, slots=True)
class ForMatching:
    """What the matching step may read of one person; it folds into "wishes of both" and nothing else."""

    shares: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()


def told_for_matching(keys: Iterable[int]) -> dict[int, ForMatching]:
    """Return what matching may read of these people, in two queries: ticked backgrounds and every experience.

    An experience is told for matching at least, whoever else may know of it; a background only with its tick.
    """
    keys = list(keys)
    shares: dict[int, list[str]] = {}
    wishes: dict[int, list[str]] = {}
    for row in Background.objects.filter(member__in=keys, for_matching=True):
        shares[row.member_id] = list(row.shares or ())
        wishes[row.member_id] = list(row.wishes or ())
    for one in Experience.objects.filter(member__in=keys).order_by("pk"):
        shares.setdefault(one.member_id, []).append(f"{CAME_THROUGH}{one.kind}")
    return {
        key: ForMatching(tuple(shares.get(key, ())), tuple(wishes.get(key, ())))
        for key in shares.keys() | wishes.keys()
    }


def background_words(person: Member) -> list[str]:
    """Return in words what a coordinator may read of somebody; nothing unless she ticked that."""
    row = Background.objects.filter(member=person, for_coordinator=True).first()
    if row is None:
        return []
    return [_share_words(one) for one in row.shares or ()]


def _share_words(slug: str) -> str:
    return str(BackgroundKind(slug).label) if slug in BackgroundKind.values else slug


def experiences_of(member: Member) -> dict[str, str]:
    """Return what somebody said she came through, by kind, with who may know; for her own page."""
    return {row.kind: row.seen_by for row in Experience.objects.filter(member=member).order_by("pk")}


def experience_words(person: Member, *, is_pair: bool, searched: str = "") -> list[str]:
    """Return in words what a reader may know that somebody came through.

    Her mentors and mentees know what she opened to them or to a search; anybody else only what he searched for.
    """
    shown = []
    for row in (
        Experience.objects.filter(member=person).exclude(seen_by=ExperienceSeenBy.MATCHING).order_by("pk")
    ):
        by_search = row.seen_by == ExperienceSeenBy.MEMBERS and row.kind == searched
        if (is_pair or by_search) and row.kind in ExperienceKind.values:
            shown.append(str(ExperienceKind(row.kind).label))
    return list(dict.fromkeys(shown))


def came_through(kind: str, people: QuerySet[Member]) -> list[int]:
    """Return the keys of those of the people who came through something and let a search find it."""
    rows = Experience.objects.filter(seen_by=ExperienceSeenBy.MEMBERS, member__in=people.values("pk"))
    return sorted({row.member_id for row in rows.only("member_id", "kind") if row.kind == kind})


HARD = (
    "burnout", "burned", "burnt", "exhaust", "distress", "litigation", "lawsuit", "sued", "malpractice", "adverse",
    "illness", "cancer", "depress", "anxi", "panic", "suicid", "loss", "grief", "bereave", "dismiss", "fired", "investigat",
    "addict", "alcohol", "harass", "discriminat", "abuse", "crisis", "hopeless",
)  # fmt: skip
HARD_TOPICS = frozenset(
    {"burnout_wellbeing", "illness_disability", "loss_grief", "legal_matters", "discrimination"}
)


def is_hard(words: str, *, through: str = "", topic: str = "") -> bool:
    """Return whether somebody searches for what may weigh on her now, so that help stands beside the answer (S-73)."""
    return (
        bool(through)
        or topic in HARD_TOPICS
        or any(word.startswith(HARD) for word in words.casefold().split())
    )


def kept_background(member: Any) -> dict[str, Any]:
    """Return the stored background as its form's fields; empty where nothing is kept."""
    row = Background.objects.filter(member=member).first()
    if row is None:
        return {}
    known = set(BackgroundKind.values)
    through = {f"{CAME_THROUGH}{kind}" for kind in ExperienceKind.values}
    shares, wishes = row.shares or [], row.wishes or []
    return {
        "shares": [one for one in shares if one in known],
        "own": [one for one in shares if one not in known],
        "wishes": [one for one in wishes if one in known],
        "own_wishes": [one for one in wishes if one not in known | through],
        "came_through": [one for one in wishes if one in through],
        "uses": row.uses,
    }
