"""Doubles, wishes and bans, institutions, cities: asked, never guessed in silence, carried out, remembered."""

import pytest
from django.urls import reverse

from mentorquilt.members.models import Exclusion, Institution, Member
from mentorquilt.programs import queries
from mentorquilt.programs.models import Enrolment
from mentorquilt.records.models import AuditNote
from tests.factories import programs as make
from tests.factories.society import society
from tests.programs import importing

pytestmark = pytest.mark.django_db
HEADINGS = "E-mail,Name,Institution,City,Wish,Ban"


@pytest.fixture
def into():
    society()
    return make.cohort()


@pytest.fixture(autouse=True)
def robin(client):
    robin = make.staff("robin@x.org")
    client.force_login(robin)
    return robin


def load(client, into, *rows, mentors=(), headings=HEADINGS):
    """Upload and settle the headings, so that the questions stand."""
    files = {"mentee": importing.csv(*rows, headings=headings)}
    if mentors:
        files["mentor"] = importing.csv(*mentors, headings="E-mail,Name,Institution")
    importing.upload(client, into, again=True, **files)
    for kind in files:
        assert importing.settle(client, importing.sheet(into, kind)).status_code == 303


def asked(into):
    return queries.ask(queries.gather(into))


def finish(client, into):
    assert importing.press(client, into, importing.last_click(client, into)).status_code == 303


def test_two_addresses_under_one_name_stay_two_people_without_an_answer(client, into):
    load(client, into, "m@one.org,Maria Lopez,,,,", "m@two.org,Dr. María López,,,,")
    assert [len(question.people) for question in asked(into).doubles] == [2]
    finish(client, into)

    assert Enrolment.objects.count() == 2


def test_two_addresses_become_one_person_with_the_address_chosen(client, into):
    load(client, into, "m@one.org,Maria Lopez,Red River Clinic,,,", "m@two.org,Maria Lopez,,Salina KS,,")
    key = asked(into).doubles[0].key
    importing.answer(client, into, "doubles", asked=[key], **{key: "m@two.org"})
    finish(client, into)

    member = Member.objects.get(email="m@two.org")
    assert not Member.objects.filter(email="m@one.org").exists()
    assert member.whereabouts.city == "US/KS/salina"
    assert [row.institution.name for row in member.affiliations.all()] == ["Red River Clinic"]


def test_somebody_known_under_another_address_is_asked_about_and_joined(client, into):
    known = make.physician("old@x.org", full_name="Ana Lima", family_name="Lima")
    known.profile.name_search = "lima ana lima"
    known.profile.save()
    load(client, into, "new@x.org,Ana Lima,,,,")
    question = asked(into).doubles[0]
    assert [one.is_known for one in question.people] == [False, True]
    importing.answer(client, into, "doubles", asked=[question.key], **{question.key: "old@x.org"})
    finish(client, into)

    assert Enrolment.objects.get().member == known
    assert not Member.objects.filter(email="new@x.org").exists()


def test_a_mentee_and_a_mentor_of_one_name_may_be_one_person(client, into):
    load(client, into, "a@one.org,Ana Lima,,,,", mentors=["a@two.org,Ana Lima,"])
    key = asked(into).doubles[0].key
    importing.answer(client, into, "doubles", asked=[key], **{key: "a@one.org"})
    finish(client, into)

    assert {row.member.email for row in Enrolment.objects.all()} == {"a@one.org"}
    assert set(Enrolment.objects.values_list("role", flat=True)) == {"mentee", "mentor"}


def test_a_decision_about_doubles_is_remembered_without_addresses(client, into):
    load(client, into, "m@one.org,Maria Lopez,,,,", "m@two.org,Maria Lopez,,,,")
    key = asked(into).doubles[0].key
    importing.answer(client, into, "doubles", asked=[key], **{key: "m@two.org"})
    finish(client, into)
    load(client, into, "m@one.org,Maria Lopez,,,,", "m@two.org,Maria Lopez,,Salina KS,,")

    question = asked(into).doubles[0]
    assert (question.answer, question.before) == (None, "m@two.org")
    finish(client, into)
    assert not Member.objects.filter(email="m@one.org").exists()


@pytest.mark.guarantee
def test_a_wish_and_a_ban_do_nothing_before_somebody_confirms_them(client, into):
    load(
        client,
        into,
        "a@x.org,Ana Lima,,,I would like Dr. Rosa Keller,anyone but Dr. Ivo Brandt",
        mentors=["rosa@x.org,Rosa Keller,", "ivo@x.org,Ivo Brandt,"],
    )
    text = client.get(reverse("programs:import_people", args=[into.ref, "wishes"])).content.decode()
    assert "checked" not in text
    assert [(one.kind, one.is_clear) for one in asked(into).wishes] == [("wish", True), ("ban", True)]
    finish(client, into)

    assert Exclusion.objects.count() == 0
    assert [row.ranks for row in Enrolment.objects.all()] == [[], [], []]


