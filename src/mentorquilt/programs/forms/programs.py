"""Forms of a program, a cohort and an annual meeting."""

import itertools
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorquilt import calendars
from mentorquilt.members import states as people
from mentorquilt.members.models import MentorType
from mentorquilt.programs import states
from mentorquilt.programs.forms import places
from mentorquilt.programs.models import AnnualMeeting, Cohort, Program
from mentorquilt.sigs.models import Sig
from mentorquilt.ui import forms as ui
from mentorquilt.ui import pickers


def day(label: Any) -> forms.DateField:
    """Return an optional date field drawn as the browser's own calendar."""
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ProgramForm(ui.ModelForm):
    """What a program is, who may enrol, and the rules of its pairs."""

    mentee_stages = forms.MultipleChoiceField(
        label=_("Who may enrol as mentee"), choices=people.Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    mentor_stages = forms.MultipleChoiceField(
        label=_("Who may enrol as mentor"), choices=people.Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    types = forms.MultipleChoiceField(
        label=_("Mentor types"), required=False, widget=forms.CheckboxSelectMultiple
    )
    regions = forms.MultipleChoiceField(
        label=_("Regions"), required=False, choices=places.region_choices, widget=pickers.TermsWidget
    )
    purposes: ClassVar[dict[str, Any]] = {
        "summary": _("Two or three sentences a tired person understands. Members read them."),
        "slug": _(
            "The end of the link that people enrol by. Leave it empty for one made of the name; a link you sent "
            "stops working when you change it."
        ),
        "aim": _(
            "An engagement program leads people to roles in the society; a skills program to their own goals."
        ),
        "stage_rule": _(
            "Checked for every pair. It can be lifted for one pair with a reason, which is logged."
        ),
        "place_rule": _("Pairs that break it are never proposed."),
        "min_distance_km": _("Only for “at least a number of kilometers”."),
        "min_shared_minutes": _(
            "Waking hours both have free in a week. 0 asks for nothing; unknown hours pass."
        ),
        "most_places": _("0 leaves it to each mentor's own number of places."),
        "floor": _(
            "First nobody is left out who can be served, then no pair is worse than it must be, then the sum."
        ),
        "scope": _("Members to whom it is not open do not find it, and cannot enter by its link either."),
        "regions": _("Only for “some regions or chapters”. A country stands for all of its regions."),
        "sig": _(
            "Its officers run this program as a coordinator would. “The group” as scope means its members."
        ),
        "lead_weeks": _(
            "You are warned when the announcement comes later than this before the annual meeting."
        ),
    }

    class Meta:
        model = Program
        fields = (
            "name",
            "aim",
            "summary",
            "slug",
            "contact_name",
            "contact_email",
            "contact_phone",
            "months",
            "lead_weeks",
            "mentee_stages",
            "mentor_stages",
            "stage_rule",
            "place_rule",
            "min_distance_km",
            "different_institution",
            "language_in_common",
            "bar_earlier",
            "min_shared_minutes",
            "types",
            "types_must_meet",
            "most_places",
            "floor",
            "scope",
            "regions",
            "sig",
            "is_open",
        )
        labels: ClassVar[dict[str, Any]] = {
            "is_open": _("members see this program"),
            "slug": _("public address"),
        }

    def __init__(self, *args: Any, may_give: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = MentorType.objects.filter(is_hidden=False)
        self.fields["types"].choices = [(row.slug, row.label) for row in types]  # type: ignore[attr-defined]
        group: Any = self.fields["sig"]
        group.queryset = Sig.objects.filter(Q(is_hidden=False) | Q(pk=self.instance.sig_id))
        group.empty_label = _("No group")
        group.disabled = (
            not may_give
        )  # a group's officers gain rights by it, so it is for who may give rights

    def clean(self) -> dict[str, Any]:
        """A distance rule needs a distance, a program for some regions its regions, one for a group its group."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("scope") == states.ProgramScope.REGION and not given.get("regions"):
            self.add_error(
                "regions", _("Tick at least one region, or open the program to the whole society.")
            )
        if given.get("scope") == states.ProgramScope.SIG and not given.get("sig"):
            self.add_error("sig", _("Choose the group, or open the program to the whole society."))
        if given.get("place_rule") == states.PlaceRule.DISTANCE and not given.get("min_distance_km"):
            self.add_error("min_distance_km", _("Say how many kilometers apart a pair must be."))
        return given


class MeetingForm(ui.ModelForm):
    """The annual meeting a cohort is timed around."""

    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    zone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = AnnualMeeting
        fields = ("name", "place", "starts_on", "ends_on", "zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [(zone.name, zone.label) for zone in calendars.zones()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first. Give a later one."))
        return given


class CohortForm(ui.ModelForm):
    """A cohort's name, meeting and dates."""

    enrol_from = day(_("Enrolment opens"))
    enrol_until = day(_("Enrolment closes"))
    announce_on = day(_("Match announced"))
    starts_on = day(_("Starts"))
    ends_on = day(_("Ends"))
    purposes: ClassVar[dict[str, Any]] = {
        "name": _("What people will call it: “Class of 2027”."),
        "meeting": _("The annual meeting at which pairs can see each other."),
        "announce_on": _("The day everybody hears, matched or not."),
    }
    ORDER = ("enrol_from", "enrol_until", "announce_on", "starts_on", "ends_on")

    class Meta:
        model = Cohort
        fields = ("name", "meeting", "enrol_from", "enrol_until", "announce_on", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        """Dates come in their order, where they are given; the start may be the day of the announcement."""
        given: dict[str, Any] = super().clean() or {}
        told = [(name, given[name]) for name in self.ORDER if given.get(name)]
        for (_earlier, before), (name, after) in itertools.pairwise(told):
            if after < before:
                self.add_error(name, _("This is before the date above it. Give a later one."))
        return given
