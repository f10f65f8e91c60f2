"""Where somebody is, where she works and trained, when she can talk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorquilt import rosters, ui
from mentorquilt.members import states
from mentorquilt.members.forms.parts import Part, headed, picker, wording
from mentorquilt.members.models import Institution
from mentorquilt.members.queries import find_institutions, zone_words

FIRST_YEAR, LAST_YEAR = 1940, 2100
NEW = "new:"
UNLESS_OPENED = ui.forms.Seen("shuffle", _("Used to match; shown only if you tick below"))


def find_cities(query: str) -> Sequence[ui.pickers.Choice]:
    """Return the cities a text may mean, each told apart from the others of its name."""
    return [
        ui.pickers.Choice(
            city.id, city.name, ", ".join(p for p in (city.region_name, city.country_name) if p)
        )
        for city in rosters.find_cities(query)
    ]


def get_city(value: str) -> ui.pickers.Choice | None:
    """Return one city by its id."""
    try:
        city = rosters.city(value)
    except KeyError:
        return None
    return ui.pickers.Choice(city.id, city.label, zone_words(city.zone, timezone.now()))


class PlaceForm(Part):
    """City, whether others see it, phone."""

    city = ui.pickers.PickField(
        label=_("City"),
        find=find_cities,
        get=get_city,
        required=False,
        widget=picker("members:cities", none_words=_("Forget my city")),
    )
    is_open = forms.BooleanField(label=_("Show my city to members"), required=False)
    phone = wording(_("Phone"), most=40, autocomplete="tel", type="tel")

    purposes = {
        "city": _(
            "Country, region and time zone follow from it, and how far a mentor is. "
            "Not listed? Take the nearest one that is."
        ),
        "is_open": _("Without it others see your region and time zone only."),
        "phone": _(
            "For calls that you arrange yourselves. You decide at the end of this page who sees it, and when."
        ),
    }
    seen_by = {"city": UNLESS_OPENED, "is_open": ui.forms.MEMBERS, "phone": ui.forms.ONLY_YOU}

    def clean_phone(self) -> str:
        """Refuse what cannot be dialed."""
        phone = " ".join(self.cleaned_data["phone"].split())
        if phone and (sum(char.isdigit() for char in phone) < 5 or any(char.isalpha() for char in phone)):
            raise ValidationError(_("Write the number with its country code, like +1 555 010 0142."))
        return phone


def find_places(query: str) -> Sequence[ui.pickers.Choice]:
    """Return known institutions, and the words themselves as a new one."""
    known = find_institutions(query)
    found = [ui.pickers.Choice(str(row.ref), row.name, "") for row in known]
    words = " ".join(query.split())[:200]
    if words and words.casefold() not in {row.name.casefold() for row in known}:
        found.append(ui.pickers.Choice(f"{NEW}{words}", words, str(_("Add this one"))))
    return found


def get_place(value: str) -> ui.pickers.Choice | None:
    """Return one institution by its ref, or a new one by its name."""
    if value.startswith(NEW):
        words = " ".join(value.removeprefix(NEW).split())[:200]
        return ui.pickers.Choice(f"{NEW}{words}", words, str(_("Add this one"))) if words else None
    row = _by_ref(value)
    return ui.pickers.Choice(value, row.name) if row else None


def _by_ref(value: str) -> Institution | None:
    try:
        return Institution.objects.filter(ref=value).first()
    except ValidationError:
        return None


class AffiliationForm(ui.forms.Form):
    """One institution or training program with its years."""

    kind = forms.ChoiceField(
        label=_("How do you belong there?"),
        choices=headed(states.AffiliationKind.choices),
        widget=ui.pickers.ChoiceCards,
        initial=states.AffiliationKind.PRESENT,
    )
    institution = ui.pickers.PickField(
        label=_("Hospital, practice or school"),
        find=find_places,
        get=get_place,
        widget=picker("members:institutions"),
        error_messages={"required": _("Type its name, press Find, and choose it or add it.")},
    )
    title = wording(_("Your part there"), most=120)
    from_year = forms.IntegerField(label=_("From"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    to_year = forms.IntegerField(label=_("To"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)

    purposes = {"title": _("For example: resident, partner, medical director.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_year"), cleaned.get("to_year")
        if first and last and last < first:
            self.add_error("to_year", _("The last year comes before the first. Swap them."))
        return cleaned
