"""The logo as everybody gets it."""

import io

import pytest
from PIL import Image

from mentorquilt.society import actions, queries
from tests.factories.programs import NOW
from tests.factories.society import society

pytestmark = pytest.mark.django_db


def with_logo() -> str:
    society()
    written = io.BytesIO()
    Image.new("RGB", (300, 120), "#0b5f66").save(written, "PNG")
    return actions.store_logo(data=written.getvalue(), by=None, now=NOW).logo_url


def test_a_stranger_gets_the_logo_and_may_keep_it(client):
    answer = client.get(with_logo())
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer
    assert Image.open(io.BytesIO(answer.content)).size == (300, 120)


def test_the_sign_in_page_shows_it(client):
    url = with_logo()
    assert f'src="{url}"' in client.get("/sign-in/login/").content.decode()


@pytest.mark.guarantee
def test_any_other_address_is_nothing_and_stays_private(client):
    with_logo()
    for digest in ("abc", "0" * 16):
        answer = client.get(f"/society/logo/{digest}.png")
        assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store, private")
    assert queries.logo("") is None
