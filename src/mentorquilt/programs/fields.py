"""The fields that a column can mean, as a coordinator meets them: in groups, with what must be there and what is private."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt import rosters

GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        _("Who it is"),
        (
            "email",
            "name",
            "given",
            "family",
            "title",
            "credentials",
            "other_email",
            "phone",
            "role",
            "both_roles",
            "member_number",
            "membership",
            "answered_at",
        ),
    ),
    (
        _("Work and training"),
        (
            "stage",
            "years",
            "training_ended",
            "specialty",
            "subspecialty",
            "profession",
            "terms",
            "setting",
            "hospital_size",
            "institutions",
            "trainings",
            "job_title",
            "groups",
            "languages",
            "bio",
        ),
    ),
    (_("Place and time"), ("city", "region", "country", "zone", "hours")),
    (
        _("What the mentee seeks"),
        (
            "seeks",
            "long_term",
            "wants_topics",
            "wants_types",
            "needs_done",
            "project",
            "other_specialty",
            "wants_distance",
            "left_out_before",
        ),
    ),
    (
        _("What the mentor offers"),
        (
            "topics",
            "types",
            "offers",
            "refuses_topics",
            "has_done",
            "capacity",
            "willing",
            "available_from",
            "available_to",
            "coaching",
        ),
    ),
    (
        _("Private wishes"),
        ("wish", "ban", "excludes_institutions", "excludes_places", "background", "wishes_background"),
    ),
)
PAIR_GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("The mentor"), ("mentor_email", "mentor_name", "mentor_given", "mentor_family")),
    (_("The mentee"), ("mentee_email", "mentee_name", "mentee_given", "mentee_family")),
    (_("The pair"), ("cohort", "program", "ending", "started_on", "ended_on")),
)
MANY_COLUMNS = frozenset(
    {
        "other_email",
        "bio",
        "seeks",
        "offers",
        "institutions",
        "trainings",
        "terms",
        "hours",
        "wish",
        "ban",
        "groups",
    }
    | {"wants_topics", "topics", "wants_types", "types", "needs_done", "has_done", "languages", "background"}
    | {"refuses_topics", "excludes_institutions", "excludes_places", "wishes_background", "role"}
)
NOTES: dict[str, str | Promise] = {
    "background": _(
        "Private, so nothing of this column is stored. Everybody can add it to her own profile, with her own consent."
    ),
    "wishes_background": _(
        "Private, so nothing of this column is stored. Everybody can add it to her own profile, with her own consent."
    ),
    "wish": _("You judge each wish on the next page. Only the matching step reads it afterwards."),
    "ban": _("You judge each one on the next page. It is kept encrypted and shown to nobody afterwards."),
    "excludes_institutions": _("Kept encrypted for the matching step and shown to nobody."),
    "excludes_places": _("Kept encrypted for the matching step and shown to nobody."),
    "capacity": _("“1-2” counts as 1 and is marked on the check page."),
    "groups": _("Read, but not stored yet: this society keeps no list of interest groups here."),
    "member_number": _("Goes to the membership record."),
}


def by_slug(role: str) -> dict[str, rosters.Field]:
    """Return what a column of a sheet can mean, by slug."""
    known = rosters.pair_fields() if role == "pairs" else rosters.fields(role)  # type: ignore[arg-type]
    return {field.slug: field for field in known}


def field(role: str, slug: str) -> rosters.Field | None:
    """Return one field, or None for a column that is left out or kept unread."""
    return by_slug(role).get(slug)


def words(role: str, slug: str) -> str:
    """Return what a field is called on the page."""
    if slug == rosters.EXTRA:
        return str(_("Nothing we know"))
    if slug == rosters.IGNORE:
        return str(_("Left out"))
    found = field(role, slug)
    return found.label if found else slug


def note(slug: str) -> str:
    """Return what somebody should know about a field, or nothing."""
    return str(NOTES.get(slug, ""))


def choices(role: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the fields of a sheet in groups, for a list to choose from."""
    known = by_slug(role)
    groups = []
    for label, slugs in PAIR_GROUPS if role == "pairs" else GROUPS:
        offered = [(slug, known[slug].label) for slug in slugs if slug in known]
        if offered:
            groups.append((str(label), offered))
    return groups


def missing(role: str, used: Sequence[str]) -> tuple[str, ...]:
    """Return what must stand in a sheet and does not, in words."""
    has = set(used)
    if role == "pairs":
        sides = (("mentor", _("who the mentor was")), ("mentee", _("who the mentee was")))
        return tuple(str(what) for side, what in sides if not _names_somebody(side, has))
    lacks = []
    if "email" not in has:
        lacks.append(str(_("the e-mail address")))
    if "name" not in has and not {"given", "family"} <= has:
        lacks.append(str(_("the name: one column, or first and last name")))
    return tuple(lacks)


def _names_somebody(side: str, has: set[str]) -> bool:
    named = {f"{side}_name", f"{side}_email"} & has
    return bool(named) or {f"{side}_given", f"{side}_family"} <= has


def twice(used: Iterable[str]) -> tuple[str, ...]:
    """Return the fields that several columns claim although only one may."""
    counted = Counter(slug for slug in used if slug not in {rosters.EXTRA, rosters.IGNORE})
    return tuple(slug for slug, count in counted.items() if count > 1 and slug not in MANY_COLUMNS)
