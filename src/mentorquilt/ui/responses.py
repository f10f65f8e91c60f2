"""One way to answer a form, whether the browser sent it through htmx or plainly.

``fragment`` names a block inside a page: ``"pairings/page.html#goals"`` renders ``{% block goals %}`` alone.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Template, TemplateDoesNotExist, loader
from django.template.context import make_context
from django.template.loader_tags import BlockNode

SEE_OTHER = 303
CONFLICT = 409
UNPROCESSABLE = 422


class PublicAnswer(HttpResponse):
    """The same for everybody and for ever under its address, so that caches may keep it; every other answer is private."""


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx sent the request and wants a part of a page."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def done(
    request: HttpRequest,
    *,
    to: str,
    message: str | None = None,
    fragment: str | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Answer a form that was accepted: the fragment with its message for htmx, else on to ``to``."""
    if message:
        messages.success(request, message)
    if not is_htmx(request):
        return HttpResponse(status=SEE_OTHER, headers={"Location": to})
    if fragment is None:
        return HttpResponse(headers={"HX-Redirect": to})
    return HttpResponse(render_fragment(request, fragment, context) + _messages(request))


def refuse(
    request: HttpRequest,
    *,
    template: str,
    context: Mapping[str, Any],
    fragment: str | None = None,
    status: int = UNPROCESSABLE,
    message: str | None = None,
) -> HttpResponse:
    """Answer a form that was not accepted: the page again with what was typed, as a part for htmx."""
    if message:
        messages.error(request, message)
    if not is_htmx(request):
        return HttpResponse(loader.render_to_string(template, dict(context), request), status=status)
    if fragment is None:
        whole = loader.render_to_string(template, dict(context), request)
        return HttpResponse(whole, status=status, headers={"HX-Retarget": "body", "HX-Reswap": "innerHTML"})
    return HttpResponse(render_fragment(request, fragment, context) + _messages(request), status=status)


def conflict(request: HttpRequest, *, message: str, back: str) -> HttpResponse:
    """Say that the world moved meanwhile, what it means, and lead back to the page as it is now."""
    if is_htmx(request):
        messages.warning(request, message)
        return HttpResponse(status=CONFLICT, headers={"HX-Redirect": back})
    context = {"message": message, "back": back}
    return HttpResponse(loader.render_to_string("409.html", context, request), status=CONFLICT)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, fragment: str | None = None
) -> HttpResponse:
    """Show a page, or for htmx only its fragment when one is named."""
    if fragment and is_htmx(request):
        return HttpResponse(render_fragment(request, fragment, context))
    return HttpResponse(loader.render_to_string(template, dict(context), request))


def saved() -> JsonResponse:
    """Acknowledge one field that was saved as typed."""
    return JsonResponse({"saved": True})


def not_saved(problem: str) -> JsonResponse:
    """Say beside the field why it was not saved and what to do."""
    return JsonResponse({"saved": False, "problem": problem}, status=UNPROCESSABLE)


def render_fragment(request: HttpRequest, fragment: str, context: Mapping[str, Any] | None) -> str:
    """Render one block of a page, or a whole template when no block is named."""
    name, _, block = fragment.partition("#")
    if not block:
        return loader.render_to_string(name, dict(context or {}), request)
    template: Template = loader.get_template(name).template  # type: ignore[attr-defined]
    for node in template.nodelist.get_nodes_by_type(BlockNode):
        if isinstance(node, BlockNode) and node.name == block:
            return _render_alone(template, node, make_context(dict(context or {}), request))
    raise TemplateDoesNotExist(f"{name} has no block {block}")


def _render_alone(template: Template, node: BlockNode, context: Context) -> str:
    with context.render_context.push_state(template), context.bind_template(template):
        return str(node.render(context))


def _messages(request: HttpRequest) -> str:
    return loader.render_to_string("ui/messages.html", {"oob": True}, request)
