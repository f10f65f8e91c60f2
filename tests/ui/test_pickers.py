"""Choosing one of many without JavaScript: a search is shown, never taken as a choice."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from mentorquilt.ui import pickers
from mentorquilt.ui.forms import Form

ROWS = (
    pickers.Choice("1", "Springfield", "Illinois"),
    pickers.Choice("2", "Springfield", "Massachusetts"),
    pickers.Choice("3", "<b>Ulm"),
)


def find(words: str) -> list[pickers.Choice]:
    return [row for row in ROWS if words.lower() in row.words.lower()]


def get(value: str) -> pickers.Choice | None:
    return next((row for row in ROWS if row.value == value), None)


class PlaceForm(Form):
    city = pickers.PickField(
        find=find, get=get, widget=pickers.PickWidget(search_url="/cities", none_words="None")
    )
    second = pickers.PickField(find=find, get=get, required=False)


def filled(query: str) -> PlaceForm:
    return PlaceForm(QueryDict(query))


def offered(html: str, name: str) -> list[str]:
    return re.findall(rf'<input type="radio" name="{name}" id="[^"]+" value="([^"]*)"', html)


def test_choice_is_taken() -> None:
    form = filled("city=2")
    assert (form.is_valid(), form.cleaned_data["city"], form.cleaned_data["second"]) == (True, "2", "")


@pytest.mark.parametrize("query", ["city_query=spring&city_search=1", "city_query=spring", "city_query=ulm"])
def test_search_offers_what_was_found_and_chooses_nothing(query) -> None:
    form = filled(query)
    assert form.errors["city"] == ["Choose one of the rows found below."]
    expected = ["1", "2"] if "spring" in query else ["3"]
    assert offered(str(form["city"]), "city") == expected
    assert "checked" not in str(form["city"])


def test_pressing_find_keeps_the_earlier_choice() -> None:
    form = filled("city=1&city_query=spring&city_search=1")
    html = str(form["city"])
    assert not form.is_valid()
    assert offered(html, "city") == ["1", "2"]
    assert html.count("checked") == 1


def test_words_left_in_the_box_do_not_undo_a_choice() -> None:
    assert filled("city=1&city_query=spring").is_valid()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("city_query=zzz", "Nothing found for “zzz”."),
        ("city_search=1", "Type a few letters"),
        ("", "This field is required."),
        ("city=99", "no longer exists"),
    ],
)
def test_problem_says_what_to_do(query, said) -> None:
    assert said in filled(query).errors["city"][0]


def test_one_form_does_not_show_what_another_found() -> None:
    searched = filled("city_query=spring")
    searched.is_valid()
    assert offered(str(searched["city"]), "city") == ["1", "2"]
    assert offered(str(PlaceForm()["city"]), "city") == []


def test_initial_choice_is_shown_with_its_words() -> None:
    html = str(PlaceForm(initial={"city": "1", "second": "2"})["city"])
    assert "Illinois" in html
    assert offered(html, "city") == ["1"]


def test_only_an_optional_picker_offers_none() -> None:
    class Optional(Form):
        city = pickers.PickField(
            find=find, get=get, required=False, widget=pickers.PickWidget(none_words="No city")
        )

    assert offered(str(Optional(initial={"city": "1"})["city"]), "city") == ["1", ""]
    assert offered(str(PlaceForm(initial={"city": "1"})["city"]), "city") == ["1"]


def test_change_compares_the_choice_alone() -> None:
    form = PlaceForm(QueryDict("city=1&city_query=ulm"), initial={"city": "1", "second": ""})
    assert form.changed_data == []
    assert PlaceForm(QueryDict("city=2"), initial={"city": "1"}).changed_data == ["city"]


def test_found_words_are_escaped() -> None:
    form = filled("city_query=ulm")
    form.is_valid()
    assert "&lt;b&gt;Ulm" in str(form["city"])
    assert 'value="&quot;x"' in str(filled("city_query=%22x")["city"])


def test_list_while_typing_has_the_same_radio_buttons() -> None:
    request = RequestFactory().get("/cities", {"city_query": "spring"})
    html = pickers.pick_list(request, name="city", find=find).content.decode()
    assert offered(html, "city") == ["1", "2"]


def test_list_while_typing_says_that_nothing_was_found() -> None:
    request = RequestFactory().get("/cities", {"city_query": "<zzz>"})
    html = pickers.pick_list(request, name="city", find=find).content.decode()
    assert "Nothing found for “&lt;zzz&gt;”" in html
    empty = pickers.pick_list(RequestFactory().get("/cities"), name="city", find=find)
    assert empty.content.strip() == b""


def test_foreign_widget_is_refused() -> None:
    with pytest.raises(TypeError, match="PickWidget"):
        pickers.PickField(find=find, get=get, widget=forms.TextInput)


class TermForm(Form):
    terms = forms.MultipleChoiceField(
        widget=pickers.TermsWidget,
        choices=[("Practice", [("a", "A & B"), ("c", "C")]), ("Pain", [("p", "Pain")])],
    )
    pace = forms.ChoiceField(
        widget=pickers.ChoiceCards(notes={"six": "Most <choose> it"}),
        choices=[("six", "Six weeks"), ("one", "Once")],
    )


def test_terms_are_ticks_in_folded_groups_open_where_chosen() -> None:
    html = str(TermForm(initial={"terms": ["a"]})["terms"])
    assert re.findall(r"<details( open)?>", html) == [" open", ""]
    assert html.count('type="checkbox"') == 3
    assert "A &amp; B" in html


def test_choice_cards_show_their_notes() -> None:
    html = str(TermForm()["pace"])
    assert "Most &lt;choose&gt; it" in html
    assert html.count('type="radio"') == 2
