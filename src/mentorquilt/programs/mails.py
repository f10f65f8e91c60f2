"""The mails of programs: checking what a coordinator or a spreadsheet said of somebody (T4)."""

from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles

CHECK_WHAT_WE_KNOW = roles.register(
    roles.Role(
        slug="programs.check_what_we_know",
        purpose=_("Asks somebody who was enrolled by a coordinator whether what was written is right"),
        subject=_("Please check what we know of you"),
        body=_(
            "Dear {name},\n\n"
            "{society} is matching mentors and mentees in {program}. {coordinator} enrolled you as a {role} on {day}.\n\n"
            "Please look at what we hold of you and say whether it is right. It takes two minutes.\n\n"
            "Check it: {link}\n\n"
            "Which address should we use? An employer may read work mail; you can add a private one there. "
            "Nobody outside the program sees that you enrolled.\n\n"
            "Not this year? One tap on the same page, and nobody asks why."
        ),
        placeholders=frozenset({"name", "society", "program", "coordinator", "role", "day", "link"}),
        sample={
            "name": "Dr. Alex Rivera",
            "society": "Meridian Society of Physicians",
            "program": "Nine Months",
            "coordinator": "Robin Hale",
            "role": "mentee",
            "day": "4 January",
            "link": "https://mentoring.example.org/programs/mine/…",
        },
    )
)
