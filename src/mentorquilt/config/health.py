"""Whether the process answers, and whether it can do its work."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from mentorquilt.records import heartbeat


def alive(request: HttpRequest) -> JsonResponse:
    """Answer that the process runs."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> JsonResponse:
    """Answer whether database and worker are there; 503 when not."""
    connection.ensure_connection()
    worker = heartbeat.is_alive(timezone.now())
    return JsonResponse({"database": True, "worker": worker}, status=200 if worker else 503)
