"""The mails about accounts: sign-in code, address confirmation, unknown address, changes to ways of signing in."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorquilt.mail import roles

SIGN_IN_CODE = roles.register(
    roles.Role(
        slug="members.sign_in_code",
        purpose=gettext_lazy("The code that signs somebody in"),
        subject=gettext_lazy("Your sign-in code"),
        body=gettext_lazy(
            "Here is the code to sign in. It works once, for a few minutes, in the window where you asked for it.\n\n"
            "{code}\n\n"
            "You did not ask for it? Then do nothing; nobody is signed in without the code."
        ),
        placeholders=frozenset({"code"}),
        private=True,
        sample={"code": "K7P-Q2M"},
    )
)
CONFIRM_ADDRESS = roles.register(
    roles.Role(
        slug="members.confirm_address",
        purpose=gettext_lazy("The code that confirms a mail address"),
        subject=gettext_lazy("Confirm your address"),
        body=gettext_lazy(
            "Enter this code in the window you have open, and {address} is confirmed.\n\n"
            "{code}\n\n"
            "An employer may be able to read mail that is sent to a work address. You can add a private one and "
            "choose which of them receives your mail."
        ),
        placeholders=frozenset({"code", "address"}),
        private=True,
        sample={"code": "K7P-Q2M", "address": "alex@example.org"},
    )
)
UNKNOWN_ADDRESS = roles.register(
    roles.Role(
        slug="members.unknown_address",
        purpose=gettext_lazy("The answer to somebody who tried an address nobody has"),
        subject=gettext_lazy("Signing in"),
        body=gettext_lazy(
            "Somebody, perhaps you, tried to sign in with {address}. We know nobody by this address.\n\n"
            "You may be known to us by another one: try the address your society writes to. "
            "If that fails, answer this mail and a person will help."
        ),
        placeholders=frozenset({"address"}),
        private=True,
        sample={"address": "alex@example.org"},
    )
)
ACCOUNT_NOTICE = roles.register(
    roles.Role(
        slug="members.account_notice",
        purpose=gettext_lazy("Tells somebody that a way of signing in changed"),
        subject=gettext_lazy("A change to how you sign in"),
        body=gettext_lazy(
            "{event}\n\nWas that not you? Answer this mail at once and a person will help you close the account."
        ),
        placeholders=frozenset({"event"}),
        private=True,
        sample={"event": "A passkey was added to your account."},
    )
)
ROLE_OF_TEMPLATE = {
    "login_code": SIGN_IN_CODE,
    "password_reset_code": SIGN_IN_CODE,
    "email_confirmation": CONFIRM_ADDRESS,
    "email_confirmation_signup": CONFIRM_ADDRESS,
    "unknown_account": UNKNOWN_ADDRESS,
}


def event_words(template_prefix: str) -> str:
    """Return what happened to the account, in a sentence, for the notices allauth sends."""
    known = {
        "webauthn_added": _("A passkey was added to your account."),
        "webauthn_removed": _("A passkey was removed from your account."),
        "totp_activated": _("An authenticator app was added to your account."),
        "totp_deactivated": _("The authenticator app was removed from your account."),
        "recovery_codes_generated": _("New recovery codes were made for your account."),
        "password_changed": _("The password of your account was changed."),
        "password_set": _("A password was set for your account."),
        "email_changed": _("The address of your account was changed."),
        "email_confirm": _("An address was confirmed for your account."),
        "email_deleted": _("An address was removed from your account."),
    }
    return known.get(template_prefix.rsplit("/", 1)[-1], _("The way you sign in was changed."))
