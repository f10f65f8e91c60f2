"""Machines learn whether the process is up and whether it can do its work, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from mentorquilt.config import health
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.records import heartbeat
from mentorquilt.records.models import Heartbeat

GOOD = {"database": True, "worker": True, "mail": True, "disk": True}


@pytest.fixture
def well(db):
    """A worker that beat just now."""
    now = timezone.now()
    heartbeat.beat("here", now)
    return now


def waiting_mail(since) -> Mail:
    return Mail.objects.create(
        key=f"k{since}",
        role="r",
        state=MailState.APPROVED,
        to_address="a@example.org",
        drafted_at=since,
        hold_until=since,
    )


def test_process_answers_without_a_database(client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_ready_when_all_is_well(client, well) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, GOOD)
    assert "no-store" in answer["Cache-Control"]


def test_not_ready_two_minutes_after_the_worker_fell_silent(client, well) -> None:
    Heartbeat.objects.update(at=well - timedelta(minutes=2))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {**GOOD, "worker": False})


def test_not_ready_when_mail_waits_for_ten_minutes(client, well) -> None:
    waiting_mail(well - timedelta(minutes=9))
    assert client.get("/readyz").status_code == 200
    waiting_mail(well - timedelta(minutes=11))
    assert client.get("/readyz").json() == {**GOOD, "mail": False}


def test_not_ready_when_the_disk_is_nearly_full(client, well, monkeypatch) -> None:
    monkeypatch.setattr(health, "DISK_FREE", 1.01)
    assert client.get("/readyz").json() == {**GOOD, "disk": False}


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_a_database(monkeypatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "/nowhere/at/all.sqlite3")
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    assert health.readiness(timezone.now()) == {
        "database": False,
        "worker": False,
        "mail": False,
        "disk": True,
    }
    connection.close()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_machines_only_read(client, address) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_inside_the_network_are_not_sent_to_tls(client, settings, db, address) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address).status_code in {200, 503}
