"""Every address of the installation: each room's own, sign-in by allauth, and the health answers."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from mentorquilt.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("sign-in/", include("allauth.account.urls")),
    path("sign-in/keys/", include("allauth.mfa.urls")),
    path("people/", include("mentorquilt.members.urls")),
    path("programs/", include("mentorquilt.programs.urls")),
    path("pairs/", include("mentorquilt.pairings.urls")),
    path("rounds/", include("mentorquilt.matchrounds.urls")),
    path("", include("mentorquilt.desks.urls")),
]
if settings.DEBUG or getattr(settings, "TESTING", False):
    urlpatterns.append(path("ui/", include("mentorquilt.ui.urls")))
