"""Forms of groups: what a group says of itself, and who leads it."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentorquilt.members import queries as people
from mentorquilt.sigs.models import Sig
from mentorquilt.sigs.states import Office
from mentorquilt.ui import forms as ui
from mentorquilt.ui import pickers


class GroupForm(ui.ModelForm):
    """A group's name, what it is about, whether members may join and whether it is listed."""

    purposes: ClassVar[dict[str, Any]] = {
        "about": _("Two or three sentences: whom it is for, what it does in a year. Members read them."),
        "is_open": _("Otherwise the membership list or the office says who belongs."),
        "is_hidden": _("A hidden group keeps its members and its programs, and nobody finds it."),
    }

    class Meta:
        model = Sig
        fields = ("name", "about", "is_open", "is_hidden")
        labels: ClassVar[dict[str, Any]] = {
            "is_open": _("Members may join by themselves"),
            "is_hidden": _("Not listed"),
        }
        widgets: ClassVar[dict[str, Any]] = {"about": forms.Textarea(attrs={"rows": 5})}


def found_people(words: str) -> list[pickers.Choice]:
    """Return listed people whose name holds the words, as rows to choose."""
    return [pickers.Choice(row.ref, row.name, row.line) for row in people.find_people(words)]


def found_person(ref: str) -> pickers.Choice | None:
    """Return one person as a row, or None."""
    row = people.person_of(ref)
    return pickers.Choice(row.ref, row.name, row.line) if row else None


class OfficerForm(ui.Form):
    """Somebody and the office she is given."""

    person = pickers.PickField(
        label=_("Who"),
        find=found_people,
        get=found_person,
        widget=pickers.PickWidget(),
    )
    office = forms.ChoiceField(
        label=_("Office"), choices=[(one.value, one.label.capitalize()) for one in Office if one.value]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picker: Any = self.fields["person"].widget
        picker.search_url = reverse("sigs:people")
