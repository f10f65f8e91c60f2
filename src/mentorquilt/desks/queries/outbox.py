"""The outbox: mails by batch and kind with counts, for whoever runs their programs; private words stay out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _

from mentorquilt.mail import roles, veils, words
from mentorquilt.mail.models import Address, Mail
from mentorquilt.mail.states import MailState
from mentorquilt.matchrounds.models import Round
from mentorquilt.programs.models import Cohort, Program

LOOSE = "loose"  # the address of mails that were written one by one
ODD_SHOWN = 12
LEFT = (MailState.SENT, MailState.GATHERED)
GOING = (MailState.APPROVED, MailState.SENDING)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose mails somebody may look after: those of these programs, or with ``everything`` all of the society's."""

    programs: tuple[Program, ...]
    everything: bool

    def mails(self) -> QuerySet[Mail]:
        """Return the mails, codes to sign in and samples left out, encrypted words left in the database."""
        rows = Mail.objects.all() if self.everything else Mail.objects.filter(program__in=self.programs)
        codes = [role.slug for role in roles.all_roles() if roles.is_asked_for(role)]
        rows = rows.exclude(Q(role__in=codes) & ~Q(state=MailState.FAILED))
        return rows.exclude(role="mail.sample").defer("body", "context")

    def batch(self, batch: str) -> QuerySet[Mail]:
        """Return the mails of one batch."""
        return self.mails().filter(batch="" if batch == LOOSE else batch)


@dataclass
class Kind:
    """The mails of one kind in a batch, counted by state; ``first`` is one of its drafts to look at.

    ``ready`` counts the drafts that may leave; one with a place in its words that was never filled may not.
    """

    role: str
    program: Program | None
    counts: dict[str, int] = field(default_factory=dict)
    first: Any = None
    ready: int = 0

    @property
    def purpose(self) -> str:
        """Return what the kind of mail does."""
        found = roles.find(self.role)
        return str(found.purpose) if found else self.role

    @property
    def readers(self) -> str:
        """Return who gets it, as a noun after a number."""
        found = roles.find(self.role)
        return str(found.readers) if found and found.readers else _("others")

    @property
    def is_reviewed(self) -> bool:
        """Return whether a person looks at this kind before it leaves."""
        found = roles.find(self.role)
        return bool(found and found.review is roles.Review.ALWAYS)

    @property
    def is_private(self) -> bool:
        """Return whether its words are for the reader alone."""
        found = roles.find(self.role)
        return found is None or found.private

    @property
    def total(self) -> int:
        """Return how many there are, discarded ones left out."""
        return sum(count for state, count in self.counts.items() if state != MailState.DISCARDED)

    @property
    def drafts(self) -> int:
        """Return how many wait for review."""
        return self.counts.get(MailState.DRAFT, 0)


@dataclass
class Batch:
    """Mails that are looked at and let go together."""

    slug: str
    title: str = ""
    about: str = ""
    kinds: list[Kind] = field(default_factory=list)
    leaves_at: datetime | None = None
    held: int = 0

    def count(self, *states: str) -> int:
        """Return how many mails stand in these states."""
        return sum(kind.counts.get(state, 0) for kind in self.kinds for state in states)

    @property
    def total(self) -> int:
        return sum(kind.total for kind in self.kinds)

    @property
    def drafts(self) -> int:
        return self.count(MailState.DRAFT)

    @property
    def ready(self) -> int:
        return sum(kind.ready for kind in self.kinds)

    @property
    def going(self) -> int:
        return self.count(*GOING)

    @property
    def left(self) -> int:
        return self.count(*LEFT)

    @property
    def waiting(self) -> int:
        return self.count(MailState.WAITING)

    @property
    def failed(self) -> int:
        return self.count(MailState.FAILED)

    @property
    def parts(self) -> str:
        """Return who gets them: "57 mentees, 57 mentors, 3 mentees without a mentor"."""
        sums: dict[str, int] = {}
        for kind in self.kinds:
            if kind.total:
                sums[kind.readers] = sums.get(kind.readers, 0) + kind.total
        return ", ".join(f"{count} {readers}" for readers, count in sums.items())


def batches(scope: Scope, *, since: datetime, now: datetime) -> list[Batch]:
    """Return the batches that wait for somebody, then those of late, newest first; a fixed number of queries."""
    lately = Q(drafted_at__gte=since) | Q(
        state__in=[MailState.DRAFT, *GOING, MailState.WAITING, MailState.FAILED]
    )
    return _grouped(scope.mails().filter(lately), now)


def batch(scope: Scope, slug: str, *, now: datetime) -> Batch | None:
    """Return one batch with its kinds and a first draft of each, or None when nothing in it is to be seen."""
    found = _grouped(scope.batch(slug), now)
    if not found:
        return None
    firsts = [kind.first for kind in found[0].kinds if kind.first]
    refs = dict(Mail.objects.filter(pk__in=firsts).values_list("pk", "ref"))
    for kind in found[0].kinds:
        kind.first = refs.get(kind.first)
    return found[0]


