"""The yearly question: who is asked today, what her mail tells, and whose answer a link in it is (S-69).

Nothing that only she sees is told: not what she seeks, no phone number, nothing of her private pages. A mail may be
read by an employer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member, TermKind
from mentorquilt.members.queries.labels import Labels, labels
from mentorquilt.members.queries.places import country_words, region_words
from mentorquilt.members.queries.profiles import shown
from mentorquilt.members.states import Kind

SALT = "mentorquilt.members.still_right"
YEAR = timedelta(days=365)
REMINDED_AFTER, REMINDED_UNTIL = timedelta(days=21), timedelta(days=60)
LASTS = timedelta(days=90)
SPREAD_HOURS = 28 * 24
"""So many hourly rounds it takes to ask a whole society, should all of it be due on one day."""


@dataclass(frozen=True, slots=True)
class Held:
    """One line of what we hold: what it is and its words."""

    label: str
    words: str


def a_round(kind: str = Kind.MEMBER) -> int:
    """Return how many may be asked in one hour, so that a year's questions never leave on one day."""
    return max(5, -(-Member.objects.filter(is_active=True, kind=kind).count() // SPREAD_HOURS))


def to_ask(now: datetime) -> list[Member]:
    """Return some of those whose last confirmation, or else whose joining, is a year old; oldest first.

    Nobody is asked who was asked within the year, whether she answered or not.
    """
    since = Coalesce(F("checked_at"), F("joined_at"))
    rows = Member.objects.filter(is_active=True, kind=Kind.MEMBER, profile__isnull=False).alias(since=since)
    rows = rows.filter(since__lte=now - YEAR)
    rows = rows.filter(Q(check_asked_at=None) | Q(check_asked_at__lte=now - YEAR))
    return list(_with_rows(rows.order_by("since", "pk"))[: a_round()])


def to_remind(now: datetime, role: str) -> list[Member]:
    """Return some of those who were asked three weeks ago, did not answer and were not reminded yet."""
    reminded = Mail.objects.filter(to=OuterRef("pk"), role=role, drafted_at__gte=OuterRef("check_asked_at"))
    rows = Member.objects.filter(
        is_active=True,
        profile__isnull=False,
        check_asked_at__lte=now - REMINDED_AFTER,
        check_asked_at__gt=now - REMINDED_UNTIL,
    )
    rows = rows.filter(Q(checked_at=None) | Q(checked_at__lt=F("check_asked_at"))).exclude(Exists(reminded))
    return list(_with_rows(rows.order_by("check_asked_at", "pk"))[: a_round()])


def _with_rows(rows: QuerySet[Member]) -> QuerySet[Member]:
    return rows.select_related("profile", "whereabouts", "mentoring", "offer")


def is_open(member: Member) -> bool:
    """Return whether the question was put and not answered yet."""
    asked, checked = member.check_asked_at, member.checked_at
    return asked is not None and (checked is None or checked < asked)


def held(member: Member, now: datetime) -> list[Held]:
    """Return what we hold that others may see as well; empty lines are left out."""
    words = labels()
    seen, profile = shown(member, words, now), member.profile
    country = country_words(profile.country) if profile.country else ""
    lines = [
        Held(_("Name"), seen.called + (f", {seen.credentials}" if seen.credentials else "")),
        Held(_("Mail goes to"), member.email),
        Held(_("What you do"), seen.position),
        Held(_("Your work"), " · ".join(part for part in (seen.specialty, seen.stage, seen.setting) if part)),
        Held(_("Where"), region_words(profile.region) or country),
        Held(_("Languages"), ", ".join(seen.languages)),
        *_offers(member, words),
        Held(_("Others find you"), _("yes") if profile.is_listed else _("no")),
    ]
    return [line for line in lines if line.words]


def _offers(member: Member, words: Labels) -> list[Held]:
    """Return what a mentor offers; nothing for somebody who does not mentor."""
    mentoring, offer = getattr(member, "mentoring", None), getattr(member, "offer", None)
    if mentoring is None or not mentoring.is_willing:
        return []
    places = ngettext("%(n)s person at a time", "%(n)s people at a time", mentoring.capacity)
    topics = words.many(TermKind.TOPIC, offer.topics) if offer else []
    return [Held(_("You mentor"), places % {"n": mentoring.capacity}), Held(_("You take"), ", ".join(topics))]


def link(member: Member, name: str) -> str:
    """Return the address of an answer for the mail that asks now; ``name`` is that of the page."""
    asked = member.check_asked_at.isoformat() if member.check_asked_at else ""
    token = signing.dumps([str(member.ref), asked, _mark(member)], salt=SALT)
    return f"{settings.BASE_URL}{reverse(name, args=[token])}"


def asked(token: str) -> Member | None:
    """Return whom a link asks; None when it is forged, too old, replaced by a later question or sent elsewhere."""
    try:
        ref, moment, mark = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    member = _with_rows(Member.objects.filter(ref=ref, is_active=True, profile__isnull=False)).first()
    if member is None or not member.check_asked_at or member.check_asked_at.isoformat() != moment:
        return None
    return member if constant_time_compare(_mark(member), mark) else None


def _mark(member: Member) -> str:
    """Return what ties a link to the address it was sent to, without telling the address."""
    return salted_hmac(SALT, member.email).hexdigest()[:16]
