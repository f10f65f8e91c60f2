"""Answers to forms: plain browsers and htmx get the same outcome."""

import json

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import TemplateDoesNotExist
from django.test import RequestFactory

from mentorquilt import ui

PAGE = "ui/confirm.html"
CONTEXT = {"title": "Take <all> back?", "action": "Take them back", "cancel_url": "/back"}


@pytest.fixture
def request_of(db):
    """Make requests as a browser or as htmx."""

    def made(*, htmx: bool = False, **headers: str):
        request = RequestFactory().post("/", headers={"HX-Request": "true", **headers} if htmx else headers)
        request._messages = CookieStorage(request)
        return request

    return made


def said(request) -> list[str]:
    return [str(message) for message in get_messages(request)]


def test_done_sends_a_browser_on_with_a_message(request_of) -> None:
    request = request_of()
    answer = ui.done(request, to="/next", message="Saved.", fragment=f"{PAGE}#main")
    assert (answer.status_code, answer["Location"], said(request)) == (303, "/next", ["Saved."])


def test_done_gives_htmx_the_fragment_with_the_message(request_of) -> None:
    request = request_of(htmx=True)
    answer = ui.done(request, to="/next", message="Saved.", fragment=f"{PAGE}#main", context=CONTEXT)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Take &lt;all&gt; back?" in html
    assert "<html" not in html
    assert 'hx-swap-oob="true"' in html
    assert "Saved." in html


def test_done_without_fragment_sends_htmx_on_and_keeps_the_message(request_of) -> None:
    request = request_of(htmx=True)
    answer = ui.done(request, to="/next", message="Saved.")
    assert (answer["HX-Redirect"], answer.content, said(request)) == ("/next", b"", ["Saved."])


def test_refuse_shows_a_browser_the_whole_page_again(request_of) -> None:
    answer = ui.refuse(request_of(), template=PAGE, context=CONTEXT, fragment=f"{PAGE}#main")
    assert answer.status_code == 422
    assert "<html" in answer.content.decode()


def test_refuse_gives_htmx_the_fragment(request_of) -> None:
    answer = ui.refuse(
        request_of(htmx=True), template=PAGE, context=CONTEXT, fragment=f"{PAGE}#main", message="No."
    )
    html = answer.content.decode()
    assert (answer.status_code, "<html" in html, "No." in html) == (422, False, True)


def test_refuse_without_fragment_replaces_the_body(request_of) -> None:
    answer = ui.refuse(request_of(htmx=True), template=PAGE, context=CONTEXT)
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("body", "innerHTML")


def test_conflict_leads_back(request_of) -> None:
    plain = ui.conflict(request_of(), message="The place is taken.", back="/pair")
    assert plain.status_code == 409
    assert "The place is taken." in plain.content.decode()
    assert 'href="/pair"' in plain.content.decode()
    assert ui.conflict(request_of(htmx=True), message="x", back="/pair")["HX-Redirect"] == "/pair"


def test_page_is_whole_or_a_fragment(request_of) -> None:
    whole = ui.page(request_of(), PAGE, CONTEXT, fragment=f"{PAGE}#main").content.decode()
    part = ui.page(request_of(htmx=True), PAGE, CONTEXT, fragment=f"{PAGE}#main").content.decode()
    assert ("<html" in whole, "<html" in part) == (True, False)
    assert "Take them back" in part


def test_history_of_htmx_gets_the_whole_page(request_of) -> None:
    request = request_of(htmx=True, **{"HX-History-Restore-Request": "true"})
    assert not ui.is_htmx(request)


def test_fragment_that_does_not_exist_is_named(request_of) -> None:
    with pytest.raises(TemplateDoesNotExist, match="no block nothing"):
        ui.page(request_of(htmx=True), PAGE, CONTEXT, fragment=f"{PAGE}#nothing")


def test_fragment_may_be_a_template_of_its_own(request_of) -> None:
    answer = ui.done(request_of(htmx=True), to="/", fragment="ui/diff.html", context={"people": "2 change"})
    assert "2 change" in answer.content.decode()


def test_saved_and_not_saved() -> None:
    assert (ui.saved().status_code, json.loads(ui.saved().content)) == (200, {"saved": True})
    refused = ui.not_saved("Too long.")
    assert (refused.status_code, json.loads(refused.content)) == (
        422,
        {"saved": False, "problem": "Too long."},
    )
