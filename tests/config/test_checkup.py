"""``mentorquilt check``: the sender's records through a name server that speaks the protocol, and everything else."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from mentorquilt.config.checkup import findings, report, sender
from mentorquilt.config.checkup.findings import Finding, Grade
from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.records import heartbeat
from mentorquilt.records.models import AuditNote
from tests.config import nameserver

FROM = "Mentoring <mentoring@office.society.org>"
HOME = "office.society.org"
KEY = "A" * 392
GOOD = {
    HOME: ["some-site-verification=1", "v=spf1 include:mail.provider.net -all"],
    f"s1._domainkey.{HOME}": [f"v=DKIM1; k=rsa; p={KEY}"],
    "_dmarc.society.org": ["v=DMARC1; p=quarantine; rua=mailto:it@society.org"],
}
LONG_SPF = "v=spf1 " + " ".join(f"include:p{number}.net" for number in range(11)) + " -all"
VARIANTS = {
    "spf missing": ({HOME: ["hello"]}, "SPF", Grade.WRONG, "is missing"),
    "spf twice": ({HOME: ["v=spf1 -all", "v=spf1 ~all"]}, "SPF", Grade.WRONG, "there twice"),
    "spf open": ({HOME: ["v=spf1 +all"]}, "SPF", Grade.WRONG, "lets everybody"),
    "spf neutral": ({HOME: ["v=spf1 mx ?all"]}, "SPF", Grade.WARN, "does not say"),
    "spf too long": ({HOME: [LONG_SPF]}, "SPF", Grade.WRONG, "more than ten"),
    "spf of another kind": ({HOME: ["v=spf10 -all"]}, "SPF", Grade.WRONG, "is missing"),
    "dkim missing": ({f"s1._domainkey.{HOME}": []}, "DKIM", Grade.WRONG, "no key at"),
    "dkim withdrawn": ({f"s1._domainkey.{HOME}": ["v=DKIM1; p="]}, "DKIM", Grade.WRONG, "withdrawn"),
    "dkim short": ({f"s1._domainkey.{HOME}": ["v=DKIM1; p=" + "A" * 120]}, "DKIM", Grade.WARN, "shorter"),
    "dkim elliptic": ({f"s1._domainkey.{HOME}": ["v=DKIM1; k=ed25519; p=" + "A" * 44]}, "DKIM", Grade.GOOD, "stands"),
    "dmarc missing": ({"_dmarc.society.org": []}, "DMARC", Grade.WRONG, "is missing"),
    "dmarc twice": ({"_dmarc.society.org": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}, "DMARC", Grade.WRONG, "twice"),
    "dmarc watches": ({"_dmarc.society.org": ["v=DMARC1; p=none"]}, "DMARC", Grade.WARN, "only watches"),
    "dmarc says nothing": ({"_dmarc.society.org": ["v=DMARC1;"]}, "DMARC", Grade.WRONG, "no policy"),
    "dmarc of its own": ({f"_dmarc.{HOME}": ["v=DMARC1; p=reject"]}, "DMARC", Grade.GOOD, "p=reject"),
}  # fmt: skip


def asked(table: dict[str, list[str]], mood: str = "", selectors: tuple[str, ...] = ("s1",)) -> list[Finding]:
    with nameserver.serving(table, mood) as resolver:
        return list(sender.sender_findings(FROM, selectors, resolver))


def test_a_sender_in_order_is_said_to_be():
    found = asked(GOOD)
    assert [(one.about, one.grade) for one in found] == [
        ("SPF", Grade.GOOD),
        ("DKIM", Grade.GOOD),
        ("DMARC", Grade.GOOD),
    ]


@pytest.mark.parametrize("name", VARIANTS)
def test_each_fault_of_a_sender_is_named_with_what_to_do(name):
    change, about, grade, words = VARIANTS[name]
    (found,) = [one for one in asked(GOOD | change) if one.about == about]
    assert (found.grade, words in found.words) == (grade, True), found
    assert bool(found.do) == (grade is not Grade.GOOD)
    others = [one.grade for one in asked(GOOD | change) if one.about != about]
    assert others == [Grade.GOOD, Grade.GOOD]


@pytest.mark.parametrize("mood", ["SERVFAIL", "REFUSED", nameserver.SILENT])
def test_a_name_server_in_trouble_is_no_verdict(mood, monkeypatch):
    monkeypatch.setattr(sender, "LIFETIME_SECONDS", 0.5)
    (found,) = asked(GOOD, mood)
    assert (found.grade, "could not be asked" in found.words) == (Grade.WARN, True)


def test_without_selectors_dkim_is_not_claimed():
    found = {one.about: one for one in asked(GOOD, selectors=())}
    assert found["DKIM"].grade is Grade.WARN
    assert "MENTORQUILT_DKIM_SELECTORS" in found["DKIM"].do


@pytest.mark.parametrize("address", ["mentoring@localhost", "x@host.test", "nonsense", ""])
def test_an_address_of_no_real_domain_asks_nobody(address):
    (found,) = sender.sender_findings(address, (), resolver=None)
    assert "MENTORQUILT_FROM" in found.do


@pytest.fixture
def healthy(settings, tmp_path, transactional_db):
    """An installation with nothing to complain of."""
    cache.clear()
    settings.BACKUP_DIR = tmp_path
    settings.BACKUP_KEYS_FILE = tmp_path / "backup.keys"
    settings.TEXT_KEYS_FILE = tmp_path / "text.keys"
    for path in (settings.BACKUP_KEYS_FILE, settings.TEXT_KEYS_FILE):
        path.write_text("k")
        path.chmod(0o600)
    (tmp_path / "last.json").write_text(json.dumps({"at": timezone.now().isoformat()}))
    heartbeat.beat("worker", timezone.now())
    return settings


def wrong(settings) -> dict[str, Finding]:
    """Return what is not good, settings aside: tests run with those of no production."""
    found = report.look(now=timezone.now(), ask_names=False)
    return {one.about: one for one in found if one.grade is not Grade.GOOD and one.about != "settings"}


def test_a_healthy_installation_has_nothing_wrong(healthy):
    assert wrong(healthy) == {}


def test_a_quiet_worker_and_late_mail_are_wrong(healthy):
    now = timezone.now()
    heartbeat.beat("worker", now - timedelta(minutes=5))
    Mail.objects.create(
        key="k",
        role="r",
        to_address="a@x.org",
        drafted_at=now,
        state="approved",
        hold_until=now - timedelta(hours=1),
    )
    found = wrong(healthy)
    assert set(found) == {"worker", "outbox"}
    assert "60 minutes" in found["outbox"].words


def test_failed_mail_is_worth_a_look(healthy):
    Mail.objects.create(key="k", role="r", to_address="a@x.org", drafted_at=timezone.now(), state="failed")
    assert wrong(healthy)["outbox"].grade is Grade.WARN


def test_key_files_that_are_missing_or_open_are_wrong(healthy):
    healthy.TEXT_KEYS_FILE.chmod(0o644)
    healthy.BACKUP_KEYS_FILE.unlink()
    found = wrong(healthy)
    assert "chmod 600" in found["text keys"].do
    assert "mentorquilt backup --make-key" in found["backup key"].do


@pytest.mark.parametrize(("hours", "grade"), [(1, None), (37, Grade.WRONG)])
def test_an_old_backup_is_wrong(healthy, hours, grade):
    told = {"at": (timezone.now() - timedelta(hours=hours)).isoformat()}
    (healthy.BACKUP_DIR / "last.json").write_text(json.dumps(told))
    found = wrong(healthy).get("backup")
    assert (found and found.grade) == grade


def test_no_backup_at_all_is_worth_a_look(healthy):
    (healthy.BACKUP_DIR / "last.json").write_text("nonsense")
    assert wrong(healthy)["backup"].grade is Grade.WARN


def test_a_changed_note_of_the_trail_is_wrong(healthy):
    member = Member.objects.create_user("a@x.org")
    for number in range(3):
        records.note(
            verb=f"thing.{number}", actor=member, about=member, now=timezone.now() - timedelta(minutes=2)
        )
    records.seal_notes(now=timezone.now())
    second = AuditNote.objects.order_by("pk")[1]
    AuditNote.objects.filter(pk=second.pk).update(verb="nothing")
    assert str(second.pk) in wrong(healthy)["audit trail"].words


def test_the_exit_code_is_the_worst_and_each_fault_says_what_to_do(healthy, capsys):
    (healthy.BACKUP_DIR / "last.json").unlink()
    heartbeat.beat("worker", timezone.now() - timedelta(days=1))
    with pytest.raises(SystemExit) as ended:
        call_command("checkup", "--without-names")
    said = capsys.readouterr().out
    assert ended.value.code == Grade.WRONG
    assert "WRONG  worker: quiet since" in said
    assert "       Start it: python manage.py worker." in said
    assert report.exit_code([]) == report.exit_code([Finding(Grade.GOOD, "a", "b")]) == 0
    assert report.exit_code([Finding(Grade.WARN, "a", "b"), Finding(Grade.GOOD, "a", "b")]) == 1


def test_a_database_that_lacks_changes_is_wrong_and_hides_the_rest(healthy, monkeypatch):
    monkeypatch.setattr(
        findings, "database_findings", lambda: iter([Finding(Grade.WRONG, "database", "down", "x")])
    )
    assert set(wrong(healthy)) == {"database"}
