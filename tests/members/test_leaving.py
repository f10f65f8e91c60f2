"""A copy of one's data, fetched once; being forgotten, taken back, and nothing left to find (M20, Art. 15 and 17)."""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorquilt.config import worker
from mentorquilt.mail.models import Address, Mail
from mentorquilt.members.actions import leaving
from mentorquilt.members.models import Member, Need, Photo
from mentorquilt.members.queries import archive
from mentorquilt.members.states import Role
from mentorquilt.records import actions as records
from mentorquilt.records.models import AccessNote, AuditNote, Erasure, Order
from tests.access import scene
from tests.factories import members as make
from tests.factories.society import society

DATA, FORGET = reverse("members:data"), reverse("members:forget")
LOGIN, CODE = reverse("account_login"), reverse("account_confirm_login_code")


@pytest.fixture(autouse=True)
def _place(settings, tmp_path):
    cache.clear()
    settings.ERASURE_LOG = tmp_path / "erasures.log"
    settings.SEARCH_DIR = tmp_path / "search"


def signed_in(member: Member) -> Client:
    """Return a browser in which a member has just entered a code."""
    client = Client()
    client.post(LOGIN, {"login": member.email})
    body = Mail.objects.filter(role="members.sign_in_code", to_address=member.email).latest("pk").body
    client.post(CODE, {"code": re.search(r"^[A-Z]{4}-[A-Z]{4}$", body, re.MULTILINE)[0]})
    assert client.session["_auth_user_id"] == str(member.pk)
    return client


def copy_of(member: Member) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive.build(member, now=timezone.now())))


@pytest.mark.django_db
def test_a_copy_is_made_by_the_worker_fetched_once_and_then_gone():
    society()
    member = make.physician("Nadia Haddad")
    make.seeking(member, seeks="=A start, in words of mine")
    client = signed_in(member)

    client.post(reverse("members:data_order"))
    client.post(reverse("members:data_order"))
    assert "is being made" in client.get(DATA).content.decode()
    worker.go_round(now=timezone.now())

    (order,) = Order.objects.all()
    assert b"A start" not in bytes(order.result)
    assert "Fetch my copy" in client.get(DATA).content.decode()
    (ready,) = Mail.objects.filter(role="members.copy_ready")
    assert "A start" not in ready.body
    answer = client.post(reverse("members:data_fetch"))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "no-store, private")
    held = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(held.read("everything.json"))
    assert told["members"]["needs"][0]["seeks"] == "=A start, in words of mine"
    assert "A start, in words of mine" in held.read("read-me-first.html").decode()
    rows = list(csv.DictReader(io.StringIO(held.read("tables/members-needs.csv").decode("utf-8-sig"))))
    assert rows[0]["seeks"] == "'=A start, in words of mine"
    assert client.post(reverse("members:data_fetch")).status_code == 409
    assert Order.objects.get().result is None
    assert set(AuditNote.objects.filter(actor=member).values_list("verb", flat=True)) >= {
        "copy.ordered",
        "copy.taken",
    }


@pytest.mark.guarantee
@pytest.mark.django_db
def test_without_a_fresh_proof_nothing_is_ordered_fetched_or_forgotten():
    society()
    member = make.physician()
    leaving.order_copy(member=member, by=member, now=timezone.now())
    worker.go_round(now=timezone.now())
    for name in ("data_fetch", "data_order", "forget"):
        cache.clear()
        client = signed_in(member)
        key = client.session.session_key
        with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
            answer = client.post(reverse(f"members:{name}"))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/sign-in/login/?next=%2Fpeople%2Fme%2Fdata%2F"), name
        assert not Session.objects.filter(session_key=key).exists()
    assert not Erasure.objects.exists()
    assert Order.objects.get().result is not None


@pytest.mark.guarantee
@pytest.mark.django_db
def test_another_persons_copy_cannot_be_fetched():
    society()
    mine, other = make.physician(), make.physician()
    leaving.order_copy(member=mine, by=mine, now=timezone.now())
    worker.go_round(now=timezone.now())
    assert signed_in(other).post(reverse("members:data_fetch")).status_code == 404


@pytest.mark.guarantee
@pytest.mark.django_db
def test_a_copy_an_admin_ordered_is_the_persons_alone():
    society()
    admin, member = make.staff(Role.ADMIN), make.physician()
    leaving.order_copy(member=member, by=admin, now=timezone.now())
    worker.go_round(now=timezone.now())

    assert Order.objects.get().by == member
    assert AuditNote.objects.get(verb="copy.ordered").actor == admin
    browser = Client()
    browser.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(reverse("members:data_fetch")).status_code == 404


