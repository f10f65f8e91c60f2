"""The logo as everybody gets it."""

import io
import re

import pytest
from PIL import Image

from mentorquilt.mail import actions as mail
from mentorquilt.mail import footers, html, roles
from mentorquilt.society import actions, queries
from tests.factories import programs as make
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


def test_a_mail_carries_it_from_the_societys_own_address_and_the_same_for_everybody():
    url, now = with_logo(), NOW
    pages = set()
    for number in range(2):
        to = make.physician(f"p{number}@x.org")
        role = roles.get("desks.right_given")
        letter = mail.draft(
            role=role, key=str(number), address=to.email, to=to, context=dict(role.sample), now=now
        )
        pages |= set(
            re.findall(
                r'<img[^>]* src="([^"]+)"', html.page_of(letter, footers.of(letter, queries.current()))
            )
        )
    assert pages == {f"http://localhost:8000{url}"}


@pytest.mark.guarantee
def test_any_other_address_is_nothing_and_stays_private(client):
    with_logo()
    for digest in ("abc", "0" * 16):
        answer = client.get(f"/society/logo/{digest}.png")
        assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store, private")
    assert queries.logo("") is None
