"""Career paths: the dated steps of one person, and who took certain turns in a certain order (S-09)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from mentorquilt.members.models import Affiliation, CareerStep, Member
from mentorquilt.members.states import Turn


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path in words; ``years`` are "2001–2009", "since 2012" or "2003"."""

    key: int
    title: str
    place: str
    turn: str
    years: str
    is_now: bool


def career(member: Member) -> list[Step]:
    """Return somebody's path, earliest step first."""
    return [_step(row) for row in CareerStep.objects.filter(member=member)]


def _step(row: CareerStep) -> Step:
    turn = "" if row.turn == Turn.OTHER else str(Turn(row.turn).label)
    return Step(row.pk, row.title, row.place, turn, years_words(row), row.to_year is None)


def years_words(row: CareerStep) -> str:
    """Return the years of a step as one writes them."""
    if row.to_year is None:
        return _("since %(year)s") % {"year": row.from_year}
    return str(row.from_year) if row.to_year == row.from_year else f"{row.from_year}–{row.to_year}"


def path_lines(keys: Sequence[int]) -> dict[int, str]:
    """Return the turns of each of these people in one line, earliest first, equal neighbors once; one query."""
    turns: dict[int, list[str]] = {}
    rows = CareerStep.objects.filter(member__in=keys).exclude(turn=Turn.OTHER)
    for key, turn in rows.order_by("from_year", "pk").values_list("member_id", "turn"):
        words = turns.setdefault(key, [])
        label = str(Turn(turn).label)
        if not words or words[-1] != label:
            words.append(label)
    return {key: " → ".join(words) for key, words in turns.items()}


def took_turns(turns: Sequence[str]) -> Exists:
    """Return the condition on members that their path holds these turns in this order, others between them or not."""
    after: QuerySet[CareerStep] | None = None
    for number, turn in enumerate(reversed(turns)):
        steps = CareerStep.objects.filter(turn=turn)
        if after is not None:
            steps = steps.filter(Exists(after))
        if number == len(turns) - 1:
            return Exists(steps.filter(member=OuterRef("pk")))
        later = Q(from_year__gt=OuterRef("from_year")) | Q(
            from_year=OuterRef("from_year"), pk__gt=OuterRef("pk")
        )
        after = steps.filter(later, member=OuterRef("member"))
    raise ValueError("no turn to look for")


def steps_to_take_over(member: Member) -> list[Affiliation]:
    """Return the institutions with a year that no step of the path names yet, to be put on it with one tap."""
    named = {
        place.casefold() for place in CareerStep.objects.filter(member=member).values_list("place", flat=True)
    }
    rows = Affiliation.objects.filter(member=member).select_related("institution").order_by("from_year", "pk")
    dated = [row for row in rows if row.from_year or row.to_year]
    return [row for row in dated if row.institution.name.casefold() not in named]
