"""An unsafe production installation does not start, and each reason has its own words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import checks as django_checks
from django.core.exceptions import ImproperlyConfigured

from mentorquilt.config import checks

pytestmark = pytest.mark.guarantee
ROOT = Path(__file__).resolve().parents[2]


def test_well_configured_production_starts(production) -> None:
    assert checks.production_errors() == []
    checks.refuse_unsafe_production()


def test_nothing_is_refused_outside_production(settings) -> None:
    assert settings.PRODUCTION is False
    assert checks.production_errors() != []
    checks.refuse_unsafe_production()


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("SECRET_KEY", None, 1),
        ("SECRET_KEY", "short", 1),
        ("TEXT_KEYS_FILE", Path("nowhere/text.keys"), 2),
        ("ALLOWED_HOSTS", ["*"], 3),
        ("ALLOWED_HOSTS", ["localhost", "127.0.0.1"], 3),
        ("BASE_URL", "http://mentoring.example.org", 4),
        ("DEBUG", True, 6),
        ("DEMO_POSSIBLE", True, 7),
        ("SESSION_COOKIE_SECURE", False, 10),
        ("SESSION_COOKIE_HTTPONLY", False, 10),
        ("SESSION_COOKIE_SAMESITE", None, 10),
        ("CSRF_COOKIE_SECURE", False, 10),
        ("SECURE_HSTS_SECONDS", 3600, 10),
        ("SECURE_CONTENT_TYPE_NOSNIFF", False, 10),
        ("SIGNED_COOKIE_LEGACY_SALT_FALLBACK", True, 10),
        ("X_FRAME_OPTIONS", "SAMEORIGIN", 10),
        ("CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"script-src": ["'self'", "'unsafe-inline'"]}}, 10),
        ("EMAIL_TIMEOUT", None, 11),
        ("EMAIL_TIMEOUT", 60, 11),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 50_000_000, 12),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", None, 12),
    ],
)
def test_production_refuses(production, name, value, number) -> None:
    setattr(
        production, name, production.DEFAULT_SECRET_KEY if name == "SECRET_KEY" and value is None else value
    )
    assert [message.id for message in checks.production_errors()] == [f"mentorquilt.E{number:03}"]
    with pytest.raises(ImproperlyConfigured, match=f"mentorquilt.E{number:03}"):
        checks.refuse_unsafe_production()


def test_production_refuses_when_nobody_said_how_many_proxies(production, monkeypatch) -> None:
    monkeypatch.delenv("MENTORQUILT_PROXIES")
    assert [message.id for message in checks.production_errors()] == ["mentorquilt.E005"]


@pytest.mark.parametrize(
    ("database", "number"),
    [
        ({"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"transaction_mode": "DEFERRED"}}, 8),
        ({"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}, "CONN_HEALTH_CHECKS": True}, 9),
        ({"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"options": "-c statement_timeout=1"}}, 9),
    ],
)
def test_production_refuses_a_database_opened_otherwise(production, monkeypatch, database, number) -> None:
    monkeypatch.setitem(production.DATABASES, "default", database)
    assert [message.id for message in checks.production_errors()] == [f"mentorquilt.E{number:03}"]


def test_rules_are_on_the_list_of_the_deploy_check() -> None:
    assert checks.production_errors in django_checks.registry.registry.get_checks(
        include_deployment_checks=True
    )
    assert checks.production_errors not in django_checks.registry.registry.get_checks()


def shipped(variables: dict[str, str], code: str) -> subprocess.CompletedProcess[str]:
    """Run code under the shipped settings, not the tests' own, with these variables only."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MENTORQUILT_", "DATABASE_"))
    }
    kept["DJANGO_SETTINGS_MODULE"] = "mentorquilt.config.settings"
    command = (sys.executable, "-c", code)
    return subprocess.run(
        command, env={**kept, **variables}, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_wsgi_does_not_load_with_the_published_secret_key(tmp_path) -> None:
    variables = {"MENTORQUILT_ENV": "production", "MENTORQUILT_VAR": str(tmp_path)}
    done = shipped(variables, "import mentorquilt.config.wsgi")
    assert done.returncode != 0
    assert "MENTORQUILT_SECRET_KEY" in done.stderr
    assert re.findall(r"mentorquilt\.E(\d+)", done.stderr) == ["001", "002", "003", "004", "005"]


@pytest.mark.parametrize("url", ["", "postgresql://nobody@localhost/nowhere"])
def test_shipped_settings_keep_the_promised_figures(tmp_path, url) -> None:
    (tmp_path / "text.keys").write_text("k")
    variables = {
        "MENTORQUILT_ENV": "production",
        "MENTORQUILT_VAR": str(tmp_path),
        "MENTORQUILT_SECRET_KEY": "y" * 60,
        "MENTORQUILT_URL": "https://mentoring.example.org",
        "MENTORQUILT_HOSTS": "mentoring.example.org",
        "MENTORQUILT_PROXIES": "1",
        "DATABASE_URL": url,
    }
    code = "from mentorquilt.config import checks; print(checks.production_errors())"
    done = shipped(variables, f"import django; django.setup(); {code}")
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
