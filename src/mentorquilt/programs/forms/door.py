"""The address somebody types at the front door; allauth judges it and counts the tries."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from django.utils.translation import gettext_lazy as _


class DoorForm(RequestLoginCodeForm):  # type: ignore[misc]
    """One field. The same limits hold as at signing in: by address and by the network it comes from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        address = self.fields["email"]
        address.label = _("Your e-mail address")
        address.help_text = _(
            "Rather a private one: an employer may be able to read mail sent to a work address."
        )
        address.widget.attrs = {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        address.error_messages["invalid"] = _(
            "This is not an e-mail address. Look for a missing @ or a space."
        )
