"""What nobody else sees: whom somebody shuts out, with whom she is in conflict."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import rosters, ui
from mentorquilt.members import states
from mentorquilt.members.forms.parts import headed, picker
from mentorquilt.members.forms.place import find_cities, get_city
from mentorquilt.members.models import Institution
from mentorquilt.members.queries import (
    find_institutions,
    find_people,
    institution_of,
    person_of,
    region_words,
)

Choice = ui.pickers.Choice


def find_regions(query: str) -> Sequence[Choice]:
    """Return the regions around the cities that a text may mean."""
    regions = {city.region: city for city in rosters.find_cities(query, 30) if city.region}
    return [Choice(key, region_words(key)) for key in list(regions)[:10]]


def find_named(query: str) -> Sequence[Choice]:
    """Return members whose name fits."""
    return [Choice(row.ref, row.name, row.line) for row in find_people(query)]


def _get_region(value: str) -> Choice | None:
    words = region_words(value)
    return Choice(value, words) if words else None


def _find_institutions(query: str) -> Sequence[Choice]:
    return [Choice(str(row.ref), row.name) for row in find_institutions(query)]


def _get_institution(value: str) -> Choice | None:
    row: Institution | None = institution_of(value)
    return Choice(value, row.name) if row else None


def _get_person(value: str) -> Choice | None:
    found = person_of(value)
    return Choice(value, found.name, found.line) if found else None


FINDERS = {
    states.ExclusionKind.INSTITUTION: (
        _find_institutions,
        _get_institution,
        _("Hospital, practice or school"),
    ),
    states.ExclusionKind.CITY: (find_cities, get_city, _("City")),
    states.ExclusionKind.REGION: (find_regions, _get_region, _("Region: type a city in it")),
    states.ExclusionKind.MEMBER: (find_named, _get_person, _("Name")),
}


class ExclusionForm(ui.forms.Form):
    """One institution, city, region or person to be kept away from."""

    def __init__(self, *args: object, kind: str, **kwargs: object) -> None:
        kwargs.setdefault("auto_id", f"out_{kind}_%s")
        super().__init__(*args, **kwargs)
        find, get, label = FINDERS[states.ExclusionKind(kind)]
        self.fields["value"] = ui.pickers.PickField(
            label=label,
            find=find,
            get=get,
            widget=picker("members:find", kind),
            error_messages={"required": ASK},
        )


ASK = _("Type a few letters, press Find, and choose one of the rows.")


class ConflictForm(ui.forms.Form):
    """Somebody with whom a pairing would be wrong, and roughly why."""

    about = ui.pickers.PickField(
        label=_("Who?"),
        find=find_named,
        get=_get_person,
        widget=picker("members:find", "about"),
        error_messages={"required": ASK},
    )
    kind = forms.ChoiceField(
        label=_("This person, or you, …"),
        choices=headed(states.ConflictKind.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason that fits best. Nobody else sees it.")},
    )
