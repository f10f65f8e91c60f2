"""One step of a career path: a post, a place, a turn, its years (S-09)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.members import states
from mentorquilt.members.forms.parts import headed, wording
from mentorquilt.members.forms.place import FIRST_YEAR


class StepForm(ui.forms.Form):
    """A step with its first year; without a last year it goes on."""

    title = wording(_("What you did"), most=160, required=True, dir="auto")
    place = wording(_("Where"), most=160, dir="auto")
    turn = forms.ChoiceField(
        label=_("What kind of step was it?"),
        choices=headed(states.Turn.choices),
        initial=states.Turn.OTHER,
    )
    from_year = forms.IntegerField(
        label=_("From year"),
        min_value=FIRST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Give the year in which it began; a guess is fine.")},
    )
    to_year = forms.IntegerField(
        label=_("To year"),
        required=False,
        min_value=FIRST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    purposes = {
        "title": _("For example: residency in anesthesiology, partner, president of the state society."),
        "turn": _("Members search for people who took the same turn."),
        "to_year": _("Leave it empty if it goes on."),
    }
    seen_by = dict.fromkeys(("title", "place", "turn"), ui.forms.MEMBERS)

    def clean_from_year(self) -> int:
        """Refuse a year that has not come."""
        year: int = self.cleaned_data["from_year"]
        if year > timezone.now().year:
            raise forms.ValidationError(
                _("This year has not come yet. A path tells what was."), code="future"
            )
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_year"), cleaned.get("to_year")
        if first and last and last < first:
            self.add_error("to_year", _("The last year comes before the first. Swap them."))
        if last and last > timezone.now().year + 10:
            self.add_error("to_year", _("That is far ahead. Leave it empty if it goes on."))
        return cleaned