@pytest.mark.guarantee
def test_a_confirmed_wish_becomes_a_private_rank_and_a_ban_a_private_exclusion(client, into):
    load(
        client,
        into,
        "a@x.org,Ana Lima,,,I would like Dr. Rosa Keller,anyone but Dr. Ivo Brandt",
        mentors=["rosa@x.org,Rosa Keller,", "ivo@x.org,Ivo Brandt,"],
    )
    wish, ban = asked(into).wishes
    importing.answer(client, into, "wishes", asked=[wish.key, ban.key], yes=wish.key)
    importing.answer(
        client, into, "wishes", asked=[ban.key], **{f"{ban.key}-do": "ban", f"{ban.key}-who": "ivo@x.org"}
    )
    finish(client, into)

    rosa, ivo = Member.objects.get(email="rosa@x.org"), Member.objects.get(email="ivo@x.org")
    ana = Enrolment.objects.get(member__email="a@x.org")
    assert ana.ranks == [str(rosa.ref)]
    shut = Exclusion.objects.get()
    assert (shut.owner, shut.kind, shut.value) == (ana.member, "member", str(ivo.ref))
    for page in ("cohort", "supply", "import_done"):
        text = client.get(reverse(f"programs:{page}", args=[into.ref])).content.decode()
        assert str(ivo.ref) not in text or page == "cohort"
        assert "anyone but" not in text
    assert all("ivo" not in str(note.facts).casefold() for note in AuditNote.objects.all())


def test_a_wish_may_turn_out_to_be_a_ban_or_nothing_or_somebody_elses(client, into):
    make.physician("far@x.org", full_name="Far Away")
    load(
        client,
        into,
        "a@x.org,Ana Lima,,,Rosa Keller,",
        "b@x.org,Bo Ek,,,no preference thank you but somebody kind,",
        "c@x.org,Cy Oh,,,my old chief,",
        mentors=["rosa@x.org,Rosa Keller,"],
    )
    answers = {one.email: one.key for one in asked(into).wishes}
    data = {f"{answers['a@x.org']}-do": "ban", f"{answers['a@x.org']}-who": "rosa@x.org"}
    if "b@x.org" in answers:
        data |= {f"{answers['b@x.org']}-do": "nothing"}
    key = answers["c@x.org"]
    data |= {f"{key}-do": "wish", f"{key}-who": "other", f"{key}-other": "far@x.org"}
    importing.answer(client, into, "wishes", asked=list(answers.values()), **data)
    finish(client, into)

    assert Exclusion.objects.get().owner.email == "a@x.org"
    far = Member.objects.get(email="far@x.org")
    assert Enrolment.objects.get(member__email="c@x.org").ranks == [str(far.ref)]


def test_touching_one_wish_decides_no_other(client, into):
    load(
        client,
        into,
        "a@x.org,Ana Lima,,,Rosa Keller,",
        "b@x.org,Bo Ek,,,Rosa Keller,",
        mentors=["rosa@x.org,Rosa Keller,"],
    )
    first, second = asked(into).wishes
    data = {f"{one.key}-do": "wish" for one in (first, second)}
    data |= {f"{one.key}-who": "rosa@x.org" for one in (first, second)}
    answer = client.post(
        reverse("programs:import_people", args=[into.ref, "wishes"]),
        {"asked": [first.key, second.key], **data},
        headers={"HX-Request": "true", "HX-Target": f"q-{second.key.replace(':', '')}"},
    )

    assert [one.answer for one in asked(into).wishes] == [None, {"do": "wish", "who": "rosa@x.org"}]
    assert second.key in answer.content.decode()
    assert first.key not in answer.content.decode()


def test_names_of_one_institution_are_grouped_and_remembered(client, into):
    rows = [
        "a@virginia.edu,Ana Lima,UVA,,,",
        "b@virginia.edu,Bo Ek,Univ. of Virginia,,,",
        "c@virginia.edu,Cy Oh,UVA Health,,,",
        "d@fargo.org,Di Um,Red River Clinic,,,",
    ]
    load(client, into, *rows)
    (group,) = [one for one in asked(into).groups if not one.is_certain]
    assert set(group.names) == {"UVA", "Univ. of Virginia", "UVA Health"}
    importing.answer(
        client,
        into,
        "institutions",
        asked=[group.key],
        **{
            f"{group.key}-is": "same",
            f"{group.key}-name": list(group.names),
            f"{group.key}-show": "Univ. of Virginia",
        },
    )
    finish(client, into)

    one = Institution.objects.get(name="Univ. of Virginia")
    assert set(one.aliases) == {"UVA", "UVA Health"}
    assert one.mail_domains == ["virginia.edu"]
    assert one.affiliations.count() == 3
    assert Institution.objects.count() == 2
    load(client, into, "e@virginia.edu,Ed Fi,uva,,,", "f@virginia.edu,Fo Gi,UVA Health,,,")
    assert [one for one in asked(into).groups if one.decided is None] == []


