"""A year and more goes by, day by day: each kind of thing goes on its day, not before and not after (4.6)."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from mentorquilt.config.backups import making
from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Background, Member, Membership
from mentorquilt.pairings.models import Message, Pairing
from mentorquilt.programs.models import RosterImport
from mentorquilt.records import actions as records
from mentorquilt.records import jobs
from mentorquilt.records.models import AccessNote, AuditNote, Order, Submission
from tests.factories import members as make
from tests.factories import programs
from tests.factories.society import society

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
KEEPING = (
    "records.seal_notes", "records.forget_old", "records.cut_trail", "members.keep_no_longer", "mail.drop_old_bodies",
    "programs.forget_old_uploads", "pairings.drop_old_words",
)  # fmt: skip
# What is planted on the first day, and the days after which it must be gone.
TABLE = {
    "an uploaded sheet": 7,
    "an answered form": 7,
    "a finished order": 7,
    "a membership list that was read": 7,
    "a look by the staff": 30,
    "the words of a mail": 30,
    "protected data of somebody who left": 30,
    "a backup": 35,
    "a session": 60,
    "a pair's message": 365,
    "a mail": 365,
    "an audit note": 730,
}


@pytest.fixture
def planted(settings, tmp_path, transactional_db):
    """One of each, on the first day; gives what tells whether it is still there."""
    settings.MEMBERS_DROP, settings.BACKUP_DIR = tmp_path / "lists", tmp_path / "backups"
    society(keep_months=12)
    member, staff = make.physician("Nadia Haddad"), make.staff(email="it@x.org")
    Membership.objects.create(member=member, status="lapsed", valid_until=START.date())
    Background.objects.create(member=member, shares=["x"], consented_at=START)
    mail = Mail.objects.create(
        key="k",
        role="r",
        to=member,
        to_address=member.email,
        subject="s",
        body="words",
        state="sent",
        drafted_at=START,
    )
    pairing = Pairing.objects.create(kind="lasting", state="closed", starts_on=START.date(), ended_at=START)
    Message.objects.create(pairing=pairing, author=member, text="words", key="m", sent_at=START)
    records.seen(reader=staff, about=member, page="mail", now=START)
    Submission.objects.create(key="12345678-1234-5678-1234-567812345678", payload="p", by=member, at=START)
    Order.objects.create(kind="copy", by=member, ordered_at=START, done_at=START, state="done")
    RosterImport.objects.create(
        cohort=programs.cohort(), kind="mentee", uploaded_at=START, filename="s.csv", table=[]
    )
    Session.objects.create(session_key="s", session_data="", expire_date=START + timedelta(days=60))
    done, backup = (
        settings.MEMBERS_DROP / "done",
        settings.BACKUP_DIR / f"mentorquilt-{START:%Y%m%dT%H%M%SZ}.mqbackup",
    )
    done.mkdir(parents=True)
    (done / "list.csv").write_text("Nadia")
    os.utime(done / "list.csv", (START.timestamp(), START.timestamp()))
    settings.BACKUP_DIR.mkdir()
    backup.write_bytes(b"x")
    note = records.note(verb="thing.done", actor=member, about=member, now=START)
    return {
        "an uploaded sheet": RosterImport.objects.exclude(state="discarded").exists,
        "an answered form": Submission.objects.exists,
        "a finished order": Order.objects.exists,
        "a membership list that was read": (done / "list.csv").exists,
        "a look by the staff": AccessNote.objects.exists,
        "the words of a mail": Mail.objects.filter(pk=mail.pk).exclude(subject="").exists,
        "protected data of somebody who left": Background.objects.exists,
        "a backup": backup.exists,
        "a session": Session.objects.exists,
        "a pair's message": Message.objects.exists,
        "a mail": Mail.objects.filter(pk=mail.pk).exists,
        "an audit note": AuditNote.objects.filter(pk=note.pk).exists,
    }


@pytest.mark.guarantee
def test_each_thing_goes_on_its_day(planted, settings):
    run = {job.name: job.run for job in jobs.registered() if job.name in KEEPING}
    assert sorted(run) == sorted(KEEPING)
    gone: dict[str, int] = {}
    days = sorted({day + more for day in TABLE.values() for more in (-1, 0, 1, 2)})
    for day in days:
        now = START + timedelta(days=day, minutes=1)
        for name in KEEPING:
            run[name](now=now)
        making.drop_old(settings.BACKUP_DIR, now)
        for what, is_there in planted.items():
            if what not in gone and not is_there():
                gone[what] = day

    # A thing kept for so many days is there on the last of them and gone by the end of the next.
    assert {what: TABLE[what] <= day <= TABLE[what] + 1 for what, day in gone.items()} == dict.fromkeys(
        TABLE, True
    ), gone
    assert Member.objects.count() == 2
    assert Pairing.objects.count() == 1
    assert records.broken_seals() == []
