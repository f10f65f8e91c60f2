"""When somebody can usually talk: a few usual times to tick, and words for the rest."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentorquilt import calendars, ui
from mentorquilt.members.forms.parts import Cards, Part, wording
from mentorquilt.members.queries import USUAL


class HoursForm(Part):
    """Usual times to tick, and hours in one's own words."""

    usual = forms.MultipleChoiceField(
        label=_("When can you usually talk?"),
        required=False,
        choices=[(slug, label) for slug, (label, _words) in USUAL.items()],
        widget=Cards,
    )
    words = wording(_("Other times"), most=1000, placeholder="Mon, Wed 18:30-20:00; Sat 9-12")

    purposes = {
        "usual": _("On your own clock. Until you tick something, weekdays from 7 am to 8 pm are assumed."),
        "words": _("Days and hours, like the example. Your calendar always has the last word."),
    }
    seen_by = {"usual": ui.forms.MATCHING, "words": ui.forms.MATCHING}

    def offer_choices(self) -> None:
        widget: Any = self.fields["usual"].widget
        widget.notes = {slug: words for slug, (_label, words) in USUAL.items()}

    def clean_words(self) -> str:
        """Refuse what is no hours, with the words that say how to write them."""
        words: str = self.cleaned_data["words"]
        try:
            calendars.parse_hours(words)
        except calendars.BadHours as bad:
            raise ValidationError(str(bad), code="hours") from None
        return words
