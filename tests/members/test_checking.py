"""Once a year: is this still right? Asked once, reminded once, answered by a tap that a mail scanner cannot make (S-69)."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail import roles
from mentorquilt.mail.models import Mail
from mentorquilt.members import actions, jobs, queries
from mentorquilt.members.models import Background, Member
from mentorquilt.members.states import Kind
from mentorquilt.records.models import AuditNote
from tests.factories import members as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = timezone.now()
WORDS = {"members.still_right": "asked", "members.still_right_again": "reminded"}


@pytest.fixture(autouse=True)
def _society():
    society()


def told() -> list[str]:
    return [WORDS[mail.role] for mail in Mail.objects.order_by("pk") if mail.role in WORDS]


def ask(now: datetime) -> int:
    """Let the job go round; everybody joined a year before ``LATER``."""
    Member.objects.filter(joined_at=make.NOW).update(joined_at=LATER - 365 * DAY)
    return jobs.ask_still_right(now=now)


def link(name: str = "Still right") -> str:
    mail = Mail.objects.filter(role__in=WORDS).latest("pk")
    return re.search(rf"{name}: https?://[^/]+(/\S+)", mail.body)[1]


def asked(**facts) -> Member:
    person = make.mentor("Nadia Haddad", topics=("leadership",), text="canary-offer", **facts)
    assert ask(LATER) == 1
    return Member.objects.get(pk=person.pk)


@pytest.mark.smoke
def test_a_year_after_joining_somebody_is_asked_with_what_we_hold():
    make.mentor("Nadia Haddad", topics=("leadership",), position="Chief of pain medicine")
    assert ask(LATER - DAY) == 0
    assert ask(LATER) == 1
    mail = Mail.objects.get()
    for words in ("Dr. Nadia Haddad", "Chief of pain medicine", "Leadership", "1 person at a time"):
        assert words in mail.body
    role = roles.get(mail.role)
    assert (role.review, role.pace, mail.private) == (roles.Review.NEVER, roles.Pace.BUDGETED, True)


@pytest.mark.guarantee
def test_nothing_that_only_she_sees_is_in_the_mail_or_on_its_page(client):
    person = make.mentor("Nadia Haddad")
    make.at_home(person, phone="+1 555 canary")
    make.seeking(person, seeks="canary-need")
    actions.add_exclusion(owner=person, kind="city", value="canary-city", now=make.NOW)
    actions.change_background(
        member=person, shares=["canary-share"], wishes=["canary-wish"], uses=["matching"], now=make.NOW
    )
    actions.change_experiences(member=person, told={"burnout": "members"}, now=make.NOW)
    ask(LATER)
    page = client.get(link()).content.decode()
    for word in ("canary", "urnout", "Salina", "salina"):
        assert word not in Mail.objects.get().body
        assert word not in page
    stranger = make.mentor("Other Person", email="other@example.org")
    actions.ask_still_right(member=stranger, now=LATER)
    ends = [mail.body.partition("What only you see")[2] for mail in Mail.objects.order_by("pk")]
    assert ends[0] == ends[1]


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_a_question_left_alone_is_repeated_once_and_comes_back_in_a_year():
    asked()
    for day in range(364):
        ask(LATER + day * DAY)
    assert told() == ["asked", "reminded"]
    assert ask(LATER + 365 * DAY) == 1
    assert told() == ["asked", "reminded", "asked"]


@pytest.mark.guarantee
def test_whoever_answers_is_not_reminded_and_is_asked_a_year_later(client):
    person = asked()
    client.post(link())
    person.refresh_from_db()
    answered = person.checked_at
    for day in range(120):
        ask(LATER + day * DAY)
    assert told() == ["asked"]
    Member.objects.filter(pk=person.pk).update(checked_at=LATER + 5 * DAY, check_asked_at=LATER)
    assert ask(LATER + 369 * DAY) == 0
    assert ask(LATER + 370 * DAY) == 1
    assert answered is not None


@pytest.mark.guarantee
def test_opening_the_link_changes_nothing_and_the_button_confirms(client):
    person = asked()
    for _turn in range(3):
        page = client.get(link())
    assert "Still right?" in page.content.decode()
    person.refresh_from_db()
    assert person.checked_at is None
    assert client.post(link()).status_code == 302
    person.refresh_from_db()
    first = person.checked_at
    assert first is not None
    client.post(link())
    person.refresh_from_db()
    assert person.checked_at == first
    assert "Thank you" in client.get(link()).content.decode()
    assert AuditNote.objects.filter(verb="member.still_right").count() == 1


@pytest.mark.guarantee
def test_a_link_opens_nothing_else_and_signs_nobody_in(client):
    asked()
    client.get(link())
    client.post(link())
    assert client.get(reverse("members:mine")).status_code == 302
    assert "_auth_user_id" not in client.session
    answer = client.get(link("Change"))
    assert answer["Location"] == reverse("members:edit")
    assert client.get(answer["Location"])["Location"].startswith("/sign-in/")


@pytest.mark.guarantee
@pytest.mark.parametrize("what", ["forged", "moved", "closed", "replaced", "other salt"])
def test_a_link_that_does_not_hold_shows_nothing(client, what):
    person, url = asked(), link()
    if what == "forged":
        url = url[:-4] + "xxx/"
    elif what == "moved":
        Member.objects.filter(pk=person.pk).update(email="new@example.org")
    elif what == "closed":
        Member.objects.filter(pk=person.pk).update(is_active=False)
    elif what == "replaced":
        Member.objects.filter(pk=person.pk).update(check_asked_at=LATER + DAY)
    else:
        url = url.replace(":", "::", 1)
    page = client.get(url).content.decode()
    assert "This link is over" in page
    assert "Haddad" not in page
    client.post(url)
    person.refresh_from_db()
    assert person.checked_at is None


@pytest.mark.parametrize("facts", [{"is_active": False}, {"kind": Kind.GUEST}, {"kind": Kind.STAFF}])
def test_only_members_with_an_open_account_are_asked(facts):
    make.physician(**facts)
    assert ask(LATER) == 0


def test_a_society_that_joined_on_one_day_is_not_asked_in_one_hour():
    for _number in range(12):
        make.physician()
    assert [ask(LATER + hour * timedelta(hours=1)) for hour in range(4)] == [5, 5, 2, 0]


def test_two_workers_ask_once():
    person = make.physician()
    first, second = Member.objects.get(pk=person.pk), Member.objects.get(pk=person.pk)
    assert actions.ask_still_right(member=first, now=LATER)
    assert not actions.ask_still_right(member=second, now=LATER)
    assert told() == ["asked"]


def test_her_own_profile_asks_too_and_is_answered_there(client):
    person = asked()
    client.force_login(person)
    mine, url = reverse("members:mine"), reverse("members:still_right")
    assert "Is this still right?" in client.get(mine).content.decode()
    assert "Is this still right?" not in client.get(mine, {"as": "others"}).content.decode()
    assert client.get(url).status_code == 405
    Member.objects.filter(pk=person.pk).update(check_asked_at=make.NOW)
    client.post(url)
    person.refresh_from_db()
    assert not queries.is_open(person)
    assert "Is this still right?" not in client.get(mine).content.decode()


def test_confirming_by_link_says_nothing_of_what_only_she_sees(client):
    person = make.mentor("Nadia Haddad")
    row = actions.change_background(member=person, shares=["woman"], wishes=[], now=make.NOW)
    ask(LATER)
    client.post(link())
    assert Background.objects.get().confirmed_at == row.confirmed_at
