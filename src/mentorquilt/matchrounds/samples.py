"""One letter of each kind that an announcement would send, to look at before it is made; none is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentorquilt.mail import actions as mail
from mentorquilt.matchrounds import queries
from mentorquilt.matchrounds.letters import Letters
from mentorquilt.members import queries as people
from mentorquilt.pairings.models import Pairing


@dataclass(frozen=True, slots=True)
class Sample:
    """One letter to look at: its kind in words, how many there are, to whom this one goes, and its words."""

    kind: str
    count: int
    to: str
    subject: str
    blocks: tuple[tuple[str, str], ...]


def samples(writer: Letters, recipients: queries.Recipients) -> list[Sample]:
    """Return one letter of each kind that this announcement would send, none of them kept."""
    chosen: list[tuple[str, int, mail.Letter]] = []
    if recipients.pairs:
        pair = recipients.pairs[0]
        pairing = Pairing(reasons=writer.reasons(pair))
        first, second = writer.introductions(pair, pairing, "")
        count = len(recipients.pairs)
        chosen += [(_("To each mentee with a mentor"), count, first), (_("To each mentor"), count, second)]
    if recipients.left_out:
        letter = writer.left_out(recipients.left_out[0], "", "")
        chosen.append((_("To each mentee without a mentor"), len(recipients.left_out), letter))
    if recipients.reserve:
        letter = writer.in_reserve(recipients.reserve[0], "", "")
        chosen.append((_("To each mentor in reserve"), len(recipients.reserve), letter))
    return [_shown(kind, count, letter) for kind, count, letter in chosen]


def _shown(kind: str, count: int, letter: mail.Letter) -> Sample:
    subject, body = mail.wording(letter.role, letter.program)
    paragraphs = mail.fill(body, letter.context).split("\n\n")
    return Sample(
        kind=kind,
        count=count,
        to=people.called(letter.to),
        subject=mail.fill(subject, letter.context),
        blocks=tuple(_block(paragraph) for paragraph in paragraphs if paragraph.strip()),
    )


def _block(paragraph: str) -> tuple[str, str]:
    """Return a paragraph with its kind: the words of a button without its address, a quote, or plain words."""
    label, sep, address = paragraph.partition(": http")
    if sep and "\n" not in paragraph and " " not in address:
        return "button", label
    if paragraph.startswith("> "):
        return "quote", paragraph.removeprefix("> ")
    return "words", paragraph
