"""What participants write to each other: once per key, mailed to the others, taken back by its author (S-55, D-07)."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mentorquilt.mail import actions as mail
from mentorquilt.mail import replies
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member
from mentorquilt.pairings import mails, queries
from mentorquilt.pairings.actions.live import Over, hold
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.pairings.states import MessageVia
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

LONGEST = 4000
REPLY_KIND = "pair"
MAIL_KEY = "pair-message"


class NotTaken(Exception):
    """The text is empty or longer than a message may be; ``length`` counts its characters."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters")
        self.length = length


@transaction.atomic
def write(*, pairing: Pairing, author: Member, text: str, via: str, key: str, now: datetime) -> Message:
    """Keep a message and mail it to the other live participants; the same key writes once and mails once.

    Raises NotTaken for an empty or overlong text, Over when the pairing is over or the author not in it.
    """
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        raise NotTaken(len(text))
    seat = hold(pairing=pairing, member=author.pk)
    row, is_new = Message.objects.get_or_create(
        key=key,
        defaults={"pairing": pairing, "author": author, "text": text, "via": via, "sent_at": now},
    )
    if is_new:
        Participant.objects.filter(pk=seat.pk).update(opened_at=now)
        recipients = _recipients(seat)
        for other in recipients:
            _mail(row, author, other, count=len(recipients), now=now)
        facts = {"via": via, "to": len(recipients)}
        records.note(verb="pairing.message_written", actor=author, about=pairing, now=now, facts=facts)
    return row


def _recipients(seat: Participant) -> list[Participant]:
    rows = Participant.objects.filter(pairing=seat.pairing, live=True, member__is_active=True)
    return list(rows.exclude(pk=seat.pk).select_related("member__profile").order_by("pk"))


def _mail(row: Message, by: Member, to: Participant, *, count: int, now: datetime) -> None:
    """Mail one message to one participant: its words, or that there are some where she wants no more."""
    author, pairing = members.called(by), row.pairing
    link = queries.page_address(pairing) if to.link_only else queries.signed_link(pairing, to.member)
    reply_to = replies.address(REPLY_KIND, str(pairing.ref), to.member)
    context = {"author": author, "link": link}
    if not to.link_only:
        context |= {"how": how_to_answer(reply_to), "privacy": _privacy(author, count)}
        # The words come last: a brace in them can then name nothing that is still to be filled in.
        context |= {"text": quoted(row.text)}
    mail.draft(
        role=mails.MESSAGE_WAITS if to.link_only else mails.MESSAGE,
        key=f"{MAIL_KEY}:{row.ref}:{to.pk}",
        address=to.member.email,
        to=to.member,
        program=pairing.program,
        context=context,
        now=now,
        reply_to="" if to.link_only else reply_to,
        sender_name=sender_words(author),
    )


def how_to_answer(reply_to: str) -> str:
    """Return how a mail can be answered: a reply reaches the pair only where mail comes in."""
    if reply_to:
        return _("Answer by replying to this mail, or on the page you share.")
    return _("Please answer on the page you share: a reply to this mail would go to the society's office.")


def sender_words(author: str) -> str:
    """Return the sender's name of a mail that somebody wrote: "Dr. X via the society"."""
    one = society.current()
    words = _("%(author)s via %(society)s") % {"author": author, "society": one.short_name or one.name}
    return " ".join(words.split())[:120]


def _privacy(author: str, count: int) -> str:
    notice = society.current().patient_notice
    if count == 1:
        words = _("Only you and %(author)s can read this.") % {"author": author}
    else:
        words = _("Only the participants of your pairing can read this.")
    return " ".join((words, _("The society sees that you write, not what."), str(notice))).strip()


def quoted(text: str) -> str:
    """Return a text as mails quote it, so that nobody's words pass for the society's."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


@transaction.atomic
def mark_read(*, seat: Participant, now: datetime) -> bool:
    """Remember that a participant has opened the page, when something came since she last did."""
    unread = queries.readable(seat).exclude(author=seat.member_id)
    if seat.opened_at is not None:
        unread = unread.filter(sent_at__gt=seat.opened_at)
        if not unread.exists():
            return False
    return bool(Participant.objects.filter(pk=seat.pk, live=True).update(opened_at=now))


@transaction.atomic
def take_back_message(*, message: Message, by: Member, now: datetime) -> int:
    """Delete the words of one's own message everywhere here; returns how many mails had left with them.

    The row stays without words, so that the same mail sent again does not bring them back (D-07).
    """
    if message.author_id != by.pk:
        raise ValueError("A message is taken back by its author alone.")
    changed = Message.objects.filter(pk=message.pk, taken_back_at=None).update(text="", taken_back_at=now)
    left = mail.forget_words(keys_begin=[f"{MAIL_KEY}:{message.ref}:"])
    if changed:
        records.note(
            verb="pairing.message_taken_back",
            actor=by,
            about=message.pairing,
            now=now,
            facts={"mails_gone": left},
        )
    return left


def write_reply(*, ref: UUID | str, member: Member | int, text: str, now: datetime, key: str = "") -> str:
    """Make a message of a reply by mail; returns what came of it in one word: written, over, long, empty, unknown.

    ``key`` names the mail that came in. A refused reply is told to its sender kindly; her words are not kept.
    """
    rows = Participant.objects.filter(pairing__ref=ref, member=member, member__is_active=True)
    seat = rows.select_related("pairing__program", "member__profile").first()
    if seat is None:
        return "unknown"
    named = key or hashlib.sha256(f"{now.isoformat()}|{text}".encode()).hexdigest()
    digest = hashlib.sha256(f"{seat.pk}|{named}".encode()).hexdigest()[:40]
    try:
        write(
            pairing=seat.pairing,
            author=seat.member,
            text=text,
            via=MessageVia.MAIL,
            key=f"mail:{digest}",
            now=now,
        )
    except Over:
        return _refused(seat, "over", digest, now)
    except NotTaken as problem:
        return _refused(seat, "long" if problem.length else "empty", digest, now)
    return "written"


def _refused(seat: Participant, outcome: str, digest: str, now: datetime) -> str:
    words = {
        "over": _("The pairing is over, so nothing can be added to it."),
        "long": _("It was longer than %(most)s characters. Please shorten it, or send it as two.")
        % {"most": f"{LONGEST:,}"},
        "empty": _("We found no words of your own in it, only what was quoted."),
    }
    others = queries.others(seat)
    mail.draft(
        role=mails.REPLY_REFUSED,
        key=f"pair-reply-refused:{digest}",
        address=seat.member.email,
        to=seat.member,
        program=seat.pairing.program,
        context={
            "name": members.called(seat.member),
            "others": queries.named([members.called(other.member) for other in others]),
            "why": words[outcome],
            "link": queries.page_address(seat.pairing),
            "contact": queries.contact_words(seat.pairing.program),
        },
        now=now,
    )
    return outcome
