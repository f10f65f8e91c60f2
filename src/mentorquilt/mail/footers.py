"""What stands under every mail: why somebody gets it, whom to ask, and how to get fewer."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorquilt.mail import roles, words
from mentorquilt.mail.models import Mail
from mentorquilt.society.models import Society

SALT = "mentorquilt.mail.fewer"
SHOWN = "https://\u2026"  # in place of the reader's own link


@dataclass(frozen=True, slots=True)
class Footer:
    """The lines under a mail, and the logo above it; addresses are empty where there is nothing to choose or show."""

    why: str
    contact: str
    fewer: str
    stop: str
    logo: str = ""

    def text(self) -> str:
        """Return the footer of the plain-text part."""
        lines = [self.why, self.contact]
        if self.fewer:
            lines.append(_("Fewer mails, or a pause: %(link)s") % {"link": self.fewer})
        return "-- \n" + "\n".join(line for line in lines if line)


def of(mail: Mail, society: Society, *, is_shown: bool = False) -> Footer:
    """Return the footer of a mail. ``is_shown`` to somebody else: then the reader's own links are left out."""
    role = roles.find(mail.role)
    program: Any = mail.program
    token = token_of(mail.to_id) if mail.to_id and not _is_asked_for(role) else ""
    stop = f"{token}.{role.stoppable}" if token and role and role.stoppable else ""
    return Footer(
        why=_why(role, program, society),
        contact=_contact(program, society),
        fewer=(SHOWN if is_shown else _address("mail:fewer", token)) if token else "",
        stop=_address("mail:stop", stop) if stop and not is_shown else "",
        logo=f"{settings.BASE_URL}{society.logo_url}" if society.logo_url else "",
    )


def _is_asked_for(role: roles.Role | None) -> bool:
    return role is None or roles.is_asked_for(role)


def _why(role: roles.Role | None, program: Any, society: Society) -> str:
    named = {"program": str(program or ""), "society": society.name}
    if role is not None and role.why:
        why = str(role.why)
        why = _("You get this because %(why)s.") % {"why": why.rstrip(".")} if why[0].islower() else why
        return words.fill(why, named)
    if _is_asked_for(role):
        return _("You get this because somebody entered your address at %(society)s.") % named
    if program is not None:
        return _("You get this because you take part in %(program)s of %(society)s.") % named
    return _("You get this because you are known to %(society)s.") % named


def _contact(program: Any, society: Society) -> str:
    """Return who answers questions: the program's contact, else the society's."""
    who: Any = program if program is not None and program.contact_name else society
    parts = [who.contact_name, who.contact_phone or who.contact_email]
    told = ", ".join(part for part in parts if part)
    return _("Questions? %(contact)s") % {"contact": told} if told else ""


def token_of(member_pk: int) -> str:
    """Return the signed word by which somebody without a session chooses her mails; it does not expire."""
    return signing.Signer(salt=SALT, sep=".").sign(str(member_pk))


def member_of(token: str) -> int | None:
    """Return the member a token was made for, or None when it is not ours."""
    try:
        return int(signing.Signer(salt=SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def _address(name: str, token: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, kwargs={'token': token})}"
