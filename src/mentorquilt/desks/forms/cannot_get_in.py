"""The address somebody cannot get in with, as told on the phone."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui


class WhoForm(ui.forms.Form):
    """One address."""

    email = forms.EmailField(label=_("Which address does she type?"), max_length=254)
    purposes: ClassVar[dict[str, Any]] = {
        "email": _(
            "Ask for it letter by letter. What you look at here is written down, and she can read that."
        )
    }

    def clean_email(self) -> str:
        """Return the address in small letters, as it is kept."""
        return str(self.cleaned_data["email"]).strip().lower()
