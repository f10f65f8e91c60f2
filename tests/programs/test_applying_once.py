"""The import happens once and wholly: double clicks, second windows, failures and kills in the middle."""

import os
import signal
import subprocess
import sys
import textwrap
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from mentorquilt.members.models import Profile
from mentorquilt.programs.actions import applying
from mentorquilt.programs.models import Enrolment, EnrolmentSlot, RosterImport
from mentorquilt.records.models import AuditNote
from tests.factories import programs as make
from tests.factories import sheets as messy
from tests.factories.society import society
from tests.programs import importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def into():
    society()
    return make.cohort()


@pytest.fixture(autouse=True)
def robin(client):
    robin = make.staff("robin@x.org")
    client.force_login(robin)
    return robin


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_a_double_click_imports_once(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    importing.settle(client, importing.sheet(into))
    data = importing.last_click(client, into)
    first = importing.press(client, into, data)
    before = importing.rows()
    second = importing.press(client, into, data)

    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert importing.rows() == before
    assert AuditNote.objects.filter(verb="sheet.imported").count() == 1


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_another_window_with_another_key_imports_nothing_more(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    importing.settle(client, importing.sheet(into))
    one, two = importing.last_click(client, into), importing.last_click(client, into)
    importing.press(client, into, one)
    before = importing.rows()
    answer = importing.press(client, into, two)

    assert answer["Location"] == reverse("programs:imports", args=[into.ref])
    assert importing.rows() == before


def test_the_same_key_with_other_choices_is_refused(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    importing.settle(client, importing.sheet(into))
    data = importing.last_click(client, into)
    importing.press(client, into, data)

    assert importing.press(client, into, data | {"state_mentee": "unconfirmed"}).status_code == 409


def test_what_changed_since_the_page_was_made_is_not_imported_unseen(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,Attending"))
    row = importing.sheet(into)
    importing.settle(client, row)
    data = importing.last_click(client, into)
    client.post(reverse("programs:import_column", args=[row.ref, 2]), {"field-2": "job_title"})
    importing.settle(client, row)
    answer = importing.press(client, into, data)

    assert answer["Location"] == reverse("programs:import_check", args=[into.ref])
    assert Enrolment.objects.count() == 0


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_the_same_file_twice_changes_nothing(client, into):
    files = {"mentee": messy.mentees_csv(), "mentor": ("m.xlsx", messy.mentors_xlsx())}
    importing.bring_in(client, into, **files)
    before = importing.rows()
    stamps = dict(Profile.objects.values_list("pk", "updated_at"))
    importing.bring_in(client, into, again=True, **files)

    assert importing.rows() == before
    assert dict(Profile.objects.values_list("pk", "updated_at")) == stamps
    again = RosterImport.objects.filter(state="applied").order_by("-pk")[:2]
    assert [(row.report["new"], row.report["changed"], row.report["enrolled"]) for row in again] == [
        (0, 0, 0)
    ] * 2


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_a_failure_in_the_middle_leaves_nothing(client, into, monkeypatch):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    importing.settle(client, importing.sheet(into))
    data = importing.last_click(client, into)
    before = importing.rows()

    class Broken(Exception):
        pass

    def fail(*args, **kwargs):
        raise Broken

    monkeypatch.setattr(EnrolmentSlot.objects, "bulk_create", fail)
    client.raise_request_exception = False
    assert importing.press(client, into, data).status_code == 500
    monkeypatch.undo()

    row = importing.sheet(into)
    assert importing.rows() == before
    assert row.state == "checked"
    assert row.table is not None
    assert importing.press(client, into, data).status_code == 303
    assert Enrolment.objects.count() == 1


KILLED = """
    import os, signal, sys
    import django
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    connection.settings_dict["NAME"] = sys.argv[1]
    from mentorquilt.members.models import Member
    from mentorquilt.programs import actions, queries
    from mentorquilt.programs.models import Cohort, EnrolmentSlot
    real = EnrolmentSlot.objects.bulk_create
    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)
    EnrolmentSlot.objects.bulk_create = die
    gathered = queries.gather(Cohort.objects.get(ref=sys.argv[2]))
    actions.apply(plan=queries.plan(gathered), seen=gathered.mark, confirmed=["mentee"],
                  by=Member.objects.get(email="robin@x.org"), now=timezone.now())
"""


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_a_server_killed_in_the_middle_leaves_nothing(client, into):
    importing.upload(client, into, mentee=messy.mentees_csv())
    importing.settle(client, importing.sheet(into))
    before = importing.rows()
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mentorquilt.config.settings"}
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), name, str(into.ref)],
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()[-2000:]
    assert importing.rows() == before
    assert importing.sheet(into).state == "checked"
    assert importing.press(client, into, importing.last_click(client, into)).status_code == 303
    assert Enrolment.objects.filter(role="mentee").count() > 50


def test_a_page_that_is_too_old_says_so(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    importing.settle(client, importing.sheet(into))
    answer = importing.press(client, into, {"import": "1", "submission": str(uuid.uuid4())})

    assert answer["Location"] == reverse("programs:import_check", args=[into.ref])
    assert Enrolment.objects.count() == 0


@pytest.mark.guarantee
def test_a_sheet_imported_beside_publishing_leaves_what_the_round_wrote(client, into, monkeypatch):
    importing.bring_in(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4", "b@x.org,Bo Ek,PGY-4"))
    Enrolment.objects.filter(member__email="a@x.org").update(state="approved")
    Enrolment.objects.filter(member__email="b@x.org").update(state="unconfirmed")
    fill = applying._filled

    def published_meanwhile(row, *others):
        Enrolment.objects.filter(member__email="a@x.org").update(state="matched", left_out_before=2)
        return fill(row, *others)

    monkeypatch.setattr(applying, "_filled", published_meanwhile)
    importing.bring_in(client, into, mentee=importing.csv("a@x.org,Ana Lima,Fellow", "b@x.org,Bo Ek,Fellow"))
    found = Enrolment.objects.order_by("member__email").values_list("state", "left_out_before")
    assert list(found) == [("matched", 2), ("approved", 0)]
