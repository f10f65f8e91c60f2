"""The mails to people who work for the society: their rights, and standing in for somebody."""

from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles

WHO = {"name": "Robin Hale", "society": "Meridian Society of Physicians", "by": "Alex Morgan"}
DOOR = "https://mentoring.example.org/"

RIGHT_GIVEN = roles.register(
    roles.Role(
        slug="desks.right_given",
        why=_("you help with mentoring here"),
        purpose=_("Tells somebody which part of the mentoring work is now hers"),
        subject=_("Your part in mentoring at {society}"),
        body=_(
            "{name},\n\n"
            "{by} asks you to help with mentoring at {society}. From now on you are: {right}.\n\n"
            "Open it: {link}\n\n"
            "Sign in with {address}. A code is sent there; there is no password. The page then asks you to add a "
            "passkey, which takes a minute and keeps members' data safe.\n\n"
            "You did not expect this? Answer this mail."
        ),
        placeholders=frozenset({"name", "society", "by", "right", "link", "address"}),
        sample={**WHO, "right": "coordinator of Nine Months", "link": DOOR, "address": "robin@example.org"},
    )
)
STAND_IN = roles.register(
    roles.Role(
        slug="desks.stand_in",
        why=_("you help with mentoring here"),
        purpose=_("Tells somebody that she stands in for a coordinator, for what, and until when"),
        subject=_("You stand in for {by} until {until}"),
        body=_(
            "{name},\n\n"
            "{by} is away and asks you to look after this until the end of {until} "
            "({zone}): {programs}.\n\n"
            "Your desk shows what waits. Nothing is sent to anybody before you have seen it, and on the day after it "
            "ends by itself; you need do nothing.\n\n"
            "Open your desk: {link}\n\n"
            "Sign in with {address}. A code is sent there; there is no password."
        ),
        placeholders=frozenset({"name", "by", "until", "zone", "programs", "link", "address"}),
        sample={
            "name": "Sam Ortiz",
            "by": "Robin Hale",
            "until": "Friday 14 March",
            "zone": "Mountain Time (Denver), UTC-6",
            "programs": "Nine Months",
            "link": DOOR,
            "address": "sam@example.org",
        },
    )
)
