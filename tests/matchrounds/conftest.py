"""What the tests of rounds' pages share: a society, a cohort, its coordinator signed in, a solved round."""

import pytest
from django.urls import reverse

from tests.factories import matchrounds as make
from tests.factories.society import society


@pytest.fixture
def named_society(db):
    return society()


@pytest.fixture
def cohort(named_society):
    return make.filled(4, 5)


@pytest.fixture
def robin(client, cohort):
    """The coordinator, signed in."""
    robin = make.coordinator(cohort.program)
    client.force_login(robin)
    return robin


@pytest.fixture
def row(cohort, robin):
    return make.solved(cohort, robin)


@pytest.fixture
def address():
    """Return the address of a page about a round: ``address(name, row, mentee, mentor)``."""
    return lambda name, row, *more: reverse(f"matchrounds:{name}", args=[row.ref, *more])
