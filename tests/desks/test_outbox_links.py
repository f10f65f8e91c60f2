"""Signed links in mails of the outbox: staff see none that works, a worded mail keeps its own, no stranger gets one."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorquilt.mail import footers, veils
from mentorquilt.mail.models import Address, Mail
from mentorquilt.mail.states import MailState
from mentorquilt.members.models import Member
from mentorquilt.programs import actions, mails
from mentorquilt.programs.models import Enrolment
from mentorquilt.society.models import Society
from tests.factories import programs as make
from tests.factories.society import society
from tests.programs import enrolling
from tests.programs.enrolling import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
LINK = re.compile(r"/join/by-mail/check/([^/\s]+)/")
EVIL = "evil@example.org"


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    society()
    enrolling.lists()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked():
    """The draft that asks a mentee, and the browser of a coordinator of the program."""
    row = make.mentee(enrolling.open_cohort(), "nadia@example.org", full_name="Nadia Haddad")
    Enrolment.objects.filter(pk=row.pk).update(state="unconfirmed")
    robin = make.staff("robin@example.org", of=row.cohort.program)
    actions.write_to_unconfirmed(cohort=row.cohort, by=robin, now=NOW)
    client = Client()
    client.force_login(robin, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Mail.objects.get(role=mails.CHECK_SIGNED_UP.slug), client


def test_no_page_and_no_sample_shows_staff_a_link_that_works(asked):
    row, client = asked
    (token,) = LINK.findall(row.body)
    pages = [reverse(f"desks:outbox_{name}", args=[row.ref]) for name in ("frame", "edit", "mail")]
    wording = reverse("desks:wording", kwargs={"role": row.role, "program": row.program.ref})
    pages += [reverse("desks:outbox_batch", kwargs={"batch": row.batch}), wording]
    told = "".join(client.get(page + "?look=text").content.decode() for page in pages)
    preview = reverse("desks:wording_preview", kwargs={"role": row.role, "program": row.program.ref})
    told += client.post(preview, {"subject": "S", "body": "Look at {link} now"}).content.decode()
    client.post(reverse("desks:outbox_sample", args=[row.ref]))
    sample = Mail.objects.get(role="mail.sample")
    told += sample.body + str(sample.context)

    assert token not in told
    assert token.rpartition(":")[2] not in told
    assert told.count("/join/by-mail/check/…/") >= 4
    row.refresh_from_db()
    assert token in row.body


def test_a_mail_worded_anew_keeps_its_true_link(asked):
    row, client = asked
    page = reverse("desks:outbox_edit", args=[row.ref])
    before = row.body
    client.post(page, {"subject": row.subject, "body": f"Hello.\r\n\r\n{veils.veiled(before)}"})
    row.refresh_from_db()
    assert row.edited_at == NOW
    assert LINK.findall(row.body) == LINK.findall(before)
    assert veils.VEIL not in row.body


@pytest.mark.parametrize("words", ["Nothing.", "https://evil.example/?to={link}", "{link} and {link}"])
def test_words_without_the_link_or_with_it_in_another_address_are_refused(asked, words):
    row, client = asked
    link = veils.veiled(re.search(r"https?://\S+/join/by-mail/\S+", row.body)[0])
    answer = client.post(
        reverse("desks:outbox_edit", args=[row.ref]), {"subject": "S", "body": words.replace("{link}", link)}
    )
    assert answer.status_code == 422
    assert "Put the link back as it stood" in answer.content.decode()
    row.refresh_from_db()
    assert row.edited_at is None


def test_a_failed_mail_with_a_link_goes_to_its_readers_addresses_alone(asked):
    row, client = asked
    Mail.objects.filter(pk=row.pk).update(state=MailState.FAILED, failure="550 no")
    page = reverse("desks:outbox_again", args=[row.ref])
    assert client.post(page, {"address": EVIL}).status_code == 422
    row.refresh_from_db()
    assert (row.state, row.to_address) == (MailState.FAILED, "nadia@example.org")

    old = LINK.search(row.body)[0]
    Member.objects.filter(pk=row.to_id).update(email="home@example.org")
    assert client.post(page, {"address": "Home@example.org"}).status_code == 303
    row.refresh_from_db()
    new = LINK.search(row.body)[0]
    assert (row.state, row.to_address) == (MailState.APPROVED, "home@example.org")
    assert [Client().get(link).status_code for link in (old, new)] == [404, 200]


def test_the_true_link_in_a_strangers_hand_moves_no_address(asked):
    row, _client = asked
    stranger = Client()
    stranger.post(LINK.search(row.body)[0], {"answer": "right", "address": EVIL})
    assert not Mail.objects.filter(to_address=EVIL).exists()
    assert Member.objects.get(pk=row.to_id).email == "nadia@example.org"
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        assert not Member.objects.filter(email=EVIL).exists()


def test_the_readers_own_link_to_fewer_mails_is_veiled_as_well(asked):
    row, _client = asked
    token = footers.token_of(row.to_id)
    assert veils.veiled(f"https://x.org/mail/fewer/{token}/") == "https://x.org/mail/fewer/…/"
    assert veils.veiled(f"https://x.org/mail/stop/{token}.programs/") == "https://x.org/mail/stop/…/"


def test_an_address_is_opened_again_only_where_it_is_this_readers(asked):
    row, client = asked
    Mail.objects.filter(pk=row.pk).update(state=MailState.FAILED, body="No link.")
    for address in (EVIL, row.to_address):
        Address.objects.create(address=address, hard_bounces=2, suspended_at=NOW)
    page = reverse("desks:outbox_again", args=[row.ref])
    assert client.post(page, {"address": EVIL, "lift": "on"}).status_code == 422
    assert Address.objects.exclude(suspended_at=None).count() == 2
    assert client.post(page, {"address": row.to_address, "lift": "on"}).status_code == 303
    assert Address.objects.get(suspended_at=None).address == row.to_address


def test_a_sample_does_not_tell_the_readers_own_address_for_answers(asked):
    row, client = asked
    Mail.objects.filter(pk=row.pk).update(reply_to="reply+secret@example.org")
    client.post(reverse("desks:outbox_sample", args=[row.ref]))
    assert Mail.objects.get(role="mail.sample").reply_to == Society.objects.get().reply_to


def test_a_private_mail_that_failed_goes_again_to_its_own_address(asked):
    row, client = asked
    Mail.objects.filter(pk=row.pk).update(state=MailState.FAILED, private=True)
    page = reverse("desks:outbox_again", args=[row.ref])
    assert client.post(page, {"address": EVIL}).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.to_address) == (MailState.APPROVED, "nadia@example.org")
