"""What a production installation must have before it starts (``manage.py check --deploy`` says the same).

Each rule is a function from the settings to the messages it has to give. The figures are promises.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

TAG = "mentorquilt"
YEAR = 31_536_000
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})

Rule = Callable[[], Iterable[checks.CheckMessage]]


def error(number: int, what: str, hint: str) -> checks.Error:
    """Return one message with its stable id."""
    return checks.Error(what, hint=hint, id=f"{TAG}.E{number:03}")


def secrets() -> Iterable[checks.CheckMessage]:
    """Check the secret key and the key file of encrypted texts."""
    if settings.SECRET_KEY == settings.DEFAULT_SECRET_KEY or len(settings.SECRET_KEY) < 50:
        yield error(
            1,
            "The secret key is the published one or shorter than 50 characters.",
            "Set MENTORQUILT_SECRET_KEY to 50 or more random characters and keep it for ever.",
        )
    if not settings.TEXT_KEYS_FILE.is_file():
        yield error(
            2,
            f"There is no key file for encrypted texts at {settings.TEXT_KEYS_FILE}.",
            "Make one with: python manage.py textkeys. Keep a copy apart from the database's backups.",
        )


def addresses() -> Iterable[checks.CheckMessage]:
    """Check the host names, the public address and the proxies in front."""
    hosts = set(settings.ALLOWED_HOSTS)
    if not hosts - LOCAL or any(host.startswith("*") for host in hosts):
        yield error(
            3,
            "The host names are missing or too wide.",
            "Set MENTORQUILT_HOSTS to the names people type, separated by commas, and never to *.",
        )
    if urlsplit(settings.BASE_URL).scheme != "https":
        yield error(
            4,
            "The public address is not https; passkeys and secure cookies need it.",
            "Set MENTORQUILT_URL to the address people open, such as https://mentoring.example.org.",
        )
    if not os.environ.get("MENTORQUILT_PROXIES", "").strip():
        yield error(
            5,
            "It is not said how many proxies stand in front, so addresses of visitors cannot be trusted.",
            "Set MENTORQUILT_PROXIES to their number: 1 for one nginx in front, 0 for none.",
        )


def modes() -> Iterable[checks.CheckMessage]:
    """Check that neither debugging nor the demo is possible."""
    if settings.DEBUG:
        yield error(6, "Debugging is on.", "Unset MENTORQUILT_DEBUG.")
    if settings.DEMO_POSSIBLE:
        yield error(7, "Anyone could sign in by one click, as in a demo.", "Set MENTORQUILT_ENV=production.")


def database() -> Iterable[checks.CheckMessage]:
    """Check how the database is opened."""
    config = settings.DATABASES["default"]
    options: dict[str, Any] = config.get("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        words = options.get("init_command", "").replace(" ", "").lower()
        pragmas = ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "secure_delete=on")
        whole = all(pragma in words for pragma in pragmas) and options.get("timeout", 0) >= 10
        if not whole or options.get("transaction_mode") != "IMMEDIATE":
            yield error(8, "SQLite is not opened as promised.", "Keep OPTIONS of DATABASES as shipped.")
    else:
        words = options.get("options", "")
        whole = "statement_timeout=" in words and "idle_in_transaction_session_timeout=" in words
        if not whole or not config.get("CONN_HEALTH_CHECKS"):
            yield error(9, "PostgreSQL is not opened as promised.", "Keep OPTIONS of DATABASES as shipped.")


def browser() -> Iterable[checks.CheckMessage]:
    """Check cookies, transport security and the content security policy."""
    kept = {
        "SESSION_COOKIE_SECURE": settings.SESSION_COOKIE_SECURE,
        "SESSION_COOKIE_HTTPONLY": settings.SESSION_COOKIE_HTTPONLY,
        "SESSION_COOKIE_SAMESITE": settings.SESSION_COOKIE_SAMESITE in {"Lax", "Strict"},
        "CSRF_COOKIE_SECURE": settings.CSRF_COOKIE_SECURE,
        "SECURE_HSTS_SECONDS": settings.SECURE_HSTS_SECONDS >= YEAR,
        "SECURE_CONTENT_TYPE_NOSNIFF": settings.SECURE_CONTENT_TYPE_NOSNIFF,
        "SIGNED_COOKIE_LEGACY_SALT_FALLBACK": not settings.SIGNED_COOKIE_LEGACY_SALT_FALLBACK,
        "X_FRAME_OPTIONS": settings.X_FRAME_OPTIONS == "DENY",
        "CONTENT_SECURITY_POLICY": not loose_sources(),
    }
    for name in sorted(name for name, is_kept in kept.items() if not is_kept):
        yield error(10, f"{name} is weaker than promised.", "Keep it as shipped in config/settings.py.")


def loose_sources() -> list[str]:
    """Return the sources of the policy that would let inline code or any host in."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    loose = {"*", "https:", "http:", "'unsafe-inline'", "'unsafe-eval'"}
    return sorted({source for sources in directives.values() for source in sources} & loose)


def limits() -> Iterable[checks.CheckMessage]:
    """Check what bounds mail servers that hang and bodies that grow."""
    if not settings.EMAIL_TIMEOUT or settings.EMAIL_TIMEOUT > 10:
        yield error(11, "EMAIL_TIMEOUT lets a mail server hold the worker.", "Keep it at 10 seconds or less.")
    if not settings.DATA_UPLOAD_MAX_MEMORY_SIZE or settings.DATA_UPLOAD_MAX_MEMORY_SIZE > 2_621_440:
        yield error(12, "DATA_UPLOAD_MAX_MEMORY_SIZE is wider than promised.", "Keep it at 2.5 MB or less.")


def sign_on() -> Iterable[checks.CheckMessage]:
    """Check the society's sign-on, where one is named."""
    for app in settings.SOCIALACCOUNT_PROVIDERS.get("sso", {}).get("APPS", ()):
        whole = app["client_id"] and app["secret"]
        if not whole or urlsplit(app["settings"]["server_url"]).scheme != "https":
            yield error(
                13,
                "The sign-on is named, but not whole, or not by https.",
                "Set MENTORQUILT_OIDC_URL (https), MENTORQUILT_OIDC_CLIENT_ID and MENTORQUILT_OIDC_SECRET.",
            )


RULES: tuple[Rule, ...] = (secrets, addresses, modes, database, browser, limits, sign_on)


def production_errors(
    app_configs: Iterable[AppConfig] | None = None, **options: Any
) -> list[checks.CheckMessage]:
    """Return every broken rule; the form that Django's check framework calls."""
    return [message for rule in RULES for message in rule()]


def register_all() -> None:
    """Put the rules on the list of ``check --deploy``."""
    checks.register(production_errors, TAG, deploy=True)


def refuse_unsafe_production() -> None:
    """Raise ImproperlyConfigured in production when a rule is broken; elsewhere do nothing."""
    broken = production_errors() if settings.PRODUCTION else []
    if broken:
        lines = [f"  {message.id} {message.msg} {message.hint}" for message in broken]
        raise ImproperlyConfigured("\n".join(["Mentorquilt does not start in production like this:", *lines]))
