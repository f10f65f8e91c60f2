"""The one form: saved as typed, sent in once, its words flowing into need, offer, profile and private wishes."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import (
    Affiliation,
    Exclusion,
    Member,
    Membership,
    Mentoring,
    Need,
    Offer,
    WeeklyHours,
)
from mentorquilt.members.states import Kind
from mentorquilt.programs import actions, pledges
from mentorquilt.programs.actions import entering
from mentorquilt.programs.models import Enrolment, EnrolmentDraft, Program
from mentorquilt.records.models import AuditNote
from tests.factories import programs as make
from tests.factories.society import society
from tests.programs import enrolling
from tests.programs.enrolling import NOW, mentee_answers, mentor_answers

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _today():
    society()
    enrolling.lists()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort():
    return enrolling.open_cohort()


@pytest.fixture
def nadia(client):
    member = enrolling.member(full_name="")
    client.force_login(member)
    return member


def form_url(cohort, role="mentee"):
    return reverse("programs:enrol", args=[cohort.ref, role])


def field_url(cohort, role="mentee"):
    return reverse("programs:enrol_field", args=[cohort.ref, role])


def test_the_mail_greets_by_the_name_that_was_typed_a_moment_ago(client, cohort, nadia):
    client.post(form_url(cohort), mentee_answers(full_name="Nadia Haddad"))
    body = Mail.objects.get(role="programs.enrolled").body
    assert "Nadia Haddad" in body.splitlines()[0]


def test_a_mentees_words_flow_into_her_need_once(client, cohort, nadia):
    answer = client.post(form_url(cohort), mentee_answers())
    row = Enrolment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("programs:own", args=[row.ref]))
    need = Need.objects.get(owner=nadia)
    assert (row.state, row.role, row.origin, row.need, row.attends) == (
        "approved",
        "mentee",
        "member",
        need,
        "yes",
    )
    assert (need.seeks, need.topics, need.distance) == (
        "Somebody who has built a pain service.",
        ["acute_pain_service"],
        "far",
    )
    assert sorted(row.slots.values_list("mentor_type", flat=True)) == ["career", "clinical"]
    assert row.baseline == {"direction": 2, "belonging": 4}
    assert (row.responsibilities_version, row.responsibilities_at) == (
        pledges.version(cohort.program, "mentee"),
        NOW,
    )
    nadia.refresh_from_db()
    profile = nadia.profile
    assert (profile.full_name, profile.stage, profile.terms) == (
        "Nadia Haddad",
        "early",
        ["erector spinae block", "fascia"],
    )
    assert (profile.region, profile.zone, nadia.whereabouts.city) == (
        "US/KS",
        "America/Chicago",
        "US/KS/salina",
    )
    assert not WeeklyHours.objects.get(member=nadia).is_assumed
    assert nadia.address_chosen_at == NOW


def test_a_mentors_words_become_offer_and_places(client, cohort, nadia):
    client.post(form_url(cohort, "mentor"), mentor_answers())
    row, offer, mentoring = Enrolment.objects.get(), Offer.objects.get(), Mentoring.objects.get()
    assert (row.state, row.places, row.cadence_weeks, row.attends, row.need) == ("approved", 2, 8, "no", None)
    assert (offer.types, offer.topics, offer.refused_topics) == (
        ["clinical"],
        ["acute_pain_service"],
        ["leadership"],
    )
    assert (mentoring.is_willing, mentoring.capacity, offer.text) == (
        True,
        2,
        "I started three block services.",
    )


def test_a_programs_most_places_bound_what_a_mentor_gives_there(client, nadia):
    cohort = enrolling.open_cohort(of=make.program(most_places=1))
    assert client.post(form_url(cohort, "mentor"), mentor_answers(places="1")).status_code == 303
    assert Enrolment.objects.get().places == 1
    assert client.post(form_url(cohort, "mentor"), mentor_answers(places="2")).status_code == 303
    assert (Enrolment.objects.get().places, Mentoring.objects.get().capacity) == (1, 2)


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_the_form_sent_twice_enrols_and_mails_once(client, cohort, nadia):
    sent = mentee_answers()
    first, second = client.post(form_url(cohort), sent), client.post(form_url(cohort), sent)
    assert first["Location"] == second["Location"]
    assert (Enrolment.objects.count(), Need.objects.count(), Mail.objects.count()) == (1, 1, 1)
    assert client.post(form_url(cohort), {**sent, "seeks": "Else"}).status_code == 409
    assert Need.objects.get().seeks == "Somebody who has built a pain service."


def test_sending_it_again_later_changes_the_answers_and_not_where_it_stands(client, cohort, nadia):
    client.post(form_url(cohort), mentee_answers())
    Enrolment.objects.update(state="waiting")
    client.post(form_url(cohort), mentee_answers(seeks="Now something else.", types=["life"]))
    row = Enrolment.objects.get()
    assert (row.state, row.need.seeks, Need.objects.count()) == ("waiting", "Now something else.", 1)
    assert list(row.slots.values_list("mentor_type", flat=True)) == ["life"]
    assert Mail.objects.filter(role="programs.enrolled").count() == 1


@pytest.mark.parametrize(
    ("missing", "words"),
    [("seeks", b"What are you looking for?"), ("pledge", b"I will keep to this"), ("city", b"Your city")],
)
def test_what_is_missing_is_named_and_everything_else_stays(client, cohort, nadia, missing, words):
    sent = mentee_answers()
    del sent[missing]
    answer = client.post(form_url(cohort), sent)
    summary = re.search(rb"data-error-summary.*?</ul>", answer.content, re.DOTALL)[0]
    assert answer.status_code == 422
    assert words in summary
    assert b"In three years I would like to lead one." in answer.content
    assert not Enrolment.objects.exists()
    assert EnrolmentDraft.objects.get().values["long_term"] == "In three years I would like to lead one."


@pytest.mark.db_semantics
def test_a_field_is_kept_as_it_is_typed_and_waits_on_another_device(client, cohort, nadia):
    answer = client.post(field_url(cohort), {"field": "seeks", "seeks": "Half a sentence"})
    assert (answer.status_code, answer.json()) == (200, {"saved": True})
    client.post(field_url(cohort), {"field": "topics", "topics": ["leadership", "acute_pain_service"]})
    page = client.get(form_url(cohort)).content.decode()
    assert "Half a sentence" in page
    assert "What you wrote before is still here." in page
    assert EnrolmentDraft.objects.get().values == {
        "seeks": "Half a sentence",
        "topics": ["leadership", "acute_pain_service"],
    }
    assert not Enrolment.objects.exists()
    assert Member.objects.get().profile.full_name != "Half a sentence"


def test_a_wrong_field_says_so_beside_it_and_keeps_what_was_there(client, cohort, nadia):
    client.post(field_url(cohort), {"field": "words", "words": "Mon 18-20"})
    answer = client.post(field_url(cohort), {"field": "words", "words": "whenever"})
    assert answer.status_code == 422
    assert EnrolmentDraft.objects.get().values == {"words": "Mon 18-20"}
    assert client.post(field_url(cohort), {"field": "state", "state": "approved"}).status_code == 422


def test_going_on_another_time_keeps_all_and_enrols_nobody(client, cohort, nadia):
    answer = client.post(form_url(cohort), {"later": "1", "seeks": "Kept.", "full_name": "Nadia"})
    assert (answer.status_code, answer["Location"]) == (303, form_url(cohort))
    assert EnrolmentDraft.objects.get().values["seeks"] == "Kept."
    assert not Enrolment.objects.exists()


def test_five_taps_make_a_first_draft_and_leave_her_own_words_alone(client, cohort, nadia):
    taps = {"assess": "1", "tap_now": "build", "tap_lead": "lead", "tap_when": "3", "stage": "early"}
    client.post(form_url(cohort), {**taps, "topics": ["acute_pain_service"]})
    values = EnrolmentDraft.objects.get().values
    assert values["seeks"] == "Early career: I want to build something that is not here yet."
    assert values["long_term"] == "In three years I would like to lead a service or a group."
    assert values["types"] == ["clinical", "career"]
    assert values["topics"] == ["acute_pain_service", "case_to_leadership", "leadership"]
    client.post(form_url(cohort), {**taps, "seeks": "My own words."})
    assert EnrolmentDraft.objects.get().values["seeks"] == "My own words."


def test_searching_without_javascript_shows_rows_and_complains_of_nothing_else(client, cohort, nadia):
    answer = client.post(form_url(cohort), {"city_query": "Salina", "city_search": "1", "seeks": "Kept"})
    assert answer.status_code == 422
    assert b"US/KS/salina" in answer.content
    assert b"One thing needs a change" in answer.content
    assert b"Kept" in answer.content


def test_what_is_known_is_folded_and_not_asked_again(client, cohort, nadia):
    fresh = client.get(form_url(cohort)).content.decode()
    assert "Change what we know of you" not in fresh
    client.post(form_url(cohort), mentee_answers())
    again = client.get(form_url(enrolling.open_cohort(of=cohort.program, name="Next"))).content.decode()
    assert "Change what we know of you" in again
    assert "Dr. Nadia Haddad · early career · Anesthesiology · Salina" in again
    assert "Somebody who has built a pain service." in again
    assert "An employer may be able to read mail" not in again


@pytest.mark.guarantee
def test_wishes_to_keep_away_go_where_only_matching_looks(client, cohort, nadia):
    chief = make.physician("chief@example.org", full_name="Chief Person")
    client.post(
        form_url(cohort),
        mentee_answers(away_person=str(chief.ref), away_place="city:US/WA/seattle", wish=str(chief.ref)),
    )
    told = {(row.kind, row.value) for row in Exclusion.objects.filter(owner=nadia)}
    assert told == {("member", str(chief.ref)), ("city", "US/WA/seattle")}
    assert Enrolment.objects.get().ranks == [str(chief.ref)]
    assert not EnrolmentDraft.objects.exists()
    facts = str(list(AuditNote.objects.values_list("verb", "facts")))
    for private in (str(chief.ref), "seattle", "pain service"):
        assert private not in facts


def test_where_she_works_is_listed_once(client, cohort, nadia):
    for _again in range(2):
        client.post(form_url(cohort), mentee_answers(workplace="new:Prairie View"))
    assert [str(row) for row in Affiliation.objects.all()] == ["Prairie View (present)"]


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("status", "until", "checks", "state"),
    [
        ("active", None, True, "approved"),
        ("active", date(2026, 12, 31), True, "approved"),
        ("pending", None, True, "submitted"),
        ("active", date(2026, 2, 1), True, "submitted"),
        ("lapsed", date(2026, 2, 1), True, "submitted"),
        ("lapsed", date(2025, 2, 1), True, None),
        ("active", date(2025, 2, 1), True, None),
        ("lapsed", date(2025, 2, 1), False, "approved"),
        ("pending", None, False, "approved"),
    ],
)
def test_membership_decides_whether_somebody_enters_waits_or_is_refused_kindly(
    client, cohort, nadia, status, until, checks, state
):
    society(checks_membership=checks, grace_days=60)
    Membership.objects.filter(member=nadia).update(status=status, valid_until=until)
    answer = client.post(form_url(cohort), mentee_answers())
    assert list(Enrolment.objects.values_list("state", flat=True)) == ([state] if state else [])
    if state is None:
        assert answer.status_code == 422
        assert b"Your membership ended a while ago" in answer.content
        assert b"Robin Hale" in answer.content
        assert EnrolmentDraft.objects.get().values["seeks"] == "Somebody who has built a pain service."
        assert not Need.objects.exists()


def test_a_guest_becomes_a_member_only_where_nobody_checks(client, cohort):
    from mentorquilt.members import actions as members

    for checks, kind in ((True, Kind.GUEST), (False, Kind.MEMBER)):
        society(checks_membership=checks)
        guest = members.open_door(email=f"{kind}@example.org", now=NOW)
        client.force_login(guest)
        assert client.post(form_url(cohort), mentee_answers()).status_code == 303
        assert Member.objects.get(pk=guest.pk).kind == kind


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "shut",
    [
        {"state": "closed"},
        {"state": "planned"},
        {"enrol_until": NOW.date() - timedelta(days=1)},
    ],
)
def test_a_cohort_that_takes_nobody_takes_nobody_and_loses_nothing(client, cohort, nadia, shut):
    type(cohort).objects.filter(pk=cohort.pk).update(**shut)
    assert b"Takes nobody just now" in client.get(form_url(cohort)).content
    answer = client.post(form_url(cohort), mentee_answers())
    assert (answer.status_code, Enrolment.objects.count()) == (422, 0)
    assert EnrolmentDraft.objects.get().values["seeks"] == "Somebody who has built a pain service."


def test_another_career_stage_is_said_kindly_and_nothing_is_written(client, cohort, nadia):
    answer = client.post(form_url(cohort), mentee_answers(stage="late"))
    assert answer.status_code == 422
    assert b"takes other career stages in this role" in answer.content
    assert not Enrolment.objects.exists()
    assert not Need.objects.exists()
    assert Member.objects.get().profile.stage == ""


def test_a_program_for_other_regions_is_judged_by_the_city_that_was_given(client, cohort, nadia):
    Program.objects.update(scope="region", regions=["US/WA"])
    answer = client.post(form_url(cohort), mentee_answers())
    assert (answer.status_code, Enrolment.objects.count()) == (422, 0)
    assert b"for other regions or another group" in answer.content
    assert client.post(form_url(cohort), mentee_answers(city="US/WA/seattle")).status_code == 303


@pytest.mark.parametrize(
    ("before", "after"), [("invited", "approved"), ("unconfirmed", "approved"), ("withdrawn", "approved")]
)
def test_the_form_leads_in_from_every_state_that_waits_for_her(client, cohort, nadia, before, after):
    row = make.mentee(cohort, "x@example.org")
    Enrolment.objects.filter(pk=row.pk).update(member=nadia, state=before)
    assert client.post(form_url(cohort), mentee_answers()).status_code == 303
    assert Enrolment.objects.get().state == after


@pytest.mark.parametrize("state", ["matched", "refused"])
def test_what_is_decided_is_not_changed_by_a_form(cohort, nadia, state):
    row = make.mentee(cohort, "x@example.org")
    Enrolment.objects.filter(pk=row.pk).update(member=nadia, state=state)
    with pytest.raises(actions.AlreadyDecided):
        actions.send_in(cohort=cohort, member=nadia, role="mentee", answers={}, baseline={}, now=NOW)


def test_a_guest_searches_cities_and_never_people(client, cohort, nadia):
    make.physician("chief@example.org", full_name="Chief Person")
    wish = reverse("programs:enrol_find", args=["wish"])
    assert b"Chief Person" in client.get(wish, {"wish_query": "Chief"}).content
    Member.objects.filter(pk=nadia.pk).update(kind=Kind.GUEST)
    assert client.get(wish, {"wish_query": "Chief"}).status_code == 403
    assert (
        b"Salina"
        in client.get(reverse("programs:enrol_find", args=["city"]), {"city_query": "Salina"}).content
    )
    assert b"Somebody you would like" not in client.get(form_url(cohort)).content


def test_the_form_costs_the_same_queries_however_many_people_there_are(
    client, cohort, nadia, django_assert_num_queries
):
    for number in range(1, 4, 2):
        for other in range(number):
            make.mentee(cohort, f"m{number}{other}@example.org")
        with django_assert_num_queries(15):
            assert client.get(form_url(cohort)).status_code == 200


def test_the_page_is_light(client, cohort, nadia):
    assert len(client.get(form_url(cohort)).content) < 60_000


@pytest.mark.guarantee
def test_a_form_sent_in_beside_publishing_leaves_what_the_round_wrote(client, cohort, nadia, monkeypatch):
    client.post(form_url(cohort), mentee_answers())
    enter = entering.set_slots

    def published_meanwhile(row, types):
        Enrolment.objects.update(state="matched", left_out_before=2)
        enter(row, types)

    monkeypatch.setattr(entering, "set_slots", published_meanwhile)
    client.post(form_url(cohort), mentee_answers(attends="no"))
    row = Enrolment.objects.get()
    assert (row.state, row.left_out_before, row.attends) == ("matched", 2, "no")
