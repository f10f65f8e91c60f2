"""Every address of the installation: each room's own, sign-in by allauth, and the health answers."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from mentorquilt.config import health, ways

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("sign-in/", include("allauth.account.urls")),
    path("sign-in/keys/", include("allauth.mfa.urls")),
    path("sign-in/sso/", include("mentorquilt.members.sign_on_urls")),
    path("society/", include("mentorquilt.society.urls")),
    path("people/", include("mentorquilt.members.urls")),
    path("mail/", include("mentorquilt.mail.urls")),
    path("groups/", include("mentorquilt.sigs.urls")),
    path("guides/", include("mentorquilt.guides.urls")),
    path("", include("mentorquilt.programs.urls")),
    path("pairs/", include("mentorquilt.pairings.urls")),
    path("rounds/", include("mentorquilt.matchrounds.urls")),
    path("", include("mentorquilt.desks.urls")),
]
# A provider's news of bounces, only with the shared secret (docs/howto/set-up-mail.md).
urlpatterns = [path("mail/hook/", include(ways.hooks(settings.ANYMAIL))), *urlpatterns]
if "allauth.socialaccount.providers.saml" in settings.INSTALLED_APPS:
    urlpatterns.insert(0, path("sign-in/", include("allauth.socialaccount.providers.saml.urls")))
if settings.DEBUG or getattr(settings, "TESTING", False):
    urlpatterns.append(path("ui/", include("mentorquilt.ui.urls")))
