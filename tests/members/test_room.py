"""The link of a standing video room: https to a named host and nothing that disguises it (S-32)."""

import pytest
from django.db import connection

from mentorquilt.members import actions
from mentorquilt.members.models import Whereabouts
from mentorquilt.records.models import AuditNote
from tests.factories import members as make

ROOM = "https://zoom.us/j/123456789?pwd=canary-room"


@pytest.mark.parametrize(
    "link", [ROOM, "https://teams.example.org/l/meetup-join/19%3ameeting", "  https://a.example/x \n"]
)
def test_a_rooms_link_is_taken(link):
    assert actions.checked_room(link) == link.strip()


def test_no_link_is_taken_as_none():
    assert actions.checked_room("  ") == ""


@pytest.mark.parametrize(
    "link",
    [
        "http://zoom.us/j/1",
        "javascript:alert(1)",
        "data:text/html,x",
        "//zoom.us/j/1",
        "zoom.us/j/1",
        "https://zoom",
        "https://",
        "https://zoom.us@evil.example/j/1",
        "https://zoom.us/j/1 and https://other.example",
        "https://[::1",
        "https://zoom.us:99999/",
        "https://zoom.us/\u202e1",
        "https://zoom.us/" + "x" * 400,
    ],
)
def test_what_is_no_room_is_refused_in_words(link):
    with pytest.raises(actions.NotALink) as refused:
        actions.checked_room(link)
    assert len(str(refused.value)) > 20


@pytest.mark.django_db
def test_the_link_is_kept_encrypted_and_not_in_the_trail():
    member = make.physician("Walter Lindqvist")
    actions.change_room(member=member, link=ROOM, by=member, now=make.NOW)
    assert Whereabouts.objects.get(member=member).standing_link == ROOM
    with connection.cursor() as cursor:
        cursor.execute("select standing_link from members_whereabouts")
        assert "canary-room" not in cursor.fetchone()[0]
    note = AuditNote.objects.get(verb="member.room_changed")
    assert note.facts == {"fields": ["standing_link"], "is_set": True}
    actions.change_room(member=member, link=ROOM, by=member, now=make.NOW)
    assert AuditNote.objects.filter(verb="member.room_changed").count() == 1
    actions.change_room(member=member, link="", by=member, now=make.NOW)
    assert Whereabouts.objects.get(member=member).standing_link == ""
