"""A production installation begins with a society and somebody who may run it."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorquilt.members.models import Grant, Member
from mentorquilt.records.models import AuditNote
from mentorquilt.society.models import Society

pytestmark = pytest.mark.django_db
ROBIN = ("--short", "ESP", "--admin", " Robin@Example.org", "--name", "Robin Hale")


def begun(*arguments: str) -> str:
    out = StringIO()
    call_command("begin", *arguments, stdout=out)
    return out.getvalue()


def test_society_and_admin_are_there() -> None:
    assert "robin@example.org signs in" in begun("Example Society of Physicians", *ROBIN)
    society, admin = Society.objects.get(), Member.objects.get()
    assert (society.name, society.short_name, society.is_demo) == (
        "Example Society of Physicians",
        "ESP",
        False,
    )
    assert (admin.email, admin.kind, admin.has_usable_password()) == ("robin@example.org", "staff", False)
    assert list(Grant.objects.values_list("member", "role", "scope_kind")) == [(admin.pk, "admin", "society")]
    assert set(AuditNote.objects.values_list("verb", flat=True)) == {
        "member.staff_added",
        "member.right_given",
        "society.described",
    }


def test_again_renames_and_adds_nobody_twice() -> None:
    begun("Example Society of Physicians", *ROBIN)
    begun("Example College of Physicians", *ROBIN)
    assert (Society.objects.get().name, Member.objects.count(), Grant.objects.count()) == (
        "Example College of Physicians",
        1,
        1,
    )


def test_alone_it_prints_a_link_that_opens_the_installation(client) -> None:
    told = begun()
    (path,) = re.findall(r"http://localhost:8000(/start/link/\S+/)", told)
    assert "24 hours" in told
    assert client.get(path).status_code == 200
    assert (Member.objects.count(), Society.objects.count()) == (0, 0)


@pytest.mark.guarantee
def test_a_second_link_puts_the_first_out_of_use(client) -> None:
    first, second = (re.search(r"/start/link/\S+/", begun())[0] for _ in range(2))
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)


@pytest.mark.guarantee
def test_no_link_where_somebody_runs_it(client) -> None:
    path = re.search(r"/start/link/\S+/", begun())[0]
    begun("Example Society of Physicians", *ROBIN)
    with pytest.raises(CommandError, match="runs this installation already"):
        begun()
    assert client.get(path).status_code == 404


def test_a_society_alone_is_not_enough() -> None:
    with pytest.raises(CommandError, match="--admin"):
        begun("Example Society of Physicians", "--short", "ESP")


def test_a_link_lasts_three_days_at_most() -> None:
    assert "72 hours" in begun("--hours", "9999")


@pytest.mark.parametrize(
    ("society", "admin"), [("Example Society", "not an address"), ("x" * 300, "robin@example.org")]
)
def test_nothing_is_left_behind_by_what_is_refused(society, admin) -> None:
    with pytest.raises(CommandError):
        begun(society, "--short", "ESP", "--admin", admin, "--name", "Robin Hale")
    assert (Member.objects.count(), Society.objects.count()) == (0, 0)


def test_demo_society_is_not_made_a_real_one() -> None:
    Society.objects.create(name="Demo", short_name="Demo", is_demo=True)
    with pytest.raises(CommandError, match="demo society"):
        begun("Example Society of Physicians", *ROBIN)
    assert Society.objects.get().name == "Demo"
