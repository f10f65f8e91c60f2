"""Fewer mails: the signed page under every mail, and the one click of mail programs (RFC 8058, P13)."""

import re

import pytest
from django.test import Client

from mentorquilt.mail import actions, footers, roles
from mentorquilt.mail.models import Preference
from mentorquilt.members.models import Mentoring
from tests.factories import members
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society

NEWS = roles.Role("test.fewer", "tells news", "News", "News.", frozenset(), stoppable="news")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(roles, "_roles", dict(roles._roles))
    roles.register(NEWS)
    society(contact_name="Robin Hale", contact_phone="+1 555 010 0142")


def mail_to(reader, role=NEWS, **more):
    return actions.message(
        actions.draft(role=role, key="k", address=reader.email, to=reader, context={}, now=NOW, **more)
    )


def stop_link(message) -> str:
    return re.fullmatch(r"<http://localhost:\d+(/\S+)>", message.extra_headers["List-Unsubscribe"])[1]


@pytest.mark.guarantee
def test_one_click_without_cookie_or_token_stops_the_class_and_get_never_does():
    reader = make.physician("a@x.org")
    message = mail_to(reader)
    link, client = stop_link(message), Client(enforce_csrf_checks=True)

    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert not Preference.objects.exists()
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get(member=reader).stopped == ["news"]
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200


@pytest.mark.guarantee
def test_a_forged_link_is_not_found():
    reader, other = make.physician("a@x.org"), make.physician("b@x.org")
    link, client = stop_link(mail_to(reader)), Client()
    token = footers.token_of(reader.pk)
    forged = [
        link.replace(f"/{reader.pk}.", f"/{other.pk}."),
        link.replace(".news/", ".other/"),
        link[:-9] + "x" + link[-8:],
        "/mail/stop/news/",
        f"/mail/fewer/{token[:-1]}{'a' if token[-1] != 'a' else 'b'}/",
        f"/mail/fewer/{reader.pk}/",
    ]

    assert {client.post(one).status_code for one in forged} == {404}
    assert {client.get(one).status_code for one in forged} == {404}
    assert not Preference.objects.exists()


def test_a_closed_account_has_no_page():
    reader = make.physician("a@x.org")
    link = stop_link(mail_to(reader))
    type(reader).objects.update(is_active=False)

    assert Client().post(link).status_code == 404


def test_mails_that_somebody_asked_for_have_no_stop_and_no_link():
    reader = make.physician("a@x.org")
    code = roles.get("members.sign_in_code")
    message = mail_to(reader, role=code)

    assert "List-Unsubscribe" not in message.extra_headers
    assert "/mail/" not in message.body
    assert "somebody entered your address" in message.body


def test_the_footer_says_why_whom_to_ask_and_how_to_get_fewer():
    one = make.program(contact_name="Kim Park", contact_phone="+1 555 010 0199")
    body = mail_to(make.physician("a@x.org"), program=one).body

    assert "You get this because you take part in Nine Months of Test Society of Physicians." in body
    assert "Questions? Kim Park, +1 555 010 0199" in body
    assert "Fewer mails, or a pause: http://localhost" in body


def test_the_page_stops_classes_takes_them_back_and_pauses_a_mentor():
    reader = members.mentor("Ann Lee")
    page, client = f"/mail/fewer/{footers.token_of(reader.pk)}/", Client(enforce_csrf_checks=True)
    html = client.get(page).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    sent = {"csrfmiddlewaretoken": token, "digest_only": "on", "switch_pause": "on"}

    assert client.post(page, {"digest_only": "on"}).status_code == 403
    assert client.post(page, sent).status_code == 303
    chosen = Preference.objects.get(member=reader)
    assert (set(chosen.stopped) >= {"news"}, chosen.digest_only) == (True, True)
    assert Mentoring.objects.get(member=reader).is_paused
    client.post(page, {"csrfmiddlewaretoken": token, "wanted": list(roles.classes())})
    chosen.refresh_from_db()
    assert (chosen.stopped, chosen.digest_only) == ([], False)
    assert not Mentoring.objects.get(member=reader).is_paused


def test_whoever_does_not_mentor_is_not_asked_to_pause():
    reader = make.physician("a@x.org")

    assert b"switch_pause" not in Client().get(f"/mail/fewer/{footers.token_of(reader.pk)}/").content
