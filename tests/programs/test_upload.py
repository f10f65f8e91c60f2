"""Files come in through one door: one clear answer each, nothing of a refused file left, nothing twice."""

import sqlite3
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from mentorquilt.members.models import Member
from mentorquilt.programs.forms.imports import MOST_BYTES
from mentorquilt.programs.models import RosterImport
from mentorquilt.records.models import AuditNote
from tests.factories import programs as make
from tests.factories import sheets as messy
from tests.factories.society import society
from tests.gate import corpus
from tests.programs import importing

pytestmark = pytest.mark.django_db
CANARY = "Quokka-7731"


@pytest.fixture
def into():
    society()
    return make.cohort()


@pytest.fixture
def robin(client):
    robin = make.staff("robin@x.org")
    client.force_login(robin)
    return robin


@pytest.mark.guarantee
@pytest.mark.parametrize("case", corpus.CASES, ids=lambda case: case.name)
def test_every_file_of_the_corpus_gets_one_clear_answer(client, robin, into, case):
    answer = importing.upload(client, into, mentee=(case.filename, case.make()))

    if case.answer == "table":
        assert answer.status_code == 303
        assert client.get(answer["Location"]).status_code == 200
        return
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count('class="errorlist"') == 1
    assert RosterImport.objects.count() == 0
    assert AuditNote.objects.filter(verb="sheet.uploaded").count() == 0


