"""The audit trail and the access log as people read them: who, what, about whom, and whether the chain holds."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.records.models import AccessNote, AuditNote

MEMBER = "members.member"
MOST_NAMES = 50
VERBS: dict[str, str | Promise] = {
    "audit.exported": lazy("downloaded the audit trail"),
    "access_log.exported": lazy("downloaded the access log"),
    "copy.ordered": lazy("ordered a copy of somebody's data"),
    "copy.taken": lazy("fetched a copy of her data"),
    "mail.address_lifted": lazy("let mail go to a suspended address again"),
    "member.admitted": lazy("admitted a member"),
    "member.closed": lazy("closed an account"),
    "member.reopened": lazy("opened an account again"),
    "member.erased": lazy("was forgotten"),
    "member.erasure_asked": lazy("asked for somebody to be forgotten"),
    "member.erasure_undone": lazy("took back the wish to be forgotten"),
    "member.keys_reset": lazy("took somebody's keys away"),
    "member.right_given": lazy("gave a right"),
    "member.right_taken": lazy("took a right away"),
    "member.sign_on_connected": lazy("connected the society's sign-on"),
    "member.sign_on_disconnected": lazy("disconnected the society's sign-on"),
    "member.staff_added": lazy("added somebody of the staff"),
    "member.stand_in_begun": lazy("named a stand-in"),
    "member.stand_in_ended": lazy("ended a stand-in"),
    "member.way_in_sent": lazy("sent a link that signs in"),
    "members.list_read": lazy("read the membership list"),
    "pairing.message_written": lazy("wrote a message in a pair"),
    "records.trail_cut": lazy("dropped notes older than two years"),
    "round.exported": lazy("downloaded a round"),
    "round.published": lazy("announced a match"),
    "round.unpublished": lazy("took an announced match back"),
    "society.demo_left": lazy("left the demo"),
    "society.described": lazy("changed what the society says of itself"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked for; empty parts ask for everything."""

    who: str = ""
    about: str = ""
    verb: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_filtered(self) -> bool:
        """Return whether anything was asked for."""
        return any((self.who, self.about, self.verb, self.since, self.until))


@dataclass(frozen=True, slots=True)
class Line:
    """One note or look in words."""

    key: int
    at: datetime
    who: str
    words: str
    about: str
    facts: str


@dataclass(frozen=True, slots=True)
class Chain:
    """How the chain over the trail stands: the last sealed note, and the first that does not fit."""

    last: int
    broken: int | None
    anchor_fits: bool

    @property
    def is_whole(self) -> bool:
        """Return whether nothing was changed or removed."""
        return self.broken is None and self.anchor_fits


def verb_words(verb: str) -> str:
    """Return what a verb says; one without words of its own reads as its parts."""
    if verb in VERBS:
        return str(VERBS[verb])
    kind, _dot, did = verb.partition(".")
    return f"{kind.replace('_', ' ')}: {did.replace('_', ' ')}"


def verbs() -> list[tuple[str, str]]:
    """Return the verbs that occur, with their words, for the filter."""
    found = AuditNote.objects.order_by().values_list("verb", flat=True).distinct()
    return sorted(((verb, verb_words(verb)) for verb in found), key=lambda pair: pair[1])


def notes(wanted: Wanted, zone: str) -> QuerySet[AuditNote]:
    """Return the notes that were asked for, newest first."""
    rows = AuditNote.objects.select_related("actor__profile").order_by("-pk").filter(_between(wanted, zone))
    if wanted.verb:
        rows = rows.filter(verb=wanted.verb)
    if wanted.who:
        rows = rows.filter(actor__in=_people(wanted.who))
    if wanted.about:
        refs = [str(ref) for ref in _people(wanted.about).values_list("ref", flat=True)[:MOST_NAMES]]
        rows = rows.filter(about_ref__in=[*refs, wanted.about])
    return rows


def looks(wanted: Wanted, zone: str) -> QuerySet[AccessNote]:
    """Return who of the staff opened whose page, newest first."""
    rows = AccessNote.objects.select_related("reader__profile", "about__profile").order_by("-at", "-pk")
    rows = rows.filter(_between(wanted, zone))
    if wanted.who:
        rows = rows.filter(reader__in=_people(wanted.who))
    return rows.filter(about__in=_people(wanted.about)) if wanted.about else rows


def _people(words: str) -> QuerySet[Member]:
    """Return whom these words may mean: part of a name, or a whole address."""
    name = Q(profile__full_name__icontains=words) | Q(name__icontains=words)
    return Member.objects.filter(
        name | Q(email=words.lower()) | Q(emailaddress__email=words.lower())
    ).distinct()


def _between(wanted: Wanted, zone: str) -> Q:
    """Return the condition for the days asked for, which begin and end in the society's zone."""
    here, found = ZoneInfo(zone), Q()
    if wanted.since:
        found &= Q(at__gte=datetime.combine(wanted.since, time.min, here))
    if wanted.until:
        found &= Q(at__lt=datetime.combine(wanted.until + timedelta(days=1), time.min, here))
    return found


def note_lines(rows: Iterable[AuditNote]) -> list[Line]:
    """Return notes in words; the people they are about are named in one query."""
    rows = list(rows)
    refs = {row.about_ref for row in rows if row.about_kind == MEMBER}
    members = Member.objects.filter(ref__in=refs).select_related("profile") if refs else ()
    names = {str(member.ref): people.called(member) for member in members}
    return [
        Line(
            key=row.pk,
            at=row.at,
            who=people.called(row.actor) if row.actor else _("the product itself"),
            words=verb_words(row.verb),
            about=names.get(row.about_ref, "") or _thing(row),
            facts=", ".join(
                f"{name.replace('_', ' ')}: {shown(row.facts[name])}" for name in sorted(row.facts)
            ),
        )
        for row in rows
    ]


def _thing(row: AuditNote) -> str:
    """Return what a note is about where that is nobody with a name: a kind and the beginning of its ref."""
    kind = row.about_kind.partition(".")[2]
    return _("somebody who is gone") if row.about_kind == MEMBER else f"{kind} {row.about_ref[:8]}"


def shown(value: Any) -> str:
    """Return a fact as one reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(shown(item) for item in value) if isinstance(value, list) else str(value)


def look_lines(rows: Iterable[AccessNote]) -> Iterator[Line]:
    """Yield looks in words."""
    for row in rows:
        about = people.called(row.about) if row.about else _("many people at once")
        yield Line(row.pk, row.at, people.called(row.reader), row.page.replace(".", ", "), about, "")


def chain() -> Chain:
    """Check every seal, and that the seal the newest backup remembers is still there."""
    broken = records.broken_seals()
    last = AuditNote.objects.exclude(seal="").order_by("-pk").values_list("pk", flat=True).first()
    return Chain(last or 0, broken[0] if broken else None, _anchor_fits())


def _anchor_fits() -> bool:
    """Return whether the note the newest backup remembers is still there as it was, or was dropped by its age."""
    try:
        told: Any = json.loads((settings.BACKUP_DIR / "last.json").read_text())["last_seal"]
    except (OSError, ValueError, KeyError, TypeError):
        return True
    if not told:
        return True
    if AuditNote.objects.filter(pk=told["note"], seal=told["seal"]).exists():
        return True
    first = AuditNote.objects.exclude(seal="").order_by("pk").values_list("pk", flat=True).first()
    return first is not None and first > told["note"]
