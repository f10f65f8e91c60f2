"""Naming somebody for a right, and naming a stand-in for some weeks."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentorquilt import calendars, ui
from mentorquilt.desks.queries import staff
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs.models import Program

USUAL_WEEKS, MOST_WEEKS = 2, 26
NEEDS_GROUP = _("An officer runs the programs of one group. Choose the group.")


class Somebody(ui.forms.Form):
    """A person by address; the name matters only for somebody the society does not know yet."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    purposes: ClassVar[dict[str, Any]] = {
        "email": _("A member's address, or that of somebody new: she gets a mail with the way in."),
        "name": _("For somebody new. A member keeps her own."),
    }

    def clean_email(self) -> str:
        """Return the address in small letters, as it is kept."""
        return str(self.cleaned_data["email"]).strip().lower()


class AddForm(Somebody):
    """Who gets which right for what."""

    role = forms.ChoiceField(label=_("May"), widget=ui.pickers.ChoiceCards)
    scope = forms.ChoiceField(label=_("For"), initial="society")
    purposes: ClassVar[dict[str, Any]] = {
        **Somebody.purposes,
        "scope": _("An admin always runs the whole installation."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles, scopes = self.fields["role"], self.fields["scope"]
        roles.choices = [(role.value, capfirst(str(role.label))) for role in staff.ORDER]  # type: ignore[attr-defined]
        roles.widget.notes = {role.value: words for role, words in staff.ABOUT.items()}
        scopes.choices = staff.scope_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An admin's right has no limits, an officer's is one group."""
        given: dict[str, Any] = super().clean() or {}
        kind, _space, ref = str(given.get("scope") or Scope.SOCIETY).partition(" ")
        if given.get("role") == Role.ADMIN:
            kind, ref = Scope.SOCIETY.value, ""
        if given.get("role") == Role.OFFICER and kind != Scope.SIG:
            self.add_error("scope", NEEDS_GROUP)
        return {
            **given,
            "scope_kind": kind,
            "scope_id": ref,
            "scope_words": self._words(f"{kind} {ref}".strip()),
        }

    def _words(self, value: str) -> str:
        groups: Any = self.fields["scope"].choices  # type: ignore[attr-defined]
        found = [words for _head, choices in groups for choice, words in choices if choice == value]
        return str(found[0]) if found and value != Scope.SOCIETY else ""


class StandInForm(Somebody):
    """Who looks after which programs until when."""

    until = forms.DateField(
        label=_("Until the end of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    programs = forms.MultipleChoiceField(label=_("Programs"), widget=forms.CheckboxSelectMultiple)
    purposes: ClassVar[dict[str, Any]] = {
        **Somebody.purposes,
        "until": _("It ends by itself on the night after."),
        "programs": _("She can do there what you can. You keep your own right."),
    }

    def __init__(
        self, *args: Any, programs: Sequence[Program], today: date, zone: str, **kwargs: Any
    ) -> None:
        self.known, self.today, self.zone = {str(one.ref): one for one in programs}, today, zone
        usual = today + timedelta(weeks=USUAL_WEEKS)
        kwargs.setdefault("initial", {"until": usual, "programs": list(self.known)})
        super().__init__(*args, **kwargs)
        self.fields["programs"].choices = [(ref, one.name) for ref, one in self.known.items()]  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        """A stand-in lasts from today to half a year."""
        day: date = self.cleaned_data["until"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Give a later one."))
        if day > self.today + timedelta(weeks=MOST_WEEKS):
            raise forms.ValidationError(_("At most half a year. For longer, name her coordinator instead."))
        return day

    @property
    def ends_at(self) -> datetime:
        """Return the midnight after the last day, in the society's zone."""
        night: date = self.cleaned_data["until"] + timedelta(days=1)
        return datetime.combine(night, time(), calendars.zone_info(self.zone))

    @property
    def chosen(self) -> list[Program]:
        """Return the programs ticked."""
        return [self.known[ref] for ref in self.cleaned_data["programs"]]
