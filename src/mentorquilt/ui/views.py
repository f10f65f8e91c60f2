"""The style sheet page: every component once, and alive. Routed only where debugging is on, and in tests."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from mentorquilt.ui import pickers, responses, samples
from mentorquilt.ui.forms import sent_field


@require_GET
def kitchen(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "ui/kitchen.html", samples.content())


@require_GET
def cities(request: HttpRequest) -> HttpResponse:
    """Answer the sample city picker while somebody types."""
    return pickers.pick_list(request, name="city", find=samples.find_city)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Judge one field of the sample form, as a page that saves while typing does; nothing is kept."""
    try:
        sent_field(samples.ProfileForm(request.POST, request.FILES))
    except ValidationError as problem:
        return responses.not_saved(" ".join(problem.messages))
    return responses.saved()


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Judge the whole sample form."""
    form = samples.ProfileForm(request.POST, request.FILES)
    if form.is_valid():
        return responses.done(
            request, to=reverse("ui_kitchen"), message=f"Saved {form.cleaned_data['name']}."
        )
    context = samples.content() | {"form": form}
    return responses.refuse(
        request, template="ui/kitchen.html", context=context, fragment="ui/kitchen.html#profile"
    )


def swap(request: HttpRequest) -> HttpResponse:
    """Say what moving one sample mentor onto another row would change; on POST say that it was done."""
    sent = request.POST if request.method == "POST" else request.GET
    if request.method == "POST":
        words = f"Moved {sent.get('moved')} to {sent.get('onto')}."
        return responses.done(request, to=reverse("ui_kitchen"), message=words)
    return render(request, "ui/diff.html", {"people": "2 people change", "change": "\u22121.4 %"})
