"""One proposal: opened, looked at, talked about; other mentors for the mentee; why two people are not a pair."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mentorquilt import ui
from mentorquilt.matchrounds import access, actions, queries
from mentorquilt.matchrounds.forms import AnswerForm, NoteForm
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.queries.people import clock_words
from mentorquilt.matchrounds.views.review import review_of, standing
from mentorquilt.matchrounds.views.wayfinding import round_crumbs, while_open
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records

PAGE = "matchrounds/pair.html"
FRAGMENT = f"{PAGE}#pair"
MOST_OFFERED = 400


def _context(request: HttpRequest, row: Round, mentee: str, mentor: str, **forms: Any) -> dict[str, Any]:
    """Return everything the page of one proposal shows; 404 when these two are no proposal now."""
    review = review_of(row)
    opened = queries.close_up(review, mentee, mentor)
    if opened is None:
        raise Http404
    said = opened.row.review
    return {
        **standing(request, review),
        "opened": opened,
        "row": opened.row,
        "zones": [clock_words(card.zone, row.ordered_at) for card in (opened.row.mentee, opened.row.mentor)],
        "note_form": forms.get("note_form") or NoteForm(initial={"note": said.note if said else ""}),
        "answer_form": forms.get("answer_form")
        or AnswerForm(initial={"verdict": said.verdict, "answer": said.answer} if said else None),
        "crumbs": round_crumbs(row, (f"{opened.row.mentee.name} – {opened.row.mentor.name}", "")),
    }


@login_required
@require_GET
def show(request: HttpRequest, ref: str, mentee: str, mentor: str) -> HttpResponse:
    """Open one proposal; that staff read the mentee's own words is noted."""
    row = access.result_to_read(request.user, ref)
    context = _context(request, row, str(mentee), str(mentor))
    about = Member.objects.filter(ref=mentee).first()
    records.seen(reader=request.user, about=about, page="round.pair", now=timezone.now())
    return ui.page(request, PAGE, context, fragment=FRAGMENT)


def _done(request: HttpRequest, row: Round, mentee: str, mentor: str, message: str) -> HttpResponse:
    """Answer with the proposal as it is now."""
    address = reverse("matchrounds:pair", args=[row.ref, mentee, mentor])
    context = _context(request, row, str(mentee), str(mentor)) if ui.is_htmx(request) else None
    return ui.done(request, to=address, message=message, fragment=FRAGMENT, context=context)


@login_required
@require_POST
@while_open
def look(request: HttpRequest, ref: str, mentee: str, mentor: str) -> HttpResponse:
    """Tick that a coordinator looked at a proposal, or take the tick away."""
    row = access.draft_to_change(request.user, ref)
    one, other = access.couple(row, mentee, mentor)
    is_looked = request.POST.get("looked") == "yes"
    actions.look(
        match_round=row, mentee=one, mentor=other, is_looked=is_looked, by=request.user, now=timezone.now()
    )
    return _done(request, row, mentee, mentor, _("Looked at.") if is_looked else _("Not looked at yet."))


@login_required
@require_POST
@while_open
def note(request: HttpRequest, ref: str, mentee: str, mentor: str) -> HttpResponse:
    """Leave a line for a second reader."""
    row = access.draft_to_change(request.user, ref)
    one, other = access.couple(row, mentee, mentor)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = _context(request, row, str(mentee), str(mentor), note_form=form)
        return ui.refuse(request, template=PAGE, context=context, fragment=FRAGMENT)
    words = form.cleaned_data["note"]
    actions.write_note(
        match_round=row, mentee=one, mentor=other, note=words, by=request.user, now=timezone.now()
    )
    message = _("The line is there for the second reader.") if words.strip() else _("The line is gone.")
    return _done(request, row, mentee, mentor, message)


@login_required
@require_POST
@while_open
def answer(request: HttpRequest, ref: str, mentee: str, mentor: str) -> HttpResponse:
    """Say OK, or name a doubt; whoever may read the round may answer."""
    row = access.draft_to_answer(request.user, ref)
    one, other = access.couple(row, mentee, mentor)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        context = _context(request, row, str(mentee), str(mentor), answer_form=form)
        return ui.refuse(request, template=PAGE, context=context, fragment=FRAGMENT)
    said = form.cleaned_data
    actions.answer(
        match_round=row,
        mentee=one,
        mentor=other,
        verdict=said["verdict"],
        words=said["answer"],
        by=request.user,
        now=timezone.now(),
    )
    return _done(request, row, mentee, mentor, _("Thank you. The coordinator sees your answer."))


@login_required
@require_GET
@while_open
def choices(request: HttpRequest, ref: str, mentee: str) -> HttpResponse:
    """List the mentors that suit a mentee best and what each would change."""
    review = review_of(access.draft_to_change(request.user, ref))
    key = str(mentee)
    if key not in review.people.mentees:
        raise Http404
    context = {
        **standing(request, review),
        "mentee": review.people.card(key),
        "now": review.people.card(review.draft.mentor_of(key)),
        "choices": queries.choices(review, key),
        "crumbs": round_crumbs(review.draft.round, (_("Another mentor"), "")),
    }
    return ui.page(request, "matchrounds/choices.html", context, fragment="matchrounds/choices.html#choices")


@login_required
@require_GET
def why_not(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer why two people are not a pair; they are named in words or by ref."""
    review = review_of(access.result_to_read(request.user, ref))
    mentees = _named(review, request.GET.get("mentee", ""), mentors=False)
    mentors = _named(review, request.GET.get("mentor", ""), mentors=True)
    is_one = len(mentees) == 1 and len(mentors) == 1
    context = {
        **standing(request, review),
        "asked": {
            "mentee": request.GET.get("mentee", "")[:120],
            "mentor": request.GET.get("mentor", "")[:120],
        },
        "mentees": mentees,
        "mentors": mentors,
        "everybody": _offered(review),
        "is_asked": bool(request.GET.get("mentee") and request.GET.get("mentor")),
        "why": queries.why_not(review, mentees[0].key, mentors[0].key) if is_one else None,
        "crumbs": round_crumbs(review.draft.round, (_("Why not these two?"), "")),
    }
    return ui.page(request, "matchrounds/why.html", context, fragment="matchrounds/why.html#answer")


def _offered(review: queries.Review) -> dict[str, list[str]]:
    """Return names to choose from while typing; very large rounds offer the first of the alphabet."""
    sides = {"mentees": review.people.mentees, "mentors": review.people.mentors}
    return {
        side: sorted(person.name for person in people.values())[:MOST_OFFERED]
        for side, people in sides.items()
    }


def _named(review: queries.Review, words: str, *, mentors: bool) -> list[Any]:
    side = review.people.mentors if mentors else review.people.mentees
    return (
        [review.people.card(words)]
        if words in side
        else queries.keys_named(review, words[:120], mentors=mentors)
    )
