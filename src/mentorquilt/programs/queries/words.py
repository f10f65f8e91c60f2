"""Words for slugs on the import's pages: the shipped taxonomy and what the society added to it."""

from collections.abc import Iterable

from mentorquilt import rosters
from mentorquilt.members import queries as people
from mentorquilt.members.models.taxonomy import TermKind

SHORT_LIST = 14
TERM_KINDS = {
    "specialties": TermKind.SPECIALTY,
    "subspecialties": TermKind.SUBSPECIALTY,
    "topics": TermKind.TOPIC,
    "done": TermKind.DONE,
    "professions": TermKind.PROFESSION,
    "languages": TermKind.LANGUAGE,
}


class Words:
    """Words and choices of every kind of answer: the shipped taxonomy and what the society added to it."""

    def __init__(self) -> None:
        self._labels = people.labels()
        self._choices: dict[str, dict[str, str]] = {}

    def choices(self, kind: str) -> dict[str, str]:
        """Return the words of every answer of a kind, by slug."""
        if kind not in self._choices:
            own: Iterable[tuple[str, str]] = ()
            if kind in TERM_KINDS:
                own = self._labels.choices(TERM_KINDS[kind])
            elif kind == "types":
                own = self._labels.type_choices()
            shipped = {term.slug: term.label for term in rosters.terms_of(kind)}
            self._choices[kind] = dict(own) if own else shipped
        return self._choices[kind]

    def is_long(self, kinds: Iterable[str]) -> bool:
        """Return whether the choices are too many for a plain list."""
        return sum(len(self.choices(kind)) for kind in kinds) > SHORT_LIST

    def of(self, kinds: Iterable[str], meaning: Iterable[str]) -> str:
        """Return what an answer means in words."""
        said = []
        for slug in meaning:
            found = next((self.choices(kind)[slug] for kind in kinds if slug in self.choices(kind)), "")
            said.append(found or slug.replace("_", " "))
        return ", ".join(said)

    def slug(self, kinds: Iterable[str], words: str) -> str:
        """Return the slug whose words somebody typed or picked, or ""."""
        wanted = people.folded(words)
        for kind in kinds:
            for slug, label in self.choices(kind).items():
                if people.folded(label) == wanted:
                    return slug
        return ""
