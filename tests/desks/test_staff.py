"""Staff: the list, naming somebody, taking rights away, stand-ins; a right is changed only by who shows it is her."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.internal.flows import login
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from mentorquilt.desks.queries import staff as queries
from mentorquilt.mail.models import Mail
from mentorquilt.members import access
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.records.models import AuditNote
from mentorquilt.sigs.models import Sig
from tests.factories import programs as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db


def key(number: int) -> dict[str, str]:
    return {"submission": f"9f0ffb0a-1d7c-4a5e-8f11-52c1f2c7{number:04d}"}


@pytest.fixture
def admin(client):
    society(zone="America/Denver")
    member = make.staff("it@x.org", Role.ADMIN)
    client.force_login(member)
    return member


def fresh(member):
    return Member.objects.get(pk=member.pk)


def add(client, number=1, **more):
    sent = {
        "email": "Sam@X.org",
        "name": "Sam Ortiz",
        "role": "coordinator",
        "scope": "society",
        **key(number),
        **more,
    }
    return client.post(reverse("desks:staff_add"), sent)


def test_somebody_new_gets_an_account_a_right_and_a_mail(client, admin):
    program = make.program("Nine Months")
    assert add(client, scope=f"program {program.ref}").status_code == 303
    sam = Member.objects.get(email="sam@x.org")
    assert (sam.kind, sam.name, access.is_coordinator(sam, str(program.ref))) == ("staff", "Sam Ortiz", True)
    assert not access.is_coordinator(fresh(sam), str(make.program("Other").ref))
    mail = Mail.objects.get(to=sam)
    assert "coordinator, Nine Months" in mail.body
    assert "{" not in mail.subject + mail.body


def test_sent_twice_names_once(client, admin):
    for _ in range(2):
        assert add(client).status_code == 303
    assert (Grant.objects.filter(role="coordinator").count(), Mail.objects.count()) == (1, 1)


def test_a_member_keeps_her_name_and_kind(client, admin):
    ana = make.physician("sam@x.org", full_name="Ana Lopez")
    add(client, role="reader")
    assert (fresh(ana).kind, fresh(ana).name) == ("member", "")
    assert access.has_role(fresh(ana), Role.READER)


def test_an_officer_has_one_group_and_an_admin_no_limits(client, admin):
    group = Sig.objects.create(slug="pain", name="Pain")
    assert add(client, role="officer").status_code == 422
    assert add(client, role="officer", scope=f"sig {group.ref}", number=2).status_code == 303
    assert add(client, role="admin", scope=f"sig {group.ref}", number=3).status_code == 303
    assert sorted(Grant.objects.exclude(member=admin).values_list("role", "scope_kind", "scope_id")) == [
        ("admin", "society", ""),
        ("officer", "sig", str(group.ref)),
    ]


def test_a_program_that_is_not_there_is_refused(client, admin):
    assert add(client, scope="program 00000000-0000-4000-8000-000000000000").status_code == 422
    assert not Member.objects.filter(email="sam@x.org").exists()


def test_the_list_shows_right_scope_sign_in_and_second_factor(client, admin):
    robin = make.staff("robin@x.org", of=make.program("Nine Months"))
    Authenticator.objects.create(user=robin, type="totp", data={})
    Authenticator.objects.create(user=admin, type="recovery_codes", data={})
    Member.objects.filter(pk=robin.pk).update(last_login=datetime(2026, 3, 2, 15, tzinfo=UTC))
    first, second = queries.staff(now=timezone.now())
    assert (first.email, first.has_key, first.rights[0].words) == ("it@x.org", False, "Society admin")
    assert (second.email, second.has_key, second.rights[0].scope) == ("robin@x.org", True, "Nine Months")
    page = client.get(reverse("desks:staff")).content.decode()
    for words in ("robin@x.org", "Nine Months", "missing", "set up", "Mon 2 Mar"):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(count, django_assert_num_queries):
    program = make.program("Nine Months")
    for number in range(count):
        make.staff(f"r{number}@x.org", of=program)
    with django_assert_num_queries(3):
        assert len(queries.staff(now=timezone.now())) == count


def take(client, right):
    return client.post(reverse("desks:right_take", args=[right.member.ref, right.pk]))


def test_taking_asks_first_and_then_takes(client, admin):
    robin = make.staff("robin@x.org")
    right = robin.grants.get()
    page = client.get(reverse("desks:right_take", args=[robin.ref, right.pk])).content.decode()
    assert "Take this right from robin@x.org?" in page
    assert Grant.objects.filter(pk=right.pk).exists()
    assert take(client, right).status_code == 303
    assert not access.is_staff(fresh(robin))
    assert AuditNote.objects.get(verb="member.right_taken").actor == admin


@pytest.mark.guarantee
def test_the_last_admin_is_told_why_she_stays(client, admin):
    answer = take(client, admin.grants.get())
    assert (answer.status_code, "last admin" in answer.content.decode()) == (409, True)
    assert access.is_admin(fresh(admin))


@pytest.mark.guarantee
def test_a_right_is_named_with_its_own_person(client, admin):
    robin, kim = make.staff("robin@x.org"), make.staff("kim@x.org")
    assert client.post(reverse("desks:right_take", args=[kim.ref, robin.grants.get().pk])).status_code == 404
    assert Grant.objects.count() == 3


@pytest.mark.guarantee
@pytest.mark.parametrize("name", ["staff", "staff_add"])
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER])
def test_staff_is_for_admins(client, name, role):
    society()
    other = make.staff("it@x.org", Role.ADMIN)
    client.force_login(make.staff("robin@x.org", role))
    assert client.get(reverse(f"desks:{name}")).status_code == 403
    assert add(client, role="admin").status_code == 403
    assert client.get(reverse("desks:staff_person", args=[other.ref])).status_code == 403
    assert take(client, other.grants.get()).status_code == 403
    assert Grant.objects.count() == 2


@pytest.mark.guarantee
def test_changing_rights_asks_for_the_second_factor_again(client, admin):
    robin = make.staff("robin@x.org")
    Authenticator.objects.create(user=admin, type="totp", data={"secret": ""})
    for url in (
        reverse("desks:staff_add"),
        reverse("desks:right_take", args=[robin.ref, robin.grants.get().pk]),
        reverse("desks:stand_in"),
    ):
        for method in (client.get, client.post):
            assert method(url)["Location"].startswith("/sign-in/keys/reauthenticate/?next=")
    assert Grant.objects.count() == 2
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "reauthenticated": True}
    ]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(admin.pk)
    session.save()
    assert add(client).status_code == 303


def lend(client, number=9, url="", **more):
    day = timezone.localdate() + timedelta(days=14)
    programs = more.pop("programs", [])
    sent = {
        "email": "sam@x.org",
        "name": "Sam Ortiz",
        "until": day.isoformat(),
        "programs": programs,
        **key(number),
    }
    return client.post(url or reverse("desks:stand_in"), {**sent, **more})


def test_a_coordinator_names_her_own_stand_in(client):
    society(zone="America/Denver")
    program, other = make.program("Nine Months"), make.program("Other")
    robin = make.staff("robin@x.org", of=program)
    client.force_login(robin)
    assert lend(client, programs=[str(program.ref)]).status_code == 303
    sam = Member.objects.get(email="sam@x.org")
    row = sam.grants.get()
    assert (row.role, row.scope_id, row.stands_in_for) == ("coordinator", str(program.ref), robin)
    assert row.until.astimezone(UTC).hour in {6, 7}  # midnight in Denver
    assert access.is_coordinator(sam, str(program.ref))
    assert not access.is_coordinator(sam, str(other.ref))
    mail = Mail.objects.get(to=sam)
    assert ("Nine Months" in mail.body, "Mountain Time (Denver)" in mail.body) == (True, True)
    assert "{" not in mail.subject + mail.body
    mine, theirs = client.get("/").content.decode(), client.__class__()
    theirs.force_login(sam)
    assert "sam@x.org stands in" in mine.replace("Sam Ortiz", "sam@x.org")
    assert "You stand in for robin@x.org" in theirs.get("/").content.decode()


@pytest.mark.guarantee
def test_nobody_lends_what_is_not_hers(client):
    society()
    program, other = make.program("Nine Months"), make.program("Other")
    robin = make.staff("robin@x.org", of=program)
    client.force_login(robin)
    assert lend(client, programs=[str(other.ref)]).status_code == 422
    assert lend(client, 10, programs=[str(program.ref)]).status_code == 303
    sam = client.__class__()
    sam.force_login(Member.objects.get(email="sam@x.org"))
    assert lend(sam, 11, email="eve@x.org", programs=[str(program.ref)]).status_code == 403
    reader = client.__class__()
    reader.force_login(make.staff("reader@x.org", Role.READER, program))
    assert lend(reader, 12, email="eve@x.org", programs=[str(program.ref)]).status_code == 403
    assert not Member.objects.filter(email="eve@x.org").exists()


@pytest.mark.parametrize(("days", "words"), [(-1, "This day is over"), (400, "At most half a year")])
def test_a_stand_in_has_a_sensible_end(client, days, words):
    society()
    program = make.program("Nine Months")
    client.force_login(make.staff("robin@x.org", of=program))
    day = (timezone.localdate() + timedelta(days=days - 1)).isoformat()
    answer = lend(client, programs=[str(program.ref)], until=day)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_nobody_stands_in_for_herself(client):
    society()
    program = make.program("Nine Months")
    client.force_login(make.staff("robin@x.org", of=program))
    assert lend(client, programs=[str(program.ref)], email="robin@x.org").status_code == 422


def test_an_admin_names_a_stand_in_for_somebody_who_is_ill_and_ends_it(client, admin):
    program = make.program("Nine Months")
    robin = make.staff("robin@x.org", of=program)
    url = reverse("desks:stand_in_for", args=[robin.ref])
    assert lend(client, url=url, programs=[str(program.ref)]).status_code == 303
    sam = Member.objects.get(email="sam@x.org")
    assert sam.grants.get().stands_in_for == robin
    end = reverse("desks:stand_in_end", args=[sam.ref])
    assert client.post(end).status_code == 404  # she lent nothing herself
    assert client.post(end, {"instead_of": str(robin.ref)}).status_code == 303
    assert not sam.grants.exists()


def test_a_coordinator_takes_back_what_she_lent_and_nobody_else_does(client):
    society()
    program = make.program("Nine Months")
    robin, other = make.staff("robin@x.org", of=program), make.staff("other@x.org", of=program)
    client.force_login(robin)
    lend(client, programs=[str(program.ref)])
    sam = Member.objects.get(email="sam@x.org")
    stranger = client.__class__()
    stranger.force_login(other)
    end = reverse("desks:stand_in_end", args=[sam.ref])
    assert stranger.post(end).status_code == 404
    assert stranger.post(end, {"instead_of": str(robin.ref)}).status_code == 403
    assert client.post(end).status_code == 303
    assert not access.is_staff(fresh(sam))


def test_an_officer_lends_the_programs_of_her_group(client):
    society()
    group = Sig.objects.create(slug="pain", name="Pain")
    program = make.program("Pain program", sig=group)
    chair = make.staff("chair@x.org", Role.READER)
    Grant.objects.filter(member=chair).update(
        role=Role.OFFICER, scope_kind=Scope.SIG, scope_id=str(group.ref)
    )
    client.force_login(chair)
    assert lend(client, programs=[str(program.ref)]).status_code == 303
    assert access.is_coordinator(Member.objects.get(email="sam@x.org"), str(program.ref))
