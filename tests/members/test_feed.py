"""The society's membership list: read once, all or nothing, nobody deleted, every row accounted for (S-23, D-10)."""

import hashlib
import os
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail.models import Mail
from mentorquilt.members import actions, feed, jobs
from mentorquilt.members.models import Affiliation, Institution, Member, Membership, MembershipFeed, Profile
from mentorquilt.members.states import FeedSource, Kind, MembershipStatus, Role
from mentorquilt.records import personal
from mentorquilt.records.models import AuditNote
from tests.factories import members as make

pytestmark = pytest.mark.django_db
HEAD = "Member ID,Email,Name,Type,Status,Expires,Stage,Institution,SIGs"
PAGE = reverse("members:feed")


def sheet(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


def read(*rows: str, head: str = HEAD, **more) -> MembershipFeed:
    data = sheet(*rows, head=head)
    facts = {
        "file_name": "list.csv",
        "source": FeedSource.UPLOADED,
        "by": None,
        "now": timezone.now(),
        **more,
    }
    return actions.read_list(data=data, digest=hashlib.sha256(data).hexdigest(), **facts)


def member(email: str, number: str = "", status: str = "active", **facts) -> Member:
    person = make.physician(email=email, **facts)
    Membership.objects.create(member=person, number=number, status=status)
    return person


def counts(row: MembershipFeed) -> dict[str, int]:
    return {name: count for name, count in row.counts.items() if count}


ANA = "17,ana@x.org,Dr. Ana Lima,Fellow,Active,2027-12-31,resident,Mercy Hospital,Pain; Regional"


@pytest.mark.smoke
def test_somebody_new_gets_an_account_and_no_mail():
    row = read(ANA)
    person = Member.objects.select_related("profile", "membership").get()
    assert counts(row) == {"rows": 1, "new": 1}
    assert (person.email, person.kind, person.has_usable_password()) == ("ana@x.org", Kind.MEMBER, False)
    assert (person.profile.called, person.profile.stage) == ("Dr. Ana Lima", "resident")
    stands = person.membership
    assert (stands.number, stands.member_class, stands.status) == ("17", "Fellow", "active")
    assert stands.valid_until == date(2027, 12, 31)
    assert Affiliation.objects.get().institution.name == "Mercy Hospital"
    assert not Mail.objects.exists()


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_the_same_file_twice_changes_nothing():
    read(ANA)
    before = list(Member.objects.values()), list(Membership.objects.values()), list(Profile.objects.values())
    assert counts(read(ANA)) == {"rows": 1, "same": 1}
    assert before == (
        list(Member.objects.values()), list(Membership.objects.values()), list(Profile.objects.values())
    )  # fmt: skip


def test_people_are_told_by_address_by_another_confirmed_one_and_by_number():
    first, second, third = member("a@x.org", "1"), member("b@x.org"), member("c@x.org", "3")
    make.confirmed(second, "private@x.org", primary=False)
    row = read(
        ",A@x.org,,Fellow,Lapsed,,,,",
        "2,private@x.org,,Fellow,Lapsed,,,,",
        "3,moved@x.org,,Fellow,Lapsed,,,,",
    )
    assert counts(row) == {"rows": 3, "changed": 3}
    assert {one.member_id for one in Membership.objects.filter(status="lapsed")} == {
        first.pk, second.pk, third.pk,
    }  # fmt: skip
    third.refresh_from_db()
    assert third.email == "c@x.org"


def test_rows_that_cannot_be_taken_say_what_to_do_and_the_others_are_taken():
    member("a@x.org", "1")
    member("b@x.org", "2")
    member("c@x.org", "7")
    member("d@x.org", "7")
    row = read(
        "1,b@x.org,,,Active,,,,",
        "99,,Nobody Known,,Active,,,,",
        ",new@x.org,,,Active,,,,",
        "7,,,,Active,,,,",
        "5,ok@x.org,New Person,,Group B,,,,",
        "6,fine@x.org,Fine Person,,Active,,wizard,,",
    )
    assert [(one["row"], one["column"], one["kind"]) for one in row.problems if one["kind"] == "error"] == [
        (2, "", "error"), (3, "", "error"), (4, "", "error"), (5, "", "error"), (6, "Status", "error"),
    ]  # fmt: skip
    assert (row.counts["not_understood"], row.counts["new"]) == (5, 1)
    assert Profile.objects.get(member__email="fine@x.org").stage == ""
    assert all(one["fix"] for one in row.problems if one["kind"] != "missing")


def test_what_a_member_wrote_herself_stays():
    read(ANA)
    person = Member.objects.get()
    actions.change_profile(member=person, by=person, now=timezone.now(), stage="fellow")
    row = read(ANA)
    assert (Profile.objects.get().stage, row.counts["kept"]) == ("fellow", 1)
    other = make.physician(email="b@x.org", stage="resident")
    read("18,b@x.org,Bo,Fellow,Active,,early,,")
    other.profile.refresh_from_db()
    assert other.profile.stage == "early"


def test_a_place_she_named_is_not_replaced():
    person = make.physician(email="ana@x.org")
    place = Institution.objects.create(name="Her Own Clinic")
    Affiliation.objects.create(member=person, institution=place, kind="present")
    read(ANA)
    assert [row.institution.name for row in Affiliation.objects.all()] == ["Her Own Clinic"]


def test_a_guest_on_the_list_becomes_a_member():
    guest = make.physician(email="ana@x.org", kind=Kind.GUEST)
    read(ANA)
    guest.refresh_from_db()
    assert guest.kind == Kind.MEMBER


@pytest.mark.parametrize(
    ("head", "row", "status"),
    [("Email,Name", "a@x.org,Ana", "active"), ("Email,Name,Expires", "a@x.org,Ana,2001-01-01", "lapsed"),
     ("Email,Name,Expires", "a@x.org,Ana,2999-01-01", "active"), ("Email,Name,Status", "a@x.org,Ana,", "pending")],
)  # fmt: skip
def test_a_list_without_standings_names_members(head, row, status):
    read(row, head=head)
    assert Membership.objects.get().status == status


@pytest.mark.guarantee
def test_whoever_is_missing_is_reported_and_kept():
    gone = member("gone@x.org")
    row = read(ANA)
    assert row.counts["missing"] == 1
    assert [one["ref"] for one in row.problems] == [str(gone.ref)]
    assert Membership.objects.get(member=gone).status == "active"


@pytest.mark.guarantee
def test_a_whole_list_marks_the_missing_lapsed():
    rows = [f"{number},p{number}@x.org,Person {number},,Active,,,," for number in range(20)]
    read(*rows)
    row = read(*rows[:-1], is_whole=True)
    assert (row.counts["lapsed"], row.failure) == (1, "")
    lapsed = Membership.objects.get(status="lapsed")
    assert (lapsed.member.email, lapsed.member.is_active) == ("p19@x.org", True)


@pytest.mark.guarantee
def test_a_whole_list_that_lacks_ten_percent_is_refused_with_the_count():
    rows = [f"{number},p{number}@x.org,Person {number},,Active,,,," for number in range(20)]
    read(*rows)
    row = read(*rows[:-2], "77,extra@x.org,Extra Person,,Active,,,,", is_whole=True)
    assert row.failure.startswith("2 of 20 active members are not in this file.")
    assert not Membership.objects.filter(status="lapsed").exists()
    assert not Member.objects.filter(email="extra@x.org").exists()


@pytest.mark.guarantee
def test_a_typo_in_a_row_makes_nobody_lapse():
    rows = [f"{number},p{number}@x.org,Person {number},,Active,,,," for number in range(20)]
    read(*rows)
    row = read(*rows[:-1], "19,p19@x.org,Person 19,,Grp X,,,,", is_whole=True)
    assert (row.counts["lapsed"], row.counts["not_understood"]) == (0, 1)
    assert not Membership.objects.filter(status="lapsed").exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"Name,City\nAna,Salina\n", b"PK\x03\x04 no workbook"]
)
def test_a_file_that_is_no_list_is_a_report_that_says_so(data):
    row = actions.read_list(
        data=data, file_name="x.csv", digest="d", source=FeedSource.UPLOADED, by=None, now=timezone.now()
    )
    assert row.pk
    assert row.failure
    assert not Member.objects.exists()


