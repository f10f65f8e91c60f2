"""What an installation needs before it starts is made once, and left alone when nothing changed."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from mentorquilt.config.management.commands import prepare
from mentorquilt.config.serve import SIGN_IN_WORDS
from mentorquilt.members.models import Member
from mentorquilt.society.models import Society

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings, tmp_path):
    """An installation's folder of its own."""
    settings.VAR = tmp_path / "var"
    settings.STATIC_ROOT = settings.VAR / "static"
    settings.TEXT_KEYS_FILE = settings.VAR / "text.keys"
    return settings.VAR


def prepared(*arguments: str) -> str:
    out = StringIO()
    call_command("prepare", *arguments, stdout=out)
    return out.getvalue()


def test_first_start_makes_keys_static_files_and_words(place) -> None:
    assert prepared() == ""
    assert (place / "text.keys").stat().st_mode & 0o777 == 0o600
    assert (place / "static" / "ui").is_dir()
    assert (
        place / SIGN_IN_WORDS
    ).read_text() == "Nobody runs it yet. Make the first admin with: python manage.py begin\n"


def test_second_start_changes_nothing(place) -> None:
    prepared()
    stamp = place / "static" / "ours.txt"
    stamp.write_text("stays when nothing is collected")
    keys = (place / "text.keys").read_bytes()
    prepared()
    assert (stamp.exists(), (place / "text.keys").read_bytes() == keys) == (True, True)


def test_changed_static_files_are_collected_anew(place) -> None:
    prepared()
    stamp = place / "static" / "ours.txt"
    stamp.write_text("goes when files are collected")
    (place / "static" / ".collected").write_text("another fingerprint")
    prepared()
    assert not stamp.exists()


@pytest.mark.guarantee
def test_demo_never_mixes_with_people_who_are_there(place) -> None:
    Member.objects.create(email="ada@example.org")
    assert prepared("--demo") == ""
    assert (Member.objects.count(), Society.objects.count()) == (1, 0)


@pytest.mark.guarantee
def test_production_refuses_a_database_with_the_demo_society(place, production) -> None:
    Society.objects.create(name="Demo", short_name="Demo", is_demo=True)
    with pytest.raises(CommandError, match="holds the demo society"):
        prepared()


@pytest.mark.guarantee
def test_production_that_is_not_safe_is_not_prepared(place, settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match="does not start in production"):
        prepared()
    assert not place.exists()


def test_words_name_the_people_of_the_demo() -> None:
    Society.objects.create(name="Demo", short_name="Demo", is_demo=True)
    first, *people = prepare.how_to_sign_in().splitlines()
    assert first.startswith("One click on the sign-in page")
    assert [line.split(", ")[1] for line in people] == [label for label, _, _ in prepare.cast.SIGN_IN_AS]
