"""Names that mean one institution: aliases for unknown names, a pointer for known ones."""

import pytest

from mentorquilt.members import actions
from mentorquilt.members.models import Institution
from mentorquilt.records.models import AuditNote
from tests.factories import programs as make

pytestmark = pytest.mark.django_db


def group(name, *others, domains=()):
    place = actions.OnePlace(name, others, domains)
    return actions.group_institutions(places=[place], by=None, now=make.NOW)


def test_unknown_names_become_aliases_with_their_domains():
    assert group("University of Virginia", "UVA", "Univ. of Virginia", domains=("virginia.edu",)) == 1

    row = Institution.objects.get()
    assert (row.aliases, row.mail_domains) == (["UVA", "Univ. of Virginia"], ["virginia.edu"])
    assert AuditNote.objects.get().verb == "institution.grouped"


def test_known_institutions_point_to_the_one_shown_and_so_do_those_that_pointed_to_them():
    old = Institution.objects.create(name="UVA")
    older = Institution.objects.create(name="UVA Children's", same_as=old)
    group("University of Virginia", "UVA")

    one = Institution.objects.get(name="University of Virginia")
    assert {row.group for row in Institution.objects.all()} == {one.pk}
    assert {old.pk, older.pk} <= set(one.others.values_list("pk", flat=True))


def test_the_one_shown_no_longer_points_to_what_now_points_to_it():
    old = Institution.objects.create(name="UVA")
    Institution.objects.create(name="University of Virginia", same_as=old)
    group("University of Virginia", "UVA")

    one = Institution.objects.get(name="University of Virginia")
    assert one.same_as is None
    assert Institution.objects.get(name="UVA").same_as == one


def test_saying_it_again_changes_nothing():
    group("University of Virginia", "UVA", domains=("virginia.edu",))

    assert group("University of Virginia", "uva", domains=("virginia.edu",)) == 0
    assert AuditNote.objects.count() == 1
