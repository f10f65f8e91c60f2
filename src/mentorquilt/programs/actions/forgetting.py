"""Take a member out of cohorts and out of uploaded sheets that still wait."""

from django.db import transaction

from mentorquilt.members.models import Member
from mentorquilt.programs import states
from mentorquilt.programs.models import Enrolment, EnrolmentDraft, RosterImport


@transaction.atomic
def forget(member: Member) -> None:
    """Delete a member's enrolments and every waiting sheet that names her address; others upload it again without her."""
    Enrolment.objects.filter(member=member).delete()
    EnrolmentDraft.objects.filter(member=member).delete()
    waiting = RosterImport.objects.exclude(
        state__in=[states.ImportState.APPLIED, states.ImportState.DISCARDED]
    )
    for sheet in waiting.iterator():
        if member.email in str(sheet.table).lower():
            sheet.delete()
