"""What only a person can say: doubles, wishes and bans, institutions, cities; one short page each, saved as chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mentorquilt import rosters, ui
from mentorquilt.programs import access, actions, queries
from mentorquilt.programs.forms import imports as forms
from mentorquilt.programs.models import Cohort
from mentorquilt.programs.views.imports.frame import frame, gone

PAGE = "programs/import_people.html"
ON_A_PAGE = 20
PARTS = ("doubles", "wishes", "institutions", "cities")


@login_required
def people(request: HttpRequest, ref: str, part: str = "") -> HttpResponse:
    """Ask one kind of question; without a kind, go to the first that has any, or on to the check."""
    cohort = access.cohort_to_run(request.user, ref)
    gathered = queries.gather(cohort)
    if not gathered.sheets:
        return gone(request, cohort)
    if not gathered.is_ready:
        waiting = next(sheet.row for sheet in gathered.sheets if not sheet.is_looked_at)
        return redirect("programs:import_columns", ref=waiting.ref)
    asked = _asked(gathered)
    if part not in PARTS or not asked[part]:
        return _first(cohort, asked)
    if request.method == "POST":
        return _save(request, gathered, part, asked)
    return render(request, PAGE, _context(request, cohort, part, asked))


def _asked(gathered: queries.Gathered) -> dict[str, Sequence[Any]]:
    found = queries.ask(gathered)
    return {
        "doubles": found.doubles,
        "wishes": found.wishes,
        "institutions": sorted(found.groups, key=lambda group: group.is_certain),
        "cities": found.cities,
    }


def _first(cohort: Cohort, asked: dict[str, Sequence[Any]]) -> HttpResponse:
    part = next((part for part in PARTS if queries.undecided(asked[part])), "")
    part = part or next((part for part in PARTS if asked[part]), "")
    if not part:
        return redirect("programs:import_check", ref=cohort.ref)
    return redirect("programs:import_people", ref=cohort.ref, part=part)


def _save(
    request: HttpRequest, gathered: queries.Gathered, part: str, asked: dict[str, Sequence[Any]]
) -> HttpResponse:
    """Keep the choices that were sent and answer with the one question, or go on to the next page."""
    cohort = gathered.cohort
    here = [question for question in asked[part] if _is_sent(request, question)]
    choices = forms.choices(request.POST, part, here)
    strange = _strange(request, gathered, part, here)
    choices |= dict.fromkeys(strange)
    try:
        actions.choose(cohort=cohort, choices=choices)
    except actions.NotInWork:
        return gone(request, cohort)
    searched = {key: rosters.find_cities(words, 8) for key, words in forms.searches(request.POST).items()}
    if ui.is_htmx(request) or searched or strange:
        chosen = replace(gathered, choices={**gathered.choices, **choices})
        context = _context(request, cohort, part, _asked(chosen), {**searched, **strange})
        return _answer(request, context, [question.key for question in here])
    page, sure = request.POST.get("next_page", ""), request.POST.get("yes", "")
    if page or sure:
        stay = f"?page={request.POST.get('page', '1')}#q-{slugify(sure)}" if sure else f"?page={page}"
        return ui.done(request, to=reverse("programs:import_people", args=[cohort.ref, part]) + stay)
    return ui.done(request, to=_next(cohort, part, asked))


def _strange(
    request: HttpRequest, gathered: queries.Gathered, part: str, here: Sequence[Any]
) -> dict[str, str]:
    """Return by question what is wrong with an address that was typed: nobody has it."""
    named = forms.named_others(request.POST, here) if part == "wishes" else {}
    nobody = queries.strangers(gathered, named.values())
    words = _("Nobody in the sheets or among the members has the address %(address)s.")
    return {key: words % {"address": address} for key, address in named.items() if address in nobody}


def _is_sent(request: HttpRequest, question: Any) -> bool:
    """Say whether a question is answered by this request: the one touched, or all of a page that was sent."""
    if ui.is_htmx(request):
        return request.headers.get("HX-Target") == f"q-{slugify(question.key)}"
    return question.key in request.POST.getlist("asked")


def _answer(request: HttpRequest, context: dict[str, Any], keys: list[str]) -> HttpResponse:
    if not ui.is_htmx(request):
        return render(request, PAGE, context)
    question = next((one for one in context["questions"] if one.key in keys), None)
    return render(request, "programs/import_answered.html", context | {"question": question})


def _next(cohort: Cohort, part: str, asked: dict[str, Sequence[Any]]) -> str:
    later = [each for each in PARTS[PARTS.index(part) + 1 :] if asked[each]]
    if later:
        return reverse("programs:import_people", args=[cohort.ref, later[0]])
    return reverse("programs:import_check", args=[cohort.ref])


def _told(questions: Sequence[Any], beside: Mapping[str, Any]) -> list[Any]:
    """Return the questions with what was found for them: cities that were searched for, or what is wrong."""
    told = []
    for one in questions:
        found = beside.get(one.key)
        if isinstance(found, str):
            one = replace(one, problem=found)
        elif found:
            one = replace(one, candidates=found)
        told.append(one)
    return told


def _context(
    request: HttpRequest,
    cohort: Cohort,
    part: str,
    asked: dict[str, Sequence[Any]],
    beside: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    questions = _told(asked[part], beside or {})
    sheets = list(queries.in_work(cohort))
    number = request.GET.get("page") or request.POST.get("page")
    page = Paginator(questions, ON_A_PAGE).get_page(number)
    words = {
        "doubles": _("Doubles"),
        "wishes": _("Wishes"),
        "institutions": _("Institutions"),
        "cities": _("Cities"),
    }
    tabs = [
        (
            words[each],
            reverse("programs:import_people", args=[cohort.ref, each]),
            each == part,
            queries.undecided(asked[each]) or "✓",
        )
        for each in PARTS
        if asked[each]
    ]
    later = [each for each in PARTS[PARTS.index(part) + 1 :] if asked[each]]
    return {
        **frame(cohort, "people", sheets),
        "part": part,
        "page": page,
        "questions": questions,
        "open": queries.undecided(asked[part]),
        "tabs": tabs,
        "next_words": _("Next: %(part)s") % {"part": words[later[0]].lower()} if later else _("Next: check"),
    }
