"""What is asked of whoever begins: who runs it, who coordinates, and whether the demo may go."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui


class Person(ui.forms.Form):
    """Somebody's name and address."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    purposes: ClassVar[dict[str, Any]] = {
        "email": _("You sign in with it: a code is sent there. There is no password to remember."),
    }

    def clean_email(self) -> str:
        """Return the address in small letters, as it is kept."""
        return str(self.cleaned_data["email"]).strip().lower()


class LeaveForm(Person):
    """Who runs the real installation, and the word that says the demo may go."""

    keep = forms.BooleanField(
        label=_("Keep the society's name, contact and logo as they stand now"), required=False
    )
    word = forms.CharField(
        label=_("Type LEAVE to go on"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    WORD = "LEAVE"

    def __init__(self, *args: Any, may_keep: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_keep:
            del self.fields["keep"]

    def clean_word(self) -> str:
        """Refuse anything but the word, whatever its case."""
        if self.cleaned_data["word"].strip().upper() != self.WORD:
            raise forms.ValidationError(_("Type the five letters LEAVE. Nothing was changed yet."))
        return self.WORD


class CoordinatorForm(ui.forms.Form):
    """Who runs the programs: oneself, or somebody else who gets a mail."""

    who = forms.ChoiceField(
        label=_("Who runs the programs?"),
        choices=[("me", _("I do")), ("other", _("Somebody else"))],
        widget=forms.RadioSelect,
        initial="me",
    )
    name = forms.CharField(label=_("Their name"), max_length=120, required=False)
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254, required=False)
    purposes: ClassVar[dict[str, Any]] = {
        "who": _(
            "The coordinator sets up programs, looks at every match and approves every mail. She can also run "
            "the installation."
        ),
        "email": _("Only for somebody else. She gets a mail with the way in."),
    }

    def clean(self) -> dict[str, Any]:
        """Somebody else needs a name and an address."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("who") == "other":
            for field in ("name", "email"):
                if not given.get(field) and field not in self.errors:
                    self.add_error(field, _("Needed, so that she can be told."))
        return given
