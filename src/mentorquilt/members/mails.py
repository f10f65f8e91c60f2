"""The mails about accounts: codes, the answer to unknown addresses, changes to ways of signing in."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorquilt.mail import roles

SAMPLE_CODE = "KXPQ-RTZM"

SIGN_IN_CODE = roles.register(
    roles.Role(
        slug="members.sign_in_code",
        purpose=gettext_lazy("The code that signs somebody in"),
        subject=gettext_lazy("Your sign-in code"),
        body=gettext_lazy(
            "Here is the code to sign in. It works once, for fifteen minutes, in the window where you asked "
            "for it.\n\n"
            "{code}\n\n"
            "You did not ask for it? Then do nothing; nobody is signed in without the code."
        ),
        placeholders=frozenset({"code"}),
        private=True,
        sample={"code": SAMPLE_CODE},
    )
)
PASSWORD_CODE = roles.register(
    roles.Role(
        slug="members.password_code",
        purpose=gettext_lazy("The code with which somebody chooses a new password"),
        subject=gettext_lazy("A code for a new password"),
        body=gettext_lazy(
            "Here is the code to choose a new password. It works once, for a few minutes, in the window "
            "where you asked for it.\n\n"
            "{code}\n\n"
            "You need no password: a code by mail or a passkey signs you in as well. You did not ask for "
            "this? Then do nothing; your password stays as it is."
        ),
        placeholders=frozenset({"code"}),
        private=True,
        sample={"code": SAMPLE_CODE},
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
            "An employer may be able to read mail sent to a work address. You choose on the same page which "
            "of your addresses receives your mail."
        ),
        placeholders=frozenset({"code", "address"}),
        private=True,
        sample={"code": SAMPLE_CODE, "address": "alex@example.org"},
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
            "{event}\n\n"
            "Was that not you? Answer this mail at once and a person will help you close the account."
        ),
        placeholders=frozenset({"event"}),
        private=True,
        sample={"event": "A passkey was added to your account."},
    )
)
USE_THIS_ADDRESS = roles.register(
    roles.Role(
        slug="members.use_this_address",
        purpose=gettext_lazy("Asks at a new address whether mail shall go there"),
        subject=gettext_lazy("Shall we write to you here?"),
        body=gettext_lazy(
            "{name},\n\n"
            "you asked {society} to write to {address}. One tap and your mail goes there; until then nothing changes.\n\n"
            "Write to me here: {link}\n\n"
            "The link works for seven days. You did not ask for this? Then do nothing."
        ),
        placeholders=frozenset({"name", "society", "address", "link"}),
        private=True,
        sample={
            "name": "Dr. Alex Rivera",
            "society": "Meridian Society of Physicians",
            "address": "alex@example.org",
            "link": "https://mentoring.example.org/people/address/…",
        },
    )
)
COPY_READY = roles.register(
    roles.Role(
        slug="members.copy_ready",
        purpose=gettext_lazy("Tells somebody that the copy of her data can be fetched"),
        subject=gettext_lazy("The copy of your data is ready"),
        body=gettext_lazy(
            "{name},\n\n"
            "the copy of what {society} keeps of you is ready. You can fetch it once, within seven days, after showing "
            "that it is you:\n\n"
            "{link}\n\n"
            "You did not ask for it? Then answer this mail."
        ),
        placeholders=frozenset({"name", "society", "link"}),
        private=True,
        sample={
            "name": "Dr. Alex Rivera",
            "society": "Meridian Society of Physicians",
            "link": "https://mentoring.example.org/people/me/data/",
        },
    )
)
ERASURE_ASKED = roles.register(
    roles.Role(
        slug="members.erasure_asked",
        purpose=gettext_lazy("Tells somebody when she will be forgotten and how to take it back"),
        subject=gettext_lazy("Your account is closed, and how to take that back"),
        body=gettext_lazy(
            "{name},\n\n"
            "as you wished, your account with {society} is closed. On {day} everything in it is deleted: your profile, "
            "what you wrote, your enrolments, your mails. What stays are numbers without your name.\n\n"
            "Did you change your mind, or was it not you? One click brings it all back until then:\n\n"
            "{link}\n\n"
            "After {day} nobody can. Thank you for the time you gave."
        ),
        placeholders=frozenset({"name", "society", "day", "link"}),
        private=True,
        sample={
            "name": "Dr. Alex Rivera",
            "society": "Meridian Society of Physicians",
            "day": "March 16, 2027",
            "link": "https://mentoring.example.org/people/forget/...",
        },
    )
)
WAY_IN = roles.register(
    roles.Role(
        slug="members.way_in",
        purpose=gettext_lazy("A link that signs somebody in, sent by whoever helps her"),
        subject=gettext_lazy("Your way in"),
        body=gettext_lazy(
            "{name},\n\n"
            "somebody at {society} sends you this so that you can come in. The link works once, for an hour:\n\n"
            "{link}\n\n"
            "You need no password. If nobody talked with you about this, do nothing and answer this mail."
        ),
        placeholders=frozenset({"name", "society", "link"}),
        private=True,
        sample={
            "name": "Dr. Alex Rivera",
            "society": "Meridian Society of Physicians",
            "link": "https://mentoring.example.org/people/in/...",
        },
    )
)
YEARLY = "yearly_check"
roles.name_class(YEARLY, gettext_lazy("The yearly question whether your profile is still right"))
_HELD = {
    "name": "Dr. Alex Rivera",
    "society": "Meridian Society of Physicians",
    "held": "- Name: Dr. Alex Rivera, MD\n- Your work: Anesthesiology · mid-career\n- You mentor: 2 people at a time",
    "right_link": "https://mentoring.example.org/people/check/…",
    "change_link": "https://mentoring.example.org/people/check/…/change/",
    "private_link": "https://mentoring.example.org/people/me/private/",
}
STILL_RIGHT = roles.register(
    roles.Role(
        slug="members.still_right",
        purpose=gettext_lazy("Asks once a year whether what we hold of somebody is right"),
        subject=gettext_lazy("Is this still right?"),
        body=gettext_lazy(
            "{name},\n\n"
            "once a year {society} asks whether what we hold of you is right. One tap is enough.\n\n"
            "{held}\n\n"
            "Still right: {right_link}\n\n"
            "Change: {change_link}\n\n"
            "What only you see is not in this mail. If you keep anything there, look at it once a year too: "
            "{private_link}\n\n"
            "If you do not answer, everything stays as it is; we remind you once."
        ),
        placeholders=frozenset(_HELD),
        private=True,
        pace=roles.Pace.BUDGETED,
        stoppable=YEARLY,
        readers=gettext_lazy("members"),
        why=gettext_lazy("You have a profile here that you last confirmed a year ago."),
        sample=_HELD,
    )
)
STILL_RIGHT_AGAIN = roles.register(
    roles.Role(
        slug="members.still_right_again",
        purpose=gettext_lazy("Reminds once of the yearly question"),
        subject=gettext_lazy("Is this still right? The only reminder"),
        body=gettext_lazy(
            "{name},\n\n"
            "three weeks ago we asked whether this is right. This is the only reminder.\n\n"
            "{held}\n\n"
            "Still right: {right_link}\n\n"
            "Change: {change_link}\n\n"
            "What only you see is not in this mail. If you keep anything there, look at it once a year too: "
            "{private_link}\n\n"
            "If you do not answer, everything stays as it is until next year."
        ),
        placeholders=frozenset(_HELD),
        private=True,
        pace=roles.Pace.BUDGETED,
        stoppable=YEARLY,
        readers=gettext_lazy("members"),
        why=gettext_lazy("You have a profile here that you last confirmed a year ago."),
        sample=_HELD,
    )
)
ROLE_OF_TEMPLATE = {
    "login_code": SIGN_IN_CODE,
    "password_reset_code": PASSWORD_CODE,
    "email_confirmation": CONFIRM_ADDRESS,
    "email_confirmation_signup": CONFIRM_ADDRESS,
    "account_already_exists": UNKNOWN_ADDRESS,
    "unknown_account": UNKNOWN_ADDRESS,
}
EVENTS: dict[str, str | Promise] = {
    "webauthn_added": gettext_lazy("A passkey was added to your account."),
    "webauthn_removed": gettext_lazy("A passkey was removed from your account."),
    "totp_activated": gettext_lazy("An authenticator app was added to your account."),
    "totp_deactivated": gettext_lazy("The authenticator app was removed from your account."),
    "recovery_codes_generated": gettext_lazy("New recovery codes were made for your account."),
    "password_changed": gettext_lazy("The password of your account was changed."),
    "password_reset": gettext_lazy("The password of your account was replaced with a new one."),
    "password_set": gettext_lazy("A password was set for your account."),
    "email_changed": gettext_lazy("Your mail now goes to another address than this one."),
    "email_confirm": gettext_lazy("An address was confirmed for your account."),
    "keys_reset": gettext_lazy(
        "Your passkeys, apps and recovery codes were taken away, as you asked the office to do."
    ),
    "account_connected": gettext_lazy("The society's sign-on now signs in to your account."),
    "account_disconnected": gettext_lazy("The society's sign-on no longer signs in to your account."),
    "email_deleted": gettext_lazy("An address was removed from your account."),
}


def event_words(event: str) -> str:
    """Return what happened to the account, in a sentence, for the notices allauth sends."""
    return str(EVENTS.get(event) or _("The way you sign in was changed."))
