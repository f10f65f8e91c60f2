"""What a page costs on a phone's line: bytes of HTML, style, script and fonts, compressed as they are served.

The demo society is built in memory; ``python -m benchmarks.page_weights`` prints a table.
"""

import gzip
import os
import re
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg))"')


def weighed(client: object, path: str) -> tuple[int, int, int]:
    """Return bytes of the page, of what it links to, and how many files that is, gzipped."""
    from django.contrib.staticfiles import finders

    answer = client.get(path, follow=True)  # type: ignore[attr-defined]
    page = answer.content
    linked = sorted(set(LINKED.findall(page.decode())))
    total = 0
    for address in linked:
        found = finders.find(address.removeprefix("/static/"))
        raw = Path(str(found)).read_bytes()
        total += len(raw) if address.endswith("woff2") else len(gzip.compress(raw))
    return len(gzip.compress(page)), total, len(linked)


def main() -> None:
    """Build the demo, match the cohort that waits, and weigh the pages people open most."""
    os.environ["MENTORQUILT_VAR"] = tempfile.mkdtemp(prefix="mq-weights-")
    os.environ["MENTORQUILT_TESTING"] = "1"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from mentorquilt.config.demo import build
    from mentorquilt.matchrounds import actions, jobs
    from mentorquilt.matchrounds.models import Round
    from mentorquilt.members.models import Member
    from mentorquilt.programs import queries
    from mentorquilt.programs.models import Cohort

    call_command("migrate", verbosity=0)
    now = timezone.now()
    build.build(now=now)
    robin = Member.objects.get(demo_label="coordinator")
    ready = Cohort.objects.select_related("program").get(state="closed")
    actions.request_round(cohort=ready, policy=queries.policy_of(ready.program), by=robin, now=now)
    jobs.solve_waiting_rounds(now=now)
    pages = {
        "sign in": (None, "/sign-in/login/"),
        "coordinator's desk": (robin, "/"),
        "cohort": (robin, f"/programs/cohorts/{ready.ref}/"),
        "supply": (robin, f"/programs/cohorts/{ready.ref}/supply/"),
        "match round, 60 pairs": (robin, f"/rounds/{Round.objects.get().ref}/"),
        "members": (Member.objects.get(demo_label="mentee"), "/people/"),
        "own profile": (Member.objects.get(demo_label="mentee"), "/people/me/"),
        "edit profile": (Member.objects.get(demo_label="mentee"), "/people/me/edit/"),
    }
    print(f"{'page':24} {'HTML':>9} {'first visit adds':>17} {'files':>6}")
    for name, (member, path) in pages.items():
        client = Client()
        if member is not None:
            client.force_login(member)
        page, linked, files = weighed(client, path)
        print(f"{name:24} {page / 1000:7.1f} kB {linked / 1000:14.1f} kB {files:6}")


if __name__ == "__main__":
    sys.exit(main())