def test_groups_are_passed_on_only_where_the_list_has_such_a_column(monkeypatch):
    taken: list[dict[int, list[str]]] = []
    monkeypatch.setattr(feed, "_takers", [lambda rows, now: taken.append(rows)])
    read(ANA, "18,b@x.org,Bo Berg,Fellow,Active,,,,")
    first, second = Member.objects.order_by("email")
    assert taken == [{first.pk: ["Pain", "Regional"], second.pk: []}]
    read("a@x.org,Al Ana", head="Email,Name")
    assert len(taken) == 1


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_a_taker_that_fails_undoes_the_whole_reading(monkeypatch):
    def fail(rows, now):
        raise RuntimeError("no")

    monkeypatch.setattr(feed, "_takers", [fail])
    with pytest.raises(RuntimeError):
        read(ANA)
    assert not Member.objects.exists()
    assert not MembershipFeed.objects.exists()


def test_the_trail_holds_counts_and_no_names():
    read(ANA)
    note = AuditNote.objects.get(verb="members.list_read")
    assert note.facts["new"] == 1
    assert "Ana" not in str(note.facts)


@pytest.mark.guarantee
def test_five_times_the_rows_cost_no_more_queries():
    made = []
    for start, count in ((0, 1), (10, 5), (100, 25)):
        rows = [f"{n},p{n}@x.org,Person {n},Fellow,Active,2027-01-01,early,Hospital {n},Pain"
                for n in range(start, start + count)]  # fmt: skip
        with CaptureQueriesContext(connection) as told:
            read(*rows)
        made.append(len(told))
    assert made[1] == made[2]
    assert made[0] < 45


