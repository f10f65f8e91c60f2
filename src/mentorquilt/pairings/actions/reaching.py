"""How the participants of a pairing reach each other: the phone in this pairing, and mails with or without the words."""

from datetime import datetime

from django.db import transaction

from mentorquilt.members.states import PhoneShown
from mentorquilt.pairings.actions.live import hold
from mentorquilt.pairings.models import Participant
from mentorquilt.records import actions as records


@transaction.atomic
def change_reach(*, seat: Participant, phone_shown: str, link_only: bool, now: datetime) -> None:
    """Set when the others see the phone here (empty: as in the profile) and whether mails carry the words.

    Raises ``Over`` when the pairing is over, ValueError for a word that is none of the choices.
    """
    if phone_shown not in {"", *PhoneShown.values}:
        raise ValueError(phone_shown)
    own = hold(pairing=seat.pairing, member=seat.member_id)
    Participant.objects.filter(pk=own.pk).update(phone_shown=phone_shown, link_only=link_only)
    facts = {"phone_shown": phone_shown, "link_only": link_only}
    records.note(verb="pairing.reach_changed", actor=seat.member, about=seat.pairing, now=now, facts=facts)
