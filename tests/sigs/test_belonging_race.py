"""Many taps at once: one membership, one mark, one right; and two machines that start at once bring one library."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mentorquilt.guides import actions as guides
from mentorquilt.guides import shipped
from mentorquilt.guides.models import Guide
from mentorquilt.members.models import Grant
from mentorquilt.members.states import Role
from mentorquilt.sigs import actions
from mentorquilt.sigs.models import FutureMentor, Sig, SigMember
from tests.factories import members as make
from tests.factories import sigs as groups
from tests.factories.sigs import NOW
from tests.factories.society import society

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.guarantee]
AT_ONCE = 6


def at_once(act: Callable[[int], object], times: int = AT_ONCE) -> list[object]:
    """Run an act in as many threads at the same moment; return what each gave or raised."""
    start, told = threading.Barrier(times), [None] * times

    def run(place: int) -> None:
        start.wait()
        try:
            told[place] = act(place)
        except Exception as error:  # noqa: BLE001 - what went wrong is what the test looks at
            told[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def clients_of(member, count=AT_ONCE):
    made = [Client() for _ in range(count)]
    for client in made:
        client.force_login(member)
    return made


def test_a_tap_on_join_repeated_at_once_joins_once():
    society()
    sig, clients = groups.group(), clients_of(make.physician())
    told = at_once(lambda place: clients[place].post(reverse("sigs:join", args=[sig.slug])).status_code)
    assert told == [303] * AT_ONCE
    assert SigMember.objects.count() == 1


def test_a_mark_repeated_at_once_is_one_mark():
    society()
    mentor, sig = make.mentor(), groups.group()
    groups.belongs(sig, mentor)
    clients = clients_of(make.physician())
    told = at_once(lambda place: clients[place].post(reverse("sigs:mark", args=[mentor.ref])).status_code)
    assert told == [303] * AT_ONCE
    assert FutureMentor.objects.count() == 1


def test_an_officer_named_at_once_by_several_has_one_right():
    society()
    sig, person = groups.group(), make.physician()
    clients = clients_of(make.staff(Role.ADMIN), 3)
    url = reverse("sigs:officers", args=[sig.slug])
    told = at_once(
        lambda place: clients[place].post(url, {"person": person.ref, "office": "chair"}).status_code, 3
    )
    assert told == [303] * 3
    assert (SigMember.objects.count(), Grant.objects.filter(role=Role.OFFICER).count()) == (1, 1)


def test_two_lists_at_once_put_somebody_in_a_group_once():
    member = make.physician()
    groups.group()
    rows = {member.pk: ["Regional Anesthesia"]}
    told = at_once(lambda _place: actions.take_groups(rows, NOW))
    assert not [one for one in told if isinstance(one, Exception)]
    assert (SigMember.objects.count(), Sig.objects.count()) == (1, 1)


def test_machines_that_start_at_once_bring_one_library():
    told = at_once(lambda _place: guides.sync_shipped(now=NOW), 3)
    assert not [one for one in told if isinstance(one, Exception)]
    assert sum(told) == len(shipped.texts()) == Guide.objects.count()