@pytest.mark.django_db
def test_a_copy_that_fails_says_so_and_can_be_ordered_again(monkeypatch):
    society()
    member = make.physician()
    order = leaving.order_copy(member=member, by=member, now=timezone.now())
    monkeypatch.setattr(leaving, "build", lambda *args, **kwargs: {}["no such thing"])
    with pytest.raises(KeyError):
        worker.go_round(now=timezone.now())
    order.refresh_from_db()
    assert (order.state, order.failure, order.result) == ("failed", "KeyError", None)
    monkeypatch.undo()
    leaving.order_copy(member=member, by=member, now=timezone.now())
    worker.go_round(now=timezone.now())
    assert Order.objects.get().state == "done"


@pytest.mark.guarantee
@pytest.mark.django_db
def test_a_copy_holds_what_she_wrote_and_not_what_the_other_kept():
    found = scene.build()
    mentee, mentor = found.people["mentee"], found.people["mentor"]
    Mail.objects.filter(to=mentee, role="members.sign_in_code").update(state="sent")  # a draft is in no copy
    hers = b"".join(copy_of(mentee).read(name) for name in copy_of(mentee).namelist())
    his = b"".join(copy_of(mentor).read(name) for name in copy_of(mentor).namelist())
    for canary in (*scene.PRIVATE.values(), scene.FOR_STAFF["need"]):
        assert canary.encode() in hers, canary
    for canary in scene.PRIVATE.values():
        assert canary.encode() not in his, canary
    assert "files/photo.webp" in copy_of(mentee).namelist()


@pytest.mark.django_db
def test_she_reads_who_of_the_office_looked():
    society()
    member, reader = make.physician(), make.staff(Role.COORDINATOR, name="Robin Hale")
    records.seen(reader=reader, about=member, page="members.profile", now=timezone.now())
    words = signed_in(member).get(DATA).content.decode()
    assert "Robin Hale" in words
    assert "your profile" in words


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.django_db
def test_the_page_asks_the_database_equally_often_for_one_look_and_three(count, django_assert_num_queries):
    society()
    member = make.physician()
    for number in range(count):
        reader = make.staff(Role.COORDINATOR, name=f"Reader {number}")
        records.seen(reader=reader, about=member, page="mail", now=timezone.now())
    client = signed_in(member)
    client.get(DATA)
    with django_assert_num_queries(8):
        client.get(DATA)


@pytest.mark.guarantee
@pytest.mark.django_db
def test_being_forgotten_closes_the_account_at_once_and_one_click_takes_it_back():
    society()
    member = make.physician()
    client, elsewhere = signed_in(member), signed_in(member)

    assert client.post(FORGET)["Location"] == reverse("members:forget_asked")

    member.refresh_from_db()
    assert not member.is_active
    assert elsewhere.get(DATA).status_code == 302
    mail = Mail.objects.get(role="members.erasure_asked")
    path = re.search(r"http://[^/]+(/people/forget/\S+)", mail.body)[1]
    stranger = Client()
    for _ in range(3):
        assert "Take it back" in stranger.get(path).content.decode()
    assert Erasure.objects.get().state == "asked"
    assert stranger.post(path)["Location"] == LOGIN
    member.refresh_from_db()
    assert (member.is_active, Erasure.objects.get().state) == (True, "undone")
    assert stranger.post(path).status_code == 409
    assert "nothing to take back" in stranger.get(path).content.decode()
    worker.go_round(now=timezone.now() + timedelta(days=20))
    assert Member.objects.get(pk=member.pk).email == member.email


@pytest.mark.guarantee
@pytest.mark.django_db
def test_a_link_of_nothing_takes_nothing_back():
    society()
    member = make.physician()
    row = leaving.ask_to_be_forgotten(member=member, by=member, now=timezone.now())
    token = leaving.undo_token(row)
    for wrong in (token[:-2], token[:5] + "x" + token[6:], str(row.ref), "x"):
        assert Client().post(reverse("members:forget_undo", args=[wrong])).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=16), tick=False):
        assert Client().get(reverse("members:forget_undo", args=[token])).status_code == 404
    assert Erasure.objects.get().state == "asked"


