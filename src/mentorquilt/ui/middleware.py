"""Headers that keep pages private: no copies in caches, no entry in search engines, no needless devices."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

PERMISSIONS = (
    "camera=(self), microphone=(self), fullscreen=(self), screen-wake-lock=(self), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self), accelerometer=(), autoplay=(), "
    "browsing-topics=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), "
    "idle-detection=(), magnetometer=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
)


class PrivatePages:
    """Mark every answer of the application as private; static files are served earlier and stay cacheable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        response["Permissions-Policy"] = PERMISSIONS
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response
