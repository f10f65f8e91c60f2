"""Finding guides: by words, for whom, by topic, by milestone."""

import pytest

from mentorquilt.guides import actions, queries
from mentorquilt.guides.models import Guide
from mentorquilt.members import queries as people
from tests.factories.guides import NOW, guide

pytestmark = [pytest.mark.django_db, pytest.mark.db_semantics]


@pytest.fixture
def library():
    actions.sync_shipped(now=NOW)
    return list(Guide.objects.all())


def found(library, **wanted):
    return [row.shipped for row in queries.found(library, labels=people.labels(), **wanted).guides]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("contract", "contracts-and-compensation"),
        ("time zones", "across-time-zones"),
        ("first call", "first-call"),
        ("grant", "next-grant"),
        ("burnout", "after-burnout"),
        ("niche", "growing-a-niche"),
        ("ending a pairing", "when-it-does-not-fit"),
        ("silence", "asking-well"),
    ],
)
def test_the_best_fit_comes_first(library, words, first):
    assert found(library, words=words)[0] == first


def test_words_that_nobody_wrote_find_nothing_and_no_words_find_all(library):
    assert found(library, words="zyzzyva") == []
    assert len(found(library)) == len(library)
    assert found(library, words="!!!") == []


def test_mentees_find_what_is_for_them_and_for_both(library):
    mentee = set(found(library, audience="mentee"))
    assert {"asking-well", "first-call"} <= mentee
    assert not {"mentor-in-ninety-seconds", "match-week"} & mentee
    assert found(library, audience="staff") == ["match-week"]


def test_a_topic_and_words_narrow_together(library):
    by_topic = found(library, topic="negotiation")
    assert set(by_topic) == {"contracts-and-compensation", "roadblocks"}
    assert found(library, topic="negotiation", words="partnership") == ["contracts-and-compensation"]


def test_other_rooms_ask_by_topic_and_milestone():
    actions.sync_shipped(now=NOW)
    guide("Ours", topics=["negotiation"], audience="staff")
    hidden = guide("Hidden One", topics=["negotiation"], milestone="first_call", is_hidden=True)
    shown = [row.shipped for row in queries.for_topics(["negotiation", "private_practice"])]
    assert shown[0] == "contracts-and-compensation"
    assert "" not in shown
    assert queries.for_topics([]) == []
    assert [row.shipped for row in queries.for_milestone("first_call")] == ["first-call"]
    assert [row.shipped for row in queries.for_milestone("introduction", audience="mentee")] == []
    assert [row.shipped for row in queries.for_milestone("introduction", audience="mentor")] == [
        "mentor-in-ninety-seconds"
    ]
    assert queries.for_milestone("") == []
    assert hidden not in queries.for_topics(["negotiation"], most=99)


def test_asking_by_topic_costs_one_query(django_assert_num_queries):
    actions.sync_shipped(now=NOW)
    with django_assert_num_queries(1):
        queries.for_topics(["negotiation"])
    with django_assert_num_queries(1):
        queries.for_milestone("first_call")
