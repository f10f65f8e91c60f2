"""What a published pairing keeps of why two people were paired: plain values from open facts; and small words.

Here: slugs with their words, never points, private wishes or a sentence. Sentences are made where they are read
(``pairings.queries.why_you_two``). Of shared phrases the mentor's own words are kept, which stand on an open profile.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from mentorquilt import matching

ORDER = (
    "topics", "done", "terms", "words", "subspecialty", "other_specialty", "specialty", "groups", "types", "setting",
    "similar_setting", "hospital", "similar_hospital", "no_hospital",
)  # fmt: skip
TWO = 2
NO_HOSPITAL = "none"
NUMBERS = (
    "", gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"), gettext_lazy("five"),
    gettext_lazy("six"), gettext_lazy("seven"), gettext_lazy("eight"), gettext_lazy("nine"), gettext_lazy("ten"),
    gettext_lazy("eleven"), gettext_lazy("twelve"),
)  # fmt: skip


def stored(
    pair: matching.Pair,
    mentee: matching.Mentee,
    *,
    label: Callable[[str], str],
    km: float | None,
    on_purpose: bool,
) -> list[dict[str, Any]]:
    """Return the reasons of one pair, the one that says most first, then distance and hours where they are known.

    ``label`` gives the words of a slug; ``km`` is a distance that the two may know of each other.
    """
    found = {}
    for reason in pair.met:
        slug = _form(reason, mentee)
        if slug in ORDER:
            values = reason.theirs or reason.values
            words = (
                values if slug in {"terms", "words"} else [in_a_sentence(label(value)) for value in values]
            )
            found[slug] = {"slug": slug, "what": joined(list(dict.fromkeys(words))[:TWO])}
    if "subspecialty" in found:
        found.pop("specialty", None)
    told: list[dict[str, Any]] = [found[slug] for slug in ORDER if slug in found]
    if km is not None:
        told.append({"slug": "distance", "km": round(km), "on_purpose": on_purpose})
    if pair.shared_minutes:
        told.append({"slug": "hours", "minutes": pair.shared_minutes})
    return told


def _form(reason: matching.Reason, mentee: matching.Mentee) -> str:
    """Return which sentence fits: some criteria can be met in more than one way."""
    slug, values = reason.slug, reason.values
    if slug == "specialty" and values[0] != mentee.specialty:
        return "other_specialty"
    if slug == "hospital" and values[0] == NO_HOSPITAL:
        return "no_hospital"
    if slug in {"setting", "hospital"} and len(values) == TWO:
        return f"similar_{slug}"
    return slug


def in_a_sentence(words: str) -> str:
    """Return a label with a small first letter unless its first word is a name or an abbreviation."""
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first[1:].islower() or len(first) == 1 else words


def joined(words: Sequence[str]) -> str:
    """Return one or two things as a sentence names them; things that hold an "and" themselves are kept apart."""
    return ("; " if any(" and " in each for each in words) else " and ").join(words)


def number_words(number: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return str(NUMBERS[number]) if 0 < number < len(NUMBERS) else str(number)
