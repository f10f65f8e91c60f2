"""The society's name for every page's layout, read once per request and only where a page asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mentorquilt.society import queries


def society(request: HttpRequest) -> dict[str, object]:
    """Offer ``society`` to templates."""
    return {"society": SimpleLazyObject(queries.current)}
