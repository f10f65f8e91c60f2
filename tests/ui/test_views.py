"""The style sheet page: everything on it renders, and its live parts answer."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
COMPLETE = {"name": "Dr. A", "stage": "early", "seeks": "Help", "pace": "six"}


def test_it_works(client) -> None:
    answer = client.get(reverse("ui_kitchen"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<h1>") == 1
    assert "style=" not in html


def test_sample_form_is_taken(client) -> None:
    answer = client.post(reverse("ui_send"), COMPLETE)
    assert (answer.status_code, answer["Location"]) == (303, reverse("ui_kitchen"))
    assert "Saved Dr. A." in client.get(reverse("ui_kitchen")).content.decode()


def test_sample_form_keeps_what_was_typed_when_refused(client) -> None:
    answer = client.post(reverse("ui_send"), {**COMPLETE, "name": ""}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert (answer.status_code, "<html" in html) == (422, False)
    assert "Help</textarea>" in html


@pytest.mark.parametrize(("value", "status"), [("Dr. A", 200), ("", 422), ("Dr.\u202e A", 422)])
def test_sample_field_is_judged_alone(client, value, status) -> None:
    assert client.post(reverse("ui_save"), {"field": "name", "name": value}).status_code == status


def test_sample_cities_are_found(client) -> None:
    assert "The Hague" in client.get(reverse("ui_cities"), {"city_query": "den"}).content.decode()


def test_sample_swap_is_said_before_and_after(client) -> None:
    assert "2 people change" in client.get(reverse("ui_swap"), {"moved": "1", "onto": "2"}).content.decode()
    assert client.post(reverse("ui_swap"), {"moved": "1", "onto": "2"}).status_code == 303


@pytest.mark.parametrize("name", ["ui_send", "ui_save"])
def test_writing_addresses_take_post_only(client, name) -> None:
    assert client.get(reverse(name)).status_code == 405
