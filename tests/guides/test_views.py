"""The library, the page of a guide, and what staff change."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from mentorquilt.guides import actions
from mentorquilt.guides.models import Guide
from mentorquilt.members.states import Role
from tests.factories import members as make
from tests.factories import programs
from tests.factories.guides import NOW, guide
from tests.factories.society import society

pytestmark = pytest.mark.django_db
LIBRARY = reverse("guides:library")
EVIL = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> ![y](https://evil.example/a.png)"


@pytest.fixture(autouse=True)
def _a_society():
    society(guide_disclaimer="Ask your own lawyer.", crisis_help="Call 988 at any hour.")


@pytest.fixture
def member(client):
    person = make.physician("Nadia Haddad")
    client.force_login(person)
    return person


@pytest.fixture
def robin(client):
    person = programs.staff("robin@x.org", of=programs.program())
    client.force_login(person)
    return person


def page(client, address, /, *args):
    return client.get(reverse(f"guides:{address}", args=args))


def post(client, address, /, *args, **values):
    return client.post(reverse(f"guides:{address}", args=args), values)


def told(**values):
    usual = {
        "title": "Night Call", "summary": "What to know.", "body": "## Before\n\nSleep.", "author": "Robin Hale",
        "source": "Our own.", "reviewed_on": "2026-02-01", "audience": "both",
    }  # fmt: skip
    return usual | {"submission": uuid.uuid4()} | values


@pytest.mark.guarantee
def test_every_guide_shows_author_source_date_and_disclaimer(client, member):
    actions.sync_shipped(now=NOW)
    for row in Guide.objects.exclude(audience="staff"):
        words = page(client, "show", row.slug).content.decode()
        for part in (row.author, "Last reviewed", "Rests on", "Ask your own lawyer."):
            assert part in words, row.slug


def test_sponsored_is_said_on_the_page_and_in_the_library(client, member):
    row = guide(is_sponsored=True, sponsor="Acme Needles")
    assert "Sponsored by Acme Needles" in page(client, "show", row.slug).content.decode()
    assert "Sponsored" in client.get(LIBRARY).content.decode()


def test_a_guide_about_burnout_stands_beside_the_societys_help(client, member):
    row = guide("Tired", topics=["burnout_wellbeing"])
    other = guide("Grants", topics=["next_grant"])
    assert "Call 988 at any hour." in page(client, "show", row.slug).content.decode()
    assert "Call 988" not in page(client, "show", other.slug).content.decode()
    society(crisis_help="")
    assert "local emergency number" in page(client, "show", row.slug).content.decode()


@pytest.mark.guarantee
def test_nothing_in_a_guide_runs_or_loads_from_elsewhere(client, member):
    row = guide(body=f"Words {EVIL}\n\n{EVIL}")
    words = page(client, "show", row.slug).content.decode()
    inside = words.split('<div class="prose"')[1].split("</article>")[0]
    for piece in ("<script", "<img", 'href="javascript', "onerror=alert(1)>"):
        assert piece not in inside
    assert "&lt;script&gt;" in inside


def test_markdown_becomes_headings_lists_and_links(client, member):
    row = guide(
        body="# Top\n\n## Next\n\n- one\n- **two**\n\n[site](https://example.org/) ~~old~~\n\n|a|b|\n|---|---|\n| 1 | 2 |"
    )
    words = page(client, "show", row.slug).content.decode()
    assert words.count("<h1") == 1
    for piece in (
        '<h2 id="s-top">Top</h2>',
        "<strong>two</strong>",
        "<td>1</td>",
        'rel="noopener noreferrer"',
        "<s>old</s>",
    ):
        assert piece in words


def test_the_library_is_searched_and_narrowed_and_answers_a_part_to_htmx(client, member):
    actions.sync_shipped(now=NOW)
    words = client.get(LIBRARY, {"q": "contract"}).content.decode()
    assert "Contracts and compensation" in words
    assert "The next grant" not in words
    part = client.get(LIBRARY, {"q": "contract"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Contracts and compensation" in part
    assert "No guide fits" in client.get(LIBRARY, {"q": "zyzzyva"}).content.decode()
    assert client.get(LIBRARY, {"audience": "nobody", "topic": "x", "q": "a" * 300}).status_code == 200


def test_the_first_call_stands_first(client, member):
    actions.sync_shipped(now=NOW)
    words = client.get(LIBRARY).content.decode()
    assert words.index("The first call") < words.index("A mentor in ninety seconds")
    assert words.count("The first call: twenty minutes") == 1


@pytest.mark.guarantee
def test_texts_for_coordinators_and_hidden_ones_are_not_there_for_members(client, member):
    staff = guide("Match Week", audience="staff")
    hidden = guide("Old Words", is_hidden=True)
    words = client.get(LIBRARY).content.decode()
    for row in (staff, hidden):
        assert row.title not in words
        assert page(client, "show", row.slug).status_code == 404
    client.force_login(make.staff(Role.READER))
    assert page(client, "show", staff.slug).status_code == 200
    assert page(client, "show", hidden.slug).status_code == 404


@pytest.mark.guarantee
@pytest.mark.parametrize("role", ["member", Role.READER, Role.OFFICER])
def test_who_runs_nothing_changes_no_guide(client, role):
    row = guide()
    client.force_login(make.physician() if role == "member" else make.staff(role))
    assert page(client, "create").status_code == 403
    assert page(client, "change", row.slug).status_code == 403
    assert post(client, "create", **told()).status_code == 403
    assert post(client, "change", row.slug, **told()).status_code == 403
    for do in ("hide", "reviewed", "keep"):
        assert post(client, "decide", row.slug, do=do).status_code == 403
    assert post(client, "restore", row.slug).status_code == 403
    row.refresh_from_db()
    assert (row.title, row.is_hidden, Guide.objects.count()) == ("Asking Well", False, 1)


def test_a_coordinator_writes_a_guide_once(client, robin):
    values = told(topics=["next_grant"], milestone="midpoint")
    first, again = post(client, "create", **values), post(client, "create", **values)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first["Location"] == again["Location"] == reverse("guides:show", args=["night-call"])
    row = Guide.objects.get()
    assert (row.topics, row.milestone, row.reviewed_on) == (["next_grant"], "midpoint", date(2026, 2, 1))


def test_a_preview_shows_and_saves_nothing(client, robin):
    answer = post(client, "create", **told(preview="1", title=""))
    assert answer.status_code == 200
    assert '<h2 id="s-before">Before</h2>' in answer.content.decode()
    part = client.post(
        reverse("guides:create"), told(preview="1"), headers={"HX-Request": "true"}
    ).content.decode()
    assert "<form" not in part
    assert "Sleep." in part
    assert not Guide.objects.exists()


def test_a_sponsored_guide_names_its_sponsor(client, robin):
    answer = post(client, "create", **told(is_sponsored="on"))
    assert answer.status_code == 422
    assert "Say who sponsors it" in answer.content.decode()


def test_a_shipped_text_is_replaced_hidden_shown_and_restored(client, robin):
    actions.sync_shipped(now=NOW)
    row = Guide.objects.get(shipped="asking-well")
    before = row.body
    assert post(client, "change", row.slug, **told(title="Asking, our way")).status_code == 303
    words = page(client, "show", row.slug).content.decode()
    assert "Asking, our way" in words
    assert "The society changed the text" in words
    assert post(client, "decide", row.slug, do="hide").status_code == 303
    assert (
        row.title in page(client, "restore", row.slug).content.decode()
        or page(client, "restore", row.slug).status_code == 200
    )
    assert post(client, "restore", row.slug).status_code == 303
    row.refresh_from_db()
    assert (row.body, row.title, row.is_hidden) == (before, "Asking well", True)
    assert post(client, "decide", row.slug, do="show").status_code == 303
    assert post(client, "decide", row.slug, do="nonsense").status_code == 404


def test_an_own_guide_has_nothing_to_restore(client, robin):
    row = guide()
    assert page(client, "restore", row.slug).status_code == 404
    assert post(client, "restore", row.slug).status_code == 404
    assert post(client, "decide", row.slug, do="keep").status_code == 404


def test_an_overdue_review_is_shown_to_who_looks_after_it_and_noted_with_a_tap(client, robin, member):
    row = guide("Old Advice", reviewed_on=date(2020, 1, 1))
    assert "Review is due" not in page(client, "show", row.slug).content.decode()
    client.force_login(robin)
    assert "Not reviewed for two years" in client.get(LIBRARY).content.decode()
    assert "Review is due" in page(client, "show", row.slug).content.decode()
    assert post(client, "decide", row.slug, do="reviewed").status_code == 303
    assert "Not reviewed for two years" not in client.get(LIBRARY).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_and_a_page_cost_the_same_for_one_and_three(
    client, member, count, django_assert_num_queries
):
    for number in range(count):
        guide(f"Guide {number}", topics=["next_grant"])
    client.get(LIBRARY)
    with django_assert_num_queries(9):
        client.get(LIBRARY)
    with django_assert_num_queries(9):
        client.get(LIBRARY, {"q": "guide"})
    with django_assert_num_queries(9):
        page(client, "show", "guide-0")
