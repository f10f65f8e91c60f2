"""Rights given, taken and lent; an admin always remains, also when two people take theirs from each other at once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from mentorquilt.members import access, actions
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.records.models import AuditNote
from tests.factories.members import NOW, staff

ONE, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def held(member: Member, role: str = Role.ADMIN) -> Grant:
    return Grant.objects.get(member=member, role=role)


def fresh(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


@pytest.mark.guarantee
@pytest.mark.django_db
def test_the_last_admin_cannot_be_taken_away():
    robin = staff()
    with pytest.raises(actions.LastAdmin):
        actions.revoke(held=held(robin), by=robin, now=NOW)
    assert access.is_admin(fresh(robin))
    assert not AuditNote.objects.filter(verb="member.right_taken").exists()


@pytest.mark.guarantee
@pytest.mark.django_db
@pytest.mark.parametrize("other", ["closed", "ends"])
def test_an_admin_who_cannot_come_in_or_soon_ends_does_not_count(other):
    robin, second = staff(), staff()
    if other == "closed":
        Member.objects.filter(pk=second.pk).update(is_active=False)
    else:
        Grant.objects.filter(member=second).update(until=NOW + timedelta(days=3))
    with pytest.raises(actions.LastAdmin):
        actions.revoke(held=held(robin), by=robin, now=NOW)
    with pytest.raises(actions.LastAdmin):
        actions.set_active(member=robin, is_active=False, by=robin, now=NOW)
    with pytest.raises(actions.LastAdmin):
        actions.grant(member=robin, role=Role.ADMIN, by=robin, now=NOW, until=NOW + timedelta(days=1))
    assert access.is_admin(fresh(robin))


@pytest.mark.django_db
def test_with_two_admins_one_may_go_and_it_is_noted():
    robin, kim = staff(), staff()
    actions.revoke(held=held(robin), by=kim, now=NOW)
    assert not access.is_admin(fresh(robin))
    note = AuditNote.objects.get(verb="member.right_taken")
    assert (note.about_ref, note.actor, note.facts) == (
        str(robin.ref),
        kim,
        {"role": "admin", "scope": "society"},
    )


@pytest.mark.guarantee
@pytest.mark.django_db
def test_who_lost_the_right_a_moment_ago_takes_nothing():
    robin, kim, third = staff(), staff(), staff()
    actions.revoke(held=held(kim), by=robin, now=NOW)
    with pytest.raises(actions.NoLongerAllowed):
        actions.revoke(held=held(third), by=kim, now=NOW)
    assert access.is_admin(fresh(third))


@pytest.mark.guarantee
@pytest.mark.race
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_two_admins_who_revoke_each_other_leave_one():
    for _ in range(8):
        Member.objects.all().delete()
        robin, kim = staff(), staff()
        start, said = threading.Barrier(2), []

        def take(whose: Member, by: Member, start=start, said=said) -> None:
            right = held(whose)
            start.wait()
            try:
                actions.revoke(held=right, by=by, now=NOW)
                said.append("taken")
            except (actions.LastAdmin, actions.NoLongerAllowed):
                said.append("refused")
            finally:
                connection.close()

        both = [threading.Thread(target=take, args=pair) for pair in ((robin, kim), (kim, robin))]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert (sorted(said), Grant.objects.filter(role=Role.ADMIN).count()) == (["refused", "taken"], 1)


def lend(to: Member, whose: Member, *programs: str, days: int = 14) -> list[str]:
    until = NOW + timedelta(days=days)
    return actions.stand_in(member=to, instead_of=whose, programs=programs, until=until, by=whose, now=NOW)


@pytest.mark.django_db
def test_a_stand_in_holds_the_right_until_it_ends_by_itself(time_machine):
    robin, sam = staff(Role.COORDINATOR, scope_id=ONE), staff(Role.READER, scope_id=OTHER)
    time_machine.move_to(NOW)
    assert lend(sam, robin, ONE) == [ONE]
    assert access.is_coordinator(fresh(sam), ONE)
    assert not access.is_coordinator(fresh(sam), OTHER)
    time_machine.move_to(NOW + timedelta(days=14, seconds=1))
    assert not access.is_coordinator(fresh(sam), ONE)
    assert access.is_coordinator(fresh(robin), ONE)


@pytest.mark.guarantee
@pytest.mark.django_db
def test_standing_in_never_shortens_a_right_of_ones_own():
    robin, sam = staff(Role.COORDINATOR, scope_id=ONE), staff(Role.COORDINATOR, scope_id=ONE)
    assert lend(sam, robin, ONE) == []
    assert held(sam, Role.COORDINATOR).until is None


@pytest.mark.django_db
def test_the_later_end_counts_and_a_lasting_right_takes_the_place_of_a_lent_one():
    robin, sam = staff(Role.COORDINATOR, scope_id=ONE), staff(Role.READER, scope_id=OTHER)
    lend(sam, robin, ONE, days=20)
    assert lend(sam, robin, ONE, days=7) == []
    assert held(sam, Role.COORDINATOR).until == NOW + timedelta(days=20)
    actions.grant(
        member=sam, role=Role.COORDINATOR, scope_kind=Scope.PROGRAM, scope_id=ONE, by=robin, now=NOW
    )
    row = held(sam, Role.COORDINATOR)
    assert (row.until, row.stands_in_for) == (None, None)


@pytest.mark.guarantee
@pytest.mark.django_db
def test_what_a_coordinator_lent_ends_with_her_own_right():
    kim, robin = staff(), staff(Role.COORDINATOR, scope_id=ONE)
    sam = staff(Role.READER, scope_id=OTHER)
    Grant.objects.create(member=robin, role=Role.COORDINATOR, scope_kind=Scope.PROGRAM, scope_id=OTHER)
    lend(sam, robin, ONE, OTHER)
    actions.revoke(held=Grant.objects.get(member=robin, scope_id=ONE), by=kim, now=NOW)
    lent = Grant.objects.filter(member=sam, stands_in_for=robin)
    assert [row.scope_id for row in lent] == [OTHER]


@pytest.mark.django_db
def test_taking_back_ends_only_what_was_lent():
    robin, other = staff(Role.COORDINATOR, scope_id=ONE), staff(Role.COORDINATOR, scope_id=OTHER)
    sam = staff(Role.READER, scope_id=OTHER)
    lend(sam, robin, ONE)
    lend(sam, other, OTHER)
    assert actions.end_stand_in(member=sam, instead_of=robin, by=robin, now=NOW) == 1
    assert sorted(Grant.objects.filter(member=sam).values_list("role", "scope_id")) == [
        ("coordinator", OTHER),
        ("reader", OTHER),
    ]


@pytest.mark.django_db
def test_an_ordinary_account_may_always_be_closed():
    staff()
    reader = staff(Role.READER, scope_id=ONE)
    actions.set_active(member=reader, is_active=False, by=None, now=NOW)
    assert not fresh(reader).is_active
