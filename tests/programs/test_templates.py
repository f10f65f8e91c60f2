"""Programs from templates: dates counted back from the meeting, rules, the first cohort, warnings."""

import importlib
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt.members.states import Role
from mentorquilt.programs import actions
from mentorquilt.programs.actions.templates import months_later
from mentorquilt.programs.models import AnnualMeeting, Cohort, Program
from mentorquilt.society import queries as society_queries
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society

MEETING, DISTANT, ENGAGEMENT, ROLLING = actions.TEMPLATES
TODAY = NOW.date()


def test_dates_are_counted_back_from_a_far_meeting():
    dates = actions.dates_for(MEETING, today=date(2026, 3, 2), meeting=date(2026, 11, 12))
    assert (dates.enrol_from, dates.enrol_until, dates.announce_on) == (
        date(2026, 7, 12),
        date(2026, 9, 6),
        date(2026, 9, 29),
    )
    assert (dates.starts_on, dates.ends_on, dates.warnings) == (date(2026, 9, 29), date(2027, 6, 29), ())


@pytest.mark.parametrize(
    ("weeks", "warnings"),
    [(5, ("after_meeting",)), (9, ("late",)), (13, ("short",)), (20, ())],
)
def test_a_close_meeting_is_told_and_dates_stay_possible(weeks, warnings):
    meeting = TODAY + timedelta(weeks=weeks)
    dates = actions.dates_for(MEETING, today=TODAY, meeting=meeting)
    assert dates.warnings == warnings
    assert TODAY <= dates.enrol_from < dates.enrol_until < dates.announce_on


