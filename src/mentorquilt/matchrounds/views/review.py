"""The review of a result: the page, its table, the proof, and the comparison with other results."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mentorquilt import matching, ui
from mentorquilt.matchrounds import access, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.queries import Review, Row
from mentorquilt.matchrounds.views.wayfinding import mails_of, round_crumbs

ROWS_ON_A_PAGE = 60
SORTS: dict[str, Callable[[Row], Any]] = {
    "mentee": lambda row: row.mentee.name.casefold(),
    "mentor": lambda row: row.mentor.name.casefold(),
    "score": lambda row: row.pair.score,
    "distance": lambda row: row.pair.distance_km if row.pair.distance_km is not None else -1,
    "hours": lambda row: row.pair.shared_minutes if row.pair.shared_minutes is not None else -1,
}
SHOWS: dict[str, Callable[[Row], bool]] = {
    "open": lambda row: not row.is_looked,
    "flagged": lambda row: bool(row.flags),
    "kept": lambda row: row.is_pinned,
    "asked": lambda row: bool(row.review and row.review.note),
    "doubt": lambda row: bool(row.review and row.review.verdict == "doubt"),
}


def review_of(row: Round) -> Review:
    """Return the review of a round's working draft."""
    return Review(queries.draft(row))


def standing(request: HttpRequest, review: Review) -> dict[str, Any]:
    """Return what every page about a result shows: the round, the draft, what one may do."""
    draft = review.draft
    runs = access.may_run(request.user, draft.round)
    return {
        "round": draft.round,
        "cohort": draft.round.cohort,
        "draft": draft,
        "review": review,
        "outcome": draft.outcome,
        "is_proved": draft.outcome.proved and draft.is_verified,
        "may_run": runs and not draft.round.is_published,
        "may_take": runs,
    }


def show(request: HttpRequest, row: Round) -> HttpResponse:
    """Show the review page of a round that has a result."""
    review = review_of(row)
    page = Paginator(review.rest, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    outcome = review.draft.outcome
    context = {
        **standing(request, review),
        "page": page,
        "mentees": len(review.draft.frozen.mentees),
        "matched": len(outcome.pairs),
        "greedy_out": len(outcome.pairs) - outcome.greedy_matched,
        "greedy_gain": (outcome.total - outcome.greedy_total) / outcome.greedy_total
        if outcome.greedy_total
        else 0,
        "used": len({pair.mentor for pair in outcome.pairs}),
        "others": list(queries.ready_before(row)[:5]),
        "problems": queries.troubles(row.problems or [], review.draft.names),
        "announcement": queries.announcement(row) if row.is_published else None,
        "published_by": queries.called(row.published_by),
        "mails_url": mails_of(row) if row.is_published else "",
        "crumbs": round_crumbs(row),
    }
    return render(request, "matchrounds/review.html", context)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the table shows, from the address; unknown words are ignored."""

    words: str
    type: str
    shows: str
    sort: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Filter":
        """Read the address."""
        shows, sort = request.GET.get("show", ""), request.GET.get("sort", "")
        return cls(
            words=request.GET.get("q", "")[:80].strip(),
            type=request.GET.get("type", "")[:30],
            shows=shows if shows in SHOWS else "",
            sort=sort if sort.removeprefix("-") in SORTS else "",
        )

    def rows(self, review: Review) -> list[Row]:
        """Return the proposals that fit, in the order asked for; weakest first unless another is."""
        words = self.words.casefold().split()
        found = [
            row
            for row in review.rows
            if (not self.type or row.pair.type == self.type)
            and (not self.shows or SHOWS[self.shows](row))
            and all(word in f"{row.mentee.name} {row.mentor.name}".casefold() for word in words)
        ]
        if self.sort:
            found.sort(key=SORTS[self.sort.removeprefix("-")], reverse=self.sort.startswith("-"))
        return found


@login_required
@require_GET
def table(request: HttpRequest, ref: str) -> HttpResponse:
    """Show all proposals as a table with sorting and filters."""
    review = review_of(access.result_to_read(request.user, ref))
    chosen = Filter.of(request)
    used = {row.pair.type for row in review.rows if row.type}
    context = {
        **standing(request, review),
        "chosen": chosen,
        "page": Paginator(chosen.rows(review), ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "types": [each for slug, each in review.types.items() if slug in used],
        "shows": [
            ("open", _("not looked at yet")),
            ("flagged", _("something to check")),
            ("kept", _("kept on purpose")),
            ("asked", _("asked of a second reader")),
            ("doubt", _("second reader has a doubt")),
        ],
        "crumbs": round_crumbs(review.draft.round, (_("Table"), "")),
    }
    return ui.page(request, "matchrounds/table.html", context, fragment="matchrounds/table.html#pairs")


@login_required
@require_GET
def proof(request: HttpRequest, ref: str) -> HttpResponse:
    """Check the result anew, independently of how it was found, and say in words what that proves."""
    review = review_of(access.result_to_read(request.user, ref))
    draft = review.draft
    verdict = matching.verify(draft.market, draft.policy, draft.outcome)
    outcome = draft.outcome
    context = {
        **standing(request, review),
        "verdict": verdict,
        "sentences": [queries.named(sentence, draft.names) for sentence in verdict.sentences],
        "mentees": len(draft.frozen.mentees),
        "mentors": len(draft.frozen.mentors),
        "matched": len(outcome.pairs),
        "greedy": matching.greedy(draft.market, draft.policy),
        "crumbs": round_crumbs(draft.round, (_("How do we know?"), "")),
    }
    return ui.page(request, "matchrounds/proof.html", context, fragment="matchrounds/proof.html#proof")


@login_required
@require_GET
def compare(request: HttpRequest, ref: str) -> HttpResponse:
    """Compare the draft with what the round found itself, or with another round of the cohort (``?with=`` its ref)."""
    row = access.result_to_read(request.user, ref)
    review = review_of(row)
    others = list(queries.ready_before(row)[:20])
    wanted = request.GET.get("with", "")
    other = next((each for each in others if str(each.ref) == wanted), None)
    if wanted and other is None:
        raise Http404
    if other is None and not review.draft.active and others:
        other = others[0]
    whole = access.result_to_read(request.user, other.ref) if other else None
    context = {
        **standing(request, review),
        "others": others,
        "other": whole,
        "comparison": queries.with_round(review.draft, whole)
        if whole
        else queries.with_own_result(review.draft),
        "crumbs": round_crumbs(row, (_("Compare"), "")),
    }
    return render(request, "matchrounds/compare.html", context)
