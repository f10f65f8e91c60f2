"""The shipped lists and what a society makes of them."""

import pytest
from django.core.management import call_command

from mentorquilt import rosters
from mentorquilt.members import actions, queries, states
from mentorquilt.members.models import MentorType, Term

pytestmark = pytest.mark.django_db


def test_the_shipped_lists_are_there_after_migrating():
    taxonomy = rosters.taxonomy()
    assert Term.objects.filter(kind="topic", is_shipped=True).count() == len(taxonomy.topics)
    assert Term.objects.filter(kind="subspecialty").count() == len(taxonomy.subspecialties)
    assert list(MentorType.objects.values_list("slug", "counts_as_gap")) == [
        ("clinical", True),
        ("career", True),
        ("life", True),
        ("research", True),
        ("peer", False),
        ("navigation", False),
    ]
    assert all(row.about for row in MentorType.objects.all())


def test_syncing_again_changes_nothing():
    synced = actions.sync_taxonomy()
    assert (synced.added, synced.changed, synced.retired) == (0, 0, 0)


def test_a_sync_never_unhides_and_never_overwrites_what_the_society_wrote():
    Term.objects.filter(kind="topic", slug="leadership").update(is_hidden=True, label="Stale words")
    Term.objects.filter(kind="topic", slug="negotiation").delete()
    Term.objects.create(kind="topic", slug="negotiation", label="Our own words", parent="career")
    Term.objects.create(kind="topic", slug="retired_topic", label="Retired", is_shipped=True)
    MentorType.objects.filter(slug="peer").update(is_hidden=True)
    MentorType.objects.create(slug="spirit", label="Spiritual mentor", color="rose", pattern="leaf")
    call_command("migrate", verbosity=0)
    terms = {row.slug: row for row in Term.objects.filter(kind="topic")}
    assert (terms["leadership"].label, terms["leadership"].is_hidden) == ("Leadership", True)
    assert terms["negotiation"].label == "Our own words"
    assert terms["retired_topic"].is_hidden
    assert MentorType.objects.get(slug="peer").is_hidden
    assert MentorType.objects.get(slug="spirit").label == "Spiritual mentor"


def test_fixed_lists_have_the_slugs_of_the_taxonomy():
    taxonomy = rosters.taxonomy()
    for terms, choices in (
        (taxonomy.stages, states.Stage),
        (taxonomy.settings, states.Setting),
        (taxonomy.sizes, states.HospitalSize),
    ):
        assert {term.slug for term in terms} == set(choices.values)


def test_hidden_entries_are_offered_only_to_who_has_them():
    Term.objects.filter(kind="topic", slug="leadership").update(is_hidden=True)
    labels = queries.labels()
    assert "leadership" not in dict(labels.choices("topic"))
    assert "leadership" in dict(labels.choices("topic", ["leadership"]))
    assert labels.of("topic", "leadership") == "Leadership"
    assert labels.of("topic", "never_heard_of") == "never heard of"


def test_labels_take_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.labels()


def test_topics_stand_under_their_mentor_types_in_the_societys_order():
    heads = [head for head, _ in queries.labels().grouped("topic")]
    assert heads[:4] == ["Clinical mentor", "Career mentor", "Life mentor", "Research mentor"]
