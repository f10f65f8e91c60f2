"""The one form of eight minutes, for a mentee and for a mentor; nothing here saves (S-16, S-47, S-102, S-125, M10).

Fields that the profile knows already are handed over as ``known`` and stand folded; nothing is asked twice.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentorquilt import calendars, ui
from mentorquilt.members import queries as members
from mentorquilt.members import states as people
from mentorquilt.members.models import TermKind
from mentorquilt.programs import assessment, baseline, states
from mentorquilt.programs.forms.picking import Cards, Niches, pick
from mentorquilt.programs.models import Cohort

EMPTY = ("", _("Please choose"))
ENROLLED = ui.forms.Seen("shield", _("You, the coordinators, and your mentor"))
STAFF = ui.forms.YOU_AND_COORDINATORS
ABOUT_YOU = ("titles", "full_name", "stage", "specialty", "city", "workplace")
CADENCES = (
    ("6", _("Every six weeks")),
    ("4", _("Every four weeks")),
    ("8", _("Every eight weeks")),
    ("12", _("Every twelve weeks")),
    ("0", _("As needed")),
)
ATTENDS = (
    (states.Attends.YES, _("Yes")),
    (states.Attends.NO, _("No")),
    (states.Attends.UNKNOWN, _("I do not know yet")),
)


def text(label: Any, most: int, *, rows: int = 0, required: bool = False, **attrs: Any) -> forms.CharField:
    """Return a text field of at most so many letters, over several rows when asked."""
    widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def headed(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return choices whose words begin with a capital."""
    return [(value, capfirst(words)) for value, words in choices]


