"""The society's sign-on (OpenID Connect, and SAML where its extra is installed), read from the environment."""

import importlib.util
from typing import Any
from urllib.parse import urlsplit

from mentorquilt.config import env

OIDC, SAML = "sso", "saml"


def providers() -> dict[str, Any]:
    """Return allauth's providers: none, unless the environment names one."""
    found: dict[str, Any] = {}
    if env.text("MENTORQUILT_OIDC_URL"):
        found[OIDC] = {"APPS": [oidc_app()]}
    if saml_is_on():
        found[SAML] = {"APPS": [saml_app()]}
    return found


def oidc_app() -> dict[str, Any]:
    """Return the one OpenID provider. ``domains`` are those of addresses it may vouch for."""
    return {
        "name": env.text("MENTORQUILT_OIDC_NAME", "the society's sign-on"),
        "client_id": env.text("MENTORQUILT_OIDC_CLIENT_ID"),
        "secret": env.text("MENTORQUILT_OIDC_SECRET"),
        "settings": {
            "server_url": env.text("MENTORQUILT_OIDC_URL").rstrip("/"),
            "domains": [domain.lower() for domain in env.words("MENTORQUILT_OIDC_DOMAINS")],
            "oauth_pkce_enabled": True,
        },
    }


def saml_is_on() -> bool:
    """Return whether SAML is named and its extra is installed."""
    return (
        bool(env.text("MENTORQUILT_SAML_METADATA_URL")) and importlib.util.find_spec("onelogin") is not None
    )


def saml_app() -> dict[str, Any]:
    """Return the one SAML provider: signed assertions asked for, nothing begun by the provider alone."""
    return {
        "name": env.text("MENTORQUILT_SAML_NAME", "the society's sign-on"),
        "provider_id": env.text("MENTORQUILT_SAML_ENTITY"),
        "client_id": "society",
        "settings": {
            "attribute_mapping": {
                "uid": env.text("MENTORQUILT_SAML_UID", "urn:oasis:names:tc:SAML:attribute:subject-id")
            },
            "idp": {
                "entity_id": env.text("MENTORQUILT_SAML_ENTITY"),
                "metadata_url": env.text("MENTORQUILT_SAML_METADATA_URL"),
            },
            "advanced": {
                "want_assertion_signed": True,
                "want_message_signed": False,
                "reject_idp_initiated_sso": True,
                "allow_single_label_domains": False,
                "strict": True,
            },
        },
    }


def origins() -> list[str]:
    """Return where a sign-in form may lead a browser (the policy's ``form-action``): the providers' own places."""
    urls = (
        env.text("MENTORQUILT_OIDC_URL"),
        env.text("MENTORQUILT_SAML_METADATA_URL") if saml_is_on() else "",
    )
    parts = [urlsplit(url) for url in urls if url]
    found = [f"{part.scheme}://{part.netloc}" for part in parts]
    return sorted({*found, *env.words("MENTORQUILT_SSO_ORIGINS")})
