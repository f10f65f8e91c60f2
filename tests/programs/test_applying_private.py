"""What a sheet says to keep away from, on its way to the matching step: kept, encrypted, and let in again for good."""

import pytest

from mentorquilt.members.models import Exclusion, Member
from mentorquilt.programs import queries
from mentorquilt.programs.models import Enrolment
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society
from tests.programs import importing

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
HEADINGS = "E-mail,Name,Stage,Institutions to avoid,Places to avoid"


@pytest.fixture
def into(client):
    society()
    client.force_login(make.staff("robin@example.org"))
    return make.cohort()


def bring_in(client, into, stage="Early career"):
    sheet = importing.csv(f"ana@example.org,Ana Ruiz,{stage},Old Clinic,Texas", headings=HEADINGS)
    return importing.bring_in(client, into, again=True, mentee=sheet)


def shut_out():
    return {(row.kind, row.value) for row in Exclusion.objects.all()}


def test_an_institution_and_a_region_to_avoid_reach_matching(client, into):
    bring_in(client, into)

    kinds = {kind for kind, _ in shut_out()}
    assert kinds == {"institution", "region"}
    assert ("region", "US/TX") in shut_out()
    Enrolment.objects.update(state="approved")
    (ana,) = queries.matching_facts(into, on=NOW.date()).mentees
    assert ana.excludes_regions == ("US/TX",)
    assert len(ana.excludes_institutions) == 1


def test_what_she_let_in_again_stays_in_when_the_same_row_comes_again(client, into):
    bring_in(client, into)
    Exclusion.objects.filter(owner=Member.objects.get(email="ana@example.org")).delete()
    bring_in(client, into)

    assert shut_out() == set()
