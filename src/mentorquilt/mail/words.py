"""From a wording to the words of one mail: which wording holds, filling braces, what a reviewer looks at twice."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles
from mentorquilt.mail.models import Wording

BRACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OWN_FIRST = F("program").desc(nulls_last=True)
NAMES = frozenset({"name", "mentee", "mentor", "author", "others", "other"})
LONG_WORDS = 200

ODDITIES = {
    "brace": _("A place in the words was never filled, so it cannot leave like this"),
    "reason": _("No reason is given why these two"),
    "need": _("No need was written"),
    "empty": _("Something is empty that the words speak of"),
    "letters": _("A name in letters other than Latin: does the greeting fit?"),
    "long": _("Longer than 200 words"),
}
_OF_PLACEHOLDER = {"reasons": "reason", "reason": "reason", "why": "reason", "need": "need"}


def wording(role: roles.Role, program: Any) -> tuple[str, str]:
    """Return subject and body of a role: the program's, else the society's, else the shipped one."""
    rows = Wording.objects.filter(Q(program=None) | Q(program=program), role=role.slug)
    row = rows.order_by(_OWN_FIRST).first()
    return (row.subject, row.body) if row else (str(role.subject), str(role.body))


def fill(template: str, context: dict[str, Any]) -> str:
    """Put the context's plain values where braces name them, once: braces inside a value stay what they are."""

    def value(found: re.Match[str]) -> str:
        return str(context[found[1]]) if found[1] in context else found[0]

    return BRACE.sub(value, template)


def one_line(text: str) -> str:
    """Return a text on one line without characters that control something."""
    line = " ".join(text.split())
    return "".join(
        letter for letter in line if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"}
    ).strip()


def subject_line(template: str, context: dict[str, Any]) -> str:
    """Fill a subject and keep it on one line of at most 250 characters, without control characters."""
    return one_line(fill(template, context))[:250]


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return set(BRACE.findall(text))


def odd(role: roles.Role, subject: str, body: str, context: dict[str, Any]) -> str:
    """Return the slugs of what a reviewer should look at in this mail; empty for roles that nobody reviews."""
    if role.review is roles.Review.NEVER:
        return ""
    used = placeholders(subject + body)
    found = set()
    if used - set(context):
        found.add("brace")
    for name in sorted(used & set(context)):
        if not str(context[name]).strip():
            found.add(_OF_PLACEHOLDER.get(name, "empty"))
    found |= set(str(context.get("odd", "")).split()) & set(ODDITIES)
    if any(has_other_letters(str(context[name])) for name in used & NAMES & set(context)):
        found.add("letters")
    if len(fill(body, context).split()) > LONG_WORDS:
        found.add("long")
    return " ".join(slug for slug in ODDITIES if slug in found)


def oddities(slugs: str) -> list[str]:
    """Return what the slugs on a mail mean, in words."""
    return [str(ODDITIES[slug]) for slug in slugs.split() if slug in ODDITIES]


def has_other_letters(name: str) -> bool:
    """Return whether a name holds letters outside the Latin script."""
    return any(letter.isalpha() and "LATIN" not in unicodedata.name(letter, "LATIN") for letter in name)


def problems(role: roles.Role, subject: str, body: str) -> dict[str, list[tuple[str, Iterable[str]]]]:
    """Return what is wrong with a wording, by field: ``unknown`` braces, ``missing`` ones that the words need, and
    links ``inside`` something, which could lead a reader's own link to another site.
    """
    found: dict[str, list[tuple[str, Iterable[str]]]] = {}
    for field, text in (("subject", subject), ("body", body)):
        unknown = placeholders(text) - role.placeholders
        if unknown:
            found.setdefault(field, []).append(("unknown", sorted(unknown)))
        inside = {
            name for name in placeholders(text) if name.endswith("link") and not _stands_alone(name, text)
        }
        if inside:
            found.setdefault(field, []).append(("inside", sorted(inside)))
    missing = needed(role) - placeholders(subject + body)
    if missing:
        found.setdefault("body", []).append(("missing", sorted(missing)))
    return found


def _stands_alone(name: str, text: str) -> bool:
    """Return whether a link in braces has only space around it wherever it stands."""
    return len(re.findall(rf"(?<!\S)\{{{name}\}}(?!\S)", text)) == text.count("{" + name + "}")


def needed(role: roles.Role) -> frozenset[str]:
    """Return the placeholders without which the mail would fail its purpose: its links and codes."""
    shipped = placeholders(f"{role.subject}{role.body}")
    return frozenset(name for name in shipped if name in {"link", "code"} or name.endswith("_link"))