@pytest.mark.guarantee
@pytest.mark.django_db
def test_fourteen_days_are_fourteen_days():
    society()
    now = timezone.now()
    member = make.physician("Nadia Haddad")
    leaving.ask_to_be_forgotten(member=member, by=member, now=now)
    leaving.ask_to_be_forgotten(member=member, by=member, now=now + timedelta(days=3))

    worker.go_round(now=now + timedelta(days=14) - timedelta(minutes=1))
    assert Member.objects.filter(email=member.email).exists()
    worker.go_round(now=now + timedelta(days=14))

    member.refresh_from_db()
    assert member.email == f"former-{member.ref}@invalid.invalid"
    assert [row.state for row in Erasure.objects.all()] == ["done"]
    assert worker.go_round(now=now + timedelta(days=15)) >= 0
    assert AuditNote.objects.filter(verb="member.erased").count() == 1


@pytest.mark.django_db
def test_the_last_admin_cannot_leave_everybody_without_one():
    society()
    admin = make.staff(Role.ADMIN)
    client = signed_in(admin)
    answer = client.post(FORGET)
    assert (answer.status_code, Erasure.objects.count()) == (409, 0)
    assert "last admin" in answer.content.decode()


CANARIES = {
    "name": "Zulaykha Canaryname",
    "address": "canary.address@q9.example",
    "second address": "canary.second@q9.example",
    "need": "canary-need-q9",
    "about": "canary-about-q9",
    "employer": "canary-employer-q9",
    "institution": "canary-institution-q9",
    "phone": "+1 555 canary-q9",
    "city": "US/KS/canary-city-q9",
    "photo": "RIFFcanaryphotoq9WEBP",
    "mail": "canary-mail-q9",
    "subject": "canary-subject-q9",
    "bounce": "canary-bounce-q9",
}


def someone_to_forget() -> Member:
    """Save a member with a canary in everything kept of her."""
    now = timezone.now()
    member = make.mentor(
        CANARIES["name"], email=CANARIES["address"], bio=CANARIES["about"], text=CANARIES["employer"]
    )
    make.confirmed(member)
    make.confirmed(member, CANARIES["second address"], primary=False)
    make.seeking(member, seeks=CANARIES["need"], project=CANARIES["institution"])
    make.at_home(member, phone=CANARIES["phone"], city=CANARIES["city"])
    Photo.objects.create(member=member, image=CANARIES["photo"].encode(), digest="q9")
    SocialAccount.objects.create(user=member, provider="sso", uid="canary-uid-q9")
    for number, to in enumerate([member, None]):
        Mail.objects.create(
            key=f"q9-{number}", role="r", to=to, to_address=CANARIES["second address"], drafted_at=now,
            subject=CANARIES["subject"], body=CANARIES["mail"],
        )  # fmt: skip
    Address.objects.create(address=CANARIES["address"], reason=CANARIES["bounce"])
    records.note(verb="thing.done", actor=member, about=member, now=now)
    return member


def places_of(words: str, folder: Path) -> list[str]:
    """Return every place where these words stand, as bytes, in the database's files and in a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        files += [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]
    wanted = (words.encode(), words.lower().encode(), words.encode("utf-16-le"))
    return [path.name for path in files if any(each in path.read_bytes() for each in wanted)]


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_no_byte_of_a_forgotten_person_is_left(settings, tmp_path, caplog, capfd):
    society()
    other = make.physician("Walter Lindqvist", email="walter@x.org")
    member = someone_to_forget()
    signed_in(member)
    Client().post(LOGIN, {"login": CANARIES["address"]})
    worker.go_round(now=timezone.now())
    assert places_of("canaryname", settings.SEARCH_DIR) or places_of("zulaykha", settings.SEARCH_DIR)
    now = timezone.now()
    leaving.ask_to_be_forgotten(member=member, by=member, now=now)

    worker.go_round(now=now + timedelta(days=15))
    connection.close()

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            content = repr(cursor.fetchall())
            for what, canary in CANARIES.items():
                assert canary not in content, f"{what} in {table}"
    for session in Session.objects.all():
        assert CANARIES["address"] not in str(session.get_decoded())
    told = caplog.text + "".join(capfd.readouterr())
    for what, canary in {**CANARIES, "part of the name": "Zulaykha"}.items():
        assert places_of(canary, tmp_path) == [], what
        assert canary not in told, what
    assert not EmailAddress.objects.filter(user=member).exists()
    assert not SocialAccount.objects.exists()
    assert not Need.objects.filter(owner=member).exists()
    assert Member.objects.get(pk=other.pk).email == "walter@x.org"
    assert records.broken_seals() == []
    assert list(records.read_log(settings.ERASURE_LOG)) == [str(member.ref)]
    assert not AccessNote.objects.filter(about=member).exists()
