"""Signs of life of the workers."""

from datetime import datetime, timedelta

from mentorquilt.records import models

QUIET_AFTER = timedelta(minutes=10)


def beat(name: str, now: datetime) -> None:
    """Write that the worker of this name is alive."""
    models.Heartbeat.objects.update_or_create(name=name, defaults={"at": now})


def is_alive(now: datetime) -> bool:
    """Return whether any worker was alive within ten minutes."""
    return models.Heartbeat.objects.filter(at__gte=now - QUIET_AFTER).exists()