@pytest.mark.guarantee
def test_forgetting_somebody_leaves_no_word_of_hers_in_a_report(client):
    read(ANA)
    person = Member.objects.get()
    read("18,b@x.org,Bo Berg,Fellow,Active,,,,")
    for holding in personal.holdings():
        holding.forget(person)
    told = str(list(MembershipFeed.objects.values()))
    assert "ana@x.org" not in told
    assert "Lima" not in told


@pytest.fixture
def admin(client):
    person = make.staff(Role.ADMIN)
    client.force_login(person)
    return person


def upload(client, data: bytes, key: str = "6a0b5c1e-3f9f-4f6e-8f0e-0d6b3b1f9a11", **more):
    file = SimpleUploadedFile("members.csv", data)
    return client.post(PAGE, {"submission": key, "sheet": file, **more})


def test_an_admin_loads_a_list_and_reads_its_report(client, admin):
    answer = upload(client, sheet(ANA, ",,x,,,,,,"))
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    assert "Read, but for one row" in page
    assert "neither an e-mail address nor a membership number" in page
    row = MembershipFeed.objects.get()
    assert (row.by, row.source) == (admin, "uploaded")
    told = client.get(reverse("members:feed_rows", args=[row.ref]))
    assert "3,,This row has neither" in told.content.decode("utf-8-sig")
    assert "members.csv" in client.get(PAGE).content.decode()


@pytest.mark.guarantee
def test_the_same_form_twice_reads_once(client, admin):
    first, second = upload(client, sheet(ANA)), upload(client, sheet(ANA))
    assert first["Location"] == second["Location"]
    assert MembershipFeed.objects.count() == 1
    assert upload(client, sheet(ANA, "18,b@x.org,Bo,,,,,,")).status_code == 409


def test_no_file_is_refused_beside_the_field(client, admin):
    assert client.post(PAGE, {"submission": "6a0b5c1e-3f9f-4f6e-8f0e-0d6b3b1f9a11"}).status_code == 422


