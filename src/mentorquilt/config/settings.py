"""Every setting of the installation; runs with nothing set. See docs/reference/settings.md.

Choices that a society or a program makes are columns, not settings.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from mentorquilt.config import env, sso, ways

ROOT = Path(__file__).resolve().parents[3]
VAR = env.path("MENTORQUILT_VAR", ROOT / "var")
PRODUCTION = env.text("MENTORQUILT_ENV") == "production"
DEBUG = env.flag("MENTORQUILT_DEBUG") and not PRODUCTION
DEMO_POSSIBLE = not PRODUCTION

DEFAULT_SECRET_KEY = "not-secret-and-refused-in-production-so-set-MENTORQUILT_SECRET_KEY"  # noqa: S105
SECRET_KEY = env.text("MENTORQUILT_SECRET_KEY", DEFAULT_SECRET_KEY)
TEXT_KEYS_FILE = env.path("MENTORQUILT_TEXT_KEYS", VAR / "text.keys")
BACKUP_DIR = env.path("MENTORQUILT_BACKUPS", VAR / "backups")
BACKUP_KEYS_FILE = env.path("MENTORQUILT_BACKUP_KEYS", VAR / "backup.keys")
ERASURE_LOG = env.path("MENTORQUILT_ERASURES", VAR / "erasures.log")

BASE_URL = env.text("MENTORQUILT_URL", f"http://localhost:{env.number('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS = env.words("MENTORQUILT_HOSTS", ("localhost", "127.0.0.1", "[::1]", "testserver"))
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "mentorquilt.config.urls"
WSGI_APPLICATION = "mentorquilt.config.wsgi.application"

ROOMS = [
    "mentorquilt.desks",
    "mentorquilt.matchrounds",
    "mentorquilt.pairings",
    "mentorquilt.programs",
    "mentorquilt.sigs",
    "mentorquilt.guides",
    "mentorquilt.members",
    "mentorquilt.mail",
    "mentorquilt.society",
    "mentorquilt.records",
    "mentorquilt.ui",
]
INSTALLED_APPS = [
    *ROOMS,
    "mentorquilt.config.apps.FrontDoor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.saml"] if sso.saml_is_on() else []),
    "rules",
    "csp",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mentorquilt.ui.middleware.PrivatePages",
    "mentorquilt.members.middleware.IdleStaff",
    "mentorquilt.members.middleware.StaffKeys",
    "mentorquilt.config.middleware.KindRefusals",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentorquilt.society.context.society",
                "mentorquilt.config.navigation.navigation",
            ],
            "builtins": ["lucide.templatetags.lucide", "mentorquilt.ui.templatetags.ui"],
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(env.text("DATABASE_URL") or f"sqlite:///{VAR / 'mentorquilt.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts of sign-in tries, shared by all processes of this machine (P12); pages behind sign-in are never cached.
CACHES = {
    "default": {
        "BACKEND": "mentorquilt.config.cache.SharedFiles",
        "LOCATION": VAR / "cache",
    }
}

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mentorquilt.members.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "mentorquilt.members.forms.SignIn"}
SOCIALACCOUNT_ADAPTER = "mentorquilt.members.adapters.SignOnAccounts"
SOCIALACCOUNT_PROVIDERS = sso.providers()
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_ADAPTER = "mentorquilt.members.adapters.KeysAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("MENTORQUILT_PROXIES", 0)

SESSION_COOKIE_AGE = 60 * 24 * 3600
STAFF_IDLE_SECONDS = 2 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probed inside the network, without TLS
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("MENTORQUILT_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "form-action": [SELF, *sso.origins()],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000

EMAIL_TIMEOUT = 10
EMAIL_HOST = env.text("MENTORQUILT_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("MENTORQUILT_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("MENTORQUILT_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("MENTORQUILT_SMTP_PASSWORD")
EMAIL_USE_SSL = env.flag("MENTORQUILT_SMTP_SSL")
EMAIL_USE_TLS = env.flag("MENTORQUILT_SMTP_STARTTLS") and not EMAIL_USE_SSL
DKIM_SELECTORS = env.words("MENTORQUILT_DKIM_SELECTORS")
DEFAULT_FROM_EMAIL = env.text("MENTORQUILT_FROM", "mentoring@localhost")
EMAIL_BACKEND = ways.backend()
ANYMAIL = ways.anymail()
INBOUND = env.text("MENTORQUILT_INBOUND").lower()  # a domain, or one mailbox that knows plus addresses
BOUNCE_ADDRESSES = env.flag("MENTORQUILT_BOUNCE_ADDRESSES")
IMAP = ways.imap()

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", _("English"))]
USE_TZ = True
TIME_ZONE = "UTC"
FORM_RENDERER = "mentorquilt.ui.forms.Renderer"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or env.flag("MENTORQUILT_TESTING")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
SEARCH_DIR = VAR / "search"
# Membership lists that a nightly export puts here are read each hour; nothing set, nothing is looked for (D-10).
MEMBERS_DROP = Path(dropped) if (dropped := env.text("MENTORQUILT_MEMBERS_DROP")) else None
# In a signed cookie while they fit: a picture that loads beside a form would write an older session over a message.
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"
TEST_RUNNER = "django.test.runner.DiscoverRunner"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mentorquilt.config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("MENTORQUILT_LOG", "WARNING")},
}
