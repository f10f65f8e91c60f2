"""The mails of a pairing: what a participant wrote, a pairing that will not begin, one that ended, a reply refused.

All of them are private: staff never read them. Those about an end go to everybody in the pairing in the same role,
so that not even the outbox's list tells who asked for it (S-54, D-01).
"""

from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles

LINK = "https://mentoring.example.org/pair/…"

MESSAGE = roles.register(
    roles.Role(
        slug="pairings.message",
        purpose=_("Brings what one participant wrote to the others of the pairing"),
        subject=_("{author} wrote to you"),
        body=_(
            "{author} wrote to you:\n\n"
            "{text}\n\n"
            "{how}\n\n"
            "Open your page: {link}\n\n"
            "{privacy}\n\n"
            "Does somebody else read your mail? On your page you can ask for the link alone."
        ),
        placeholders=frozenset({"author", "how", "link", "privacy", "text"}),
        private=True,
        sample={
            "author": "Dr. Nadia Haddad",
            "how": "Answer by replying to this mail, or on the page you share.",
            "link": LINK,
            "privacy": "Only you and Dr. Nadia Haddad can read this. The society sees that you write, not what.",
            "text": "> Dear Professor Lindqvist,\n> may I ask which two blocks you would start with?",
        },
    )
)
MESSAGE_WAITS = roles.register(
    roles.Role(
        slug="pairings.message_waits",
        purpose=_("Says that a participant wrote, without the words, to whoever asked for the link alone"),
        subject=_("{author} wrote to you"),
        body=_(
            "{author} wrote to you.\n\n"
            "Read it: {link}\n\n"
            "You asked for mails without the words; the page opens after you sign in."
        ),
        placeholders=frozenset({"author", "link"}),
        private=True,
        sample={"author": "Dr. Nadia Haddad", "link": LINK},
    )
)
NOT_BEGUN = roles.register(
    roles.Role(
        slug="pairings.not_begun",
        purpose=_("Tells everybody in a pairing that it will not begin, without who or why"),
        subject=_("A change to your pairing"),
        body=_(
            "Dear {name},\n\n"
            "The pairing of you and {others} will not begin. Before the first talk anybody in a pairing may say so, "
            "without a reason, and none was asked. It says nothing about you.\n\n"
            "{next}\n\n"
            "{contact}"
        ),
        placeholders=frozenset({"name", "others", "next", "contact"}),
        private=True,
        sample={
            "name": "Dr. Nadia Haddad",
            "others": "Professor Walter Lindqvist",
            "next": "You are back among the people to be matched, and you come first in the next round.",
            "contact": "Questions? Robin Hale, +1 555 010 0142.",
        },
    )
)
ENDED = roles.register(
    roles.Role(
        slug="pairings.ended",
        purpose=_("Tells everybody in a pairing that it ended, without fault"),
        subject=_("Your pairing has ended"),
        body=_("Dear {name},\n\n{what}\n\n{stays}\n\n{next}\n\nOpen your page: {link}\n\n{contact}"),
        placeholders=frozenset({"name", "what", "stays", "next", "link", "contact"}),
        private=True,
        sample={
            "name": "Professor Walter Lindqvist",
            "what": "Dr. Nadia Haddad has ended the pairing, as everybody in it may at any time, without a reason.",
            "stays": "What you wrote to each other stays on your page, for you to read.",
            "next": "Shall we find somebody else for this place? You can say so there: yes, or not this year.",
            "link": LINK,
            "contact": "Questions? Robin Hale, +1 555 010 0142.",
        },
    )
)
REPLY_REFUSED = roles.register(
    roles.Role(
        slug="pairings.reply_refused",
        purpose=_("Says kindly that a reply by mail could not be passed on, and what to do"),
        subject=_("Your reply was not passed on"),
        body=_(
            "Dear {name},\n\n"
            "You replied to a mail from the page you share with {others}. {why}\n\n"
            "Your words were not kept; you have them in the mail you sent.\n\n"
            "Open your page: {link}\n\n"
            "{contact}"
        ),
        placeholders=frozenset({"name", "others", "why", "link", "contact"}),
        private=True,
        sample={
            "name": "Dr. Nadia Haddad",
            "others": "Professor Walter Lindqvist",
            "why": "The pairing is over, so nothing can be added to it.",
            "link": LINK,
            "contact": "Questions? Robin Hale, +1 555 010 0142.",
        },
    )
)
