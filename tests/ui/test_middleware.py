"""Every page carries the headers that keep it private."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mentorquilt.ui.middleware import PrivatePages


def test_answer_is_not_cached_listed_or_given_devices() -> None:
    answer = PrivatePages(lambda _request: HttpResponse(headers={"Cache-Control": "public, max-age=60"}))(
        RequestFactory().get("/")
    )
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "camera=(self)" in answer["Permissions-Policy"]


@pytest.mark.guarantee
@pytest.mark.parametrize("path", ["/", "/ui/", "/ui/cities/", "/no/such/page", "/sign-in/login/"])
def test_real_pages_are_private(client, db, path) -> None:
    assert client.get(path)["Cache-Control"] == "no-store, private"
