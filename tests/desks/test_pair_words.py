"""What two people share in the open, and nothing else, opens a first call and says why they are a pair (S-48)."""

import itertools

import pytest

from mentorquilt.desks.queries import pair_words
from mentorquilt.members import queries as members
from mentorquilt.members.models import (
    Affiliation,
    Background,
    Conflict,
    Exclusion,
    Experience,
    Institution,
    Need,
    Term,
)
from tests.factories import members as make

pytestmark = pytest.mark.django_db
NOTHING_SHARED = ("What were you doing this week five years into practice?",)


@pytest.fixture
def two():
    for kind, slug, label in (
        ("topic", "leadership", "Leadership"),
        ("specialty", "anesthesiology", "Anesthesiology"),
        ("language", "fr", "French"),
    ):
        Term.objects.update_or_create(kind=kind, slug=slug, defaults={"label": label})
    one = make.physician("Nadia Haddad", setting="small_hospital", specialty="pediatrics")
    other = make.mentor("Walter Lindqvist", setting="academic", specialty="anesthesiology")
    return one, other


def openers(one, other, need=None):
    fresh = [
        type(person).objects.select_related("profile", "offer").get(pk=person.pk) for person in (one, other)
    ]
    return pair_words.openers([pair_words.in_common(*fresh, need, members.labels())])


def test_with_nothing_in_common_the_opener_is_about_a_week_five_years_in(two):
    assert openers(*two) == NOTHING_SHARED


def test_a_topic_sought_and_offered_opens(two):
    need = make.seeking(two[0], topics=["leadership"])
    two[1].offer.topics = ["leadership", "other"]
    two[1].offer.save()
    assert openers(*two, need) == ("You both named “Leadership”. What drew you to it?",)
    assert openers(two[1], two[0], need) == openers(*two, need)


def test_where_both_trained_opens_only_when_both_show_it(two):
    place = Institution.objects.create(name="Wheatland Medical Center")
    other = Institution.objects.create(name="Wheatland", same_as=place)
    Affiliation.objects.create(member=two[0], institution=place, kind="training")
    Affiliation.objects.create(member=two[1], institution=other, kind="training")
    assert openers(*two) == NOTHING_SHARED
    for person in two:
        person.profile.shows_institutions = True
        person.profile.save()
    assert openers(*two) == ("You both trained at Wheatland Medical Center. Who taught you most there?",)


@pytest.mark.guarantee
def test_no_private_wish_changes_a_word(two):
    """Exclusions, conflicts, backgrounds, experiences and what a need wishes for leave openers and reasons as they are."""
    need = make.seeking(two[0], topics=[], types=["career"], done=["led_department"], distance="far")
    one, other = two
    labels = members.labels()
    before = pair_words.in_common(one, other, need, labels), openers(*two, need)
    for person in two:
        Exclusion.objects.create(owner=person, kind="region", value="US/KS", added_at=make.NOW)
        Background.objects.create(
            member=person, shares=["woman"], wishes=["woman"], for_matching=True, consented_at=make.NOW
        )
        Experience.objects.create(member=person, kind="burnout", seen_by="matching", said_at=make.NOW)
    Conflict.objects.create(declared_by=one, about=other, kind="other", declared_at=make.NOW)
    Need.objects.filter(pk=need.pk).update(types=["clinical"], done=["other"], distance="near")
    need.refresh_from_db()
    assert (pair_words.in_common(one, other, need, labels), openers(*two, need)) == before


def test_at_most_three_openers_none_twice(two):
    fact = pair_words.InCommon(
        topics=("A", "B", "C"),
        trained_at=("P",),
        niches=("n",),
        subspecialty="s",
        specialty="t",
        setting="small hospital",
    )
    found = pair_words.openers([fact, fact])
    assert len(found) == len(set(found)) == 3


def test_the_outlines_fill_twenty_minutes_without_a_gap():
    for outline in (pair_words.outline(), pair_words.peer_outline()):
        spans = [tuple(int(part) for part in minutes.split("–")) for minutes, _words in outline]
        assert (spans[0][0], spans[-1][1]) == (0, 20)
        assert all(one[1] == after[0] for one, after in itertools.pairwise(spans))


def test_running_text_names_people_by_title_and_family_name(two):
    one, other = two
    other.profile.family_name = "Lindqvist"
    assert (pair_words.short_name(other), pair_words.short_name(one)) == ("Dr. Lindqvist", "Dr. Nadia Haddad")