def test_different_places_are_not_asked_about_again(client, into):
    rows = ["a@x.org,Ana Lima,St. Mary Hospital,,,", "b@y.org,Bo Ek,St. Marys Hospital of Salina,,,"]
    load(client, into, *rows)
    groups = [one for one in asked(into).groups if not one.is_certain]
    for group in groups:
        importing.answer(client, into, "institutions", asked=[group.key], **{f"{group.key}-is": "different"})
    finish(client, into)
    load(client, into, *rows, "c@z.org,Cy Oh,,,,")

    assert Institution.objects.count() == 2
    assert [one for one in asked(into).open_groups if one.decided is None] == []


def test_only_some_names_of_a_group_are_one(client, into):
    load(
        client,
        into,
        "a@virginia.edu,Ana Lima,UVA,,,",
        "b@virginia.edu,Bo Ek,Univ. of Virginia,,,",
        "c@virginia.edu,Cy Oh,UVA Children's Clinic,,,",
    )
    (group,) = [one for one in asked(into).groups if not one.is_certain]
    importing.answer(
        client,
        into,
        "institutions",
        asked=[group.key],
        **{f"{group.key}-is": "same", f"{group.key}-name": ["UVA", "Univ. of Virginia"]},
    )
    finish(client, into)

    assert Institution.objects.count() == 2


def test_a_city_is_picked_and_never_the_first_hit(client, into):
    load(client, into, "a@x.org,Ana Lima,St. Agnes,Springfield,,", "b@y.org,Bo Ek,Mercy,Springfield,,")
    first, second = asked(into).cities
    assert len(first.candidates) > 1
    importing.answer(client, into, "cities", asked=[first.key], **{first.key: "US/IL/springfield"})
    finish(client, into)

    places = {row.email: getattr(row, "whereabouts", None) for row in Member.objects.filter(kind="member")}
    assert places["a@x.org"].city == "US/IL/springfield"
    assert places["b@y.org"] is None
    assert Member.objects.get(email="a@x.org").profile.zone == "America/Chicago"
    assert second.answer is None


def test_another_city_is_found_by_searching_and_remembered(client, into):
    load(client, into, "a@x.org,Ana Lima,,Springfeld,,")
    (question,) = asked(into).cities
    found = importing.answer(
        client, into, "cities", asked=[question.key], **{f"{question.key}-search": "Springfield, Illinois"}
    )
    assert 'value="US/IL/springfield"' in found.content.decode()
    importing.answer(client, into, "cities", asked=[question.key], **{question.key: "US/IL/springfield"})
    finish(client, into)
    load(client, into, "b@x.org,Bo Ek,,Springfeld,,")

    assert asked(into).cities[0].before == "US/IL/springfield"


def test_a_city_that_no_list_has_is_not_taken(client, into):
    load(client, into, "a@x.org,Ana Lima,,Springfield,,")
    key = asked(into).cities[0].key
    importing.answer(client, into, "cities", asked=[key], **{key: "US/XX/nowhere"})

    assert asked(into).cities[0].answer is None


def test_without_questions_the_way_leads_straight_to_the_check(client, into):
    load(client, into, "a@x.org,Ana Lima,,Salina KS,,")
    page = client.get(reverse("programs:import_people", args=[into.ref]))

    assert page["Location"] == reverse("programs:import_check", args=[into.ref])


def test_the_page_asks_the_database_as_often_with_one_and_three_questions(
    client, into, django_assert_num_queries
):
    load(client, into, "a@x.org,Ana Lima,A,Springfield,,")
    url = reverse("programs:import_people", args=[into.ref, "cities"])
    client.get(url)
    with django_assert_num_queries(15):
        client.get(url)
    load(
        client,
        into,
        "a@x.org,Abe Lima,Riverside,Springfield,,",
        "b@y.org,Bea Kuhn,Mercy,Springfield,,",
        "c@z.org,Cleo Ott,Zentrum Nord,Springfield,,",
    )
    client.get(url)
    with django_assert_num_queries(15):
        client.get(url)


def test_an_address_that_nobody_has_is_said_beside_its_field(client, into):
    load(client, into, "a@x.org,Ana Lima,,,my old chief,", mentors=["rosa@x.org,Rosa Keller,"])
    (wish,) = asked(into).wishes
    data = {f"{wish.key}-do": "ban", f"{wish.key}-who": "other", f"{wish.key}-other": "ghost@x.org"}
    answer = importing.answer(client, into, "wishes", asked=[wish.key], **data)

    assert "has the address ghost@x.org" in answer.content.decode()
    assert asked(into).wishes[0].answer is None