class EntryForm(ui.forms.Form):
    """What both roles are asked. ``is_draft`` judges single fields only and lets everything be empty."""

    role = ""

    address = forms.EmailField(
        label=_("Or write to this address instead"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    titles = text(_("Title"), 40, autocomplete="honorific-prefix", placeholder="Dr.")
    full_name = text(_("Your name"), 120, required=True, autocomplete="name", dir="auto")
    stage = forms.ChoiceField(label=_("Career stage"), choices=[EMPTY, *headed(people.Stage.choices)])
    specialty = forms.ChoiceField(label=_("Specialty"))
    city = pick("city", _("Your city"), required=True)
    workplace = pick("workplace", _("Where you work"), none_words=_("Leave it out"))
    usual = forms.MultipleChoiceField(label=_("When can you usually talk?"), required=False, widget=Cards)
    words = text(_("Other times"), 1000, placeholder="Mon, Wed 18:30-20:00; Sat 9-12")
    types = forms.MultipleChoiceField(required=False, widget=Cards)
    topics = forms.MultipleChoiceField(required=False, widget=ui.pickers.TermsWidget)
    terms = Niches(label=_("A rare term of your own"), required=False)
    attends = forms.ChoiceField(required=False, choices=ATTENDS, widget=ui.pickers.ChoiceCards)
    pledge = forms.BooleanField(label=_("I will keep to this"))

    def __init__(
        self,
        *args: Any,
        cohort: Cohort,
        labels: members.Labels,
        known: Collection[str] = (),
        may_browse: bool = False,
        asks_address: bool = True,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("auto_id", "enrol_%s")
        super().__init__(*args, **kwargs)
        self.cohort, self.labels, self.known = cohort, labels, frozenset(known)
        self._drop_what_is_not_asked(may_browse=may_browse, asks_address=asks_address)
        self._offer_choices()
        if is_draft:
            for field in self.fields.values():
                field.required = False

    def _drop_what_is_not_asked(self, *, may_browse: bool, asks_address: bool) -> None:
        gone = set() if may_browse else {"wish", "away_person"}
        gone |= set() if asks_address else {"address"}
        gone |= set() if self.cohort.meeting else {"attends"}
        for name in gone & set(self.fields):
            del self.fields[name]

    def _offer_choices(self) -> None:
        kept = self.initial
        self._choices(
            "specialty", [EMPTY, *self.labels.choices(TermKind.SPECIALTY, [kept.get("specialty") or ""])]
        )
        self._choices("topics", self.labels.grouped(TermKind.TOPIC, kept.get("topics") or []))
        self._choices("usual", [(slug, words) for slug, (words, _hours) in members.USUAL.items()])
        self._widget("usual").notes = {slug: hours for slug, (_words, hours) in members.USUAL.items()}
        offered = self.cohort.program.types
        kinds = [
            kind
            for kind in self.labels.types.values()
            if (kind.slug in offered if offered else not kind.is_hidden)
            or kind.slug in (kept.get("types") or [])
        ]
        self._choices("types", [(kind.slug, kind.label) for kind in kinds])
        self._widget("types").notes = {kind.slug: kind.about for kind in kinds}
        self._widget("types").kinds = {kind.slug: kind for kind in kinds}
        if self.cohort.meeting and "attends" in self.fields:
            words = _("Will you be at %(meeting)s?") % {"meeting": self.cohort.meeting.name}
            self.fields["attends"].label = words
        for slug, question in baseline.questions(self.role):
            self.fields[f"base_{slug}"] = forms.ChoiceField(
                label=str(question), required=False, choices=baseline.SCALE, widget=forms.RadioSelect
            )

    def _choices(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def _widget(self, name: str) -> Any:
        return self.fields[name].widget

    def clean_words(self) -> str:
        """Refuse what is no hours, with the words that say how to write them."""
        words: str = self.cleaned_data["words"]
        try:
            calendars.parse_hours(words)
        except calendars.BadHours as bad:
            raise ValidationError(str(bad), code="hours") from None
        return words

    @property
    def asked(self) -> list[forms.BoundField]:
        """Return the fields about the person that nobody knows yet."""
        return [self[name] for name in ABOUT_YOU if name not in self.known or self[name].errors]

    @property
    def answered(self) -> list[forms.BoundField]:
        """Return the fields about the person that the profile holds; they stand folded."""
        return [self[name] for name in ABOUT_YOU if name in self.known and not self[name].errors]

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the three baseline questions."""
        return [self[f"base_{slug}"] for slug, _words in baseline.questions(self.role)]

    def baseline(self) -> Mapping[str, int]:
        """Return what was answered, by question."""
        given = {
            slug: self.cleaned_data.get(f"base_{slug}") for slug, _words in baseline.questions(self.role)
        }
        return {slug: int(value) for slug, value in given.items() if value}


class MenteeForm(EntryForm):
    """Who seeks a mentor: her need and goal, types and topics, wishes that only matching reads."""

    role = states.EnrolmentRole.MENTEE

    seeks = text(_("What are you looking for?"), 2000, rows=4, required=True, dir="auto")
    long_term = text(_("What should it lead to in some years?"), 2000, rows=3, required=True, dir="auto")
    other_specialty = forms.ChoiceField(
        label=_("A mentor from another specialty?"),
        required=False,
        choices=headed(people.OtherSpecialty.choices),
        widget=ui.pickers.ChoiceCards,
    )
    distance = forms.ChoiceField(
        label=_("Near or far?"),
        required=False,
        choices=headed(people.Distance.choices),
        widget=ui.pickers.ChoiceCards,
    )
    wish = pick("wish", _("Somebody you would like"), none_words=_("Nobody in particular"))
    away_person = pick("away_person", _("Keep me away from this person"), none_words=_("Nobody"))
    away_place = pick("away_place", _("Keep me away from this city or institution"), none_words=_("Nowhere"))

    purposes = {
        "seeks": _(
            "Two sentences are enough. They go into your introduction and your first goal; nobody asks again."
        ),
        "long_term": _("A mentor who knows where you are going can tell you more."),
        "types": _("One is a fine beginning. Each one you tick is one mentor you would like."),
        "topics": _("What it would be about. Few are better than many."),
        "terms": _("Rare words find rare people: “pediatric pain”. Commas between them."),
        "usual": _("On your own clock. Tick nothing, and weekdays from 7 am to 8 pm are assumed."),
        "city": _("How far a mentor is follows from it. Not listed? Take the nearest one that is."),
        "workplace": _("So that nobody pairs you with a colleague. Others do not see it."),
        "attends": _("If both of you come, you can meet there."),
    }
    seen_by = {
        "seeks": ENROLLED,
        "long_term": ENROLLED,
        "types": STAFF,
        "topics": STAFF,
        "usual": ui.forms.MATCHING,
        "other_specialty": ui.forms.MATCHING,
        "distance": ui.forms.MATCHING,
        "wish": ui.forms.MATCHING,
        "away_person": ui.forms.MATCHING,
        "away_place": ui.forms.MATCHING,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["types"].label = _("What kind of mentor?")
        self.fields["topics"].label = _("Topics")
        for question in assessment.QUESTIONS:
            self.fields[f"tap_{question.slug}"] = forms.ChoiceField(
                label=str(question.words),
                required=False,
                choices=[(answer.slug, answer.words) for answer in question.answers],
                widget=ui.pickers.ChoiceCards,
            )

    @property
    def taps(self) -> list[forms.BoundField]:
        """Return the five questions that lead to a first draft."""
        return [self[name] for name in assessment.NAMES]

    @property
    def private_wishes(self) -> list[forms.BoundField]:
        """Return the wishes that only matching reads."""
        names = ("other_specialty", "distance", "wish", "away_person", "away_place")
        return [self[name] for name in names if name in self.fields]

    @property
    def has_wishes(self) -> bool:
        """Return whether a wish is set or wrong, so that it does not hide in a fold."""
        values = [(field.errors, field.value()) for field in self.private_wishes]
        return any(
            errors or getattr(value, "value", value) not in {"", None, "any"} for errors, value in values
        )


class MentorForm(EntryForm):
    """Who gives: what kind of mentor, topics taken and not taken, places, and the cadence that has worked before."""

    role = states.EnrolmentRole.MENTOR

    refused_topics = forms.MultipleChoiceField(
        label=_("Topics you would rather not take"), required=False, widget=ui.pickers.TermsWidget
    )
    offer = text(_("What have you done that others can learn from?"), 2000, rows=3, dir="auto")
    places = forms.ChoiceField(
        label=_("How many people, at the same time and over all programs?"), widget=ui.pickers.ChoiceCards
    )
    first_calls = forms.ChoiceField(
        label=_("Single twenty-minute talks besides"),
        required=False,
        choices=[("0", _("None")), ("1", "1"), ("2", "2"), ("3", "3")],
    )
    cadence = forms.ChoiceField(
        label=_("What rhythm has worked for you?"),
        choices=CADENCES,
        required=False,
        widget=ui.pickers.ChoiceCards,
    )

    purposes = {
        "types": _("Nobody has to be everything. Tick what you like to give."),
        "topics": _("Five that you mean are better than thirty."),
        "terms": MenteeForm.purposes["terms"],
        "offer": _("For example: “I started three block services without residents.”"),
        "cadence": _("Your mentee sees this before proposing a rhythm. Most pairs talk about six times."),
        "usual": MenteeForm.purposes["usual"],
        "city": _("How far the two of you are follows from it. Not listed? Take the nearest one that is."),
        "workplace": MenteeForm.purposes["workplace"],
        "attends": MenteeForm.purposes["attends"],
    }
    seen_by = {
        "types": ui.forms.MEMBERS,
        "topics": ui.forms.MEMBERS,
        "refused_topics": ui.forms.MEMBERS,
        "offer": ui.forms.MEMBERS,
        "usual": ui.forms.MATCHING,
        "cadence": ui.forms.Seen("users", _("You, the coordinators, and your mentee")),
    }

    def __init__(self, *args: Any, cap: int, **kwargs: Any) -> None:
        self.cap = cap
        super().__init__(*args, **kwargs)
        self.fields["types"].label = _("As what kind of mentor?")
        self.fields["topics"].label = _("Topics you take")

    def _offer_choices(self) -> None:
        super()._offer_choices()
        kept = self.initial.get("refused_topics") or []
        self._choices("refused_topics", self.labels.grouped(TermKind.TOPIC, kept))
        most = max(self.cap, int(self.initial.get("places") or 0))
        self._choices("places", [(str(number), str(number)) for number in range(1, most + 1)])

    def clean(self) -> dict[str, Any]:
        """Refuse a topic that is both taken and not taken, by its name."""
        cleaned = super().clean() or {}
        both = set(cleaned.get("topics") or ()) & set(cleaned.get("refused_topics") or ())
        if both:
            words = ", ".join(self.labels.many(TermKind.TOPIC, sorted(both)))
            self.add_error(
                "refused_topics",
                _("%(topics)s: in both lists. Untick it in one of them.") % {"topics": words},
            )
        return cleaned


FORMS: dict[str, type[EntryForm]] = {
    states.EnrolmentRole.MENTEE: MenteeForm,
    states.EnrolmentRole.MENTOR: MentorForm,
}
