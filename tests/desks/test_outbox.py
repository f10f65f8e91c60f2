"""The outbox: counts by batch and kind, one mail as its reader sees it, words, approval, holding back."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail import actions as mail
from mentorquilt.mail import roles
from mentorquilt.mail.models import Address, Mail, Wording
from mentorquilt.mail.states import MailState
from mentorquilt.records.models import AccessNote, AuditNote
from mentorquilt.society.models import Society
from tests.factories import programs as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
HELLO = roles.Role(
    slug="test.outbox_hello",
    purpose="Greets a mentee",
    subject="Meet {mentor}",
    body="Dear {mentee},\n\n{why}\n\nYour page: {link}",
    placeholders=frozenset({"mentee", "mentor", "why", "link"}),
    review=roles.Review.ALWAYS,
    readers="mentees",
    sample={"mentee": "Dr. A", "mentor": "Dr. B", "why": "Because.", "link": "https://example.org/x"},
)
SORRY = roles.Role(
    slug="test.outbox_sorry",
    purpose="Tells that nobody was found",
    subject="Where you stand",
    body="Dear {mentee},\n\nNobody this time.",
    placeholders=frozenset({"mentee"}),
    review=roles.Review.ALWAYS,
    readers="without a mentor",
    sample={"mentee": "Dr. A"},
)
SECRET = roles.Role(
    slug="test.outbox_secret",
    purpose="Brings private words",
    subject="canary-subject",
    body="canary-body {text}",
    placeholders=frozenset({"text"}),
    private=True,
    review=roles.Review.ALWAYS,
    sample={"text": "x"},
)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(roles, "_roles", dict(roles._roles))
    for role in (HELLO, SORRY, SECRET):
        roles.register(role)


@pytest.fixture
def scene():
    """A society, a program with its coordinator, and a batch of three introductions and one other."""
    society()
    one = make.program()
    robin = make.staff("robin@example.org", of=one)
    for number, name in enumerate(["Ana", "Ben", "李明"]):
        person = make.physician(f"p{number}@example.org", full_name=name)
        context = {
            "mentee": name,
            "mentor": "Dr. B",
            "why": "" if number == 1 else "Both.",
            "link": "https://x.org/p",
        }
        draft(HELLO, f"h{number}", person, one, context)
    draft(SORRY, "s", make.physician("s@example.org"), one, {"mentee": "Sam"})
    return one, robin


def draft(role, key, person, program, context, batch="round:abc") -> Mail:
    return mail.draft(
        role=role, key=key, address=person.email, to=person, program=program, context=context,
        now=timezone.now(), batch=batch,
    )  # fmt: skip


def browser(member) -> Client:
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def batch_url(name="outbox_batch", batch="round:abc") -> str:
    return reverse(f"desks:{name}", kwargs={"batch": batch})


def test_the_outbox_counts_by_batch_and_kind(scene):
    _one, robin = scene
    told = words(browser(robin).get(reverse("desks:outbox")))

    assert "4 mails : 3 mentees, 1 without a mentor." in told
    assert "4 to look at" in told


def test_a_batch_shows_one_of_each_kind_the_odd_ones_and_the_count_on_the_button(scene):
    _one, robin = scene
    told = words(browser(robin).get(batch_url()))

    assert "4 mails to look at" in told
    assert "Then the 2 odd ones" in told
    assert "No reason is given why these two" in told
    assert "A name in letters other than Latin" in told
    assert "Put 4 mails in the outbox" in told


@pytest.mark.parametrize("extra", [0, 2])
def test_the_pages_ask_a_fixed_number_of_queries(scene, extra, django_assert_num_queries):
    one, robin = scene
    for number in range(extra):
        draft(
            HELLO,
            f"x{number}",
            make.physician(f"x{number}@example.org"),
            one,
            {"mentee": "", "mentor": "B", "why": "", "link": "l"},
        )
    client = browser(robin)
    client.get(batch_url())

    with django_assert_num_queries(OUTBOX_QUERIES):
        client.get(reverse("desks:outbox"))
    with django_assert_num_queries(BATCH_QUERIES):
        client.get(batch_url())


OUTBOX_QUERIES = 12
BATCH_QUERIES = 15


def test_all_leave_together_after_five_minutes_and_can_be_held_back(scene):
    _one, robin = scene
    client = browser(robin)
    client.post(batch_url("outbox_approve"), {"count": 4})
    row = Mail.objects.first()
    held = (row.hold_until - timezone.now()).total_seconds()

    assert 280 < held <= 300
    assert row.approved_by == robin
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.APPROVED}
    assert "They leave at" in words(client.get(batch_url()))
    client.post(batch_url("outbox_hold"))
    assert set(Mail.objects.values_list("state", "hold_until")) == {(MailState.DRAFT, None)}
    assert list(AuditNote.objects.filter(verb__startswith="mail.").values_list("verb", "facts__count").order_by("pk")) == [
        ("mail.approved_many", 4), ("mail.held_back", 4),
    ]  # fmt: skip


@pytest.mark.guarantee
def test_a_button_that_counted_otherwise_changes_nothing(scene):
    _one, robin = scene
    answer = browser(robin).post(batch_url("outbox_approve"), {"count": 3})

    assert answer.status_code == 409
    assert "4 mails wait now" in words(answer)
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.DRAFT}


def test_one_kind_can_go_alone(scene):
    _one, robin = scene
    browser(robin).post(batch_url("outbox_approve"), {"count": 1, "kind": SORRY.slug})

    assert Mail.objects.filter(state=MailState.APPROVED).get().role == SORRY.slug


@pytest.mark.guarantee
def test_a_mail_with_a_place_never_filled_stays(scene):
    one, robin = scene
    odd = draft(
        HELLO, "brace", make.physician("b@example.org"), one, {"mentee": "B", "mentor": "C", "why": "x"}
    )
    client = browser(robin)

    assert client.post(batch_url("outbox_approve"), {"count": 4}).status_code == 303
    assert client.post(reverse("desks:outbox_approve_one", args=[odd.ref])).status_code == 409
    odd.refresh_from_db()
    assert (odd.state, odd.odd) == (MailState.DRAFT, "brace")


@pytest.mark.guarantee
def test_what_has_left_cannot_be_held_edited_or_taken_out(scene):
    _one, robin = scene
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    row, client = Mail.objects.first(), browser(robin)

    assert client.post(batch_url("outbox_hold")).status_code == 409
    assert client.post(reverse("desks:outbox_hold_one", args=[row.ref])).status_code == 409
    assert client.post(reverse("desks:outbox_discard", args=[row.ref]), {"reason": "no"}).status_code == 409
    answer = client.post(reverse("desks:outbox_edit", args=[row.ref]), {"subject": "x", "body": "y"})
    assert answer.status_code == 409
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}


def test_a_mail_is_shown_as_its_reader_sees_it_and_the_reading_is_noted(scene):
    _one, robin = scene
    row, client = Mail.objects.get(key="h0"), browser(robin)
    page = client.get(reverse("desks:outbox_mail", args=[row.ref]))
    frame = client.get(reverse("desks:outbox_frame", args=[row.ref]))
    text = client.get(reverse("desks:outbox_mail", args=[row.ref]) + "?look=text")

    assert "Meet Dr. B" in words(page)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "Dear Ana," in words(frame)
    assert "sandbox" in frame["Content-Security-Policy"]
    assert "script-src" not in frame["Content-Security-Policy"]
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert "You get this because you take part in Nine Months" in words(text)
    assert AccessNote.objects.filter(reader=robin, about=row.to, page="mail").count() == 2


@pytest.mark.guarantee
def test_the_readers_own_link_is_not_shown_to_staff(scene):
    _one, robin = scene
    row, client = Mail.objects.get(key="h0"), browser(robin)
    real = mail.message(row).body
    (link,) = re.findall(r"/mail/fewer/\S+", real)
    for address in ("outbox_frame", "outbox_mail"):
        assert (
            link
            not in client.get(reverse(f"desks:{address}", args=[row.ref]) + "?look=text").content.decode()
        )


@pytest.mark.guarantee
def test_private_words_are_shown_to_no_staff(scene):
    one, robin = scene
    row = draft(SECRET, "secret", make.physician("sec@example.org"), one, {"text": "canary-text"})
    admin = make.staff("admin@example.org", "admin")
    pages = [reverse("desks:outbox"), batch_url(), reverse("desks:outbox_mail", args=[row.ref])]
    for member in (robin, admin):
        client = browser(member)
        told = "".join(client.get(page + "?look=text").content.decode() for page in pages)
        assert "canary" not in told
        for name in ("outbox_frame", "outbox_edit"):
            assert client.get(reverse(f"desks:{name}", args=[row.ref])).status_code == 404
        assert client.post(reverse("desks:outbox_sample", args=[row.ref])).status_code == 404


@pytest.mark.guarantee
def test_only_who_runs_the_program_sees_its_mails(scene):
    elsewhere = make.staff("else@example.org", of=make.program("Other"))
    reader = make.staff("reader@example.org", "reader")
    row = Mail.objects.first()
    pages = [
        batch_url(),
        *(
            reverse(f"desks:{name}", args=[row.ref])
            for name in ("outbox_mail", "outbox_frame", "outbox_edit")
        ),
    ]

    assert {browser(elsewhere).get(page).status_code for page in pages} == {404}
    assert {browser(reader).get(page).status_code for page in pages} == {403}
    assert browser(row.to).get(batch_url()).status_code == 403
    assert browser(elsewhere).post(batch_url("outbox_approve"), {"count": 4}).status_code == 404
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.DRAFT}


def test_one_mail_is_edited_and_then_left_alone_by_new_words_of_its_kind(scene):
    one, robin = scene
    client, row = browser(robin), Mail.objects.get(key="h0")
    client.post(reverse("desks:outbox_edit", args=[row.ref]), {"subject": "Only\nyou", "body": "By hand."})
    page = reverse("desks:wording", kwargs={"role": HELLO.slug, "program": one.ref})
    client.post(page, {"subject": "New {mentor}", "body": "Look, {mentee}.\n\nYour page: {link}"})

    row.refresh_from_db()
    assert (row.subject, row.body, row.edited_by) == ("Only you", "By hand.", robin)
    other = Mail.objects.get(key="h1")
    assert (other.subject, other.body) == ("New Dr. B", "Look, Ben.\n\nYour page: https://x.org/p")
    assert other.odd == ""
    client.post(reverse("desks:wording_restore", kwargs={"role": HELLO.slug, "program": one.ref}))
    other.refresh_from_db()
    assert other.subject == "Meet Dr. B"
    assert not Wording.objects.exists()


def test_words_that_name_nothing_or_miss_the_link_are_refused_and_kept_as_typed(scene):
    one, robin = scene
    page = reverse("desks:wording", kwargs={"role": HELLO.slug, "program": one.ref})
    answer = browser(robin).post(page, {"subject": "Hi {nobody}", "body": "typed words"})

    assert answer.status_code == 422
    told = words(answer)
    assert "{nobody} names nothing here." in told
    assert "Without {link} the mail cannot do its work." in told
    assert "typed words" in told
    assert not Wording.objects.exists()


def test_the_preview_shows_real_values_and_saves_nothing(scene):
    one, robin = scene
    page = reverse("desks:wording_preview", kwargs={"role": HELLO.slug, "program": one.ref})
    told = words(
        browser(robin).post(page, {"subject": "For {mentee}", "body": "Hello {mentee}\n\nPage: {link}"})
    )

    assert "For Ana" in told
    assert not Wording.objects.exists()


def test_a_sample_goes_to_the_coordinator_alone_and_is_marked(scene):
    _one, robin = scene
    row, client = Mail.objects.get(key="h0"), browser(robin)
    client.post(reverse("desks:outbox_sample", args=[row.ref]))
    client.post(reverse("desks:outbox_sample", args=[row.ref]))

    made = Mail.objects.get(role="mail.sample")
    assert (made.to_address, made.subject) == ("robin@example.org", "Sample: Meet Dr. B")
    assert "nobody but you got it" in made.body
    assert "Dear Ana," in made.body
    row.refresh_from_db()
    assert row.state == MailState.DRAFT


def test_samples_have_a_budget_of_their_own(scene):
    _one, robin = scene
    row = Mail.objects.get(key="h0")
    start = timezone.now()
    for minute in range(mail.SAMPLES_A_DAY):
        mail.send_sample(mail=row, to=robin, now=start + timedelta(minutes=minute))

    with pytest.raises(mail.EnoughSamples):
        mail.send_sample(mail=row, to=robin, now=start + timedelta(hours=2))
    assert mail.send_sample(mail=row, to=robin, now=start + timedelta(days=2)).pk


def test_a_failed_mail_says_why_and_goes_again_to_a_corrected_address(scene):
    _one, robin = scene
    row = Mail.objects.get(key="h0")
    Mail.objects.filter(pk=row.pk).update(state=MailState.FAILED, failure="550 no such user", tries=3)
    Address.objects.create(address=row.to_address, hard_bounces=2, suspended_at=timezone.now())
    client = browser(robin)

    told = words(client.get(reverse("desks:outbox")))
    assert "550 no such user" in told
    assert "address suspended" in told
    page = reverse("desks:outbox_again", args=[row.ref])
    assert client.post(page, {"address": "not one"}).status_code == 422
    client.post(page, {"address": "New@example.org"})
    row.refresh_from_db()
    assert (row.state, row.to_address, row.failure) == (MailState.APPROVED, "new@example.org", "")


def test_a_mail_is_taken_out_with_a_reason(scene):
    _one, robin = scene
    row, client = Mail.objects.get(key="h0"), browser(robin)
    page = reverse("desks:outbox_discard", args=[row.ref])

    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "She withdrew."})
    row.refresh_from_db()
    assert (row.state, row.failure) == (MailState.DISCARDED, "She withdrew.")


def test_an_admin_stops_all_mail_and_lets_it_go_again(scene):
    _one, robin = scene
    admin = browser(make.staff("admin@example.org", "admin"))

    assert browser(robin).post(reverse("desks:outbox_stop"), {"stop": "yes"}).status_code == 403
    admin.post(reverse("desks:outbox_stop"), {"stop": "yes"})
    assert Society.objects.get().mail_is_stopped
    assert "All mail is stopped" in words(admin.get(reverse("desks:outbox")))
    admin.post(reverse("desks:outbox_stop"), {"stop": "no"})
    assert not Society.objects.get().mail_is_stopped


def test_a_batch_of_two_thousand_is_paged(scene):
    one, robin = scene
    letters = [
        mail.Letter(
            SORRY, f"many{number}", f"m{number}@example.org", {"mentee": "M"}, program=one, batch="round:big"
        )
        for number in range(2000)
    ]
    mail.draft_many(letters=letters, now=timezone.now())
    client = browser(robin)
    began = timezone.now()
    answer = client.get(batch_url(batch="round:big") + "?page=40")

    assert "Put 2,000 mails in the outbox" in words(answer)
    assert answer.content.count(b'mail-row"') == 50
    assert timezone.now() - began < timedelta(seconds=3)
    assert client.post(batch_url("outbox_approve", "round:big"), {"count": 2000}).status_code == 303
