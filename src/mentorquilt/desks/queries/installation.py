"""Whether the installation is healthy, in numbers without words: worker, mail, backup, member list, audit chain, staff."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from django.conf import settings
from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt.desks.queries.staff import SECOND_FACTORS, in_force
from mentorquilt.mail import queries as mail
from mentorquilt.mail.models import Address, Mail
from mentorquilt.mail.states import MailState
from mentorquilt.members.models import Grant, Member, MembershipFeed
from mentorquilt.programs.models import Program
from mentorquilt.records import heartbeat
from mentorquilt.records.models import AuditNote

BACKUP_OLD, FEED_OLD, SEAL_LATE = timedelta(hours=26), timedelta(hours=50), timedelta(minutes=10)
LINKS: tuple[tuple[str, str | Promise, str], ...] = (
    ("desks:settings", _("Settings"), "settings"),
    ("desks:staff", _("Staff"), "shield"),
    ("desks:cannot_get_in", _("Somebody cannot get in"), "door-closed"),
    ("desks:audit", _("Audit and access log"), "scroll-text"),
    ("desks:outbox", _("Outbox"), "send"),
    ("members:feeds", _("Membership list"), "list-checks"),
    ("programs:list", _("Programs"), "calendar"),
    ("guides:library", _("Guides"), "book-open"),
    ("sigs:list", _("Special-interest groups"), "users"),
)


@dataclass(frozen=True, slots=True)
class AdminDesk:
    """What an administrator looks at first. Empty moments mean: never."""

    members: int
    signed_in: int
    waiting_mails: int
    failed_mails: int
    suspended: int
    stuck: mail.Stuck | None
    worker_alive: bool
    backup_at: datetime | None
    backup_is_old: bool
    feed: MembershipFeed | None
    feed_is_old: bool
    sealed_at: datetime | None
    seals_late: bool
    staff: int
    without_key: int
    has_program: bool
    is_production: bool
    version: str

    @property
    def is_healthy(self) -> bool:
        """Return whether nothing needs a look today."""
        wrong = (
            self.failed_mails,
            self.stuck,
            self.seals_late,
            self.feed and self.feed.failure,
            self.is_at_risk,
        )
        return self.worker_alive and not any(wrong)

    @property
    def is_at_risk(self) -> bool:
        """Return whether data could be lost: real people, and no backup of last night."""
        return self.is_production and self.backup_is_old


def admin_desk(*, now: datetime) -> AdminDesk:
    """Count what an administrator looks at first, in a fixed number of queries."""
    backup, feed = last_backup(), MembershipFeed.objects.first()
    notes = AuditNote.objects.aggregate(late=Count("pk", filter=Q(seal="", at__lt=now - SEAL_LATE)))
    sealed = AuditNote.objects.exclude(seal="").order_by("-pk").values_list("at", flat=True).first()
    return AdminDesk(
        **_people(now),
        **_mails(),
        suspended=Address.objects.filter(suspended_at__isnull=False).count(),
        stuck=mail.stuck(now),
        worker_alive=heartbeat.is_alive(now),
        backup_at=backup,
        backup_is_old=backup is None or backup < now - BACKUP_OLD,
        feed=feed,
        feed_is_old=feed is not None and feed.at < now - FEED_OLD,
        sealed_at=sealed,
        seals_late=bool(notes["late"]),
        has_program=Program.objects.exists(),
        is_production=settings.PRODUCTION,
        version=version("mentorquilt"),
    )


def _people(now: datetime) -> dict[str, int]:
    holders = Grant.objects.filter(in_force(now), member__is_active=True)
    counted = Member.objects.filter(is_active=True).aggregate(
        members=Count("pk"), signed_in=Count("pk", filter=Q(last_login__isnull=False))
    )
    keyed = holders.filter(member__authenticator__type__in=SECOND_FACTORS)
    found = holders.aggregate(staff=Count("member", distinct=True))
    return {
        **counted,
        "staff": found["staff"],
        "without_key": found["staff"] - keyed.aggregate(n=Count("member", distinct=True))["n"],
    }


def _mails() -> dict[str, int]:
    counted: dict[str, int] = Mail.objects.aggregate(
        waiting_mails=Count("pk", filter=Q(state__in=[MailState.APPROVED, MailState.SENDING])),
        failed_mails=Count("pk", filter=Q(state=MailState.FAILED)),
    )
    return counted


def last_backup() -> datetime | None:
    """Return when the newest backup was made, as the backup itself wrote it down; None when nothing tells."""
    try:
        told = json.loads((settings.BACKUP_DIR / "last.json").read_text())
        return datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def links() -> list[tuple[str, str | Promise, str]]:
    """Return the pages an admin works with: address, words, icon."""
    found = []
    for name, words, icon in LINKS:
        try:
            found.append((reverse(name), words, icon))
        except NoReverseMatch:
            continue
    return found
