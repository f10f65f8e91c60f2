"""The society's logo, which pages and mails show to everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mentorquilt import ui
from mentorquilt.society import queries


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """Send the logo; its address changes with the picture, so that it may be kept for a year."""
    image = queries.logo(digest)
    if image is None:
        raise Http404
    return ui.PublicAnswer(image, content_type="image/png")
