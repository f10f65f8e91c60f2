"""Whether a newly named institution may be one that is known under another name ("same employer?")."""

from dataclasses import dataclass

from mentorquilt import rosters
from mentorquilt.members.models import Affiliation, Institution


@dataclass(frozen=True, slots=True)
class Alike:
    """A known institution that may be the same, and why it may be."""

    institution: Institution
    why: str


def alike(affiliation: Affiliation) -> list[Alike]:
    """Return known institutions that may be the one of this affiliation, by spelling, initials or mail domain."""
    mine = affiliation.institution
    domain = rosters.mail_domain(affiliation.member.email)
    rows = {row.name: row for row in Institution.objects.exclude(pk=mine.pk)}
    names = [rosters.InstitutionName(name=row.name, domains=tuple(row.mail_domains)) for row in rows.values()]
    names.append(rosters.InstitutionName(name=mine.name, domains=(domain,) if domain else ()))
    for group in rosters.group_institutions(names):
        if mine.name in group.candidates:
            others = [rows[name] for name in group.candidates if name in rows]
            return [Alike(row, " ".join(group.why)) for row in others if row.group != mine.group]
    return []
