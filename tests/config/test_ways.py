"""Which way mail leaves: SMTP with nothing set, a provider by name with what it needs, or a clear refusal."""

import importlib

import pytest
from django.core.exceptions import ImproperlyConfigured

from mentorquilt.config import ways


@pytest.fixture
def env(monkeypatch):
    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"MENTORQUILT_{name}", value)

    return put


def test_with_nothing_set_mail_leaves_by_smtp_and_none_comes_in():
    assert (ways.backend(), ways.anymail(), ways.imap()) == (ways.SMTP, {}, {})


@pytest.mark.parametrize("name", sorted(set(ways.PROVIDERS) - {"amazon_ses"}))
def test_every_provider_is_one_that_anymail_knows_with_the_settings_it_needs(name, env, settings):
    env(
        MAIL_PROVIDER=name,
        **{f"MAIL_{key}": "https://x.example/" if key == "API_URL" else "x" for key in ways.PROVIDERS[name]},
    )
    module, _dot, backend = ways.backend().rpartition(".")
    settings.ANYMAIL = ways.anymail()

    assert getattr(importlib.import_module(module), backend)()


def test_a_provider_without_its_key_is_refused_by_name(env):
    env(MAIL_PROVIDER="mailgun", MAIL_API_KEY="x")
    with pytest.raises(ImproperlyConfigured, match="MENTORQUILT_MAIL_SENDER_DOMAIN"):
        ways.anymail()


def test_an_unknown_provider_is_refused_with_the_known_ones(env):
    env(MAIL_PROVIDER="pigeon")
    with pytest.raises(ImproperlyConfigured, match="postmark"):
        ways.backend()


def test_a_mailbox_speaks_tls_unless_told_otherwise(env):
    env(IMAP_HOST="mail.example.org", IMAP_USER="u", IMAP_PASSWORD="p")
    assert (ways.imap()["port"], ways.imap()["is_wrapped"]) == (993, True)
    env(IMAP_SSL="no")
    assert ways.imap()["port"] == 143
