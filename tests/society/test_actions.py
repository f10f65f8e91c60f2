"""The one row, its logo, and the link that begins an installation."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from PIL import Image

from mentorquilt import gate
from mentorquilt.members.models import Member
from mentorquilt.records.models import AuditNote
from mentorquilt.society import actions, queries
from mentorquilt.society.models import SetupLink, Society
from tests.factories.programs import NOW

pytestmark = pytest.mark.django_db


def test_describing_twice_keeps_one_row():
    by = Member.objects.create_user("a@x.org")
    actions.describe(by=by, now=NOW, name="Meridian", short_name="M")
    actions.describe(by=by, now=NOW, zone="Europe/Zurich")

    assert (queries.current().name, queries.current().zone) == ("Meridian", "Europe/Zurich")
    assert AuditNote.objects.filter(verb="society.described").count() == 2


def test_a_second_row_is_refused_by_the_database():
    Society.objects.create(name="One", short_name="1")

    with pytest.raises(IntegrityError):
        Society.objects.create(id=2, name="Two", short_name="2")


def test_a_small_cell_below_five_is_refused():
    with pytest.raises(ValidationError):
        actions.describe(by=None, now=NOW, name="M", short_name="M", small_cell=4)


def test_before_one_is_set_up_pages_have_a_name():
    assert queries.current().name == "Mentorquilt"


def a_logo(color: str = "#0b5f66") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (300, 120), color).save(written, "PNG")
    return written.getvalue()


def test_the_same_words_again_write_nothing():
    actions.describe(by=None, now=NOW, name="Meridian", short_name="M")
    actions.describe(by=None, now=NOW, name="Meridian")
    assert AuditNote.objects.filter(verb="society.described").count() == 1


def test_one_field_typed_first_makes_the_row():
    actions.describe(by=None, now=NOW, zone="Europe/Zurich")
    assert (queries.current().name, queries.current().zone) == ("Mentorquilt", "Europe/Zurich")


def test_a_logo_is_kept_under_its_digest_and_survives_other_changes():
    actions.describe(by=None, now=NOW, name="Meridian", short_name="M")
    row = actions.store_logo(data=a_logo(), by=None, now=NOW)
    actions.describe(by=None, now=NOW, zone="Europe/Zurich")
    kept = queries.logo(row.logo_digest)
    assert kept is not None
    assert kept.startswith(b"\x89PNG")
    assert queries.current().logo_url == f"/society/logo/{row.logo_digest}.png"


def test_another_logo_has_another_address_and_the_old_one_is_gone():
    first = actions.store_logo(data=a_logo(), by=None, now=NOW).logo_digest
    second = actions.store_logo(data=a_logo("#aa2200"), by=None, now=NOW).logo_digest
    assert (first != second, queries.logo(first)) == (True, None)
    actions.drop_logo(by=None, now=NOW)
    assert (queries.current().logo_url, queries.logo(second), queries.logo("")) == ("", None, None)


def test_what_is_no_picture_changes_nothing():
    actions.describe(by=None, now=NOW, name="Meridian", short_name="M")
    with pytest.raises(gate.Refused):
        actions.store_logo(data=b"<svg/>", by=None, now=NOW)
    assert queries.current().logo_url == ""


def test_a_page_never_reads_the_logos_bytes(django_assert_num_queries):
    actions.store_logo(data=a_logo(), by=None, now=NOW)
    with django_assert_num_queries(1) as told:
        assert queries.current().logo_url
    assert '"logo",' not in told.captured_queries[0]["sql"]


def test_a_society_is_started_once():
    actions.describe(by=None, now=NOW, name="Meridian", short_name="M")
    assert actions.mark_started(by=None, now=NOW)
    assert not actions.mark_started(by=None, now=NOW + timedelta(days=1))
    assert queries.current().started_at == NOW


@pytest.mark.guarantee
def test_the_setup_link_works_once_and_its_secret_is_not_kept():
    token = actions.make_setup_link(now=NOW)
    assert len(token) >= 43
    assert token not in repr(list(SetupLink.objects.values()))
    assert queries.is_setup_link(token, NOW)
    actions.spend_setup_link(token=token, now=NOW)
    assert not queries.is_setup_link(token, NOW)
    with pytest.raises(actions.LinkGone):
        actions.spend_setup_link(token=token, now=NOW)


@pytest.mark.guarantee
def test_the_setup_link_ends_after_a_day_and_with_the_next_one():
    token = actions.make_setup_link(now=NOW)
    with pytest.raises(actions.LinkGone):
        actions.spend_setup_link(token=token, now=NOW + timedelta(hours=24))
    later = actions.make_setup_link(now=NOW)
    with pytest.raises(actions.LinkGone):
        actions.spend_setup_link(token=token, now=NOW)
    actions.spend_setup_link(token=later, now=NOW)


@pytest.mark.guarantee
@pytest.mark.parametrize("guess", ["", "x", "0" * 43])
def test_a_guess_opens_nothing(guess):
    actions.make_setup_link(now=NOW)
    assert not queries.is_setup_link(guess, NOW)
    with pytest.raises(actions.LinkGone):
        actions.spend_setup_link(token=guess, now=NOW)
