"""``python manage.py worker``: deliver mail, solve rounds, tidy up. Any number may run, on any machine."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from mentorquilt.config import checks, worker

KINDER_THAN_WEB = 5


class Command(BaseCommand):
    help = "Go round the recurring jobs until stopped with Ctrl-C or SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        checks.refuse_unsafe_production()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        os.nice(KINDER_THAN_WEB)
        worker.work(stop)
