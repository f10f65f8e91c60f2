"""What somebody looks for in the audit trail and the access log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.desks.queries import trail


class TrailForm(ui.forms.Form):
    """Filters, each of them optional."""

    who = forms.CharField(label=_("Who"), max_length=120, required=False)
    about = forms.CharField(label=_("About whom"), max_length=120, required=False)
    verb = forms.ChoiceField(label=_("What"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, with_verbs: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if with_verbs:
            self.fields["verb"].choices = [("", _("anything")), *trail.verbs()]  # type: ignore[attr-defined]
        else:
            del self.fields["verb"]

    def wanted(self) -> trail.Wanted:
        """Return what was asked for; a part that is not understood asks for nothing."""
        given = getattr(self, "cleaned_data", {}) if self.is_valid() or self.is_bound else {}
        known = ("who", "about", "verb", "since", "until")
        return trail.Wanted(**{name: given[name] for name in known if given.get(name)})
