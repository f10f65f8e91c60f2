"""Two addresses for machines: is the process up, and can it do its work. Yes or no, never details."""

import logging
import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentorquilt.mail.models import Mail
from mentorquilt.records.models import Heartbeat

WORKER_QUIET = timedelta(seconds=90)
MAIL_WAITS = timedelta(minutes=10)
DISK_FREE = 0.10

log = logging.getLogger(__name__)


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer that the process serves requests; asks no database."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when everything works, else 503 with what does not."""
    found = readiness(timezone.now())
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def readiness(now: datetime) -> dict[str, bool]:
    """Return yes or no for the database, the worker, the mail and the disk."""
    found = {"database": False, "worker": False, "mail": False, "disk": has_room()}
    try:
        connection.ensure_connection()
        found["worker"] = Heartbeat.objects.filter(at__gte=now - WORKER_QUIET).exists()
        found["mail"] = not Mail.objects.due(now - MAIL_WAITS).exists()
        found["database"] = True
    except DatabaseError:
        log.exception("not ready: the database does not answer")
    return found


def has_room() -> bool:
    """Return whether a tenth of the disk that holds our files is free."""
    folder = settings.VAR
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    return usage.free >= usage.total * DISK_FREE
