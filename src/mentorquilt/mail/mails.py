"""The mails of the room itself: a sample to oneself, the weekly digest, an address that no longer receives."""

from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles

SAMPLE = roles.register(
    roles.Role(
        slug="mail.sample",
        purpose=_("Shows a coordinator a mail in her own mailbox before it goes to anybody"),
        subject=_("Sample: {subject}"),
        body=_("This is a sample. It was meant for {to}, and nobody but you got it.\n\n{words}"),
        placeholders=frozenset({"subject", "to", "words"}),
        why=_("You get this because you asked for a sample."),
        sample={
            "subject": "Meet Dr. Alex Rivera, your mentor",
            "to": "nadia.haddad@example.org",
            "words": "Dear Dr. Haddad,\n\nhere is your mentor.",
        },
    )
)
DIGEST = roles.register(
    roles.Role(
        slug="mail.digest",
        purpose=_("Tells once a week what had to wait, so that nobody gets too many mails"),
        subject=_("This week from {society}"),
        body=_("Dear {name},\n\nhere is what waited for you, all in one mail.\n\n{news}"),
        placeholders=frozenset({"society", "name", "news"}),
        readers=_("readers of the weekly digest"),
        why=_("You get this once a week when something waited for you at {society}."),
        private=True,
        sample={
            "society": "Meridian Society of Physicians",
            "name": "Dr. Nadia Haddad",
            "news": "Enrolment closes on 4 January\nYou are enrolled; nothing needs you.\n\n"
            "Open it: https://mentoring.example.org/",
        },
    )
)
SUSPENDED = roles.register(
    roles.Role(
        slug="mail.address_suspended",
        purpose=_("Tells the coordinator that an address no longer receives mail"),
        subject=_("An address no longer receives mail"),
        body=_(
            "Mail to {address} came back twice, so no more is sent there.\n\n"
            "The server said: {reason}\n\n"
            "Ask for another address, or call. Then correct it and try the mails again.\n\n"
            "Open the outbox: {link}"
        ),
        placeholders=frozenset({"address", "reason", "link"}),
        why=_("You get this because you are the contact of this program."),
        sample={
            "address": "nadia.haddad@example.org",
            "reason": "550 no such mailbox",
            "link": "https://mentoring.example.org/outbox/",
        },
    )
)
