"""A sheet of earlier pairs comes in: matched by address or clear name, asked where unclear, once however often."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorquilt.members.actions import search_name
from mentorquilt.pairings import queries
from mentorquilt.pairings.models import EarlierPair
from mentorquilt.programs.models import RosterImport
from tests.factories import programs as make
from tests.factories.society import society
from tests.gate import corpus

pytestmark = pytest.mark.django_db
HEADINGS = "Mentor,Mentor e-mail,Mentee,Cohort,How it ended"


@pytest.fixture
def into():
    society()
    return make.cohort()


@pytest.fixture(autouse=True)
def robin(client):
    robin = make.staff("robin@x.org")
    client.force_login(robin)
    return robin


def known(email, name):
    return make.physician(email, full_name=name, family_name=name.split()[-1]).profile


def named(email, name):
    profile = known(email, name)
    profile.name_search = search_name(name)
    profile.save()
    return profile.member


def upload(client, into, *rows, headings=HEADINGS, again=False, key=""):
    data = "\n".join((headings, *rows)).encode() if rows else headings
    sent = {"pairs": SimpleUploadedFile("pairs.csv", data), "submission": key or str(uuid.uuid4())}
    return client.post(
        reverse("pairings:earlier", args=[into.ref]), sent | ({"again": "on"} if again else {})
    )


def sheet():
    return RosterImport.objects.filter(kind="pairs").order_by("-pk").first()


def settle(client):
    return client.post(reverse("pairings:earlier_columns", args=[sheet().ref]), {"next": "1"})


def last_click(client):
    text = client.get(reverse("pairings:earlier_check", args=[sheet().ref])).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', text)[1]
    return {"import": "1", "seen": seen, "submission": str(uuid.uuid4())}


def press(client, data):
    return client.post(reverse("pairings:earlier_check", args=[sheet().ref]), data)


def bring_in(client, into, *rows, again=False):
    assert upload(client, into, *rows, again=again).status_code == 303
    assert settle(client).status_code == 303
    assert press(client, last_click(client)).status_code == 303


def test_pairs_come_in_with_known_and_unknown_people(client, into):
    ruth, ana = named("ruth@x.org", "Ruth Castellano"), named("ana@x.org", "Ana Lima")
    bring_in(
        client,
        into,
        "Dr. Somebody Else,ruth@x.org,Ana Lima,2024,completed",
        "Walter Gone,,Nora Gone,2023,dropped out",
        "Ina Kind,,Olaf Kind,2023,never met",
    )

    first, second, third = EarlierPair.objects.order_by("pk")
    assert (first.mentor, first.mentee, first.program, first.cohort_name) == (ruth, ana, into.program, "2024")
    assert first.mentor_written == "Somebody Else <ruth@x.org>"
    assert (second.mentor, second.mentee, second.mentee_written) == (None, None, "Nora Gone")
    assert [row.ended for row in (first, second, third)] == ["finished", "ended_early", "never"]
    assert queries.earlier_couples([str(ana.ref), str(ruth.ref)]) == {(str(ana.ref), str(ruth.ref))}
    assert queries.lasting_count() == 3
    row = sheet()
    assert (row.state, row.table, row.mapping, row.choices) == ("applied", None, None, None)
    page = client.get(reverse("pairings:earlier", args=[into.ref])).content.decode()
    assert "3 earlier pairs of this program" in page
    assert "Nora Gone" in page


@pytest.mark.guarantee
def test_the_same_pairs_twice_are_one_each_and_people_known_by_now_are_tied(client, into):
    rows = ("Ruth Castellano,,Ana Lima,2024,completed", "Walter Gone,,Nora Gone,2023,")
    bring_in(client, into, *rows)
    assert EarlierPair.objects.exclude(mentor=None).count() == 0
    ruth = named("ruth@x.org", "Ruth Castellano")
    bring_in(client, into, *rows, again=True)

    assert EarlierPair.objects.count() == 2
    assert EarlierPair.objects.get(mentor_written="Ruth Castellano").mentor == ruth
    assert sheet().report == {"new": 0, "changed": 1, "same": 1, "people": 2, "unknown": 3, "bad": 0}


def test_the_very_same_file_says_so(client, into):
    row = "Ruth Castellano,,Ana Lima,2024,completed"
    bring_in(client, into, row)
    answer = upload(client, into, row)

    assert answer.status_code == 422
    assert "was imported on" in answer.content.decode()
    assert RosterImport.objects.count() == 1


@pytest.mark.guarantee
def test_an_unclear_name_is_asked_about_and_never_guessed(client, into):
    first, second = named("a1@x.org", "Ana Lima"), named("a2@x.org", "Ana Lima")
    named("w@x.org", "Walter Kimball")
    upload(client, into, "W. Kimball,,Ana Lima,2024,")
    settle(client)
    plan = queries.plan(sheet())
    asked = {one.name: one for one in plan.asked}
    assert set(asked["Ana Lima"].candidates) == {first, second}
    assert "W. Kimball" in asked
    assert [(entry.mentee, entry.mentor) for entry in plan.entries] == [(None, None)]
    client.post(
        reverse("pairings:earlier_check", args=[sheet().ref]),
        {asked["Ana Lima"].key: str(second.ref), asked["W. Kimball"].key: "nobody"},
    )
    press(client, last_click(client))

    row = EarlierPair.objects.get()
    assert (row.mentee, row.mentor) == (second, None)


def test_somebody_elses_ref_is_no_answer(client, into):
    named("a1@x.org", "Ana Lima"), named("a2@x.org", "Ana Lima")
    stranger = named("s@x.org", "Stranger Danger")
    upload(client, into, "Ruth Castellano,,Ana Lima,2024,")
    settle(client)
    (asked,) = queries.plan(sheet()).asked
    client.post(reverse("pairings:earlier_check", args=[sheet().ref]), {asked.key: str(stranger.ref)})

    assert queries.plan(sheet()).asked[0].answer is None


def test_another_program_is_found_by_name_and_an_unknown_one_kept_in_words(client, into):
    other = make.program("Leaders")
    upload(
        client,
        into,
        "Ruth A,Ana B,leaders,2024",
        "Ruth A,Ana B,Old Scheme,2019",
        headings="Mentor,Mentee,Program,Cohort",
    )
    settle(client)
    press(client, last_click(client))

    assert list(EarlierPair.objects.order_by("pk").values_list("program", "cohort_name")) == [
        (other.pk, "2024"),
        (None, "Old Scheme, 2019"),
    ]


def test_a_column_is_named_by_hand_and_remembered(client, into):
    upload(client, into, "Ruth A,Ana B,done", headings="Guide,Learner,Fate")
    row = sheet()
    answer = settle(client)
    assert answer.status_code == 422
    assert "No column says who the mentor was" in answer.content.decode()
    fields = {"field-0": "mentor_name", "field-1": "mentee_name", "field-2": "ending"}
    client.post(reverse("pairings:earlier_columns", args=[row.ref]), {"next": "1", **fields})
    press(client, last_click(client))
    upload(client, into, "Ruth C,Ana D,done", headings="Guide,Learner,Fate")

    assert (
        client.get(reverse("pairings:earlier_columns", args=[sheet().ref]))
        .content.decode()
        .count("as last time")
        == 3
    )
    assert EarlierPair.objects.get().ended == "finished"


@pytest.mark.guarantee
def test_a_double_click_imports_once(client, into):
    upload(client, into, "Ruth A,,Ana B,2024,completed")
    settle(client)
    data = last_click(client)
    first, second = press(client, data), press(client, data)

    assert (first.status_code, second.status_code) == (303, 303)
    assert EarlierPair.objects.count() == 1


def test_what_changed_since_the_page_was_made_is_not_imported_unseen(client, into):
    upload(client, into, "Ruth A,,Ana B,2024,completed")
    settle(client)
    data = last_click(client)
    client.post(reverse("pairings:earlier_columns", args=[sheet().ref]), {"next": "1", "field-4": "ignore"})
    answer = press(client, data)

    assert answer["Location"] == reverse("pairings:earlier_check", args=[sheet().ref])
    assert EarlierPair.objects.count() == 0


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "case", [case for case in corpus.CASES if case.answer != "table"][::6], ids=lambda case: case.name
)
def test_broken_files_get_one_clear_answer_and_leave_nothing(client, into, case):
    sent = {"pairs": SimpleUploadedFile(case.filename, case.make()), "submission": str(uuid.uuid4())}
    answer = client.post(reverse("pairings:earlier", args=[into.ref]), sent)

    assert answer.status_code == 422
    assert answer.content.decode().count('class="errorlist"') == 1
    assert RosterImport.objects.count() == 0


def test_a_discarded_sheet_leaves_nothing(client, into):
    upload(client, into, "Ruth A,,Ana B,2024,completed")
    url = reverse("pairings:earlier_discard", args=[sheet().ref])

    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 303
    assert (sheet().state, sheet().table) == ("discarded", None)


@pytest.mark.guarantee
def test_who_may_load_earlier_pairs(client, into):
    upload(client, into, "Ruth A,,Ana B,2024,completed")
    row = sheet()
    other = make.program("Other")
    people = {
        "coordinator": make.staff("c@x.org", of=into.program),
        "admin": make.staff("a@x.org", role="admin"),
        "reader": make.staff("r@x.org", role="reader", of=into.program),
        "coordinator of another": make.staff("o@x.org", of=other),
        "member": make.physician("m@x.org"),
    }
    pages = [
        reverse("pairings:earlier", args=[into.ref]),
        reverse("pairings:earlier_columns", args=[row.ref]),
        reverse("pairings:earlier_check", args=[row.ref]),
        reverse("pairings:earlier_discard", args=[row.ref]),
    ]
    for name, person in people.items():
        client.force_login(person)
        for page in pages:
            answer = client.get(page)
            allowed = answer.status_code in {200, 302}
            assert allowed == (name in {"coordinator", "admin"}), (name, page, answer.status_code)
            assert allowed or b"Ana B" not in answer.content


def test_a_sheet_of_people_is_no_sheet_of_pairs(client, into):
    from tests.programs import importing

    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    row = importing.sheet(into)
    for page in ("earlier_columns", "earlier_check", "earlier_discard"):
        assert client.get(reverse(f"pairings:{page}", args=[row.ref])).status_code == 404


def test_the_list_asks_the_database_as_often_with_one_and_three_pairs(
    client, into, django_assert_num_queries
):
    EarlierPair.objects.create(
        mentor_written="A", mentee_written="B", program=into.program, imported_at=make.NOW,
        mentor=named("r@x.org", "Ruth A"),
    )  # fmt: skip
    url = reverse("pairings:earlier", args=[into.ref])
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)
    for number in range(2):
        EarlierPair.objects.create(
            mentor_written=f"A{number}", mentee_written="B", program=into.program, imported_at=make.NOW,
            mentor=named(f"r{number}@x.org", f"Ruth {number}"), mentee=named(f"e{number}@x.org", f"Eva {number}"),
        )  # fmt: skip
    with django_assert_num_queries(12):
        client.get(url)
