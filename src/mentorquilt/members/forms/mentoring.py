"""What somebody offers as a mentor, what she seeks, and how many places she has."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.members import states
from mentorquilt.members.forms.parts import Cards, Part, headed, ticks, wording
from mentorquilt.members.models import TermKind

MEMBERS, ONLY_YOU = ui.forms.MEMBERS, ui.forms.ONLY_YOU
ENROLLED = ui.forms.Seen("shield", _("Only you; once you enrol, the coordinators and your mentor"))
IN_TURN = ui.forms.Seen("shield", _("Only you; once you enrol, the coordinators"))
IF_TICKED = ui.forms.Seen("lock", _("Only you, unless you tick below"))
PLACES_SEEN = ui.forms.Seen("building-2", _("All members see: open, full or paused"))


class OfferForm(Part):
    """Mentor types and topics given and not given, what somebody has done."""

    together = (("coaching_role", "mentored_before"),)

    types = forms.MultipleChoiceField(label=_("As what kind of mentor?"), required=False, widget=Cards)
    topics = ticks(_("Topics you take"))
    refused_topics = ticks(_("Topics you would rather not take"))
    done = ticks(_("What you have done or been through"))
    text = wording(_("Your offer, in your own words"), most=2000, rows=4, dir="auto")
    coaching_role = wording(_("A coaching role you hold"), most=120)
    mentored_before = forms.IntegerField(
        label=_("How many people have you mentored?"), required=False, min_value=0, max_value=999
    )
    shows_mentored = forms.BooleanField(label=_("Show that number on my profile"), required=False)

    purposes = {
        "types": _("Nobody has to be everything. Tick what you like to give."),
        "topics": _("These find you. Five that you mean are better than thirty."),
        "refused_topics": _("Whoever asks about one of these is told before sending."),
        "done": _("People look for somebody who has done it. Tick only what you are glad to be asked about."),
        "text": _("For example: “I started three block services without residents.”"),
        "coaching_role": _("For example: leadership development coach. It can be searched for."),
        "shows_mentored": _("Without it nobody sees the number."),
        "mentored_before": _("Here and elsewhere, as far as you remember."),
    }
    seen_by = dict.fromkeys(
        ("types", "topics", "refused_topics", "done", "text", "coaching_role"), MEMBERS
    ) | {
        "mentored_before": IF_TICKED,
        "shows_mentored": MEMBERS,
    }

    def offer_choices(self) -> None:
        self.some_types("types")
        self.some_of("topics", TermKind.TOPIC)
        self.some_of("refused_topics", TermKind.TOPIC)
        self.some_of("done", TermKind.DONE)

    def clean(self) -> dict[str, Any]:
        """Refuse a topic that is both taken and not taken, beside the list that was just changed."""
        cleaned = super().clean() or {}
        both = set(self.now("topics") or ()) & set(self.now("refused_topics") or ())
        changed = "topics" if "refused_topics" not in self.fields else "refused_topics"
        if both and changed in self.fields:
            words = ", ".join(self.labels.many(TermKind.TOPIC, sorted(both)))
            self.add_error(
                changed, _("%(topics)s: in both lists. Untick it in one of them.") % {"topics": words}
            )
        return cleaned


class NeedForm(Part):
    """What somebody seeks and what for, written once and used everywhere."""

    together = (("project", "result"),)

    seeks = wording(_("What are you looking for?"), most=2000, rows=4, dir="auto")
    long_term = wording(_("What should it lead to in some years?"), most=2000, rows=3, dir="auto")
    types = forms.MultipleChoiceField(label=_("What kind of mentor?"), required=False, widget=Cards)
    topics = ticks(_("Topics"))
    done = ticks(_("Somebody who has done this"))
    project = wording(_("A project, if there is one"), most=1000, rows=3, dir="auto")
    result = wording(_("Its intended result"), most=1000, rows=2, dir="auto")
    other_specialty = forms.ChoiceField(
        label=_("A mentor from another specialty?"),
        choices=headed(states.OtherSpecialty.choices),
        widget=forms.RadioSelect,
    )
    distance = forms.ChoiceField(
        label=_("Near or far?"), choices=headed(states.Distance.choices), widget=forms.RadioSelect
    )

    purposes = {
        "seeks": _(
            "Two sentences are enough. They flow into your enrolment, your request and your first goal."
        ),
        "long_term": _("A mentor who knows where you are going can tell you more."),
        "types": _("Several people can share the parts; one kind is a fine beginning."),
        "topics": _("What it would be about. Few are better than many."),
        "done": _("Mentors say what they have done or been through; this finds them."),
        "result": _("How would you know that it worked?"),
        "other_specialty": _("For life and career another specialty often sees more."),
        "project": _("For example: the case to our leadership for an acute pain service."),
        "distance": _("Far away can be freer: nobody there knows your chief."),
    }
    seen_by = {
        "seeks": ENROLLED,
        "long_term": ENROLLED,
        "types": IN_TURN,
        "topics": IN_TURN,
        "done": IN_TURN,
        "project": ENROLLED,
        "result": ENROLLED,
        "other_specialty": IN_TURN,
        "distance": IN_TURN,
    }

    def offer_choices(self) -> None:
        self.some_types("types")
        self.some_of("topics", TermKind.TOPIC)
        self.some_of("done", TermKind.DONE)


class PlacesForm(Part):
    """Willing, places, pauses."""

    together = (("capacity", "first_calls"), ("available_from", "available_to"))

    is_willing = forms.BooleanField(label=_("I am glad to mentor"), required=False)
    only_questions = forms.BooleanField(label=_("For one question, not for nine months"), required=False)
    capacity = forms.TypedChoiceField(label=_("Lasting places"), coerce=int, required=True)
    first_calls = forms.TypedChoiceField(
        label=_("Single first calls at a time"),
        coerce=int,
        choices=[(number, str(number)) for number in range(6)],
    )
    available_from = forms.DateField(
        label=_("Not before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    available_to = forms.DateField(
        label=_("Not after"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_paused = forms.BooleanField(label=_("Pause me for now"), required=False)

    purposes = {
        "is_willing": _("Without it nobody can ask you or match you."),
        "only_questions": _("Members may ask you for a single talk; no round matches you."),
        "capacity": _("How many people you will mentor at the same time, over all programs."),
        "first_calls": _("Twenty minutes each. They need no lasting place."),
        "available_from": _("Leave both empty if it is always."),
        "available_to": _("After that day nobody is added."),
        "is_paused": _("Nobody is added until you take it off. Pairings you have go on."),
    }
    seen_by = dict.fromkeys(("is_willing", "only_questions", "is_paused"), PLACES_SEEN) | dict.fromkeys(
        ("capacity", "first_calls", "available_from", "available_to"), PLACES_SEEN
    )

    def __init__(self, *args: Any, cap: int, **kwargs: Any) -> None:
        self.cap = cap
        super().__init__(*args, **kwargs)

    def offer_choices(self) -> None:
        most = max(self.cap, int(self.stored.get("capacity") or 0))
        self._choices("capacity", [(number, str(number)) for number in range(1, most + 1)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = self.now("available_from"), self.now("available_to")
        if first and last and last < first:
            name = "available_to" if "available_to" in self.fields else "available_from"
            self.add_error(name, _("“Not after” comes before “not before”. Change one of them."))
        return cleaned
