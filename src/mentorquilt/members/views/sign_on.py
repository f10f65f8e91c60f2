"""Signing in through the society's own sign-on: the way there, the way back, and letting go of it."""

from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members.actions import sign_on as actions
from mentorquilt.members.provider import SignOn, SignOnAdapter


class Back(OAuth2CallbackView):  # type: ignore[misc]
    """The way back, which tells the adapter the nonce this browser went out with."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Lead to the provider after a POST; a GET asks first, so that no link signs anybody in."""
    return _through(OAuth2LoginView, request)


@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Take what the provider says, judge it, and sign in, connect or refuse."""
    return _through(Back, request)


def _through(view: Any, request: HttpRequest) -> HttpResponse:
    adapter = SignOnAdapter(request, SignOn.id)
    try:
        provider = adapter.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        answer: HttpResponse = view.adapter_view(adapter)(request)
    except (OAuth2Error, OSError) as problem:  # requests' own errors are kinds of OSError
        answer = render_authentication_error(request, provider, exception=problem)
    return answer


@login_required
@require_POST
def disconnect(request: HttpRequest) -> HttpResponse:
    """Let go of the sign-on; a code by mail still signs in."""
    actions.disconnect_sign_on(member=request.user, now=timezone.now())  # type: ignore[arg-type]
    return ui.done(request, to="/sign-in/keys/", message=_("The sign-on is no longer connected."))


@require_safe
def connections(request: HttpRequest) -> HttpResponse:
    """Lead allauth's own page of connections to ours."""
    return redirect("mfa_index")
