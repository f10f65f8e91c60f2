"""Which way mail leaves and comes in, from the environment: any SMTP server, a provider's API, an IMAP mailbox."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from mentorquilt.config import env

SMTP = "mentorquilt.mail.smtp.EmailBackend"
# Providers by their names in django-anymail, each with the settings it needs beside the key.
PROVIDERS: dict[str, tuple[str, ...]] = {
    "amazon_ses": (),
    "brevo": ("API_KEY",),
    "mailersend": ("API_TOKEN",),
    "mailgun": ("API_KEY", "SENDER_DOMAIN"),
    "mailjet": ("API_KEY", "SECRET_KEY"),
    "mandrill": ("API_KEY",),
    "postal": ("API_URL", "API_KEY"),
    "postmark": ("SERVER_TOKEN",),
    "resend": ("API_KEY",),
    "sendgrid": ("API_KEY",),
    "sparkpost": ("API_KEY",),
    "unisender_go": ("API_KEY", "API_URL"),
}
OPTIONAL = ("API_URL", "SENDER_DOMAIN")


def provider() -> str:
    """Return the chosen provider, empty for SMTP; raises ImproperlyConfigured for one that is not known."""
    name = env.text("MENTORQUILT_MAIL_PROVIDER").lower().replace("-", "_")
    if name and name not in PROVIDERS:
        raise ImproperlyConfigured(
            f"MENTORQUILT_MAIL_PROVIDER is {name!r}; choose one of {', '.join(sorted(PROVIDERS))}."
        )
    return name


def backend() -> str:
    """Return the backend by which mail leaves."""
    name = provider()
    return f"anymail.backends.{name}.EmailBackend" if name else SMTP


def anymail() -> dict[str, Any]:
    """Return the settings of the provider; raises ImproperlyConfigured when one it needs is missing."""
    name = provider()
    if not name:
        return {}
    found = {key: env.text(f"MENTORQUILT_MAIL_{key}") for key in (*PROVIDERS[name], *OPTIONAL)}
    missing = sorted(f"MENTORQUILT_MAIL_{key}" for key in PROVIDERS[name] if not found[key])
    if missing:
        raise ImproperlyConfigured(
            f"MENTORQUILT_MAIL_PROVIDER is {name}, which also needs {', '.join(missing)}."
        )
    secret = env.text("MENTORQUILT_MAIL_WEBHOOK_SECRET")
    given = {f"{name.upper()}_{key}": value for key, value in found.items() if value}
    also = {"WEBHOOK_SECRET": secret} if secret else {}
    return {**given, **also, "REQUESTS_TIMEOUT": (5, 10)}


def imap() -> dict[str, Any]:
    """Return the mailbox to look into, empty without one."""
    host = env.text("MENTORQUILT_IMAP_HOST")
    if not host:
        return {}
    is_wrapped = env.flag("MENTORQUILT_IMAP_SSL", default=True)
    return {
        "host": host,
        "port": env.number("MENTORQUILT_IMAP_PORT", 993 if is_wrapped else 143),
        "user": env.text("MENTORQUILT_IMAP_USER"),
        "password": env.text("MENTORQUILT_IMAP_PASSWORD"),
        "folder": env.text("MENTORQUILT_IMAP_FOLDER", "INBOX"),
        "is_wrapped": is_wrapped,
    }


def hooks(given: dict[str, Any]) -> list[Any]:
    """Return the addresses by which the chosen provider tells of bounces; none without a shared secret."""
    name = provider()
    if not name or not given.get("WEBHOOK_SECRET"):
        return []
    from anymail.urls import urlpatterns  # type: ignore[import-untyped]  # noqa: PLC0415 - where one is chosen

    return [pattern for pattern in urlpatterns if str(pattern.name).startswith(f"{name}_tracking")]
