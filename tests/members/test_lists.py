"""Mentor types and topics as a society changes them, and what an upgrade leaves alone."""

import pytest
from django.core.exceptions import ValidationError

from mentorquilt.members import actions, queries
from mentorquilt.members.models import MentorType, Term
from mentorquilt.records.models import AuditNote
from tests.factories.members import NOW, staff

pytestmark = pytest.mark.django_db
FIVE = {
    "future_career_move": "career",
    "organizational_roadblocks": "career",
    "specialty_niche": "clinical",
    "next_grant": "research",
    "family_work_balance": "life",
}


def topic(slug="leadership") -> Term:
    return Term.objects.get(kind="topic", slug=slug)


def test_the_five_of_the_article_are_shipped_under_their_types():
    shipped = Term.objects.filter(kind="topic", slug__in=FIVE, is_shipped=True, is_hidden=False)
    assert dict(shipped.values_list("slug", "parent")) == FIVE


@pytest.mark.guarantee
@pytest.mark.parametrize("slug", sorted(FIVE))
def test_a_topic_in_our_own_words_stays_so_after_an_upgrade(slug):
    actions.change_topic(topic=topic(slug), by=staff(), now=NOW, label="In our words", parent="life")
    actions.sync_taxonomy()
    row = topic(slug)
    assert (row.label, row.parent) == ("In our words", "life")
    assert queries.labels().of("topic", slug) == "In our words"


def test_hiding_alone_keeps_the_shipped_words_fresh():
    actions.change_topic(topic=topic(), by=staff(), now=NOW, is_hidden=True)
    row = topic()
    assert (row.is_hidden, row.is_shipped) == (True, True)
    assert ("leadership", row.label) not in queries.labels().choices("topic")
    assert ("leadership", row.label) in queries.labels().choices("topic", kept=["leadership"])


def test_shipped_words_can_be_had_back():
    row, by = topic(), staff()
    before = row.label
    actions.change_topic(topic=row, by=by, now=NOW, label="Ours", is_hidden=True)
    actions.restore(row=topic(), by=by, now=NOW)
    assert (topic().label, topic().is_hidden, topic().is_shipped) == (before, False, True)


def test_a_topic_of_our_own_can_be_chosen_and_survives():
    actions.add_topic(label="Wilderness medicine", parent="clinical", by=staff(), now=NOW)
    actions.sync_taxonomy()
    assert ("wilderness_medicine", "Wilderness medicine") in queries.labels().choices("topic")


def test_two_names_that_make_one_slug_get_two():
    for label in ("Étude", "Etude", "山地医学"):
        actions.add_topic(label=label, parent="clinical", by=staff(), now=NOW)
    own = Term.objects.filter(kind="topic", is_shipped=False).order_by("pk")
    assert list(own.values_list("slug", flat=True)) == ["etude", "etude_2", "own"]


def test_a_type_of_our_own_with_its_cloth():
    row = actions.add_type(
        label="Leadership",
        about="Leading people.",
        color="plum",
        pattern="leaf",
        counts_as_gap=False,
        by=staff(),
        now=NOW,
    )
    assert (row.slug, row.is_shipped, row.counts_as_gap) == ("leadership", False, False)
    assert queries.labels().mentor_types()[-1] == row


def test_a_renamed_type_stays_renamed_and_restores_whole():
    kind, by = MentorType.objects.get(slug="life"), staff()
    actions.change_type(kind=kind, by=by, now=NOW, label="Living", color="rose", counts_as_gap=False)
    actions.sync_taxonomy()
    kind.refresh_from_db()
    assert (kind.label, kind.color, kind.counts_as_gap) == ("Living", "rose", False)
    actions.restore(row=kind, by=by, now=NOW)
    assert (kind.label, kind.color, kind.counts_as_gap) != ("Living", "rose", False)
    assert kind.color == "life"


def test_a_name_too_long_writes_nothing():
    with pytest.raises(ValidationError):
        actions.change_type(kind=MentorType.objects.get(slug="life"), by=staff(), now=NOW, label="x" * 61)
    assert MentorType.objects.get(slug="life").label != "x" * 61


def test_the_trail_names_the_entry_and_no_words():
    actions.change_topic(topic=topic(), by=staff(), now=NOW, label="A secret plan")
    assert AuditNote.objects.get(verb="list.topic_changed").facts == {"slug": "leadership"}
