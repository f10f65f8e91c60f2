"""Addresses of the society's sign-on, below ``sign-in/sso/``; without a provider each answers 404."""

from allauth.socialaccount.views import login_cancelled, login_error
from django.urls import URLPattern, URLResolver, path

from mentorquilt.members.views import sign_on

urlpatterns: list[URLPattern | URLResolver] = [
    path("", sign_on.login, name="sso_login"),
    path("back/", sign_on.callback, name="sso_callback"),
    path("disconnect/", sign_on.disconnect, name="sso_disconnect"),
    path("connections/", sign_on.connections, name="socialaccount_connections"),
    path("cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", login_error, name="socialaccount_login_error"),
]
