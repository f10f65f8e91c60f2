"""What the front door's tests share."""

import pytest

from mentorquilt.config import checks


@pytest.fixture
def production(settings, tmp_path, monkeypatch):
    """A production installation as it should be."""
    keys = tmp_path / "text.keys"
    keys.write_text("k")
    monkeypatch.setenv("MENTORQUILT_PROXIES", "1")
    settings.PRODUCTION, settings.DEBUG, settings.DEMO_POSSIBLE = True, False, False
    settings.SECRET_KEY = "x" * 60
    settings.TEXT_KEYS_FILE = keys
    settings.ALLOWED_HOSTS = ["mentoring.example.org"]
    settings.BASE_URL = "https://mentoring.example.org"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = checks.YEAR
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        pragmas = (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
        )
        safe = {**database["OPTIONS"], "init_command": pragmas}
        monkeypatch.setitem(settings.DATABASES, "default", {**database, "OPTIONS": safe})
    return settings
