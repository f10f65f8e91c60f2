"""Fields say what they are for and who sees them, and refuse disguised text."""

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt.ui.forms import ONLY_YOU, Form, Renderer, Seen, clean_text, sent_field


class NeedForm(Form):
    purposes = {"seeks": "So that we find the right person."}
    seen_by = {"seeks": ONLY_YOU, "agrees": Seen("globe", "Everybody <all>")}

    seeks = forms.CharField(label="What do you seek?", help_text="Two <b>lines</b>.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)
    agrees = forms.BooleanField(label="I come prepared")
    secret = forms.CharField(widget=forms.HiddenInput, initial="s")


def attribute(html: str, name: str, within: str) -> str:
    tag = re.search(rf"<{within}[^>]*>", html)
    assert tag is not None
    found = re.search(rf'{name}="([^"]*)"', tag[0])
    return found[1] if found else ""


def test_field_is_described_by_purpose_seen_by_and_help() -> None:
    html = str(NeedForm()["seeks"].as_field_group())
    ids = attribute(html, "aria-describedby", "input").split()
    assert ids == ["id_seeks_helptext", "id_seeks_purpose", "id_seeks_seen"]
    assert all(f'id="{one}"' in html for one in ids)
    assert "So that we find the right person." in html
    assert "Only you" in html


def test_wrong_field_is_described_by_its_error_too() -> None:
    html = str(NeedForm({})["seeks"].as_field_group())
    assert "id_seeks_error" in attribute(html, "aria-describedby", "input").split()
    assert attribute(html, "aria-invalid", "input") == "true"
    assert 'id="id_seeks_error"' in html


def test_form_opens_with_its_problems_as_links() -> None:
    html = str(NeedForm({"kind": "zzz"}))
    assert re.findall(r'<a href="(#[^"]+)"', html) == ["#id_seeks", "#id_kind", "#id_agrees"]
    assert "4 things need a change" in html
    assert html.index("data-error-summary") < html.index("<input")


def test_form_without_problems_has_no_summary() -> None:
    assert "data-error-summary" not in str(NeedForm())
    assert "data-error-summary" not in str(NeedForm({"seeks": "x", "agrees": "on", "secret": "s"}))


def test_hidden_fields_are_kept() -> None:
    assert 'name="secret"' in str(NeedForm())


def test_words_in_labels_are_escaped() -> None:
    html = str(NeedForm())
    assert "Everybody &lt;all&gt;" in html
    assert "Two &lt;b&gt;lines&lt;/b&gt;." in html


def test_optional_fields_say_so_and_ticks_stand_before_their_words() -> None:
    html = str(NeedForm()["kind"].as_field_group())
    assert "(optional)" in html
    tick = str(NeedForm()["agrees"].as_field_group())
    assert tick.index("<input") < tick.index("I come prepared")
    assert "(optional)" not in tick


def test_renderer_is_the_one_in_the_settings(settings) -> None:
    assert f"{Renderer.__module__}.{Renderer.__name__}" == settings.FORM_RENDERER


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x7f", "\x0b"])
def test_control_characters_are_refused(text) -> None:
    with pytest.raises(ValidationError, match="cannot be shown"):
        clean_text(text)


@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_direction_overrides_are_refused(mark) -> None:
    with pytest.raises(ValidationError, match="reading direction"):
        clean_text(f"Dr. A{mark}bc")


@pytest.mark.parametrize(
    "name", ["محمد عبد الله", "李小龍", "Zoë O’Brien-Ström", "נועה כהן", "👩‍⚕️", "a\tb\nc", "\u200fشم\u200e"]
)
def test_names_in_any_script_are_taken(name) -> None:
    assert clean_text(name) == name


def test_line_ends_become_even() -> None:
    assert clean_text("a\r\nb\rc\nd") == "a\nb\nc\nd"


@given(st.text())
def test_clean_text_returns_what_it_takes_unchanged_the_second_time(text) -> None:
    try:
        once = clean_text(text)
    except ValidationError:
        return
    assert clean_text(once) == once


def test_form_refuses_disguise_in_every_text_field() -> None:
    form = NeedForm({"seeks": "x\u202ey", "agrees": "on", "secret": "s\u2066"})
    assert set(form.errors) == {"seeks", "secret"}
    assert form["seeks"].value() == "x\u202ey"


def sent(query: str) -> NeedForm:
    return NeedForm(QueryDict(query))


def test_sent_field_judges_only_itself() -> None:
    assert sent_field(sent("field=seeks&seeks=a+mentor")) == ("seeks", "a mentor")
    assert sent_field(sent("field=agrees&agrees=on")) == ("agrees", True)


@pytest.mark.parametrize(
    "query", ["field=seeks&seeks=", "field=agrees", "field=nothing", "", "field=kind&kind=zzz"]
)
def test_sent_field_with_a_problem_says_it(query) -> None:
    with pytest.raises(ValidationError) as problem:
        sent_field(sent(query))
    assert all(str(words) for words in problem.value.messages)
