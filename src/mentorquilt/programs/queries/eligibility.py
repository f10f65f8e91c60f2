"""Whether a member may enter a program, and if not, why, in kind words (S-03, S-15)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.members.states import Stage
from mentorquilt.programs.models import Program
from mentorquilt.programs.states import EnrolmentRole, ProgramScope
from mentorquilt.sigs import queries as sigs
from mentorquilt.sigs.models import Sig

CLOSED, REGION, GROUP, STAGE = "closed", "region", "group", "stage"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a member may enter. ``reason`` is one of the four words above; ``group`` the one she would have to join."""

    ok: bool
    why: str = ""
    reason: str = ""
    group: Sig | None = None


def eligible(member: Member, program: Program, *, role: str = "") -> Eligibility:
    """Return whether a member may enter a program, in this role or, when none is named, in any; else why not.

    Membership of the society is checked apart. A stage that is not known yet passes.
    """
    if not program.is_open:
        return Eligibility(ok=False, reason=CLOSED, why=_closed(program))
    profile = getattr(member, "profile", None)
    region, country = (profile.region, profile.country) if profile else ("", "")
    if program.scope == ProgramScope.REGION and not {region, country} & set(program.regions):
        return Eligibility(ok=False, reason=REGION, why=_elsewhere(program, region, country))
    if program.scope == ProgramScope.SIG and not sigs.belongs(member, program.sig_id):
        return Eligibility(ok=False, reason=GROUP, why=_outside(program), group=program.sig)
    stage = profile.stage if profile else ""
    roles = [role] if role else list(EnrolmentRole.values)
    if not any(takes_stage(program, one, stage) for one in roles):
        return Eligibility(ok=False, reason=STAGE, why=_at_stage(program, role, stage))
    return Eligibility(ok=True)


def takes_stage(program: Program, role: str, stage: str) -> bool:
    """Return whether the program takes this stage in this role; an unknown stage passes and is asked for later."""
    allowed = program.mentee_stages if role == EnrolmentRole.MENTEE else program.mentor_stages
    return not stage or not allowed or stage in allowed


def takers(program: Program, role: str) -> Q:
    """Return the condition on members that ``eligible`` takes them in this role, for lists of people."""
    stages = program.mentee_stages if role == EnrolmentRole.MENTEE else program.mentor_stages
    taken = Q(profile__stage="") | Q(profile__stage__in=stages) if stages else Q()
    if program.scope == ProgramScope.REGION:
        taken &= Q(profile__region__in=program.regions) | Q(profile__country__in=program.regions)
    if program.scope == ProgramScope.SIG:
        taken &= Q(sigs__sig=program.sig_id)
    return taken


def regions_in_words(regions: Iterable[str]) -> str:
    """Return a program's regions and countries as one phrase: "Kansas, Colorado or Canada"."""
    words = []
    for place in regions:
        name = people.region_words(place).partition(",")[0] if "/" in place else people.country_words(place)
        words.append(name or place)
    return str(get_text_list(words, _("or")))


def open_to(program: Program) -> str:
    """Return whom a program is for, in words: the society, some regions, or a group."""
    if program.scope == ProgramScope.REGION:
        return _("members in %(places)s") % {"places": regions_in_words(program.regions)}
    if program.scope == ProgramScope.SIG and program.sig is not None:
        return _("members of the group %(group)s") % {"group": program.sig.name}
    return str(ProgramScope(program.scope).label)


def _closed(program: Program) -> str:
    told = {"program": program.name, "contact": _whom_to_ask(program)}
    return _("%(program)s takes nobody new at present. %(contact)s") % told


def _elsewhere(program: Program, region: str, country: str) -> str:
    told = {
        "places": regions_in_words(program.regions),
        "hers": people.region_words(region) or people.country_words(country),
        "contact": _whom_to_ask(program),
    }
    if not told["hers"]:
        return (
            _(
                "This program is for members in %(places)s. Your profile does not say yet where you are: "
                "give your city there, and come back."
            )
            % told
        )
    return (
        _(
            "This program is for members in %(places)s, and your profile says %(hers)s. "
            "If you have moved, change your city in your profile. %(contact)s"
        )
        % told
    )


def _outside(program: Program) -> str:
    told = {"group": program.sig.name if program.sig else "", "contact": _whom_to_ask(program)}
    if program.sig and program.sig.is_open and not program.sig.is_hidden:
        return (
            _("This program is for members of the group %(group)s. You may join it: that takes one tap.")
            % told
        )
    return _("This program is for members of the group %(group)s. %(contact)s") % told


def _at_stage(program: Program, role: str, stage: str) -> str:
    other = EnrolmentRole.MENTOR if role == EnrolmentRole.MENTEE else EnrolmentRole.MENTEE
    taken = program.mentor_stages if role == EnrolmentRole.MENTOR else program.mentee_stages
    told = {
        "role": str(EnrolmentRole(role or EnrolmentRole.MENTEE).label),
        "other": str(other.label),
        "stages": get_text_list([str(Stage(one).label) for one in taken], _("and")),
        "hers": people.stage_words(stage),
        "contact": _whom_to_ask(program),
    }
    if role and takes_stage(program, other, stage):
        return (
            _(
                "As a %(role)s this program takes people at these stages: %(stages)s. Your profile says %(hers)s; "
                "you could take part as a %(other)s."
            )
            % told
        )
    return (
        _(
            "As a %(role)s this program takes people at these stages: %(stages)s. Your profile says %(hers)s. %(contact)s"
        )
        % told
    )


def _whom_to_ask(program: Program) -> str:
    """Return the sentence that names the program's contact, if it has one."""
    if not program.contact_name:
        return _("The society's office answers questions.")
    return _("%(name)s answers questions.") % {"name": program.contact_name}
