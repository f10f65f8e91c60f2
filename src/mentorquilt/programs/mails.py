"""The mails of programs: checking what was written of somebody (T4), enrolled (T3b), questions, and asking for help."""

from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles

NAMED = {
    "name": "Dr. Alex Rivera",
    "society": "Meridian Society of Physicians",
    "program": "Nine Months",
    "coordinator": "Robin Hale",
}
CHECK_LINK = "https://mentoring.example.org/join/by-mail/check/…"
HELP_LINK = "https://mentoring.example.org/join/by-mail/help/…"
_CHECK_PLACES = frozenset({"name", "society", "program", "coordinator", "role", "day", "link"})
_CHECK_SAMPLE = {**NAMED, "role": "mentee", "day": "4 January", "link": CHECK_LINK}

CHECK_WHAT_WE_KNOW = roles.register(
    roles.Role(
        slug="programs.check_what_we_know",
        purpose=_("Asks somebody whom a coordinator enrolled whether what was written is right"),
        subject=_("Please check what we know of you"),
        body=_(
            "Dear {name},\n\n"
            "{society} is matching mentors and mentees in {program}. {coordinator} enrolled you as a {role} on {day}.\n\n"
            "Please look at what we hold of you and say whether it is right. It takes two minutes and no password.\n\n"
            "Check it: {link}\n\n"
            "Which address should we use? An employer may read work mail; you can name a private one there. "
            "Nobody outside the program sees that you enrolled.\n\n"
            "Not this year? One tap on the same page, and nobody asks why."
        ),
        placeholders=_CHECK_PLACES,
        sample=_CHECK_SAMPLE,
    )
)
CHECK_SIGNED_UP = roles.register(
    roles.Role(
        slug="programs.check_signed_up",
        purpose=_("Asks everybody who came in a spreadsheet whether what we hold is right"),
        subject=_("Please check what we know of you"),
        body=_(
            "Dear {name},\n\n"
            "{society} is matching mentors and mentees in {program}. You signed up as a {role}; we have had your "
            "answers since {day}.\n\n"
            "This page shows what we hold. Right? All correct, Change, or Not this year: one tap, no password.\n\n"
            "Check it: {link}\n\n"
            "Which address should we use? An employer may read work mail; you can name a private one there. "
            "Nobody outside the program sees that you enrolled.\n\n"
            "{coordinator}"
        ),
        placeholders=_CHECK_PLACES,
        review=roles.Review.ALWAYS,
        readers=_("people who have not confirmed"),
        why=_("you signed up for this program"),
        sample=_CHECK_SAMPLE,
    )
)
CHECK_ONCE_MORE = roles.register(
    roles.Role(
        slug="programs.check_once_more",
        purpose=_("Reminds those who have not said yet whether what we hold is right"),
        subject=_("Are you in? One tap is enough"),
        body=_(
            "Dear {name},\n\n"
            "we wrote to you about {program}, and have not heard yet. Without your word we cannot pair you as a {role}.\n\n"
            "All correct, Change, or Not this year: {link}\n\n"
            "“Not this year” is a perfectly good answer.\n\n"
            "{coordinator}, {society}"
        ),
        placeholders=_CHECK_PLACES - {"day"},
        review=roles.Review.ALWAYS,
        readers=_("people who have not confirmed"),
        why=_("you signed up for this program"),
        sample=_CHECK_SAMPLE,
    )
)
ENROLLED = roles.register(
    roles.Role(
        slug="programs.enrolled",
        purpose=_("Tells somebody who enrolled where things stand"),
        subject=_("You are enrolled"),
        body=_(
            "Dear {name},\n\n"
            "we have your enrolment in {program} as a {role}. {line}\n\n"
            "See or change it, or withdraw: {link}\n\n"
            "Nobody outside the program sees that you enrolled. Questions? {contact}"
        ),
        placeholders=frozenset({"name", "program", "role", "line", "link", "contact"}),
        sample={
            **NAMED,
            "role": "mentee",
            "line": "Enrolment closes on 4 January; we match until 8 February; you hear on 15 February, either way.",
            "link": "https://mentoring.example.org/programs/mine/…",
            "contact": "Robin Hale, +1 555 010 0142",
        },
    )
)
MEMBERSHIP_QUESTION = roles.register(
    roles.Role(
        slug="programs.membership_question",
        purpose=_("Asks somebody who enrolled one question about her membership"),
        subject=_("One question about your enrolment"),
        body=_(
            "Dear {name},\n\n"
            "thank you for enrolling in {program}. Before we go on, one question:\n\n"
            "{question}\n\n"
            "Please answer this mail; nothing is lost meanwhile.\n\n"
            "{coordinator}"
        ),
        placeholders=frozenset({"name", "program", "question", "coordinator"}),
        sample={**NAMED, "question": "Which membership number do you have?"},
    )
)
DECLINED = roles.register(
    roles.Role(
        slug="programs.declined",
        purpose=_("Tells somebody kindly that the enrolment cannot be taken"),
        subject=_("Your enrolment"),
        body=_(
            "Dear {name},\n\n"
            "thank you for wanting to take part in {program}. {words}\n\n"
            "If we are mistaken, answer this mail and a person will look again.\n\n"
            "{coordinator}"
        ),
        placeholders=frozenset({"name", "program", "words", "coordinator"}),
        sample={
            **NAMED,
            "words": "This program is for members of the society, and we could not find your membership.",
        },
    )
)
COULD_YOU_HELP = roles.register(
    roles.Role(
        slug="programs.could_you_help",
        purpose=_("Asks members who know a topic that somebody needs and nobody offers"),
        subject=_("Could you help with this?"),
        body=_(
            "Dear {name},\n\n"
            "in {program} somebody asks for a mentor on something that few people know: {topic}. You list it, "
            "so we thought of you.\n\n"
            "It means about six talks over {months} months, at times you choose, by video or phone. "
            "A yes takes one tap; “not now” is a perfectly good answer.\n\n"
            "I could help with this, or not now: {link}\n\n"
            "{coordinator}, {society}"
        ),
        placeholders=frozenset({"name", "society", "program", "coordinator", "topic", "months", "link"}),
        review=roles.Review.ALWAYS,
        pace=roles.Pace.BUDGETED,
        stoppable="invitations",
        readers=_("members who could help"),
        why=_("your profile lists this topic"),
        sample={**NAMED, "topic": "Pediatric pain", "months": "9", "link": HELP_LINK},
    )
)
roles.name_class("invitations", _("Being asked to mentor on a topic you know"))
WOULD_YOU_LIKE_A_MENTOR = roles.register(
    roles.Role(
        slug="programs.would_you_like_a_mentor",
        purpose=_(
            "Invites members whose training ended some years ago, and who have no mentor now, to a program"
        ),
        subject=_("Would a mentor be of use to you now?"),
        body=_(
            "Dear {name},\n\n"
            "after training, the people who used to advise us are suddenly far away. {program} puts members like you "
            "together with a colleague further on, usually in another place: a handful of talks over {months} months, "
            "at times you choose, by video or phone.\n\n"
            "If you would like that, eight minutes are enough, and the form keeps what you type.\n\n"
            "See the form: {link}\n\n"
            "Enrolment is open until {until}. If it is not for you, do nothing; nobody asks why.\n\n"
            "{coordinator}, {society}"
        ),
        placeholders=frozenset({"name", "society", "program", "coordinator", "months", "until", "link"}),
        review=roles.Review.ALWAYS,
        pace=roles.Pace.BUDGETED,
        stoppable="programs",
        readers=_("members out of training"),
        why=_("you are a member, and your training ended in the last years"),
        sample={
            **NAMED,
            "months": "9",
            "until": "4 January",
            "link": "https://mentoring.example.org/programs/cohorts/…",
        },
    )
)
roles.name_class("programs", _("Being told of a program you may join"))
