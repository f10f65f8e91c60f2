"""How many mails somebody gets: one program mail a week by default, what she stopped never (house rule).

Mails that are somebody's own doing (a code, an answer, an introduction) leave at once and count nothing; a role
with pace BUDGETED counts. What is over the budget waits for the weekly digest.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from mentorquilt.mail import roles
from mentorquilt.mail.models import Address, Mail, Preference
from mentorquilt.mail.states import MailState
from mentorquilt.society import queries as society

WEEK = timedelta(days=7)


def hold_place(member_pk: int) -> None:
    """Let two workers decide about one reader one after the other, inside the transaction of the claim.

    PostgreSQL locks her row; on SQLite the transaction that claims holds the only write lock already.
    """
    members = get_user_model().objects
    list(members.select_for_update(no_key=True).filter(pk=member_pk).values_list("pk"))


def why_not_now(mail: Mail, role: roles.Role | None, now: datetime) -> dict[str, Any] | None:
    """Return what to write on a claimed mail that may not leave now, or None when it may."""
    suspended = Address.objects.filter(address=mail.to_address.lower()).exclude(suspended_at=None).first()
    if suspended is not None:
        told = _("Nothing is sent to %(address)s since mail came back twice: %(reason)s")
        words = told % {"address": mail.to_address, "reason": suspended.reason}
        return {"state": MailState.FAILED, "failure": words[:300]}
    if not mail.to_id or role is None or not (role.stoppable or role.pace is roles.Pace.BUDGETED):
        return None
    wishes = Preference.objects.filter(member=mail.to_id).first()
    if wishes and role.stoppable and role.stoppable in wishes.stopped:
        return {"state": MailState.DISCARDED, "failure": _("The reader stopped mails of this kind.")}
    if role.pace is roles.Pace.BUDGETED and ((wishes and wishes.digest_only) or is_spent(mail, now)):
        return {"state": MailState.WAITING, "hold_until": now}
    return None


def is_spent(mail: Mail, now: datetime) -> bool:
    """Return whether the reader had her program mails of the last seven days, or has one on its way this moment."""
    counted = [role.slug for role in roles.all_roles() if role.pace is roles.Pace.BUDGETED]
    hers = Mail.objects.filter(to=mail.to_id, role__in=counted).exclude(pk=mail.pk)
    sent = hers.filter(state=MailState.SENT, sent_at__gt=now - WEEK).count()
    return sent + hers.filter(state=MailState.SENDING).count() >= society.current().mails_per_week
