"""Letting the mails of a match go: look, change the words, send one to oneself, put them in the outbox, take them back."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from mentorquilt.mail import footers
from mentorquilt.mail.models import Mail, Preference
from mentorquilt.mail.states import MailState
from mentorquilt.matchrounds import actions as rounds
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Member
from tests.journeys import browsing
from tests.journeys import demo as demos


def announce(match_round: Round) -> None:
    rounds.publish(
        match_round=Round.objects.get(pk=match_round.pk),
        revision=match_round.revision,
        by=Member.objects.get(email=demos.COORDINATOR),
        now=timezone.now(),
    )


def enter(page, label: str = "Coordinator") -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name=label).click()
    page.wait_for_load_state()


def test_a_coordinator_looks_changes_sends_and_takes_back(matched, page, work):
    announce(matched)
    enter(page)
    page.goto("/outbox/")
    expect(page.get_by_text("57 mentees, 57 mentors")).to_be_visible()
    page.get_by_role("link", name="Look at them").click()
    page.get_by_role("link", name="Read one").first.click()
    frame = page.frame_locator("iframe.mail-frame")
    expect(frame.get_by_text("Why you two:")).to_be_visible()
    page.get_by_role("button", name="Send this one to me first").click()
    expect(page.get_by_text("Nobody else gets it")).to_be_visible()
    work()
    assert Mail.objects.get(role="mail.sample").state == MailState.SENT

    page.get_by_role("link", name="Edit all of this kind").click()
    page.wait_for_load_state()
    page.get_by_label("Subject").fill("A mentor for you: {mentor}")
    expect(page.locator("#preview")).to_contain_text("A mentor for you: ")
    expect(page.locator("#preview")).not_to_contain_text("{mentor}")
    page.get_by_role("button", name="Save for this program").click()
    expect(page.get_by_text("57 waiting drafts were written again")).to_be_visible()

    count = Mail.objects.filter(state=MailState.DRAFT).count()
    page.get_by_role("button", name=f"Put {count} mails in the outbox").click()
    expect(page.get_by_text(f"{count} mails in the outbox")).to_be_visible()
    page.get_by_role("button", name="Hold back").click()
    expect(page.get_by_text(f"{count} mails are held back")).to_be_visible()
    work(timezone.now() + timedelta(minutes=10))
    assert Mail.objects.filter(state=MailState.DRAFT).count() == count


def test_the_pages_hold_on_a_phone(matched, open_page, axe):
    announce(matched)
    page = open_page(width=390)
    enter(page)
    row = Mail.objects.filter(role="matchrounds.introduction_mentor").first()
    program = row.program.ref
    for address in (
        "/outbox/",
        f"/outbox/{row.batch}/",
        f"/outbox/mail/{row.ref}/",
        f"/outbox/mail/{row.ref}/?look=text",
        f"/outbox/mail/{row.ref}/edit/",
        f"/outbox/words/{row.role}/{program}/",
        f"/mail/fewer/{footers.token_of(row.to_id)}/",
        "/mailbox/",
    ):
        page.goto(address)
        assert browsing.too_wide(page) == 0, address
        axe(page)


def test_without_javascript_words_are_shown_and_kept_as_typed(matched, open_page, trouble):
    trouble.allow("status of 422")
    announce(matched)
    page = open_page(javascript=False)
    enter(page)
    row = Mail.objects.filter(role="matchrounds.left_out").first()
    page.goto(f"/outbox/words/{row.role}/{row.program.ref}/")
    page.get_by_label("Subject").fill("Hello {nobody}")
    page.get_by_role("button", name="Save for this program").click()
    expect(page.get_by_label("Subject")).to_have_value("Hello {nobody}")
    expect(page.get_by_text("{nobody} names nothing here").first).to_be_visible()


def test_fewer_mails_without_signing_in(demo, open_page):
    member = Member.objects.get(email=demos.MENTOR)
    page = open_page(width=390)
    page.goto(f"/mail/fewer/{footers.token_of(member.pk)}/")
    page.get_by_label("One mail a week is enough").check()
    page.get_by_label("Pause me as a mentor").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("You can change it here at any time")).to_be_visible()

    assert Preference.objects.get(member=member).digest_only
    member.mentoring.refresh_from_db()
    assert member.mentoring.is_paused
