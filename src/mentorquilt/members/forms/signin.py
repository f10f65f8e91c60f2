"""The sign-in form: an address is enough, a password is optional and never needed."""

from typing import Any

from allauth.account.fields import PasswordField
from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):  # type: ignore[misc]
    """An address, and for those who set one a password. Without it a code is mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        address = self.fields["login"]
        address.label = _("Your e-mail address")
        address.widget.attrs = {
            "autocomplete": "username webauthn",
            "inputmode": "email",
            "spellcheck": "false",
        }

    def _setup_password_field(self) -> None:
        """Keep the password, which allauth drops where signing up asks for none, but ask for it of nobody."""
        self.fields["password"] = PasswordField(
            label=_("Password"), autocomplete="current-password", required=False
        )
        self.fields["password"].widget.attrs.pop("placeholder", None)
