"""The one row."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from mentorquilt.members.models import Member
from mentorquilt.records.models import AuditNote
from mentorquilt.society import actions, queries
from mentorquilt.society.models import Society
from tests.factories.programs import NOW

pytestmark = pytest.mark.django_db


def test_describing_twice_keeps_one_row():
    by = Member.objects.create_user("a@x.org")
    actions.describe(by=by, now=NOW, name="Meridian", short_name="M")
    actions.describe(by=by, now=NOW, zone="Europe/Zurich")

    assert (queries.current().name, queries.current().zone) == ("Meridian", "Europe/Zurich")
    assert AuditNote.objects.filter(verb="society.described").count() == 2


def test_a_second_row_is_refused_by_the_database():
    Society.objects.create(name="One", short_name="1")

    with pytest.raises(IntegrityError):
        Society.objects.create(id=2, name="Two", short_name="2")


def test_a_small_cell_below_five_is_refused():
    with pytest.raises(ValidationError):
        actions.describe(by=None, now=NOW, name="M", short_name="M", small_cell=4)


def test_before_one_is_set_up_pages_have_a_name():
    assert queries.current().name == "Mentorquilt"
