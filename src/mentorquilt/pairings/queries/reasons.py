"""Why two people are a pair, said to each of them from what a published round copied onto the pairing (M2).

A stored reason is a dict of plain values: ``slug`` names what is met, ``what`` holds its words from open facts, and
"distance" and "hours" hold numbers. Sentences are made here when they are shown, so a better wording reaches old
pairings too. Not here: what a pair meets (``matching``) and points, which nobody in a pair ever sees.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

MOST = 3
KM_PER_MILE = 1.609344
NEAR_KM = 100
HOUR, WEEK = 60, 7
DISTANCE, HOURS = "distance", "hours"

TO_MENTEE = {
    "topics": gettext_lazy("{other} takes what you asked for: {what}."),
    "done": gettext_lazy("{other} has done what you set out to do: {what}."),
    "types": gettext_lazy("You look for {what} mentoring, and {other} gives it."),
    "other_specialty": gettext_lazy("{other} works in another specialty, as you wished: {what}."),
}
TO_MENTOR = {
    "topics": gettext_lazy("{other} asks for something you take: {what}."),
    "done": gettext_lazy("You have done what {other} sets out to do: {what}."),
    "types": gettext_lazy("{other} looks for {what} mentoring, which you give."),
    "other_specialty": gettext_lazy(
        "{other} wishes for somebody of another specialty, such as yours: {what}."
    ),
}
TO_BOTH = {
    "terms": gettext_lazy("You both name {what}."),
    "words": gettext_lazy("You both write about “{what}”."),
    "subspecialty": gettext_lazy("You both work in {what}."),
    "specialty": gettext_lazy("You both work in {what}."),
    "groups": gettext_lazy("You both belong to {what}."),
    "setting": gettext_lazy("You both practice in the same setting: {what}."),
    "similar_setting": gettext_lazy("You both practice in smaller places: {what}."),
    "hospital": gettext_lazy("You both work in hospitals of the same size: {what}."),
    "similar_hospital": gettext_lazy("You both work in hospitals of similar size: {what}."),
    "no_hospital": gettext_lazy("Neither of you works in a hospital."),
}


def why_you_two(
    reasons: Iterable[Mapping[str, Any]], *, is_mentee: bool, other: str, in_miles: bool, most: int = MOST
) -> list[str]:
    """Return at most ``most`` plain sentences to one of the two about what they have together, distance among them.

    ``other`` is the other person's name with title. Unknown slugs are passed over, so older rows never break a page.
    """
    stored = list(reasons)
    words = {**TO_BOTH, **(TO_MENTEE if is_mentee else TO_MENTOR)}
    told = [
        str(words[one["slug"]]).format(other=other, what=one.get("what", ""))
        for one in stored
        if one.get("slug") in words
    ]
    numbers = {one["slug"]: one for one in stored if one.get("slug") in {DISTANCE, HOURS}}
    apart = apart_words(numbers[DISTANCE], in_miles=in_miles) if DISTANCE in numbers else ""
    hours = hours_words(int(numbers[HOURS]["minutes"])) if HOURS in numbers else ""
    last = [sentence for sentence in (apart, hours) if sentence]
    kept = told[: max(most - 1, most - len(last))]
    return [*kept, *last][:most]


def apart_words(reason: Mapping[str, Any], *, in_miles: bool) -> str:
    """Return the distance as a virtue, or nothing where the two work near each other."""
    km = int(reason["km"])
    if km < NEAR_KM:
        return ""
    far = {"distance": _about(km, in_miles=in_miles)}
    if reason.get("on_purpose"):
        return _("You work about %(distance)s apart, on purpose: nothing you say is heard at home.") % far
    return _("You work about %(distance)s apart, so nothing you say is heard at home.") % far


def _about(km: int, *, in_miles: bool) -> str:
    """Return a distance to two digits: nobody's town can be read from it."""
    count = km / KM_PER_MILE if in_miles else float(km)
    unit = 10 ** max(0, len(str(round(count))) - 2)
    rounded = number_format(round(count / unit) * unit, 0, use_l10n=True, force_grouping=True)
    return (_("%(count)s miles") if in_miles else _("%(count)s km")) % {"count": rounded}


def hours_words(minutes_a_week: int) -> str:
    """Return the waking hours that both share on an ordinary day, or nothing where there is none."""
    hours = round(minutes_a_week / WEEK / HOUR)
    if hours < 1:
        return ""
    words = ngettext(
        "You share about %(hours)d waking hour a day.", "You share about %(hours)d waking hours a day.", hours
    )
    return words % {"hours": hours}
