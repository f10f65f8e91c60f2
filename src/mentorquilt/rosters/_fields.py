"""The vocabulary of columns: every field that a column of a sheet can mean, for people and for earlier pairs.

A field's slug is the attribute of `RosterPerson` (or `EarlierPair`) that it fills, except for the parts of a
name, the place and the wishes, which several columns make together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentorquilt.rosters._tables import Role

Shape = Literal[
    "line",  # one line of the person's words
    "text",  # any number of lines
    "email",
    "term",  # one answer with a meaning in the taxonomy
    "terms",  # any number of such answers
    "words",  # any number of free words or names, split at every separator
    "names",  # any number of names that may hold commas: institutions, programs
    "number",
    "year",
    "zone",
    "hours",
    "date",
    "wish",
]

MENTEE: tuple[Role, ...] = ("mentee",)
MENTOR: tuple[Role, ...] = ("mentor",)
BOTH: tuple[Role, ...] = ("mentee", "mentor")


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can mean; its answers are looked up in ``kinds``, in that order."""

    slug: str
    label: str
    shape: Shape
    roles: tuple[Role, ...] = BOTH
    kinds: tuple[str, ...] = ()

    @property
    def has_answers(self) -> bool:
        """This will say whether this field's answers have meanings that a person can choose."""
        return bool(self.kinds)

    @property
    def is_many(self) -> bool:
        """This will say whether one cell can hold several answers."""
        return self.shape in ("terms", "words", "names")


_SPECIALTY = ("specialties", "subspecialties")
_TOPICS = ("topics", "types")

FIELDS: tuple[Field, ...] = (
    Field("name", "Full name", "line"),
    Field("given", "First name", "line"),
    Field("family", "Last name", "line"),
    Field("title", "Title before the name", "line"),
    Field("credentials", "Degrees after the name", "line"),
    Field("email", "E-mail address", "email"),
    Field("other_email", "Another e-mail address", "email"),
    Field("phone", "Phone", "line"),
    Field("role", "Signs up as mentee, mentor or both", "term", BOTH, ("roles",)),
    Field("both_roles", "Is both mentor and mentee", "term", BOTH, ("yes_no",)),
    Field("member_number", "Member number", "line"),
    Field("membership", "Membership", "line"),
    Field("job_title", "Job title", "line"),
    Field("stage", "Career stage", "term", BOTH, ("stages",)),
    Field("years", "Years in practice", "number"),
    Field("training_ended", "Year in which training ended", "year"),
    Field("profession", "Profession", "term", BOTH, ("professions",)),
    Field("specialty", "Specialty", "term", BOTH, _SPECIALTY),
    Field("subspecialty", "Subspecialty", "term", BOTH, ("subspecialties", "specialties")),
    Field("terms", "Niche terms and interests", "words"),
    Field("setting", "Practice setting", "term", BOTH, ("settings",)),
    Field("hospital_size", "Hospital size", "term", BOTH, ("sizes",)),
    Field("institutions", "Institution", "names"),
    Field("trainings", "Training program", "names"),
    Field("city", "City or place", "line"),
    Field("region", "State or region", "line"),
    Field("country", "Country", "line"),
    Field("zone", "Time zone", "zone"),
    Field("languages", "Languages", "terms", BOTH, ("languages",)),
    Field("hours", "Times that suit", "hours"),
    Field("groups", "Special-interest groups", "words"),
    Field("background", "Background (private)", "words"),
    Field("bio", "About the person", "text"),
    Field("answered_at", "When the form was sent", "date"),
    Field("wants_types", "Mentor types wanted", "terms", MENTEE, ("types", "topics")),
    Field("wants_topics", "Topics wanted", "terms", MENTEE, _TOPICS),
    Field("needs_done", "Wants a mentor who has done this", "terms", MENTEE, ("done",)),
    Field("seeks", "What is sought", "text", MENTEE),
    Field("long_term", "Long-term goal", "text", MENTEE),
    Field("project", "Project", "text", MENTEE),
    Field("other_specialty", "Mentor of another specialty?", "term", MENTEE, ("other_specialties",)),
    Field("wants_distance", "Near or far?", "term", MENTEE, ("distances",)),
    Field("left_out_before", "Times left without a mentor", "number", MENTEE),
    Field("wishes_background", "Wishes for the mentor's background (private)", "words", MENTEE),
    Field("excludes_institutions", "Institutions to avoid (private)", "names", MENTEE),
    Field("excludes_places", "Places to avoid (private)", "names", MENTEE),
    Field("types", "Mentor types offered", "terms", MENTOR, ("types", "topics")),
    Field("topics", "Topics offered", "terms", MENTOR, _TOPICS),
    Field("refuses_topics", "Topics not taken", "terms", MENTOR, ("topics",)),
    Field("has_done", "Has done or come through", "terms", MENTOR, ("done",)),
    Field("offers", "What the mentor offers", "text", MENTOR),
    Field("capacity", "How many mentees", "number", MENTOR),
    Field("willing", "Willing and available", "term", MENTOR, ("willing",)),
    Field("available_from", "Available from", "date", MENTOR),
    Field("available_to", "Available until", "date", MENTOR),
    Field("coaching", "Coaching role", "line", MENTOR),
    Field("wish", "Would like to be paired with", "wish"),
    Field("ban", "Would not like to be paired with", "wish"),
)

PAIR_FIELDS: tuple[Field, ...] = (
    Field("mentor_name", "Mentor's name", "line"),
    Field("mentor_given", "Mentor's first name", "line"),
    Field("mentor_family", "Mentor's last name", "line"),
    Field("mentor_email", "Mentor's e-mail address", "email"),
    Field("mentee_name", "Mentee's name", "line"),
    Field("mentee_given", "Mentee's first name", "line"),
    Field("mentee_family", "Mentee's last name", "line"),
    Field("mentee_email", "Mentee's e-mail address", "email"),
    Field("program", "Program", "line"),
    Field("cohort", "Cohort or year", "line"),
    Field("started_on", "Started on", "date"),
    Field("ended_on", "Ended on", "date"),
    Field("ending", "How it ended", "term", BOTH, ("endings",)),
)

MEMBER_FIELDS: tuple[Field, ...] = (
    Field("member_class", "Kind of membership", "line"),
    Field("standing", "Standing of the membership", "term", BOTH, ("standings",)),
    Field("valid_until", "Membership valid until", "date"),
)
"""What only a society's membership list says; the rest of its columns are fields of people."""

_BY_SLUG = {field.slug: field for field in FIELDS + PAIR_FIELDS + MEMBER_FIELDS}


def fields(role: Role) -> tuple[Field, ...]:
    """This will return what a column can mean in a sheet of mentees or of mentors, in the order of a form."""
    return tuple(field for field in FIELDS if role in field.roles)


def pair_fields() -> tuple[Field, ...]:
    """This will return what a column can mean in a sheet of earlier pairs."""
    return PAIR_FIELDS


def field_of(slug: str) -> Field | None:
    """This will return the field with this slug, or None for EXTRA, IGNORE and anything unknown."""
    return _BY_SLUG.get(slug)