def test_a_file_over_the_limit_is_refused_before_it_is_read(client, robin, into):
    answer = importing.upload(client, into, mentee=b"a,b\n" * (MOST_BYTES // 4 + 1))

    assert answer.status_code == 422
    assert "the limit is 5 MB" in answer.content.decode()
    assert RosterImport.objects.count() == 0


def test_no_file_at_all_is_asked_for(client, robin, into):
    answer = client.post(reverse("programs:imports", args=[into.ref]), {"submission": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert "Choose the spreadsheet" in answer.content.decode()


def test_both_sheets_at_once(client, robin, into):
    answer = importing.upload(
        client, into, mentee=messy.mentees_csv(), mentor=("m.xlsx", messy.mentors_xlsx())
    )

    assert answer["Location"] == reverse("programs:import_columns", args=[importing.sheet(into).ref])
    assert list(RosterImport.objects.order_by("kind").values_list("kind", "row_count")) == [
        ("mentee", 60),
        ("mentor", 60),
    ]


def test_a_good_sheet_is_kept_beside_a_refused_one(client, robin, into):
    answer = importing.upload(
        client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"), mentor=b"%PDF-1.7"
    )

    assert answer.status_code == 422
    assert "This is a PDF document" in answer.content.decode()
    assert list(RosterImport.objects.values_list("kind", flat=True)) == ["mentee"]


def test_the_same_form_twice_keeps_one_sheet(client, robin, into):
    key, data = str(uuid.uuid4()), importing.csv("a@x.org,Ana Lima,PGY-4")
    first = importing.upload(client, into, key=key, mentee=data)
    second = importing.upload(client, into, key=key, mentee=data)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert RosterImport.objects.count() == 1


def test_the_same_key_with_another_file_is_refused(client, robin, into):
    key = str(uuid.uuid4())
    importing.upload(client, into, key=key, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    other = importing.upload(client, into, key=key, mentee=importing.csv("b@x.org,Bo Ek,PGY-4"))

    assert other.status_code == 409
    assert RosterImport.objects.count() == 1


def test_a_form_without_a_key_is_refused_kindly(client, robin, into):
    answer = client.post(
        reverse("programs:imports", args=[into.ref]),
        {"mentee": importing.SimpleUploadedFile("a.csv", importing.csv("a@x.org,Ana Lima,PGY-4"))},
    )

    assert answer.status_code == 409
    assert RosterImport.objects.count() == 0


def test_the_same_file_in_work_is_pointed_to(client, robin, into):
    data = importing.csv("a@x.org,Ana Lima,PGY-4")
    importing.upload(client, into, mentee=data)
    answer = importing.upload(client, into, mentee=data)

    assert answer.status_code == 422
    assert "in work already" in answer.content.decode()
    assert RosterImport.objects.count() == 1


def test_the_same_file_after_the_import_changes_nothing_unless_it_is_meant(client, robin, into):
    data = importing.csv("a@x.org,Ana Lima,PGY-4")
    importing.bring_in(client, into, mentee=data)
    answer = importing.upload(client, into, mentee=data)

    assert answer.status_code == 422
    assert "was imported on" in answer.content.decode()
    assert RosterImport.objects.count() == 1
    assert importing.upload(client, into, mentee=data, again=True).status_code == 303


def test_a_corrected_sheet_takes_the_place_of_the_older_and_keeps_what_was_decided(client, robin, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,Attending"))
    older = importing.sheet(into)
    client.post(reverse("programs:import_column", args=[older.ref, 2]), {"field-2": "job_title"})
    importing.upload(client, into, mentee=importing.csv("b@x.org,Bo Ek,Attending"))

    older.refresh_from_db()
    newer = importing.sheet(into)
    assert (older.state, older.table, older.mapping, older.choices) == ("discarded", None, None, None)
    assert newer.state == "mapping"
    assert '"field": "job_title"' in newer.mapping["mapping"]


def test_a_discarded_sheet_leaves_nothing(client, robin, into):
    importing.upload(client, into, mentee=importing.csv(f"a@x.org,{CANARY},PGY-4"))
    row = importing.sheet(into)
    url = reverse("programs:import_discard", args=[row.ref])

    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.table, row.mapping, row.choices) == ("discarded", None, None, None)
    assert Member.objects.filter(email="a@x.org").count() == 0


@pytest.mark.guarantee
@pytest.mark.django_db(transaction=True)
def test_rows_mapping_and_choices_are_unreadable_in_the_database(client, robin, into):
    rows = [f"{CANARY}@x.org,{CANARY} Lima,{CANARY}" for _ in range(3)]
    importing.upload(client, into, mentee=importing.csv(*rows))
    row = importing.sheet(into)
    client.post(reverse("programs:import_column", args=[row.ref, 2]), {"field-2": "institutions"})
    RosterImport.objects.filter(pk=row.pk).update(choices={f"double:{CANARY}": CANARY})

    if connection.vendor == "sqlite":
        with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as plain:
            plain.execute("PRAGMA wal_checkpoint(FULL)")
            dump = "\n".join(plain.iterdump())
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(r)::text FROM programs_rosterimport r")
            dump = "\n".join(line for (line,) in cursor.fetchall())
    assert "programs_rosterimport" in dump or "mapping" in dump
    assert CANARY.casefold() not in dump.casefold()


@pytest.mark.guarantee
def test_uploads_are_forgotten_after_a_week(client, robin, into):
    from datetime import timedelta

    from django.utils import timezone

    from mentorquilt.programs import jobs
    from mentorquilt.records.jobs import registered

    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    row = importing.sheet(into)
    now = timezone.now()

    assert jobs.forget_old_uploads(now=now + timedelta(days=6)) == 0
    assert jobs.forget_old_uploads(now=now + timedelta(days=8)) == 1
    row.refresh_from_db()
    assert (row.state, row.table, row.mapping, row.choices) == ("discarded", None, None, None)
    assert "programs.forget_old_uploads" in [job.name for job in registered()]


@pytest.mark.guarantee
def test_who_may_load_sheets(client, into):
    importers = {"coordinator", "admin"}
    other = make.program("Other")
    people = {
        "coordinator": make.staff("c@x.org", of=into.program),
        "admin": make.staff("a@x.org", role="admin"),
        "reader": make.staff("r@x.org", role="reader", of=into.program),
        "coordinator of another": make.staff("o@x.org", of=other),
        "member": make.physician("m@x.org"),
    }
    client.force_login(people["coordinator"])
    importing.upload(client, into, mentee=importing.csv("q@x.org,Ana Lima,PGY-4"))
    row = importing.sheet(into)
    pages = [
        reverse("programs:imports", args=[into.ref]),
        reverse("programs:import_people", args=[into.ref]),
        reverse("programs:import_check", args=[into.ref]),
        reverse("programs:import_done", args=[into.ref]),
        reverse("programs:import_columns", args=[row.ref]),
        reverse("programs:import_column", args=[row.ref, 0]),
        reverse("programs:import_row", args=[row.ref]),
        reverse("programs:import_bad_rows", args=[row.ref, "csv"]),
        reverse("programs:import_discard", args=[row.ref]),
    ]
    for name, person in people.items():
        client.force_login(person)
        for page in pages:
            for answer in (client.get(page), client.post(page)):
                allowed = answer.status_code in {200, 302, 303, 422}
                assert allowed == (name in importers), (name, page, answer.status_code)
                assert name in importers or b"Ana Lima" not in answer.content
        if name in importers and importing.sheet(into).state == "discarded":
            importing.upload(client, into, mentee=importing.csv("q@x.org,Ana Lima,PGY-4"))
            row = importing.sheet(into)
            pages = [page.replace(page.split("/imports/")[1].split("/")[0], str(row.ref))
                     if "/imports/of/" not in page else page for page in pages]  # fmt: skip
    client.logout()
    assert {client.get(page).status_code for page in pages} == {302}


def test_the_upload_page_asks_the_same_questions_of_the_database_with_one_and_three_sheets(
    client, robin, into, django_assert_num_queries
):
    url = reverse("programs:imports", args=[into.ref])
    importing.bring_in(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)
    importing.bring_in(client, into, mentee=importing.csv("b@x.org,Bo Ek,PGY-4"))
    importing.bring_in(client, into, mentee=importing.csv("c@x.org,Cy Oh,PGY-4"))
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)
