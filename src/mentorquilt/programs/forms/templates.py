"""A program from a template: what it is called, and the annual meeting its dates hang on."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt.programs import actions
from mentorquilt.programs.models import AnnualMeeting, Program
from mentorquilt.society import queries as society
from mentorquilt.ui import forms as ui
from mentorquilt.ui import pickers

NEW, NONE = "new", "none"


class FromTemplateForm(ui.Form):
    """The template, the name, the meeting."""

    template = forms.ChoiceField(label=_("What kind of program?"), widget=pickers.ChoiceCards)
    name = forms.CharField(
        label=_("What is it called?"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    meeting = forms.ChoiceField(label=_("Around which annual meeting?"), required=False)
    meeting_name = forms.CharField(label=_("Name of the meeting"), max_length=120, required=False)
    meeting_on = forms.DateField(
        label=_("Its first day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    opens_now = forms.BooleanField(label=_("Open enrolment today"), required=False, initial=True)
    purposes: ClassVar[dict[str, Any]] = {
        "template": _("It sets the rules and dates. Each of them can be changed later."),
        "name": _("Members read it: “Nine Months”, “Mentor Match”."),
        "meeting": _("Pairs hear at least six weeks before, so that they can meet there."),
        "opens_now": _("The link works at once. Without it, enrolment waits for its first day."),
    }
    seen_by: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("name", "meeting", "meeting_name", "meeting_on"), ui.PUBLIC
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        kinds, meetings = self.fields["template"], self.fields["meeting"]
        kinds.choices = [(one.slug, one.name) for one in actions.TEMPLATES]  # type: ignore[attr-defined]
        kinds.widget.notes = {one.slug: one.about for one in actions.TEMPLATES}
        kinds.initial = actions.TEMPLATES[0].slug
        self.known = {str(one.ref): one for one in AnnualMeeting.objects.filter(starts_on__gt=today)}
        told = [(ref, f"{one.name}, {one.starts_on:%-d %b %Y}") for ref, one in self.known.items()]
        meetings.choices = [*told, (NEW, _("A meeting not listed here")), (NONE, _("None, or not known yet"))]  # type: ignore[attr-defined]
        meetings.initial = told[0][0] if told else NEW

    def clean_name(self) -> str:
        """Two programs of one name would be mixed up."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if Program.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a program of this name. Choose another."))
        return name

    def clean_meeting_on(self) -> date | None:
        """A meeting that is over gives no dates."""
        day: date | None = self.cleaned_data.get("meeting_on")
        if day and day <= self.today:
            raise forms.ValidationError(_("This meeting is over. Give the next one, or choose “none”."))
        return day

    def clean(self) -> dict[str, Any]:
        """A new meeting needs its first day; its name may follow from the year."""
        given: dict[str, Any] = super().clean() or {}
        template = actions.template_named(given["template"]) if given.get("template") else None
        if template is None or not template.has_meeting or given.get("meeting") in {NONE, ""}:
            return {**given, "held": None}
        if given.get("meeting") == NEW:
            if not given.get("meeting_on") and "meeting_on" not in self.errors:
                self.add_error(
                    "meeting_on", _("Give its first day, or choose “none, or not known yet” above.")
                )
            return {**given, "held": self._new_meeting(given)}
        return {**given, "held": self.known.get(str(given.get("meeting")))}

    def _new_meeting(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        day: date | None = given.get("meeting_on")
        if day is None:
            return None
        name = given.get("meeting_name") or _("Annual Meeting %(year)s") % {"year": day.year}
        return {"name": name, "starts_on": day, "ends_on": day, "zone": society.current().zone}
