"""The pages of mentor types and topics."""

import pytest
from django.urls import reverse

from mentorquilt.members import queries
from mentorquilt.members.models import MentorType, Need, Offer, Term
from mentorquilt.members.states import Role
from tests.factories import programs as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
KEY = {"submission": "9f0ffb0a-1d7c-4a5e-8f11-52c1f2c70003"}


@pytest.fixture
def admin(client):
    society()
    client.force_login(make.staff("it@x.org", Role.ADMIN))


def topic(slug="specialty_niche"):
    return Term.objects.get(kind="topic", slug=slug)


def test_the_five_of_the_article_can_be_reworded(client, admin):
    url = reverse("desks:settings_topic", args=["specialty_niche"])
    assert client.post(url, {"label": "A niche of my own", "parent": "career"}).status_code == 303
    assert (topic().label, topic().parent) == ("A niche of my own", "career")
    assert queries.labels().of("topic", "specialty_niche") == "A niche of my own"


def test_a_topic_is_added_once_though_sent_twice(client, admin):
    sent = {"label": "Sailing", "parent": "life", **KEY}
    answers = [client.post(reverse("desks:settings_topics"), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Term.objects.filter(label="Sailing").count() == 1


def test_a_name_that_is_there_already_is_refused_whatever_its_case(client, admin):
    sent = {"label": topic().label.upper(), "parent": "life", **KEY}
    answer = client.post(reverse("desks:settings_topics"), sent)
    assert (answer.status_code, "of this name already" in answer.content.decode()) == (422, True)


def test_hiding_says_who_has_it_and_keeps_it_for_them(client, admin):
    ana, ben = make.physician("ana@x.org"), make.physician("ben@x.org")
    Offer.objects.create(owner=ana, topics=["specialty_niche"])
    Need.objects.create(owner=ben, topics=["specialty_niche", "leadership"])
    url = reverse("desks:settings_topic", args=["specialty_niche"])
    assert "1 mentor offers it and 1 mentee seeks it" in client.get(url).content.decode()
    client.post(url, {"do": "hide"})
    assert topic().is_hidden
    assert Offer.objects.get(owner=ana).topics == ["specialty_niche"]
    client.post(url, {"do": "show"})
    assert not topic().is_hidden


def test_shipped_words_come_back_by_a_button(client, admin):
    url = reverse("desks:settings_topic", args=["specialty_niche"])
    assert "shipped words" not in client.get(url).content.decode()
    before = topic().label
    client.post(url, {"label": "Ours", "parent": "clinical"})
    assert "shipped words" in client.get(url).content.decode()
    client.post(url, {"do": "restore"})
    assert topic().label == before


def test_a_type_is_added_with_its_cloth_and_hidden(client, admin):
    sent = {"label": "Leadership", "about": "Leading people.", "color": "plum", "pattern": "leaf", **KEY}
    assert client.post(reverse("desks:settings_types"), sent).status_code == 303
    kind = MentorType.objects.get(slug="leadership")
    assert (kind.color, kind.pattern, kind.counts_as_gap) == ("plum", "leaf", False)
    client.post(reverse("desks:settings_type", args=["leadership"]), {"do": "hide"})
    assert kind not in queries.labels().mentor_types()


def test_a_renamed_type_reads_so_everywhere(client, admin):
    url = reverse("desks:settings_type", args=["life"])
    sent = {"label": "Life and limb", "color": "rose", "pattern": "wave", "counts_as_gap": "on"}
    client.post(url, sent)
    client.force_login(make.physician("ana@x.org"))
    assert "Life and limb" in client.get(reverse("members:edit")).content.decode()


@pytest.mark.parametrize("name", ["settings_type", "settings_topic"])
def test_an_entry_that_is_not_there_is_not_found(client, admin, name):
    assert client.get(reverse(f"desks:{name}", args=["no_such"])).status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_of_topics_costs_the_same(client, admin, more, django_assert_num_queries):
    for number in range(more):
        Term.objects.create(kind="topic", slug=f"own{number}", label=f"Own {number}", parent="life")
    client.get(reverse("desks:settings_topics"))
    with django_assert_num_queries(8):
        client.get(reverse("desks:settings_topics"))
