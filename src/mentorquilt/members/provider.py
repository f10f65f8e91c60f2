"""The society's sign-on by OpenID Connect, stricter than the protocol asks; allauth finds it by this file's name.

A person is known by issuer and subject alone. Every identity token is checked for its signature, issuer, audience,
time and nonce, although it came over TLS; what the provider says beside it counts only for the same subject.
"""

import hashlib
import hmac
import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.core.internal.deferred import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
CLOCKS_DIFFER_SECONDS = 60
DISCOVERY_KEPT_SECONDS = 600
WANTED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class SignOnAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Speaks to the provider: discovery, code for token, and the judgement of the identity token."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the provider's own description, asked for every ten minutes; raises OAuth2Error on a wrong one."""
        url = self.get_provider().server_url
        key = "sso:" + hashlib.sha256(url.encode()).hexdigest()
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = self._get_json(url)
            self._require_sound(found)
            cache.set(key, found, DISCOVERY_KEPT_SECONDS)
        return found

    def _require_sound(self, found: dict[str, Any]) -> None:
        issuer = self.get_provider().app.settings["server_url"]
        if any(not isinstance(found.get(name), str) for name in WANTED):
            raise OAuth2Error("the provider's description is not whole")
        if found["issuer"].rstrip("/") != issuer.rstrip("/"):
            raise OAuth2Error("the provider calls itself by another name")
        if settings.PRODUCTION and any(urlsplit(found[name]).scheme != "https" for name in WANTED):
            raise OAuth2Error("the provider does not use https")

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        claims = self.claims(app, str(kwargs["response"].get("id_token") or ""))
        if not claims.get("email") and self.openid_config.get("userinfo_endpoint"):
            told = self._get_json(self.profile_url, {"Authorization": f"Bearer {token.token}"})
            if told.get("sub") != claims["sub"]:
                raise OAuth2Error("the provider speaks of two people")
            claims |= {name: told.get(name) for name in ("email", "email_verified")}
        return self.get_provider().sociallogin_from_response(request, claims)

    def claims(self, app: Any, credential: str) -> dict[str, Any]:
        """Return what an identity token says; raises OAuth2Error unless all of it holds."""
        try:
            header = jwt.get_unverified_header(credential)
            if header.get("alg") not in SIGNATURES:
                raise OAuth2Error("the identity token is not signed with a public key")
            told: dict[str, Any] = jwt.decode(
                credential,
                key=self._key(header),
                algorithms=[header["alg"]],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as problem:
            raise OAuth2Error(f"the identity token does not hold: {type(problem).__name__}") from None
        if not self.nonce or not hmac.compare_digest(str(told.get("nonce", "")), self.nonce):
            raise OAuth2Error("the identity token was made for another sign-in")
        if told.get("azp", app.client_id) != app.client_id or not told["sub"]:
            raise OAuth2Error("the identity token was made for somebody else")
        return told

    def _key(self, header: dict[str, Any]) -> Any:
        """Return the provider's key of that name; without a name only a provider with a single key is understood."""
        keys = jwt.PyJWKSet.from_dict(self._get_json(self.openid_config["jwks_uri"])).keys
        named = [key for key in keys if key.key_id == header.get("kid")] if header.get("kid") else keys
        if len(named) != 1:
            raise OAuth2Error("the provider has no such key")
        return named[0]

    def _get_json(self, url: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(url, headers=headers, allow_redirects=False)
            answer.raise_for_status()
            try:
                told = answer.json()
            except ValueError:
                told = None
        if not isinstance(told, dict):
            raise OAuth2Error("the provider's answer is not understood")
        return told

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return f"{settings.BASE_URL}{reverse('sso_callback')}"


class SignOn(OpenIDConnectProvider):  # type: ignore[misc]
    """The one provider this installation knows; nothing of its answer is kept but a digest of issuer and subject."""

    id = "sso"
    name = "Sign-on"
    oauth2_adapter_class = SignOnAdapter
    supports_token_authentication = False

    def get_oauth2_adapter(self, request: HttpRequest) -> SignOnAdapter:
        return SignOnAdapter(request, self.id)

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("sso_login")

    def get_callback_url(self) -> str:
        return reverse("sso_callback")

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take the process and a safe ``next`` from a request, and no parameter of the protocol."""
        found: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        return {**found, "scope": self.get_default_scope(), "auth_params": {}}

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None,
                 **kwargs: Any) -> HttpResponse:  # fmt: skip
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or {}), "nonce": nonce}
        answer: HttpResponse = super().redirect(request, process, next_url, data, nonce=nonce, **kwargs)
        return answer

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]

    def extract_uid(self, data: dict[str, Any]) -> str:
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        address = data.get("email")
        is_sure = data.get("email_verified") is True
        return (
            [EmailAddress(email=address, verified=is_sure, primary=True)] if isinstance(address, str) else []
        )


provider_classes = [SignOn]
