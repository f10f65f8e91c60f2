"""Reply addresses: stable, signed, in any case of letters, and silent where no mail comes in."""

import uuid

import pytest

from mentorquilt.mail import replies
from mentorquilt.members.models import Member


@pytest.fixture
def kind(settings, monkeypatch):
    settings.INBOUND = "in.example.org"
    monkeypatch.setattr(replies, "_handlers", {})
    replies.register("test", lambda **facts: "heard")
    return "test"


def token(address: str) -> str:
    return address.partition("+")[2].partition("@")[0]


def test_an_address_reads_back_what_it_was_made_of(kind):
    ref = str(uuid.uuid4())
    made = replies.address(kind, ref, Member(pk=7))

    assert made == replies.address(kind, ref, Member(pk=7))
    assert made.endswith("@in.example.org")
    assert len(made.partition("@")[0]) <= 64
    assert replies.read(token(made)) == replies.Reply("test", ref, 7)
    assert replies.read(token(made).upper()) == replies.Reply("test", ref, 7)


@pytest.mark.guarantee
def test_no_changed_letter_is_taken(kind):
    made = token(replies.address(kind, str(uuid.uuid4()), Member(pk=7)))
    changed = [made[:at] + ("a" if made[at] != "a" else "b") + made[at + 1 :] for at in range(len(made) - 1)]

    assert {replies.read(one) for one in [*changed, "", "x" * 52, made[:-1], made + "a", "é" * 52]} == {None}


def test_a_mailbox_that_knows_plus_addresses_will_do(kind, settings):
    settings.INBOUND = "care@example.org"

    assert replies.address(kind, str(uuid.uuid4()), Member(pk=7)).startswith("care+")


def test_without_incoming_mail_there_is_no_address(kind, settings):
    settings.INBOUND = ""

    assert replies.address(kind, str(uuid.uuid4()), Member(pk=7)) == ""


def test_tokens_of_a_kind_nobody_hears_are_not_read(kind):
    made = token(replies.address("other", str(uuid.uuid4()), Member(pk=7)))

    assert replies.read(made) is None
