"""When somebody can usually talk: a few usual times to tick, and words for the rest."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentorquilt import calendars, ui
from mentorquilt.members.forms.parts import Cards, Part, wording

USUAL: dict[str, tuple[Any, str]] = {
    "mornings": (_("Early mornings"), "Mon-Fri 06:00-08:00"),
    "lunch": (_("Over lunch"), "Mon-Fri 12:00-13:30"),
    "daytime": (_("During the day"), "Mon-Fri 08:00-17:00"),
    "evenings": (_("Weekday evenings"), "Mon-Fri 18:00-21:00"),
    "weekends": (_("Weekends"), "Sat-Sun 09:00-17:00"),
}
Spans = tuple[tuple[int, int], ...]


def spans_of(usual: list[str], words: str) -> Spans:
    """Return the spans that ticked times and words mean together."""
    ticked = [span for slug in usual for span in calendars.parse_hours(USUAL[slug][1])]
    return calendars.merged([*ticked, *calendars.parse_hours(words)])


def told_apart(spans: Spans) -> tuple[list[str], str]:
    """Return stored spans as the usual times they cover whole, and words for what is left."""
    covered = [
        slug for slug, (_label, words) in USUAL.items() if _covers(spans, calendars.parse_hours(words))
    ]
    rest = _without(spans, spans_of(covered, ""))
    return covered, calendars.format_hours(rest)


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


def _covers(spans: Spans, wanted: Spans) -> bool:
    return all(any(start <= first and last <= end for start, end in spans) for first, last in wanted)


def _without(spans: Spans, gone: Spans) -> list[tuple[int, int]]:
    """Return what is left of spans when others are cut out."""
    left = list(spans)
    for first, last in gone:
        cut = []
        for start, end in left:
            cut += [(a, b) for a, b in ((start, min(end, first)), (max(start, last), end)) if a < b]
        left = cut
    return left
