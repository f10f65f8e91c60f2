"""Log lines hold no words of people, stay on one line, and still say where something broke."""

import json
import logging
import sys
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt.config import logs

pytestmark = pytest.mark.guarantee


def told(message: str, *values: object, **more: object) -> dict[str, object]:
    """Return what the formatter says of one record, parsed."""
    record = logging.LogRecord("room", logging.WARNING, __file__, 1, message, values, None)
    record.__dict__.update(more)
    line = logs.JsonLines().format(record)
    assert "\n" not in line
    parsed: dict[str, object] = json.loads(line)
    return parsed


def test_line_says_when_who_and_what() -> None:
    line = told("solved %d pairs", 12, facts={"round": "r1", "seconds": 3.5}, status_code=503)
    assert line.pop("at")
    assert line == {
        "level": "WARNING",
        "logger": "room",
        "message": "solved 12 pairs",
        "facts": {"round": "r1", "seconds": "3.5"},
        "status": 503,
    }


@given(st.text())
def test_any_text_is_one_line(text: str) -> None:
    assert "message" in told("%s", text)


def test_addresses_and_tokens_are_masked_and_refs_stay() -> None:
    ref = str(uuid.UUID(int=7))
    token = "eyJhIjoxfQ:1vNabc:Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4"
    message = told("Not Found: /answer/%s/ for ada@example.org about /people/%s/", token, ref)["message"]
    assert message == f"Not Found: /answer/[token]/ for [address] about /people/{ref}/"


def test_error_is_told_by_kind_and_place_without_its_message() -> None:
    try:
        try:
            raise KeyError("canary-note-text")
        except KeyError as inner:
            raise ValueError("canary@example.org said canary-note-text") from inner
    except ValueError:
        line = told("job failed", exc_info=sys.exc_info())
    assert line["error"] == ["builtins.ValueError", "builtins.KeyError"]
    assert str(line["places"]).count("test_logs.py") == 1
    assert "canary" not in json.dumps(line)


def test_django_and_the_web_server_log_this_way(settings) -> None:
    from mentorquilt.config import gunicorn

    formatters = (settings.LOGGING["formatters"]["json"], gunicorn.logconfig_dict["formatters"]["json"])
    assert formatters == ({"()": "mentorquilt.config.logs.JsonLines"},) * 2
