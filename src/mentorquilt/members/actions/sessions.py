"""Ending sessions: of somebody who leaves, is forgotten, or lost a key."""

from collections.abc import Sequence

from django.contrib.sessions.models import Session

from mentorquilt.members.models import Member


def end_sessions(*, member: Member, addresses: Sequence[str] = ()) -> int:
    """End every session of a person, also those that only wait for a code sent to her; returns how many."""
    wanted = {member.email.lower(), *(address.lower() for address in addresses)}
    count = 0
    for row in Session.objects.iterator():
        held = row.get_decoded()
        is_hers = held.get("_auth_user_id") == str(member.pk)
        if is_hers or any(address in str(held).lower() for address in wanted):
            row.delete()
            count += 1
    return count
