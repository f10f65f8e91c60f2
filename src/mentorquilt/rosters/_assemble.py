"""The values of one row become one person; what a person must see of it goes to the notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from mentorquilt.rosters._answers import Meaning
from mentorquilt.rosters._cells import LONGEST_ADDRESS
from mentorquilt.rosters._columns import LINE, Note, Value, note
from mentorquilt.rosters._names import names_from_one, names_from_parts
from mentorquilt.rosters._nearest import best_of, exact_of, label_of, nearest_of
from mentorquilt.rosters._people import Names, RosterPerson, Wish
from mentorquilt.rosters._split import distinct
from mentorquilt.rosters._stages import stage_after
from mentorquilt.rosters._tables import AS_WRITTEN, IGNORE, Mapping, Role
from mentorquilt.rosters._taxonomy import taxonomy
from mentorquilt.rosters._text import after_other, fold, is_nothing, slug_of
from mentorquilt.rosters._where import where
from mentorquilt.rosters._words import brief

LARGE_CAPACITY = 6
LONGEST_LIFE = 70
PLAIN = ("phone", "job_title", "member_number", "membership", "zone", "coaching")
LONG = ("bio", "seeks", "long_term", "project", "offers")
LISTS = ("terms", "institutions", "trainings", "groups", "background")
MENTEE_LISTS = ("wishes_background", "excludes_institutions", "excludes_places")


@dataclass(slots=True)
class Draft:
    """One row while it is read: values by field with their headings, and what is to be said of it."""

    number: int
    mapping: Mapping
    constants: dict[str, Value]
    headings: dict[str, str]
    values: dict[str, list[tuple[str, Value]]] = field(default_factory=dict)
    extra: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, Note]] = field(default_factory=list)

    def all(self, slug: str) -> list[tuple[str, Value]]:
        """This will return the values of a field, or the constant that stands for it where the row is
        silent.
        """
        found = self.values.get(slug)
        if found is None:
            return [("", self.constants[slug])] if slug in self.constants else []
        says_nothing = slug in self.constants and not any(value.text for _, value in found)
        return [("", self.constants[slug])] if says_nothing else found

    def line(self, slug: str) -> str:
        """This will return the first text of a field; other texts of the same field are kept beside it."""
        texts = [(heading, value.text) for heading, value in self.all(slug) if not is_nothing(value.text)]
        for heading, text in texts[1:]:
            if text != texts[0][1]:
                self.extra.append((heading, text))
        return texts[0][1] if texts else ""

    def long(self, slug: str) -> str:
        """This will return all texts of a field, each a paragraph of its own."""
        texts = [value.text for _, value in self.all(slug) if not is_nothing(value.text)]
        return "\n\n".join(dict.fromkeys(texts))

    def words(self, slug: str) -> tuple[str, ...]:
        """This will return the words or names of a field from all its columns."""
        found = [text for _, value in self.all(slug) for text in value.texts]
        return tuple(distinct(found)) if found else ()

    def answers(self, slug: str) -> Iterator[tuple[str, Meaning]]:
        """This will return the answers of a field that count, with their meanings."""
        for _, value in self.all(slug):
            for answer, meaning in value.answers:
                if meaning.slugs != (IGNORE,):
                    yield answer, meaning

    def slugs(self, slug: str) -> tuple[str, ...]:
        """This will return the slugs that a field's answers mean."""
        if slug not in self.values and slug not in self.constants:
            return ()
        found: list[str] = []
        for answer, meaning in self.answers(slug):
            found += [slug_of(answer)] if meaning.slugs == (AS_WRITTEN,) else meaning.slugs
        return tuple(dict.fromkeys(each for each in found if each))

    def slug(self, slug: str) -> str:
        """This will return the first slug of a field that takes one answer."""
        return next(iter(self.slugs(slug)), "")

    def heading(self, slug: str) -> str:
        """This will return the heading of the first column of a field, or ""."""
        return self.headings.get(slug, "")

    def say(self, slug: str, code: str, **values: object) -> None:
        """This will note a problem at a field's column."""
        self.notes.append((self.heading(slug), note(code, **values)))


