"""The mails of a published round: an introduction to each of a pair, a word to whoever has nobody (T2, T3).

A coordinator reviews every one. No subject names a topic, for others may see a subject on a screen.
"""

from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles

PAIR = "https://mentoring.example.org/pair/…"
OWN = "https://mentoring.example.org/programs/mine/…"
LIST = "https://mentoring.example.org/members/…"
WHY = (
    "· {first}\n"
    "· You both write about “acute pain service”.\n"
    "· You work about 1,400 miles apart, on purpose: nothing you say is heard at home."
)

INTRODUCTION_MENTEE = roles.register(
    roles.Role(
        slug="matchrounds.introduction_mentee",
        purpose=_("Introduces a mentor to the mentee, who writes first"),
        subject=_("Meet {mentor}, your mentor"),
        body=_(
            "Dear {mentee},\n\n"
            "{mentor} is your mentor in {program}:\n"
            "{who}\n\n"
            "Why you two:\n\n{why}\n\n"
            "You write first, within a week: a few lines, two or three times that suit you.\n\n"
            "{length}\n\n"
            "Write to {short}: {link}\n\n"
            "{replies} If you know a reason not to be paired, tell us there; no explanation needed."
        ),
        placeholders=frozenset(
            {"mentee", "mentor", "short", "program", "who", "why", "length", "link", "replies"}
        ),
        review=roles.Review.ALWAYS,
        readers=_("mentees"),
        sample={
            "mentee": "Dr. Nadia Haddad",
            "mentor": "Professor Walter Lindqvist",
            "short": "Professor Lindqvist",
            "program": "Nine Months",
            "who": "Professor and division chief, Washington, United States.\n"
            "Regional anesthesia · late career · academic center.",
            "why": WHY.format(first="Professor Lindqvist takes what you asked for: acute pain service."),
            "length": "Nine months, until 15 November 2027: about six talks, when it suits you two.",
            "link": PAIR,
            "replies": "Replies to this mail reach Professor Lindqvist.",
        },
    )
)
INTRODUCTION_MENTOR = roles.register(
    roles.Role(
        slug="matchrounds.introduction_mentor",
        purpose=_("Introduces a mentee to the mentor, who need do nothing yet"),
        subject=_("Meet {mentee}, who would like your help"),
        body=_(
            "Dear {mentor},\n\n"
            "{mentee} is your mentee in {program}:\n"
            "{who}\n\n"
            "{short} writes:\n\n{need}\n\n"
            "Why you two:\n\n{why}\n\n"
            "You need do nothing now. {short} writes first, within a week.\n\n"
            "{length}\n\n"
            "See who {short} is: {link}\n\n"
            "{replies} If you know a reason not to be paired, tell us there; no explanation needed."
        ),
        placeholders=frozenset(
            {"mentor", "mentee", "short", "program", "who", "need", "why", "length", "link", "replies"}
        ),
        review=roles.Review.ALWAYS,
        readers=_("mentors"),
        sample={
            "mentor": "Professor Walter Lindqvist",
            "mentee": "Dr. Nadia Haddad",
            "short": "Dr. Haddad",
            "program": "Nine Months",
            "who": "Attending anesthesiologist, Kansas, United States.\n"
            "Regional anesthesia · early career · small hospital.",
            "need": "> I want to start an acute pain service at a 90-bed hospital.",
            "why": WHY.format(first="Dr. Haddad asks for something you take: acute pain service."),
            "length": "Nine months, until 15 November 2027: about six talks, when it suits you two.",
            "link": PAIR,
            "replies": "Replies to this mail reach Dr. Haddad.",
        },
    )
)
LEFT_OUT = roles.register(
    roles.Role(
        slug="matchrounds.left_out",
        purpose=_("Tells a mentee that this round found nobody, what was missing and what to do meanwhile"),
        subject=_("{program}: where your search stands"),
        body=_(
            "Dear {name},\n\n"
            "We could not find you a mentor this round whom we would stand behind. {missing} You come first next time, "
            "and you need not enrol again.\n\n"
            "{meanwhile}\n\n"
            "{button}: {link}\n\n"
            "You may also answer this mail. It goes to {coordinator}."
        ),
        placeholders=frozenset({"name", "program", "missing", "meanwhile", "button", "link", "coordinator"}),
        review=roles.Review.ALWAYS,
        readers=_("mentees without a mentor"),
        sample={
            "name": "Dr. Thandi Mokoena",
            "program": "Nine Months",
            "missing": "What was missing: a mentor who takes “pediatric pain”.",
            "meanwhile": "Meanwhile three members list it. You may ask one of them for a single talk of 20 minutes.",
            "button": "See who they are",
            "link": LIST,
            "coordinator": "Robin Hale",
        },
    )
)
IN_RESERVE = roles.register(
    roles.Role(
        slug="matchrounds.in_reserve",
        purpose=_("Tells a mentor that this round found nobody for her, and that it is arithmetic"),
        subject=_("{program}: you are in reserve"),
        body=_(
            "Dear {name},\n\n"
            "This round nobody needed exactly what you offer. That is about arithmetic, not about you: {arithmetic}\n\n"
            "You are among the first we ask when a place opens{until}. There is nothing to do if that suits you.\n\n"
            "Keep me in reserve, or pause: {link}\n\n"
            "You may also answer this mail. It goes to {coordinator}."
        ),
        placeholders=frozenset({"name", "program", "arithmetic", "until", "link", "coordinator"}),
        review=roles.Review.ALWAYS,
        readers=_("mentors in reserve"),
        sample={
            "name": "Professor Ingrid Solberg",
            "program": "Nine Months",
            "arithmetic": "66 places were offered and 57 were needed.",
            "until": " before 15 November 2027",
            "link": OWN,
            "coordinator": "Robin Hale",
        },
    )
)
ALL = (INTRODUCTION_MENTEE, INTRODUCTION_MENTOR, LEFT_OUT, IN_RESERVE)
