"""Searching while somebody enrols: cities, institutions and, for members, people."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorquilt import rosters, ui
from mentorquilt.members import queries as members

Choice = ui.pickers.Choice
NEW = "new:"
MOST_TERMS, LONGEST_TERM = 12, 60


def find_cities(query: str) -> Sequence[Choice]:
    """Return the cities a text may mean, each told apart from the others of its name."""
    return [
        Choice(city.id, city.name, ", ".join(part for part in (city.region_name, city.country_name) if part))
        for city in rosters.find_cities(query)
    ]


def get_city(value: str) -> Choice | None:
    """Return one city by its id."""
    try:
        city = rosters.city(value)
    except KeyError:
        return None
    return Choice(city.id, city.label, members.zone_words(city.zone, timezone.now()))


def find_workplaces(query: str) -> Sequence[Choice]:
    """Return known institutions, and the words themselves as a new one."""
    found = [Choice(str(row.ref), row.name) for row in members.find_institutions(query)]
    words = " ".join(query.split())[:200]
    if words and words.casefold() not in {choice.words.casefold() for choice in found}:
        found.append(Choice(f"{NEW}{words}", words, str(_("Add this one"))))
    return found


def get_workplace(value: str) -> Choice | None:
    """Return one institution by its ref, or a new one by its name."""
    if value.startswith(NEW):
        words = " ".join(value.removeprefix(NEW).split())[:200]
        return Choice(f"{NEW}{words}", words, str(_("Add this one"))) if words else None
    row = members.institution_of(value)
    return Choice(value, row.name) if row else None


def find_known_places(query: str) -> Sequence[Choice]:
    """Return cities and institutions to be kept away from; the value says which of both it is."""
    cities = [Choice(f"city:{row.value}", row.words, row.note) for row in find_cities(query)[:6]]
    places = [Choice(f"institution:{row.ref}", row.name) for row in members.find_institutions(query)[:6]]
    return [*places, *cities]


def get_known_place(value: str) -> Choice | None:
    """Return a city or an institution by its value."""
    kind, _colon, rest = value.partition(":")
    found = get_city(rest) if kind == "city" else get_workplace(rest) if kind == "institution" else None
    return Choice(value, found.words, found.note) if found else None


def find_people(query: str) -> Sequence[Choice]:
    """Return members whose name fits."""
    return [Choice(row.ref, row.name, row.line) for row in members.find_people(query)]


def get_person(value: str) -> Choice | None:
    """Return one person by her ref."""
    found = members.person_of(value)
    return Choice(value, found.name, found.line) if found else None


FINDERS: dict[str, tuple[Callable[[str], Sequence[Choice]], Callable[[str], Choice | None]]] = {
    "city": (find_cities, get_city),
    "workplace": (find_workplaces, get_workplace),
    "away_place": (find_known_places, get_known_place),
    "away_person": (find_people, get_person),
    "wish": (find_people, get_person),
}
NEED_TO_BROWSE = frozenset({"away_person", "wish"})
"""Searches over people, for those alone who may look through the members."""


def pick(name: str, label: Any, *, required: bool = False, none_words: Any = "") -> ui.pickers.PickField:
    """Return the field of this name, which searches while somebody types."""
    find, get = FINDERS[name]
    where: Any = reverse_lazy("programs:enrol_find", args=[name])
    return ui.pickers.PickField(
        label=label,
        find=find,
        get=get,
        required=required,
        widget=ui.pickers.PickWidget(search_url=where, none_words=none_words),
        error_messages={"required": _("Type a few letters, press Find, and choose one of the rows.")},
    )


class Cards(forms.CheckboxSelectMultiple):
    """Ticks as cards, each with a quiet line, and for mentor types with its patch."""

    template_name = "members/widgets/type_cards.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: dict[str, Any] = {}
        self.kinds: dict[str, Any] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add note and mentor type to the option."""
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"note": self.notes.get(str(value), ""), "kind": self.kinds.get(str(value))}


class Niches(forms.CharField):
    """A few rare terms of one's own with commas between; clean value: a list, in small letters."""

    def prepare_value(self, value: Any) -> Any:
        """Return the list as it is typed."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the terms; raises ValidationError on too many or too long ones."""
        words = super().clean(value).replace("\n", ",").replace(";", ",").split(",")
        terms = list(dict.fromkeys(" ".join(word.casefold().split()) for word in words if word.strip()))
        if len(terms) > MOST_TERMS or any(len(term) > LONGEST_TERM for term in terms):
            raise ValidationError(
                _("Keep the %(most)s that matter most, each shorter than %(long)s letters."),
                code="many",
                params={"most": MOST_TERMS, "long": LONGEST_TERM},
            )
        return terms