def person_of(draft: Draft, wishes: tuple[Wish, ...] = ()) -> RosterPerson:
    """This will make the person of a row; the caller looks at the notes for errors."""
    facts: dict[str, Any] = {slug: draft.line(slug) for slug in PLAIN}
    facts |= {slug: draft.long(slug) for slug in LONG}
    facts |= {slug: draft.words(slug) for slug in LISTS}
    facts |= _addresses(draft) | _practice(draft) | _place(draft)
    facts |= _mentee(draft) if draft.mapping.role == "mentee" else _mentor(draft)
    facts["names"] = _names(draft)
    facts["languages"] = draft.slugs("languages")
    facts["hours"] = next((value.spans for _, value in draft.all("hours") if value.spans), ())
    if not facts["hours"]:
        draft.extra += [
            (heading, value.text) for heading, value in draft.all("hours") if value.text and heading
        ]
    facts["answered_at"] = draft.line("answered_at")
    facts["both_roles"] = draft.slug("both_roles") == "yes" or draft.slug("role") == "both"
    role: Role = "mentee" if draft.mapping.role == "mentee" else "mentor"
    return RosterPerson(role=role, row=draft.number, wishes=wishes, extra=tuple(draft.extra), **facts)


def _names(draft: Draft) -> Names:
    given, family, title, letters = (draft.line(slug) for slug in ("given", "family", "title", "credentials"))
    if given and family:
        names = names_from_parts(given, family, title, letters)
    else:
        names = names_from_one(draft.line("name") or family or given)
        if title or letters:
            more = names_from_parts("", "", title, letters)
            titles = tuple(dict.fromkeys(more.titles + names.titles))
            names = replace(names, titles=titles, credentials=names.credentials + more.credentials)
    if not names.full and not any(each.code in ("too_long", "nul") for _, each in draft.notes):
        draft.say("name" if "name" in draft.headings else "family", "name_missing")
    if len(names.full) > LINE:
        draft.say("name", "too_long", count=len(names.full), limit=LINE)
    return names


def _addresses(draft: Draft) -> dict[str, Any]:
    found = [address for _, value in draft.all("email") for address in value.texts]
    others = [address for _, value in draft.all("other_email") for address in value.texts]
    if not found and not any(value.notes for _, value in draft.all("email")):
        draft.say("email", "email_missing")
    if found and len(found[0]) > LONGEST_ADDRESS:
        draft.say("email", "too_long", count=len(found[0]), limit=LONGEST_ADDRESS)
    unique = dict.fromkeys([*found[1:], *others])
    return {
        "email": found[0] if found else "",
        "other_emails": tuple(each for each in unique if each not in found[:1]),
    }


def _practice(draft: Draft) -> dict[str, Any]:
    years = _years(draft)
    specialty, subspecialty = _specialty(draft)
    return {
        "years": years,
        "stage": _stage(draft, years),
        "training_ended": next(
            (value.number for _, value in draft.all("training_ended") if value.number), None
        ),
        "profession": draft.slug("profession"),
        "specialty": specialty,
        "subspecialty": subspecialty,
        "setting": draft.slug("setting"),
        "hospital_size": draft.slug("hospital_size"),
    }


def _years(draft: Draft) -> int | None:
    for _, value in draft.all("years"):
        if value.number is not None and value.number <= LONGEST_LIFE:
            return value.number
        if not is_nothing(value.text):
            draft.say("years", "number_unread", text=brief(value.text))
    return None


def _stage(draft: Draft, years: int | None) -> str:
    stage = draft.slug("stage")
    ladder = {slug for rank in draft.mapping.stages for slug in rank}
    if stage and ladder and stage not in ladder:
        draft.say("stage", "stage_off_ladder", text=brief(draft.line("stage")))
    if stage or years is None or ladder or draft.line("stage"):
        return stage
    written = draft.line("years")
    best = best_of(nearest_of(("stages",), f"{written} years" if written.strip().isdigit() else written))
    stage = best.slug if best else stage_after(years)
    draft.say("years", "stage_from_years", years=brief(written, 20), meant=label_of(("stages",), stage))
    return stage


def _specialty(draft: Draft) -> tuple[str, str]:
    """This will return one specialty and one subspecialty; a subspecialty alone gives its specialty too."""
    specialties, finer = _specialties(draft)
    subspecialty = finer[0] if finer else ""
    if not specialties and subspecialty:
        parent = taxonomy().term("subspecialties", subspecialty)
        specialties = [parent.parent] if parent else []
    return (specialties[0] if specialties else ""), subspecialty


