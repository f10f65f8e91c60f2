"""The result as plain tables for spreadsheets: what staff may take along, and nothing private."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from mentorquilt import gate, matching
from mentorquilt.matchrounds.queries.draft import RULE_LABELS
from mentorquilt.matchrounds.queries.people import Card
from mentorquilt.matchrounds.queries.review import CRITERIA, Review, Row

Cell = gate.Value


def criteria_of(review: Review) -> list[str]:
    """Return the criteria that count in this round, in the order of the list; "wishes" is on every pair."""
    weights = review.draft.policy.weights
    return [slug for slug in CRITERIA if getattr(weights, slug)]


def pair_headings(review: Review) -> list[str]:
    """Return the headings of the table of pairs."""
    return [
        _("Mentee"), _("Mentee's mail"), _("Mentee's place"), _("Mentor"), _("Mentor's mail"), _("Mentor's place"),
        _("Mentor type"), _("Score"), *(_(CRITERIA[slug].label) for slug in criteria_of(review)), _("Meets"),
        _("Does not meet"), _("Kilometers apart"), _("Time apart"), _("Shared hours a week"), _("To check"), _("Kept"),
        _("Rules lifted"), _("Looked at"), _("Line for a second reader"), _("Second reader"),
    ]  # fmt: skip


def pair_rows(review: Review, addresses: Mapping[str, str]) -> list[list[Cell]]:
    """Return one row for each proposal, weakest first."""
    criteria = criteria_of(review)
    return [_pair_row(row, criteria, addresses) for row in review.rows]


def _pair_row(row: Row, criteria: list[str], addresses: Mapping[str, str]) -> list[Cell]:
    pair = row.pair
    points = {part.criterion: part.points for part in pair.parts}
    minutes = pair.shared_minutes
    said = row.review
    return [
        *_person(row.mentee, addresses),
        *_person(row.mentor, addresses),
        row.type.label if row.type else "",
        pair.score,
        *(points.get(slug, 0) for slug in criteria),
        "\n".join(reason.sentence for reason in pair.met),
        "\n".join(reason.sentence for reason in pair.unmet),
        pair.distance_km,
        row.zones,
        None if minutes is None else round(minutes / 60, 1),
        "\n".join(flag.words for flag in row.flags),
        _("yes") if row.is_pinned else "",
        ", ".join(_(RULE_LABELS.get(rule, rule)) for rule in row.lifted),
        _("yes") if row.is_looked else "",
        said.note if said else "",
        f"{said.get_verdict_display()} {said.answer}".strip() if said else "",
    ]


def _person(card: Card, addresses: Mapping[str, str]) -> list[Cell]:
    return [card.name, addresses.get(card.key, ""), card.place]


def left_out_sheet(review: Review, addresses: Mapping[str, str]) -> gate.Sheet:
    """Return the mentees without a mentor, why, and what would change it."""
    rows: list[list[Cell]] = [
        [*_person(each.mentee, addresses), each.sentence, each.remedy, each.left_out_before]
        for each in review.left_out
    ]
    headings = [
        _("Mentee"), _("Mail"), _("Place"), _("Why"), _("What would change it"), _("Times left out before"),
    ]  # fmt: skip
    return gate.Sheet(_("Left out"), headings, rows)


def reserve_sheet(review: Review, addresses: Mapping[str, str]) -> gate.Sheet:
    """Return the mentors nobody was given to."""
    rows: list[list[Cell]] = [[*_person(card, addresses), card.line] for card in review.reserve]
    return gate.Sheet(_("In reserve"), [_("Mentor"), _("Mail"), _("Place"), _("Field")], rows)


def about_sheet(review: Review) -> gate.Sheet:
    """Return what the result is and how it was found: counts, proof, rules and weights."""
    draft = review.draft
    outcome, policy = draft.outcome, draft.policy
    proof = _("yes") if outcome.proved and draft.is_verified else _("no")
    weights = matching.policy_to_json(policy)["weights"]
    rows: list[list[Cell]] = [
        [_("Program"), draft.round.cohort.program.name],
        [_("Cohort"), draft.round.cohort.name],
        [_("Round"), draft.round.number],
        [_("Changes made by hand"), len(draft.active)],
        [_("Mentees with a mentor"), len(outcome.pairs)],
        [_("Mentees left out"), len(outcome.unmatched)],
        [_("Total worth"), outcome.total],
        [_("Least good pair"), outcome.least],
        [_("Proved that no other arrangement does better"), proof],
        [_("Total when pairing one by one"), outcome.greedy_total],
        [_("Matched when pairing one by one"), outcome.greedy_matched],
        [_("Pairs that the rules allow"), outcome.eligible_pairs],
        *([_("Weight: %s") % _(criterion.label), weights[slug]] for slug, criterion in CRITERIA.items()),
    ]
    return gate.Sheet(_("About this result"), [_("What"), _("Value")], rows)
