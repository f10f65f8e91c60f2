"""Signs of life."""

from datetime import timedelta

import pytest

from mentorquilt.records import heartbeat
from tests.factories.programs import NOW

pytestmark = pytest.mark.django_db


def test_it_works():
    heartbeat.beat("worker", NOW)
    heartbeat.beat("worker", NOW + timedelta(minutes=1))

    assert heartbeat.is_alive(NOW + timedelta(minutes=10))
    assert not heartbeat.is_alive(NOW + timedelta(minutes=12))


def test_nobody_is_alive_at_first():
    assert not heartbeat.is_alive(NOW)
