"""P13: every mail goes to one person, carries nothing forged, and reads well, whatever names are in it."""

import re
from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses

import pytest
from django.core import mail as django_mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorquilt.mail import actions, footers, jobs, roles, words
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society

ROLE = roles.Role(
    "test.hygiene", "greets", "Meet {name}, your mentor", "Dear {name},\n\nGood day.", frozenset({"name"}),
    sample={"name": "Dr. A"}, stoppable="test",
)  # fmt: skip
ALLOWED = {
    "content-type", "mime-version", "subject", "from", "to", "reply-to", "date", "message-id", "auto-submitted",
    "list-unsubscribe", "list-unsubscribe-post",
}  # fmt: skip
NASTY = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        [
            "A\r\nBcc: all@x.org",
            "A\nB",
            '"Quoted", Name',
            "<a@b.org>",
            "a@b.org, c@d.org",
            "\u202eevil",
            "\u05d0\u05d1\u05d2",
            "\U0001f600" * 60,
            "x" * 300,
            "\x00",
            "\x1b[31m",
            "A\u2028B",
            "A\x85B",
            "=?utf-8?q?x?=",
            "\\",
            "{link}",
            "{name}",
        ]
    ),
)
BRACE = re.compile(r"\{[a-z_]+\}")


@pytest.fixture
def scene(db, monkeypatch):
    society(contact_name="Robin Hale", contact_phone="+1 555 010 0142")
    monkeypatch.setattr(roles, "_roles", {**roles._roles, ROLE.slug: ROLE})
    return make.physician("a@x.org"), make.program()


@pytest.mark.guarantee
@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NASTY, sender=NASTY, program=NASTY)
def test_no_name_forges_a_header_or_adds_a_recipient(scene, name, sender, program):
    reader, one = scene
    Mail.objects.all().delete()
    one.name = program
    row = actions.draft(
        role=ROLE,
        key="k",
        address="a@x.org",
        to=reader,
        program=one,
        context={"name": name},
        sender_name=sender[:120],
        now=NOW,
    )
    django_mail.outbox.clear()
    jobs.deliver_approved(now=NOW)
    row.refresh_from_db()

    if row.state == MailState.FAILED:
        assert django_mail.outbox == []
        assert row.failure
        return
    assert row.state == MailState.SENT
    (sent,) = django_mail.outbox
    assert sent.recipients() == ["a@x.org"]
    parsed = message_from_bytes(sent.message().as_bytes(), policy=default)
    assert {header.lower() for header in parsed.keys()} <= ALLOWED  # noqa: SIM118 - a message is no mapping
    assert [address for _name, address in getaddresses(parsed.get_all("to"))] == ["a@x.org"]
    assert getaddresses([str(sent.message()["From"])])[-1][1] == "mentoring@localhost"
    assert len(parsed.get_all("from")) == len(parsed.get_all("subject")) == 1


@pytest.mark.django_db
def test_a_mail_has_what_hygiene_asks_for(scene):
    reader, one = scene
    row = actions.draft(
        role=ROLE, key="k", address="a@x.org", to=reader, program=one, context={"name": "B"}, now=NOW
    )
    message = actions.message(row).message()

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{row.ref}@localhost>"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert message["List-Unsubscribe"].startswith("<http://localhost")


def of_role(role: roles.Role, reader, one) -> Mail:
    return actions.draft(
        role=role,
        key=role.slug,
        address=reader.email,
        to=reader,
        program=one,
        context=dict(role.sample),
        now=NOW,
    )


@pytest.mark.guarantee
@pytest.mark.django_db
@pytest.mark.parametrize("role", roles.all_roles(), ids=lambda role: role.slug)
def test_every_role_reads_well_in_both_parts(role, scene):
    row = of_role(role, *scene)
    message = actions.message(row)
    page, _kind = message.alternatives[0]
    body = row.body

    assert BRACE.findall(row.subject + body) == []
    assert len(body.split()) <= words.LONG_WORDS
    assert "!" not in f"{role.subject}{role.body}"
    assert "Mentorquilt" not in row.subject
    assert "just checking in" not in body.lower()
    assert row.subject == row.subject.strip() != ""
    assert words.problems(role, str(role.subject), str(role.body)) == {}
    assert role.placeholders == words.placeholders(f"{role.subject}{role.body}") | (
        role.placeholders & set(role.sample)
    )
    assert "<script" not in page
    for paragraph in body.split("\n\n"):
        first = paragraph.strip().split("\n")[0].lstrip("> ").strip()
        if first and "http" not in first and not first.startswith(("\u00b7", "-", "*")):
            assert first[:20].replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;") in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", roles.all_roles(), ids=lambda role: role.slug)
def test_every_footer_says_why_and_whom_to_ask(role, scene):
    footer = footers.of(
        of_role(role, *scene), society(contact_name="Robin Hale", contact_phone="+1 555 010 0142")
    )

    assert re.fullmatch(r"You .+[^.]\.", footer.why)
    assert footer.contact == "Questions? Robin Hale, +1 555 010 0142"
    assert BRACE.findall(footer.text()) == []


def test_words_that_somebody_wrote_are_not_filled_again():
    assert words.fill("{a} {b}", {"a": "{b}", "b": "secret"}) == "{b} secret"


@pytest.mark.parametrize(
    "body", ["Open https://elsewhere.example/?to={link}", "({link})", "Open it: {link}.", "x{link} {link}"]
)
def test_a_link_may_not_be_set_into_another_address(body):
    role = roles.Role(
        "test.link", "leads", "Look", "Open it: {link}", frozenset({"link"}), sample={"link": "x"}
    )

    assert words.problems(role, "Look", body) == {"body": [("inside", ["link"])]}
    assert words.problems(role, "Look", "Open it: {link}\n\n{link}") == {}


def test_every_shipped_wording_is_one_that_may_be_saved():
    assert {
        role.slug: found
        for role in roles.all_roles()
        if (found := words.problems(role, str(role.subject), str(role.body)))
    } == {}
