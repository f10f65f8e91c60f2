"""How a society starts: the setup link, three steps, the link to send."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role
from mentorquilt.society import actions, queries
from mentorquilt.society.models import SetupLink
from tests.factories import programs as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
ME = {"name": "Robin Hale", "email": "Robin@Example.org"}


def link() -> str:
    return reverse("desks:start_link", args=[actions.make_setup_link(now=timezone.now())])


def begun(client) -> Member:
    client.post(link(), ME)
    return Member.objects.get()


def test_whoever_opens_the_link_becomes_the_first_admin_and_is_inside(client):
    answer = client.post(link(), ME)
    admin = Member.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("desks:start_society"))
    assert (admin.email, admin.kind, admin.has_usable_password()) == ("robin@example.org", "staff", False)
    assert list(Grant.objects.values_list("role", "scope_kind", "until")) == [("admin", "society", None)]
    assert client.get(answer["Location"]).status_code == 200
    assert not SetupLink.objects.exists()


@pytest.mark.guarantee
def test_the_link_works_once(client):
    url = link()
    client.post(url, ME)
    other = client.__class__()
    for answer in (other.get(url), other.post(url, {"name": "Eve", "email": "eve@example.org"})):
        assert (answer.status_code, "This link is over" in answer.content.decode()) == (404, True)
    assert [row.email for row in Member.objects.all()] == ["robin@example.org"]


@pytest.mark.guarantee
def test_where_somebody_runs_it_no_link_opens_it(client):
    url = link()
    make.staff("it@x.org", Role.ADMIN)
    assert client.get(url).status_code == 404
    assert client.post(url, ME).status_code == 404
    assert not Member.objects.filter(email="robin@example.org").exists()


@pytest.mark.guarantee
def test_the_link_never_makes_its_holder_somebody_who_is_known(client):
    member = make.physician("ana@x.org")
    url = link()
    answer = client.post(url, {"name": "Ana", "email": "ANA@x.org"})
    assert (answer.status_code, "has this address already" in answer.content.decode()) == (422, True)
    assert not Grant.objects.filter(member=member).exists()
    assert "_auth_user_id" not in client.session
    assert client.post(url, ME).status_code == 303  # what was refused did not use the link up


def test_opening_the_link_uses_nothing_up(client):
    url = link()
    for _ in range(3):
        assert client.get(url).status_code == 200
    assert client.post(url, {"name": "", "email": "x"}).status_code == 422
    assert client.post(url, ME).status_code == 303


def test_a_stranger_is_told_how_a_new_installation_begins(client):
    assert "Nobody runs this yet" in client.get("/sign-in/login/").content.decode()
    page = client.get(reverse("desks:start")).content.decode()
    assert "python manage.py begin" in page
    assert not SetupLink.objects.exists()


def test_a_stranger_elsewhere_is_led_to_sign_in(client):
    society()
    make.staff("it@x.org", Role.ADMIN)
    assert client.get(reverse("desks:start"))["Location"].startswith("/sign-in/login/")
    assert "Nobody runs this yet" not in client.get("/sign-in/login/").content.decode()


def test_the_start_leads_to_the_step_that_is_next(client):
    begun(client)
    where = reverse("desks:start")
    assert client.get(where)["Location"] == reverse("desks:start_society")
    client.post(reverse("desks:start_society"), {"name": "Example Society", "zone": "America/Chicago"})
    assert client.get(where)["Location"] == reverse("desks:start_people")
    actions.mark_started(by=None, now=timezone.now())
    assert client.get(where)["Location"] == reverse("desks:start_done")


def test_the_first_step_describes_the_society(client):
    begun(client)
    picture = io.BytesIO()
    Image.new("RGB", (300, 120), "#0b5f66").save(picture, "PNG")
    picture.seek(0)
    picture.name = "logo.png"
    sent = {
        "name": "Example Society of Physicians",
        "short_name": "",
        "zone": "Europe/Zurich",
        "logo": picture,
    }
    answer = client.post(reverse("desks:start_society"), sent)
    one = queries.current()
    assert answer["Location"] == reverse("desks:start_people")
    assert (one.name, one.short_name, one.zone, bool(one.logo_url)) == (
        "Example Society of Physicians",
        "ESP",
        "Europe/Zurich",
        True,
    )


def test_a_file_that_is_no_logo_is_refused_beside_its_field_and_the_rest_is_kept(client):
    begun(client)
    file = io.BytesIO(b"%PDF-1.7")
    file.name = "logo.png"
    answer = client.post(
        reverse("desks:start_society"), {"name": "Example Society", "zone": "Europe/Zurich", "logo": file}
    )
    assert (answer.status_code, "This is not a picture" in answer.content.decode()) == (422, True)
    assert queries.current().name == "Example Society"


def test_the_second_step_is_filled_in_with_oneself(client):
    begun(client)
    society()
    page = client.get(reverse("desks:start_people")).content.decode()
    for value in ("Test Society of Physicians", "Robin Hale", "robin@example.org"):
        assert f'value="{value}"' in page


PEOPLE = {"sender_name": "Ours", "reply_to": "a@x.org", "contact_name": "Robin", "contact_email": "a@x.org"}


def test_coordinating_oneself(client):
    admin = begun(client)
    society()
    client.post(reverse("desks:start_people"), {**PEOPLE, "who": "me"})
    assert set(Grant.objects.values_list("member", "role")) == {
        (admin.pk, "admin"),
        (admin.pk, "coordinator"),
    }
    assert not Mail.objects.exists()


def test_another_coordinates_runs_it_too_and_is_told(client):
    begun(client)
    society()
    sent = {**PEOPLE, "who": "other", "name": "Sam Ortiz", "email": "sam@x.org"}
    for _ in range(2):
        client.post(reverse("desks:start_people"), sent)
    sam = Member.objects.get(email="sam@x.org")
    assert set(sam.grants.values_list("role", flat=True)) == {"admin", "coordinator"}
    (mail,) = Mail.objects.filter(to=sam)
    assert (mail.state, "http://localhost:8000/" in mail.body, "sam@x.org" in mail.body) == (
        "approved",
        True,
        True,
    )
    assert "{" not in mail.subject + mail.body


def test_somebody_else_needs_a_name_and_an_address(client):
    begun(client)
    society()
    answer = client.post(reverse("desks:start_people"), {**PEOPLE, "who": "other"})
    assert (answer.status_code, answer.content.decode().count("Needed, so that she can be told.")) == (422, 4)


def test_the_end_shows_the_link_and_what_is_next(client):
    begun(client)
    society(contact_name="Robin Hale")
    client.post(reverse("desks:start_people"), {**PEOPLE, "who": "me"})
    answer = client.get(reverse("desks:start_program"))
    assert answer["Location"] == f"{reverse('programs:from_template')}?then={reverse('desks:start_done')}"
    client.post(
        reverse("programs:from_template"),
        {
            "template": "distant",
            "name": "Far Away",
            "meeting": "none",
            "opens_now": "on",
            "then": reverse("desks:start_done"),
            "submission": "9f0ffb0a-1d7c-4a5e-8f11-52c1f2c70002",
        },
    )
    page = client.get(reverse("desks:start_done")).content.decode()
    assert "http://localhost:8000/join/far-away/" in page
    assert client.__class__().get("/join/far-away/").status_code == 200
    assert "Add a passkey" in page
    assert queries.current().started_at is not None


def test_a_program_can_wait(client):
    begun(client)
    society()
    assert client.post(reverse("desks:start_done")).status_code == 303
    assert queries.current().started_at is not None
    assert "no program yet" in client.get(reverse("desks:start_done")).content.decode()


@pytest.mark.parametrize("name", ["start_society", "start_people", "start_program", "start_done"])
def test_the_steps_are_for_admins(client, name):
    society()
    client.force_login(make.staff("robin@x.org", Role.COORDINATOR))
    assert client.get(reverse(f"desks:{name}")).status_code == 403


@pytest.mark.guarantee
def test_in_production_the_first_admin_adds_a_key_before_anything_else(client, settings):
    settings.PRODUCTION = True
    begun(client)
    for name in ("start_society", "start_people", "settings", "staff", "home"):
        assert client.get(reverse(f"desks:{name}"))["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert (
        client.get(reverse("mfa_activate_totp")).status_code == 200
    )  # not asked to prove herself with what she lacks
