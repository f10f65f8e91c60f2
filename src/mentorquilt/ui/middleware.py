"""Headers that keep pages private: no copies in caches, no entry in search engines, no needless devices."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from mentorquilt.ui.responses import PublicAnswer

FOR_EVER = "public, max-age=31536000, immutable"
PERMISSIONS = (
    "camera=(self), microphone=(self), fullscreen=(self), screen-wake-lock=(self), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self), accelerometer=(), autoplay=(), "
    "browsing-topics=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), "
    "idle-detection=(), magnetometer=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
)


class PrivatePages:
    """Mark every answer as private unless its view made it for everybody; static files are served earlier."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_public = isinstance(response, PublicAnswer)
        response["Cache-Control"] = FOR_EVER if is_public else "no-store, private"
        response["Permissions-Policy"] = PERMISSIONS
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response