def _grouped(mails: QuerySet[Mail], now: datetime) -> list[Batch]:
    held = Q(state=MailState.APPROVED, approved_at__isnull=False, tries=0)
    rows = (
        mails.order_by()
        .values("batch", "role", "program", "state")
        .annotate(
            n=Count("pk"),
            newest=Min("drafted_at"),
            first=Min("pk"),
            leaves=Min("hold_until", filter=held & Q(hold_until__gt=now)),
            held=Count("pk", filter=held),
            ready=Count("pk", filter=~Q(odd__contains="brace")),
        )
    )
    found: dict[str, Batch] = {}
    kinds: dict[tuple[str, str, Any], Kind] = {}
    newest: dict[str, datetime] = {}
    programs = Program.objects.in_bulk({row["program"] for row in rows if row["program"]})
    for row in rows:
        slug = row["batch"] or LOOSE
        one = found.setdefault(slug, Batch(slug))
        place = (slug, row["role"], row["program"])
        if place not in kinds:
            kinds[place] = Kind(row["role"], programs.get(row["program"]))
            one.kinds.append(kinds[place])
        kind = kinds[place]
        kind.counts[row["state"]] = row["n"]
        if row["state"] == MailState.DRAFT:
            kind.first, kind.ready = row["first"], row["ready"]
        one.held += row["held"]
        one.leaves_at = min(filter(None, (one.leaves_at, row["leaves"])), default=None)
        newest[slug] = max(newest.get(slug, row["newest"]), row["newest"])
    for one in found.values():
        one.kinds.sort(key=lambda kind: (-kind.total, kind.role))
    _name(list(found.values()))
    return sorted(found.values(), key=lambda one: (not one.drafts, -newest[one.slug].timestamp()))


def _name(found: list[Batch]) -> None:
    """Give batches a title: the cohort whose round or people they are about, else their kind."""
    refs = {one.slug: one.slug.partition(":")[2] for one in found if ":" in one.slug}
    named = _cohorts(refs.values())
    for one in found:
        cohort = named.get(refs.get(one.slug, ""))
        one.title = (
            cohort.name if cohort else _("Written one by one") if one.slug == LOOSE else one.kinds[0].purpose
        )
        programs = {kind.program.name for kind in one.kinds if kind.program}
        one.about = cohort.program.name if cohort else ", ".join(sorted(programs))


def _cohorts(refs: Iterable[str]) -> dict[str, Cohort]:
    """Return cohorts by the ref that a batch carries: their own, or that of one of their rounds."""
    wanted = [ref for ref in refs if len(ref) == 36]
    if not wanted:
        return {}
    rounds = Round.objects.light().filter(ref__in=wanted).select_related("cohort__program")
    named: dict[str, Cohort] = {str(row.ref): row.cohort for row in rounds}
    own = Cohort.objects.filter(ref__in=wanted).select_related("program")
    return named | {str(row.ref): row for row in own}


def odd_ones(mails: QuerySet[Mail]) -> list[tuple[Mail, list[str]]]:
    """Return drafts that deserve a second look, with why, the most serious first."""
    rows = mails.filter(state=MailState.DRAFT).exclude(odd="").select_related("to__profile")
    return [(row, words.oddities(row.odd)) for row in rows.order_by("pk")[:ODD_SHOWN]]


def odd_count(mails: QuerySet[Mail]) -> int:
    """Return how many drafts deserve a second look."""
    return mails.filter(state=MailState.DRAFT).exclude(odd="").count()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A mail that did not arrive, and whether its address is suspended."""

    mail: Mail
    is_suspended: bool


def troubles(scope: Scope, *, since: datetime, most: int = 20) -> list[Trouble]:
    """Return mails that failed or came back, newest first, with the state of their addresses."""
    came_back = Q(state=MailState.SENT, sent_at__gte=since) & ~Q(failure="")
    rows = (
        scope.mails().filter(Q(state=MailState.FAILED) | came_back).select_related("to__profile", "program")
    )
    shown = list(rows.order_by("-drafted_at", "-pk")[:most])
    known = Address.objects.filter(address__in={row.to_address.lower() for row in shown})
    suspended = set(known.exclude(suspended_at=None).values_list("address", flat=True))
    return [Trouble(row, row.to_address.lower() in suspended) for row in shown]


def name_of(mail: Mail) -> str:
    """Return how the list names the reader: by profile, account or address."""
    person: Any = mail.to
    if person is None:
        return mail.to_address
    profile = getattr(person, "profile", None)
    return str(profile.full_name if profile else person.name or person.email)


def own_addresses(mail: Mail) -> set[str]:
    """Return the addresses known as the reader's: the mail's own, and the one that her mail goes to now."""
    person: Any = mail.to
    return {mail.to_address.lower(), *([person.email.lower()] if person is not None else [])}


def neighbors(mails: QuerySet[Mail], mail: Mail) -> tuple[Any, Any]:
    """Return the refs of the drafts before and after one of the same kind, for looking through them."""
    same = mails.filter(role=mail.role, state=MailState.DRAFT)
    before = same.filter(pk__lt=mail.pk).order_by("-pk").values_list("ref", flat=True).first()
    after = same.filter(pk__gt=mail.pk).order_by("pk").values_list("ref", flat=True).first()
    return before, after


def example(role: roles.Role, program: Program | None) -> dict[str, Any]:
    """Return values for a preview: those of a waiting draft of this kind, else the role's sample."""
    if not role.private:
        rows = Mail.objects.filter(role=role.slug, program=program, state=MailState.DRAFT)
        row = rows.only("context").first()
        if row is not None and row.context and set(row.context) >= role.placeholders:
            return veils.veiled_values(dict(row.context))
    return dict(role.sample)