@given(
    st.dates(date(2024, 1, 1), date(2040, 1, 1)),
    st.integers(1, 800),
    st.sampled_from([MEETING, DISTANT, ENGAGEMENT]),
)
def test_dates_are_always_in_order_and_early_enough_or_warned_about(today, days, template):
    meeting = today + timedelta(days=days)
    dates = actions.dates_for(template, today=today, meeting=meeting)
    assert (
        today <= dates.enrol_from < dates.enrol_until < dates.announce_on <= dates.starts_on < dates.ends_on
    )
    assert dates.enrol_until >= today + timedelta(weeks=2)
    early = dates.announce_on <= meeting - timedelta(weeks=6)
    assert early is not bool({"late", "after_meeting"} & set(dates.warnings))
    assert (dates.announce_on.weekday(), dates.enrol_until.weekday()) == (1, 6)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-05-31", 9, "2028-02-29"),
        ("2026-03-10", 9, "2026-12-10"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2026-11-30", 1, "2026-12-30"),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day, months, later):
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def made(template, name="Nine Months", **more):
    robin = make.staff(f"{template.slug}@x.org", Role.ADMIN)
    return actions.create_from(template=template, name=name, by=robin, now=NOW, today=TODAY, **more)


@pytest.mark.django_db
@pytest.mark.parametrize("template", actions.TEMPLATES, ids=lambda one: one.slug)
def test_each_template_makes_an_open_program_with_one_cohort(template):
    society()
    program = made(template)
    (cohort,) = program.cohorts.all()
    assert (cohort.state, cohort.enrol_from, program.slug) == ("open", TODAY, "nine-months")
    assert program.summary == str(template.summary)
    assert society_queries.current().started_at == NOW


@pytest.mark.django_db
def test_the_templates_differ_where_they_should():
    society()
    meeting = {
        "name": "Spring",
        "starts_on": TODAY + timedelta(weeks=30),
        "ends_on": TODAY + timedelta(weeks=30),
    }
    first = made(MEETING, "A", meeting=meeting)
    distant, engaged, rolling = made(DISTANT, "B"), made(ENGAGEMENT, "C"), made(ROLLING, "D", meeting=meeting)
    assert (distant.place_rule, distant.different_institution) == ("region", True)
    assert (engaged.aim, engaged.months) == ("engagement", 12)
    year_round = rolling.cohorts.get()
    assert (rolling.is_rolling, year_round.enrol_until, year_round.ends_on, year_round.meeting) == (
        True,
        None,
        None,
        None,
    )
    assert AnnualMeeting.objects.get() == first.cohorts.get().meeting
    assert not first.cohorts.get().is_announced_late


@pytest.mark.django_db
def test_a_cohort_that_waits_for_its_first_day_is_planned():
    society()
    meeting = {
        "name": "Far",
        "starts_on": TODAY + timedelta(weeks=60),
        "ends_on": TODAY + timedelta(weeks=60),
    }
    cohort = made(MEETING, opens_now=False, meeting=meeting).cohorts.get()
    assert (cohort.state, cohort.enrol_from > TODAY) == ("planned", True)


@pytest.mark.django_db
def test_two_programs_of_alike_names_get_addresses_of_their_own():
    society()
    slugs = [
        made(MEETING, "Nine Months").slug,
        made(DISTANT, "Nine, Months").slug,
        made(ROLLING, "九か月").slug,
    ]
    assert slugs == ["nine-months", "nine-months-2", "program"]
    with pytest.raises(ValidationError):
        made(ENGAGEMENT, "Nine Months")
    assert Program.objects.count() == 3


PAGE = "programs:from_template"


def sent(**more):
    return {
        "template": "meeting",
        "name": "Mentor Match",
        "meeting": "new",
        "meeting_on": (TODAY + timedelta(weeks=3000)).isoformat(),
        "opens_now": "on",
        "submission": "9f0ffb0a-1d7c-4a5e-8f11-52c1f2c70001",
        **more,
    }


@pytest.mark.django_db
def test_the_page_shows_the_dates_before_anything_is_written(client):
    society()
    client.force_login(make.staff("it@x.org", Role.ADMIN))
    day = (date.today() + timedelta(days=40)).isoformat()  # noqa: DTZ011 - the page asks the real clock
    page = client.get(
        reverse(PAGE), {"template": "meeting", "meeting": "new", "meeting_on": day}
    ).content.decode()
    assert "too close" in page
    assert "Everybody hears" in page
    rolling = client.get(reverse(PAGE), {"template": "rolling"}).content.decode()
    assert "without an end" in rolling
    assert not Program.objects.exists()


@pytest.mark.django_db
def test_a_form_sent_twice_makes_one_program_and_leads_on(client):
    society()
    client.force_login(make.staff("it@x.org", Role.ADMIN))
    answers = [client.post(reverse(PAGE), sent(then="/start/done/")) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/start/done/", "/start/done/"]
    assert (Program.objects.count(), Cohort.objects.count(), AnnualMeeting.objects.count()) == (1, 1, 1)


@pytest.mark.guarantee
@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_away(client, elsewhere):
    society()
    client.force_login(make.staff("it@x.org", Role.ADMIN))
    answer = client.post(reverse(PAGE), sent(then=elsewhere))
    assert answer["Location"] == reverse("programs:show", args=[Program.objects.get().ref])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "required"),
        ({"meeting_on": ""}, "Give its first day"),
        ({"meeting_on": "2020-01-01"}, "This meeting is over"),
        ({"template": "other"}, "valid choice"),
    ],
)
def test_what_is_missing_is_told_and_nothing_written(client, wrong, words):
    society()
    client.force_login(make.staff("it@x.org", Role.ADMIN))
    answer = client.post(reverse(PAGE), sent(**wrong))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Program.objects.exists()


@pytest.mark.django_db
def test_the_place_rule_of_the_distant_template_is_the_societys_states():
    society()
    assert made(DISTANT).get_place_rule_display() == "different regions or states"


@pytest.mark.django_db
def test_changing_a_program_keeps_the_address_people_were_sent():
    program = make.program("Nine Months", slug="nine")
    actions.change_program(program=program, by=None, now=NOW, name="Ten Months", slug="")
    assert program.slug == "nine"
    actions.change_program(program=program, by=None, now=NOW, slug="ten")
    program.refresh_from_db()
    assert program.slug == "ten"


@pytest.mark.django_db
def test_programs_from_before_get_an_address_each():
    for name, slug in (
        ("Nine Months", None),
        ("Nine, Months", None),
        ("Taken", "nine-months"),
        ("九か月", None),
    ):
        make.program(name, slug=slug)
    migration = importlib.import_module("mentorquilt.programs.migrations.0003_programs_get_their_addresses")
    migration.give(apps, None)
    slugs = dict(Program.objects.values_list("name", "slug"))
    assert slugs == {
        "Nine Months": "nine-months-2",
        "Nine, Months": "nine-months-3",
        "Taken": "nine-months",
        "九か月": "program",
    }
    assert migration.Migration.operations[0].reversible
