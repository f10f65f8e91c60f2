"""What somebody may tell of herself: used for what she ticked, shown to whom she chose, then gone (S-66, S-73)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mentorquilt.members import actions, queries
from mentorquilt.members.models import Background, Experience
from mentorquilt.members.states import BackgroundUse, ExperienceKind, Role
from mentorquilt.records.models import AuditNote
from tests.factories import members as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
PAGE, THROUGH, LIST = reverse("members:background"), reverse("members:experiences"), reverse("members:list")
SAID = {"shares": ["woman"], "own": "canary-background", "wishes": ["woman"], "own_wishes": "canary-wish"}
NOBODYS = "canary-background", "canary-wish"


@pytest.fixture
def member(client):
    person = make.physician("Nadia Haddad")
    client.force_login(person)
    return person


def shown(client, person, **asked: str) -> str:
    return client.get(reverse("members:show", args=[person.ref]), asked).content.decode()


def names(client, **search: str) -> list[str]:
    return [card.called.removeprefix("Dr. ") for card in client.get(LIST, search).context["found"].cards]


@pytest.mark.guarantee
def test_nothing_is_used_until_it_is_ticked_and_all_of_it_is_encrypted(client, member):
    page = client.get(PAGE).content.decode()
    assert "checked" not in page
    client.post(PAGE, SAID)
    row = Background.objects.get(member=member)
    assert (row.shares, row.wishes) == (["woman", "canary-background"], ["woman", "canary-wish"])
    assert row.uses == []
    assert queries.told_for_matching([member.pk]) == {}
    assert "Nothing uses it" in client.get(PAGE).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT shares, wishes FROM members_background")
        assert "woman" not in "".join(cursor.fetchone())


@pytest.mark.guarantee
@pytest.mark.parametrize("use", BackgroundUse.values)
def test_each_use_is_ticked_and_stopped_by_itself(client, member, use):
    client.post(PAGE, {**SAID, **{f"for_{one}": "on" for one in BackgroundUse.values}})
    assert Background.objects.get().uses == BackgroundUse.values
    client.post(reverse("members:background_withdraw", args=[use]))
    assert Background.objects.get().uses == [one for one in BackgroundUse.values if one != use]
    told = queries.told_for_matching([member.pk]) != {}
    read = queries.background_words(member) != []
    assert (told, read) == (use != "matching", use != "coordinator")


@pytest.mark.guarantee
def test_deleting_leaves_no_row_and_the_trail_no_value(client, member):
    client.post(PAGE, {**SAID, "for_matching": "on"})
    client.post(reverse("members:background_delete"))
    assert not Background.objects.exists()
    notes = AuditNote.objects.all()
    assert [(note.verb, note.facts) for note in notes] == [("member.private_changed", {})] * 2


def test_an_empty_page_is_the_same_as_never_having_said_anything(client, member):
    client.post(PAGE, {**SAID, "for_matching": "on"})
    client.post(PAGE, {"for_matching": "on", "for_report": "on"})
    assert not Background.objects.exists()
    assert "What it is used for now" not in client.get(PAGE).content.decode()


def test_the_moment_of_consent_is_kept_and_the_year_is_asked_for(client, member):
    client.post(PAGE, {**SAID, "for_matching": "on"})
    assert timezone.now() - Background.objects.get().consented_at < timedelta(minutes=1)
    assert "more than a year ago" not in client.get(PAGE).content.decode()
    long_ago = timezone.now() - timedelta(days=366)
    Background.objects.update(consented_at=long_ago, confirmed_at=long_ago)
    assert "more than a year ago" in client.get(PAGE).content.decode()
    client.post(reverse("members:background_confirm"))
    assert "more than a year ago" not in client.get(PAGE).content.decode()
    assert Background.objects.get().consented_at == long_ago


@pytest.mark.guarantee
@pytest.mark.parametrize("role", ["member", Role.ADMIN, Role.COORDINATOR, Role.READER, Role.OFFICER])
def test_with_every_tick_no_page_of_another_shows_a_background(client, member, role):
    client.post(PAGE, {**SAID, **{f"for_{one}": "on" for one in BackgroundUse.values}})
    client.force_login(make.physician() if role == "member" else make.staff(role))
    for page in (shown(client, member), client.get(LIST).text, client.get(LIST, {"q": "canary woman"}).text):
        assert not [word for word in (*NOBODYS, "woman", "Woman") if word in page.replace("canary woman", "")]


def test_a_withdrawal_of_what_was_never_said_changes_nothing(client, member):
    assert client.post(reverse("members:background_withdraw", args=["matching"])).status_code == 303
    assert client.post(reverse("members:background_withdraw", args=["sale"])).status_code == 404
    assert client.post(reverse("members:background_delete")).status_code == 303
    assert not AuditNote.objects.exists()


def came_through(member, **told: str) -> None:
    actions.change_experiences(member=member, told=told, now=make.NOW)


def test_experiences_are_said_line_by_line_and_encrypted(client, member):
    client.post(THROUGH, {"burnout": "members", "illness": "pairs", "loss": ""})
    assert queries.experiences_of(member) == {"burnout": "members", "illness": "pairs"}
    client.post(THROUGH, {"burnout": "pairs"})
    assert queries.experiences_of(member) == {"burnout": "pairs"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM members_experience")
        assert "burnout" not in cursor.fetchone()[0]
    client.post(reverse("members:experiences_delete"))
    assert not Experience.objects.exists()


def test_an_unknown_choice_is_refused(client, member):
    assert client.post(THROUGH, {"burnout": "everybody"}).status_code == 422
    assert not Experience.objects.exists()


@pytest.mark.guarantee
@pytest.mark.parametrize(("seen_by", "found"), [("members", True), ("pairs", False), ("matching", False)])
def test_a_search_finds_and_counts_only_who_let_it(client, member, seen_by, found):
    society()
    giver = make.mentor("Walter Lindqvist")
    came_through(giver, burnout=seen_by)
    page = client.get(LIST, {"through": "burnout"})
    assert [card.called for card in page.context["found"].cards] == (
        ["Dr. Walter Lindqvist"] if found else []
    )
    assert page.context["found"].count == int(found)
    assert names(client, through="litigation") == []


@pytest.mark.guarantee
@pytest.mark.parametrize("seen_by", ["members", "pairs", "matching"])
@pytest.mark.parametrize("role", [Role.ADMIN, Role.COORDINATOR, Role.READER, Role.OFFICER])
def test_staff_read_no_experience_and_search_for_none(client, seen_by, role):
    giver = make.mentor("Walter Lindqvist")
    make.physician("Other Person")
    came_through(giver, burnout=seen_by)
    client.force_login(make.staff(role))
    assert "urnout" not in shown(client, giver, through="burnout")
    page = client.get(LIST, {"through": "burnout"})
    assert page.context["found"].count == 2
    assert "Came through" not in page.content.decode()


@pytest.mark.guarantee
def test_a_coordinator_who_is_a_member_too_reads_none(client):
    giver, both = make.mentor("Walter Lindqvist"), make.physician("Both Person")
    actions.grant(member=both, role=Role.COORDINATOR, by=None, now=make.NOW)
    came_through(giver, burnout="members")
    client.force_login(both)
    assert "urnout" not in shown(client, giver, through="burnout")
    assert client.get(LIST, {"through": "burnout"}).context["found"].count == 2


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("seen_by", "asked", "told"),
    [("members", {}, False), ("members", {"through": "burnout"}, True), ("members", {"through": "loss"}, False),
     ("pairs", {"through": "burnout"}, False), ("matching", {"through": "burnout"}, False)],
)  # fmt: skip
def test_a_profile_tells_what_was_searched_for_and_no_more(client, member, seen_by, asked, told):
    giver = make.mentor("Walter Lindqvist")
    came_through(giver, burnout=seen_by, illness="members")
    page = shown(client, giver, **asked)
    assert ("Burnout" in page) is told
    assert "Illness" not in page


@pytest.mark.guarantee
@pytest.mark.parametrize("searched", ["burnout", "loss", "addiction"])
def test_help_in_a_crisis_stands_beside_every_search_for_it(client, member, searched):
    society(crisis_help="Call 555 0100 at any hour.")
    assert "Call 555 0100" in client.get(LIST, {"through": searched}).content.decode()
    assert "Call 555 0100" in client.get(LIST, {"q": f"{searched} mentor"}).content.decode()
    assert "Call 555 0100" in client.get(THROUGH).content.decode()
    assert "Call 555 0100" not in client.get(LIST, {"q": "contracts"}).content.decode()


def test_a_crisis_is_met_with_words_where_the_society_gave_none(client, member):
    society(crisis_help="")
    assert "local emergency number" in client.get(LIST, {"through": "burnout"}).content.decode()


def test_every_kind_has_a_line_of_its_own(client, member):
    page = client.get(THROUGH).content.decode()
    assert [kind for kind in ExperienceKind.values if f'name="{kind}"' not in page] == []
