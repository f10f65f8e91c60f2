"""The parts of a profile: which form each has, where its values come from, which actions write them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt.members import actions, forms, queries
from mentorquilt.members.models import Member, Mentoring, Need, Offer, TermKind, Whereabouts
from mentorquilt.society import queries as society

Facts = Mapping[str, Any]
PROFILE_IN_OFFER = ("done", "coaching_role", "mentored_before", "shows_mentored")


@dataclass(frozen=True)
class Part:
    """One part: its name in addresses, its words, its form, how it is read and saved."""

    slug: str
    icon: str
    title: str | Promise
    lead: str | Promise
    form: type[forms.Part]
    read: Callable[[Member], dict[str, Any]]
    save: Callable[[Member, Facts, datetime], None]

    def bind(self, member: Member, labels: queries.Labels, data: Any = None) -> forms.Part:
        """Return the part's form over what is stored, filled with what was sent."""
        more: dict[str, Any] = {"cap": society.current().capacity_cap} if self.slug == "mentoring" else {}
        return self.form(data, labels=labels, stored=self.read(member), **more)


def _of_profile(*names: str) -> Callable[[Member], dict[str, Any]]:
    return lambda member: {name: getattr(member.profile, name) for name in names}


def _save_profile(member: Member, facts: Facts, now: datetime) -> None:
    actions.change_profile(member=member, by=member, now=now, **facts)


def _read_work(member: Member) -> dict[str, Any]:
    names = ("stage", "profession", "specialty", "subspecialty", "terms", "setting", "hospital_size")
    research = {True: "yes", False: "no", None: None}[member.profile.has_research]
    return _of_profile(*names)(member) | {"has_research": research}


def _save_work(member: Member, facts: Facts, now: datetime) -> None:
    """Save, letting both fit: a new specialty drops another's subspecialty, a subspecialty brings its specialty."""
    fitted = dict(facts)
    above = queries.labels().parent(TermKind.SUBSPECIALTY, str(facts.get("subspecialty") or ""))
    if above and not facts.get("specialty", member.profile.specialty):
        fitted["specialty"] = above
    if "specialty" in facts and "subspecialty" not in facts and member.profile.subspecialty:
        kept = queries.labels().parent(TermKind.SUBSPECIALTY, member.profile.subspecialty)
        fitted |= {"subspecialty": ""} if kept != facts["specialty"] else {}
    _save_profile(member, fitted, now)


def _read_place(member: Member) -> dict[str, Any]:
    where = getattr(member, "whereabouts", None) or Whereabouts()
    return {"city": where.city, "is_open": where.is_open, "phone": where.phone}


def _save_place(member: Member, facts: Facts, now: datetime) -> None:
    if "city" in facts and facts["city"] != _read_place(member)["city"]:
        actions.pick_city(member=member, city=facts["city"], by=member, now=now)
    rest = {name: value for name, value in facts.items() if name != "city"}
    if rest:
        actions.change_whereabouts(member=member, by=member, now=now, **rest)


def _read_hours(member: Member) -> dict[str, Any]:
    own = getattr(member, "weekly_hours", None)
    spans = tuple((int(start), int(end)) for start, end in own.intervals) if own is not None else ()
    usual, words = queries.told_apart(spans)
    return {"usual": usual, "words": words}


def _save_hours(member: Member, facts: Facts, now: datetime) -> None:
    told = _read_hours(member) | dict(facts)
    spans = queries.spans_of(told["usual"], told["words"])
    actions.set_hours(member=member, intervals=list(spans), by=member, now=now)


def _read_offer(member: Member) -> dict[str, Any]:
    offer = getattr(member, "offer", None) or Offer()
    own = {name: getattr(offer, name) for name in ("types", "topics", "refused_topics", "text")}
    return own | _of_profile(*PROFILE_IN_OFFER)(member)


def _save_offer(member: Member, facts: Facts, now: datetime) -> None:
    own = {name: value for name, value in facts.items() if name not in PROFILE_IN_OFFER}
    rest = {name: value for name, value in facts.items() if name in PROFILE_IN_OFFER}
    if own:
        actions.change_offer(member=member, by=member, now=now, **own)
    if rest:
        _save_profile(member, rest, now)


def _read_need(member: Member) -> dict[str, Any]:
    need = queries.current_need(member) or Need()
    names = (
        "seeks",
        "long_term",
        "types",
        "topics",
        "done",
        "project",
        "result",
        "other_specialty",
        "distance",
    )
    return {name: getattr(need, name) for name in names}


def _save_need(member: Member, facts: Facts, now: datetime) -> None:
    actions.change_need(member=member, by=member, now=now, **facts)


def _read_mentoring(member: Member) -> dict[str, Any]:
    row = getattr(member, "mentoring", None) or Mentoring(capacity=society.current().capacity_default)
    names = (
        "is_willing",
        "only_questions",
        "capacity",
        "first_calls",
        "available_from",
        "available_to",
        "is_paused",
    )
    return {name: getattr(row, name) for name in names}


def _save_mentoring(member: Member, facts: Facts, now: datetime) -> None:
    actions.change_mentoring(member=member, by=member, now=now, **facts)


PARTS = (
    Part(
        "about", "user-round", _("You"), _("What people read first."), forms.AboutForm,
        _of_profile("titles", "full_name", "credentials", "family_name", "position", "languages", "bio"), _save_profile,
    ),
    Part(
        "work", "stethoscope", _("Your work"), _("Stage, specialty and setting decide who fits you."), forms.WorkForm,
        _read_work, _save_work,
    ),
    Part(
        "place", "map-pin", _("Where you are"), _("So that a mentor can be far away, on purpose."), forms.PlaceForm,
        _read_place, _save_place,
    ),
    Part(
        "hours", "clock", _("When you can talk"), _("A pair needs some hours in common."), forms.HoursForm,
        _read_hours, _save_hours,
    ),
    Part(
        "need", "search", _("What you seek"), _("Leave it empty if you only mentor."), forms.NeedForm,
        _read_need, _save_need,
    ),
    Part(
        "offer", "hand-heart", _("What you offer"), _("Leave it empty if you only look for a mentor."), forms.OfferForm,
        _read_offer, _save_offer,
    ),
    Part(
        "mentoring", "armchair", _("Your places as a mentor"), _("You decide how many, from when, and when to pause."),
        forms.PlacesForm, _read_mentoring, _save_mentoring,
    ),
    Part(
        "shown", "eye", _("Who finds and reaches you"), _("What members see of you."), forms.ShownForm,
        _of_profile("is_listed", "shows_institutions", "email_shown", "phone_shown"), _save_profile,
    ),
)  # fmt: skip


def part_named(slug: str) -> Part:
    """Return one part, else 404."""
    for part in PARTS:
        if part.slug == slug:
            return part
    raise Http404