@pytest.mark.guarantee
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER, Role.OFFICER, "member"])
def test_nobody_but_an_admin_reads_or_loads_a_list(client, role):
    row = read(ANA)
    client.force_login(make.physician() if role == "member" else make.staff(role))
    for url in (
        PAGE,
        reverse("members:feed_run", args=[row.ref]),
        reverse("members:feed_rows", args=[row.ref]),
    ):
        assert client.get(url).status_code == 403
    assert upload(client, sheet(ANA)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_of_the_page(client, admin, django_assert_num_queries, count):
    for number in range(count):
        read(ANA, by=admin, now=timezone.now() - timedelta(hours=number))
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEMBERS_DROP = tmp_path
    return tmp_path


def dropped(folder, name: str, data: bytes, age: int = 120):
    path = folder / name
    path.write_bytes(data)
    os.utime(path, (timezone.now().timestamp() - age,) * 2)
    return path


@pytest.mark.guarantee
def test_a_dropped_file_is_read_once_and_moved(folder):
    now = timezone.now()
    dropped(folder, "members.csv", sheet(ANA))
    assert jobs.read_dropped_lists(now=now) == 1
    assert not (folder / "members.csv").exists()
    assert [path.name[-11:] for path in (folder / "done").iterdir()] == ["members.csv"]
    dropped(folder, "members.csv", sheet(ANA))
    assert jobs.read_dropped_lists(now=now + timedelta(hours=1)) == 0
    assert MembershipFeed.objects.count() == 1
    dropped(folder, "members.csv", sheet(ANA.replace("Active", "Lapsed")))
    assert jobs.read_dropped_lists(now=now + timedelta(hours=2)) == 1
    dropped(folder, "members.csv", sheet(ANA))
    assert jobs.read_dropped_lists(now=now + timedelta(hours=3)) == 1
    assert Membership.objects.get().status == MembershipStatus.ACTIVE


def test_a_file_still_being_written_waits(folder):
    dropped(folder, "members.csv", sheet(ANA), age=5)
    assert jobs.read_dropped_lists(now=timezone.now()) == 0
    assert (folder / "members.csv").exists()


def test_a_file_that_a_dead_worker_took_is_read_later(folder):
    (folder / "in-hand").mkdir()
    dropped(folder / "in-hand", "members.csv", sheet(ANA), age=600)
    assert jobs.read_dropped_lists(now=timezone.now()) == 0
    assert jobs.read_dropped_lists(now=timezone.now() + timedelta(hours=1)) == 1
    assert Member.objects.count() == 1


def test_other_files_and_no_folder_are_left_alone(folder, settings):
    dropped(folder, "notes.pdf", b"x")
    assert jobs.read_dropped_lists(now=timezone.now()) == 0
    settings.MEMBERS_DROP = None
    assert jobs.read_dropped_lists(now=timezone.now()) == 0
    settings.MEMBERS_DROP = folder / "missing"
    assert jobs.read_dropped_lists(now=timezone.now()) == 0


def test_a_broken_dropped_file_is_reported_and_moved(folder):
    dropped(folder, "broken.csv", b"Name,City\nAna,Salina\n")
    assert jobs.read_dropped_lists(now=timezone.now()) == 1
    assert MembershipFeed.objects.get().failure
    assert not (folder / "broken.csv").exists()


def test_the_command_reads_a_file_and_says_what_changed(tmp_path):
    path = dropped(tmp_path, "members.csv", sheet(ANA, ",,x,,,,,,"))
    told = StringIO()
    call_command("read_members", path, stdout=told)
    assert "new 1" in told.getvalue()
    assert "row 3: This row has neither" in told.getvalue()
    path.write_bytes(b"Name,City\nAna,Salina\n")
    with pytest.raises(CommandError, match="No column holds"):
        call_command("read_members", path)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("read_members", tmp_path / "missing.csv")
