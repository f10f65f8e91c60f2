"""The words of a kind of mail in one program, with a preview over real values."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from mentorquilt import ui
from mentorquilt.desks import access
from mentorquilt.desks.forms.outbox import WordingForm
from mentorquilt.desks.queries import outbox as queries
from mentorquilt.mail import actions, html, roles, words
from mentorquilt.mail.models import Wording
from mentorquilt.programs.models import Program

PAGE = "desks/wording.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, role: str, program: UUID) -> HttpResponse:
    """Edit the words of a kind of mail for one program; "preview" only shows what they would give."""
    kind, where = access.wording_place(request.user, role, program)
    if request.method != "POST":
        subject, body = words.wording(kind, where)
        form = WordingForm(role=kind, initial={"subject": subject, "body": body})
        return render(request, PAGE, _context(request, kind, where, form, subject, body))
    form = WordingForm(request.POST, role=kind)
    is_good = form.is_valid()
    subject, body = request.POST.get("subject", ""), request.POST.get("body", "")
    if not is_good or "preview" in request.POST:
        context = _context(request, kind, where, form, subject, body)
        if is_good:
            return ui.page(request, PAGE, context)
        return ui.refuse(request, template=PAGE, context=context)
    count = actions.word(
        role=kind,
        program=where,
        subject=form.cleaned_data["subject"],
        body=form.cleaned_data["body"],
        by=request.user,
        now=timezone.now(),
    )
    return ui.done(request, to=_next(request, kind, where), message=_saved_words(count))


@login_required
@require_POST
def preview(request: HttpRequest, role: str, program: UUID) -> HttpResponse:
    """Show what the words typed so far would give; nothing is saved."""
    kind, where = access.wording_place(request.user, role, program)
    form = WordingForm(request.POST, role=kind)
    form.is_valid()
    subject, body = request.POST.get("subject", ""), request.POST.get("body", "")
    context = _context(request, kind, where, form, subject, body)
    return render(request, "desks/outbox_preview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, role: str, program: UUID) -> HttpResponse:
    """Take the words back to the ones this kind comes with, after asking."""
    kind, where = access.wording_place(request.user, role, program)
    here = reverse("desks:wording", kwargs={"role": kind.slug, "program": where.ref})
    if request.method != "POST":
        context = {
            "title": _("Take back the words of this kind?"),
            "text": str(kind.purpose),
            "happens": [
                _("The words it came with are used again in %(program)s.") % {"program": where.name},
                _("Waiting drafts are written again, except those you edited one by one."),
            ],
            "action": _("Take them back"),
            "cancel_url": here,
        }
        return render(request, "ui/confirm.html", context)
    count = actions.restore(role=kind, program=where, by=request.user, now=timezone.now())
    return ui.done(request, to=here, message=_saved_words(count))


def _saved_words(count: int) -> str:
    if not count:
        return _("Saved. No draft waits; the next mails of this kind have these words.")
    told = ngettext(
        "Saved. %(count)d waiting draft was written again.",
        "Saved. %(count)d waiting drafts were written again.",
        count,
    )
    return told % {"count": count}


def _next(request: HttpRequest, kind: roles.Role, where: Program) -> str:
    """Return where saving leads: the batch she came from, else back to the words."""
    batch = request.POST.get("batch", "")
    if batch and access.outbox(request.user).batch(batch).exists():
        return reverse("desks:outbox_batch", kwargs={"batch": batch})
    return reverse("desks:wording", kwargs={"role": kind.slug, "program": where.ref})


def _context(
    request: HttpRequest, kind: roles.Role, where: Program, form: WordingForm, subject: str, body: str
) -> dict[str, Any]:
    values = queries.example(kind, where)
    own = Wording.objects.filter(role=kind.slug, program=where).exists()
    batch = request.GET.get("batch", request.POST.get("batch", ""))
    return {
        "role": kind,
        "program": where,
        "form": form,
        "is_own": own,
        "is_real": values != dict(kind.sample),
        "places": sorted((name, str(values.get(name, ""))[:90]) for name in kind.placeholders),
        "subject": words.subject_line(subject, values),
        "blocks": html.blocks(words.fill(body, values)),
        "count": len(words.fill(body, values).split()),
        "most": words.LONG_WORDS,
        "batch": batch,
        "crumbs": [(_("Outbox"), reverse("desks:outbox")), (_("Words of a mail"), "")],
    }
