"""Opening the pair page in a test: sitting down as a participant, reading, sending its forms."""

import re
import uuid
from datetime import timedelta

from django.urls import reverse

from mentorquilt.pairings import actions
from tests.factories import pairings as make
from tests.factories.society import society

SOON = make.NOW + timedelta(hours=1)
CANARY = "canary-pair-words-q7"


def couple():
    """Save two people with reasons and a need, in a society that names its contact."""
    society(short_name="Test", contact_name="Robin Hale", contact_phone="+1 555 0142")
    row = make.couple(
        reasons=[
            {"slug": "topics", "what": "Leadership"},
            {"slug": "distance", "km": 2000, "on_purpose": True},
        ]
    )
    row.need.seeks = "I want to start a pain service."
    row.need.save()
    return row


def sit(client, pairing, role):
    member = make.person(pairing, role)
    client.force_login(member)
    return member


def page(client, pairing, **query):
    return client.get(reverse("desks:pair", args=[pairing.ref]), query)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"</?bdi>", "", answer.content.decode()))


def send(client, name, pairing, *more, **values):
    sent = {"submission": str(uuid.uuid4()), **values}
    return client.post(reverse(f"desks:{name}", args=[pairing.ref, *more]), sent)


def say(pairing, role="mentee", text=CANARY, key="k", now=SOON):
    return actions.write(
        pairing=pairing, author=make.person(pairing, role), text=text, via="page", key=key, now=now
    )