def _further_specialties(draft: Draft) -> list[str]:
    """This will return the labels of what somebody named after the first; they count as niche terms."""
    specialties, finer = _specialties(draft)
    return [label_of(("specialties", "subspecialties"), slug) for slug in specialties[1:] + finer[1:]]


def _specialties(draft: Draft) -> tuple[list[str], list[str]]:
    """This will sort the answers of both columns into specialties and subspecialties."""
    terms = taxonomy()
    specialties: list[str] = []
    finer: list[str] = []
    first = draft.slugs("specialty")
    for slug in dict.fromkeys(first + draft.slugs("subspecialty")):
        is_finer = terms.term("subspecialties", slug) or (
            slug not in first and not terms.term("specialties", slug)
        )
        (finer if is_finer else specialties).append(slug)
    return specialties, finer


def _place(draft: Draft) -> dict[str, Any]:
    found = where(*(draft.line(slug) for slug in ("city", "region", "country")))
    for part, said in found.notes:
        draft.notes.append((draft.heading(part), said))
    return {
        "place": found.place,
        "city": found.city,
        "city_candidates": found.candidates,
        "region": found.region,
        "country": found.country,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "zone": draft.line("zone") or found.zone,
    }


def _topics(draft: Draft, topics: str, types: str) -> dict[str, Any]:
    """This will part topics from mentor types in both columns; what is neither counts as a niche term."""
    known = taxonomy()
    slugs = draft.slugs(topics) + draft.slugs(types)
    wanted = [slug for slug in slugs if not known.term("types", slug)]
    kinds = [slug for slug in slugs if known.term("types", slug)]
    for slug in draft.slugs(types):
        topic = known.term("topics", slug)
        kinds += [topic.parent] if topic else []
    terms = [after_other(answer) or answer for answer, meaning in draft.answers(topics) if not meaning.slugs]
    short = (term for term in terms if len(term) <= LINE)
    found = distinct([*draft.words("terms"), *short, *_further_specialties(draft)])
    return {topics: tuple(dict.fromkeys(wanted)), types: tuple(dict.fromkeys(kinds)), "terms": tuple(found)}


def _mentee(draft: Draft) -> dict[str, Any]:
    facts: dict[str, Any] = {slug: draft.words(slug) for slug in MENTEE_LISTS}
    facts["wishes_background"] = _wishes_background(draft, facts["wishes_background"])
    left_out = 0
    for _, value in draft.all("left_out_before"):
        left_out = value.number if value.number is not None else exact_of(("yes_no",), value.text) == "yes"
    return facts | {
        **_topics(draft, "wants_topics", "wants_types"),
        "needs_done": draft.slugs("needs_done"),
        "other_specialty": draft.slug("other_specialty") or "any",
        "wants_distance": draft.slug("wants_distance") or "any",
        "left_out_before": min(int(left_out), 99),
    }


def _wishes_background(draft: Draft, said: tuple[str, ...]) -> tuple[str, ...]:
    """This will read a plain "yes" as a wish for somebody of one's own background, and a plain "no" as no
    wish.
    """
    answers = {text: exact_of(("yes_no",), text) for text in said}
    wished = [text for text, answer in answers.items() if not answer]
    own = draft.words("background") if "yes" in answers.values() else ()
    return tuple(distinct([*wished, *own]))


def _mentor(draft: Draft) -> dict[str, Any]:
    willing = draft.slug("willing")
    return {
        **_topics(draft, "topics", "types"),
        **_capacity(draft),
        "refuses_topics": draft.slugs("refuses_topics"),
        "has_done": draft.slugs("has_done"),
        "unavailable": "" if willing == "willing" else willing,
        "available_from": draft.line("available_from")[:10],
        "available_to": draft.line("available_to")[:10],
    }


def _capacity(draft: Draft) -> dict[str, Any]:
    for _, value in draft.all("capacity"):
        if value.number is not None:
            if value.number == 0:
                draft.say("capacity", "capacity_none")
            elif value.number > LARGE_CAPACITY:
                draft.say("capacity", "number_large", number=value.number)
            return {"capacity": min(value.number, 99), "capacity_given": True}
        if value.text and fold(value.text) not in ("", "n a", "na"):
            draft.say("capacity", "number_wrong", text=brief(value.text), number=1)
    return {"capacity": 1, "capacity_given": False}
