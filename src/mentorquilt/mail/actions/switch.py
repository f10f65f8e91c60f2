"""The switch that stops all mail at once, for the day something goes wrong."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.records import actions as records
from mentorquilt.society import queries as society
from mentorquilt.society.models import Society


@transaction.atomic
def stop_all(*, stopped: bool, by: Any, now: datetime) -> bool:
    """Hold all mail back, or let it go again; returns whether that changed anything."""
    if not Society.objects.filter(mail_is_stopped=not stopped).update(mail_is_stopped=stopped):
        return False
    verb = "mail.all_stopped" if stopped else "mail.all_let_go"
    records.note(verb=verb, actor=by, about=society.current(), now=now)
    return True
