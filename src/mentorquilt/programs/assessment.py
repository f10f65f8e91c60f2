"""A guided self-assessment: five taps become a first draft of the need, with mentor types and topics (S-47).

Pure words: reads no table. Each answer carries the sentence it adds and what it suggests; the mentee edits all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing to tap: its words, the sentence it adds, the mentor types and topics it suggests."""

    slug: str
    words: Words
    sentence: Words = ""
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers; skipped ones add nothing."""

    slug: str
    words: Words
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the taps add up to."""

    seeks: str
    long_term: str
    types: tuple[str, ...]
    topics: tuple[str, ...]


QUESTIONS = (
    Question(
        "now",
        lazy("What is going on?"),
        (
            Answer(
                "new",
                lazy("I am settling into a first post"),
                lazy("I am settling into my first post"),
                ("career",),
                ("first_job",),
            ),
            Answer(
                "build",
                lazy("I want to build something"),
                lazy("I want to build something that is not here yet"),
                ("clinical", "career"),
                ("case_to_leadership",),
            ),
            Answer(
                "move",
                lazy("I am thinking of a move"),
                lazy("I am thinking about my next move"),
                ("career",),
                ("future_career_move",),
            ),
            Answer(
                "blocked",
                lazy("I am stuck at work"),
                lazy("I am stuck with a situation at work"),
                ("career",),
                ("organizational_roadblocks",),
            ),
            Answer(
                "balance",
                lazy("Work and home do not fit"),
                lazy("work and the rest of my life do not fit together at present"),
                ("life",),
                ("family_work_balance",),
            ),
            Answer(
                "research",
                lazy("A study or a paper"),
                lazy("I have a question that I would like to turn into a study"),
                ("research",),
                ("starting_research",),
            ),
        ),
    ),
    Question(
        "help",
        lazy("What would help most?"),
        (
            Answer(
                "done_it",
                lazy("Somebody who has done it"),
                lazy("Most of all I would like to talk with somebody who has done this before."),
            ),
            Answer(
                "think",
                lazy("Somebody to think aloud with"),
                lazy("Most of all I would like somebody to think aloud with."),
            ),
            Answer(
                "way",
                lazy("Somebody who knows the ways"),
                lazy("Most of all I would like to learn how such things are decided, and by whom."),
            ),
            Answer(
                "skill",
                lazy("Feedback on what I do"),
                lazy("Most of all I would like honest feedback on how I do it."),
                ("clinical",),
            ),
        ),
    ),
    Question(
        "hard",
        lazy("What makes it hard where you are?"),
        (
            Answer("alone", lazy("Nobody near does this"), lazy("Nobody near me does this.")),
            Answer(
                "cannot_ask",
                lazy("I cannot ask here"),
                lazy("It is something I would rather not ask about where I work."),
                (),
                ("local_situation",),
            ),
            Answer(
                "time",
                lazy("There is no time"),
                lazy("Between shifts there is hardly time to think about it."),
            ),
            Answer(
                "unclear",
                lazy("I do not know what to ask"),
                lazy("I do not know yet which questions to ask."),
            ),
        ),
    ),
    Question(
        "lead",
        lazy("Where should it lead?"),
        (
            Answer(
                "master",
                lazy("Really good at this"),
                lazy("be the person others ask about this"),
                ("clinical",),
            ),
            Answer(
                "lead",
                lazy("Leading something"),
                lazy("lead a service or a group"),
                ("career",),
                ("leadership",),
            ),
            Answer(
                "place", lazy("A place that fits me"), lazy("work in a place that fits me and stay there")
            ),
            Answer(
                "known",
                lazy("Known in my field"),
                lazy("be known in my field for something of my own"),
                ("career",),
            ),
            Answer(
                "steady",
                lazy("A life with room in it"),
                lazy("have work and a life with room for both"),
                ("life",),
            ),
        ),
    ),
    Question(
        "when",
        lazy("How far ahead do you look?"),
        (
            Answer("1", lazy("A year"), lazy("In a year")),
            Answer("3", lazy("Three years"), lazy("In three years")),
            Answer("10", lazy("Ten years"), lazy("In ten years")),
        ),
    ),
)
NAMES = tuple(f"tap_{question.slug}" for question in QUESTIONS)


def draft(taps: Mapping[str, str], *, who: str = "") -> Draft:
    """Return the draft that these taps add up to; ``who`` is a short line on stage and specialty."""
    tapped = _tapped(taps)
    now, lead, when = tapped.get("now"), tapped.get("lead"), tapped.get("when")
    sentences = []
    if now is not None:
        told = str(now.sentence)
        said = f"{who}: {told}" if who else told
        sentences.append(f"{said[0].upper()}{said[1:]}.")
    sentences += [str(tapped[slug].sentence) for slug in ("hard", "help") if slug in tapped]
    long_term = ""
    if lead is not None:
        horizon = str(when.sentence) if when is not None else _("In some years")
        long_term = _("%(horizon)s I would like to %(aim)s.") % {"horizon": horizon, "aim": lead.sentence}
    return Draft(
        seeks=" ".join(sentences),
        long_term=long_term,
        types=tuple(dict.fromkeys(kind for answer in tapped.values() for kind in answer.types)),
        topics=tuple(dict.fromkeys(topic for answer in tapped.values() for topic in answer.topics)),
    )


def _tapped(taps: Mapping[str, str]) -> dict[str, Answer]:
    """Return the answers that were tapped, by question; anything unknown counts as skipped."""
    found = {}
    for question in QUESTIONS:
        for answer in question.answers:
            if taps.get(f"tap_{question.slug}") == answer.slug:
                found[question.slug] = answer
    return found
