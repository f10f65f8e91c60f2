"""Pages of programs: the list, one program, and its settings."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorquilt import ui
from mentorquilt.programs import access, actions, queries
from mentorquilt.programs.forms.programs import ProgramForm
from mentorquilt.programs.models import Program
from mentorquilt.records import actions as records


@login_required
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """List the programs somebody sees, each with its cohorts."""
    programs = queries.programs_with_cohorts(access.visible(request.user))
    context = {
        "programs": programs,
        "readable": [row for row in programs if access.may_read(request.user, row)],
        "may_create": access.may_create(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "programs/list.html", context)


@login_required
@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one program: what it is, whom to ask, its rules in words, its cohorts."""
    program = access.program_to_see(request.user, ref)
    cohorts = program.cohorts.select_related("meeting", "program")
    context = {
        "program": program,
        "cohorts": cohorts,
        "may_run": access.may_run(request.user, program),
        "may_read": access.may_read(request.user, program),
        "open_to": queries.open_to(program),
        "own": access.own_enrolments(request.user).filter(cohort__program=program),
        "crumbs": [(_("Programs"), reverse("programs:list")), (program.name, "")],
    }
    return render(request, "programs/show.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Set up a new program."""
    access.require_create(request.user)
    form = ProgramForm(request.POST if request.method == "POST" else None, may_give=True)
    context = {"form": form, "crumbs": [(_("Programs"), reverse("programs:list")), (_("New program"), "")]}
    if request.method != "POST":
        return render(request, "programs/program_form.html", context)
    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    if not form.is_valid():
        return ui.refuse(request, template="programs/program_form.html", context=context)
    now = timezone.now()

    def act() -> str:
        program = actions.create_program(by=request.user, now=now, **form.cleaned_data)
        return reverse("programs:show", args=[program.ref])

    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("The program is set up. Next: its first cohort."))


@login_required
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """Change a program's words and rules."""
    program = access.program_to_run(request.user, ref)
    form = ProgramForm(
        request.POST if request.method == "POST" else None,
        instance=Program.objects.get(pk=program.pk),
        may_give=access.may_create(request.user),
    )
    here = reverse("programs:show", args=[program.ref])
    context = {
        "form": form,
        "program": program,
        "crumbs": [(_("Programs"), reverse("programs:list")), (program.name, here), (_("Settings"), "")],
    }
    if request.method != "POST":
        return render(request, "programs/program_form.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="programs/program_form.html", context=context)
    actions.change_program(program=program, by=request.user, now=timezone.now(), **form.cleaned_data)
    return ui.done(
        request, to=here, message=_("Saved. Rounds already ordered keep the rules they were ordered with.")
    )
