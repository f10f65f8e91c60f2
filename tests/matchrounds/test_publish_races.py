"""Publishing happens once, whoever clicks and whatever dies in the middle of it (P2, M13)."""

import os
import signal
import subprocess
import sys
import threading
import uuid
from collections import Counter
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail import actions as mail
from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds import actions
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Mentoring
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs.models import Cohort, Enrolment
from tests.factories import matchrounds as make
from tests.factories.society import society

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.race,
    pytest.mark.guarantee,
    pytest.mark.db_semantics,
]
ROUNDS, AT_ONCE = 20, 10
PAIRS, KILLS = 300, 5
NOW = make.NOW + timedelta(hours=1)
PUBLISH = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from django.utils import timezone
from mentorquilt.matchrounds import actions
from mentorquilt.matchrounds.models import Round

seen = 0
def count(execute, sql, params, many, context):
    global seen
    found = execute(sql, params, many, context)
    seen += 1
    if seen == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return found

row = Round.objects.get(pk=int(sys.argv[1]))
with connection.execute_wrapper(count):
    actions.publish(match_round=row, revision=0, by=None, now=timezone.now())
"""


def standing():
    """Everything that publishing may change, as plain values; a round's summary too."""
    return {
        "rounds": list(Round.objects.values_list("state", "published_at", "summary")),
        "cohorts": list(Cohort.objects.values_list("state", "published_at")),
        "enrolments": dict(Counter(Enrolment.objects.values_list("role", "state", "left_out_before"))),
        "taken": dict(Counter(Mentoring.objects.values_list("taken", flat=True))),
        "pairings": Pairing.objects.count(),
        "seats": Participant.objects.count(),
        "mails": Mail.objects.of_batch(f"round:{Round.objects.get().ref}").count(),
    }


def in_threads(acts):
    """Run every act at the same moment, each on a connection of its own; return what they came to."""
    ready, told = threading.Barrier(len(acts)), []

    def run(act):
        ready.wait()
        try:
            told.append(act())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def posting(client, row):
    address, revision = reverse("matchrounds:publish", args=[row.ref]), row.revision

    def post():
        answer = client.post(address, {"revision": revision, "submission": str(uuid.uuid4())})
        return answer.status_code

    return post


def test_ten_who_publish_at_once_publish_once():
    society()
    cohort = make.filled(5, 4)
    robin = make.coordinator(cohort.program)
    row = make.solved(cohort, robin)
    clients = [Client() for _ in range(AT_ONCE)]
    for client in clients:
        client.force_login(robin)
    before = standing()
    for _turn in range(ROUNDS):
        assert in_threads([posting(client, row) for client in clients]) == [303] * AT_ONCE
        after = standing()
        assert (after["pairings"], after["seats"], after["mails"]) == (4, 8, 9)
        assert after["taken"] == {1: 4}
        actions.unpublish(match_round=Round.objects.get(), by=robin, now=timezone.now())
        assert standing() == before


def test_taking_back_and_a_worker_at_the_same_moment_never_both_win():
    society()
    row = make.solved(make.filled(3, 3))
    outcomes = Counter()
    for turn in range(ROUNDS):
        now = NOW + timedelta(hours=turn)
        whole = Round.objects.get(pk=row.pk)
        actions.publish(match_round=whole, revision=0, by=None, now=now)
        mine = Mail.objects.of_batch(f"round:{row.ref}")
        mine.update(state="approved", hold_until=now)
        first = mine.first()

        def take_back(whole=whole, now=now):
            try:
                return ("taken back", actions.unpublish(match_round=whole, by=None, now=now))
            except actions.MailHasLeft:
                return ("stays", 0)

        def claim(first=first, now=now):
            return ("claimed", mail.claim(mail=first, now=now))

        told = dict(in_threads([take_back, claim] if turn % 2 else [claim, take_back]))
        has_left = Mail.objects.filter(pk=first.pk, state="sending").exists()
        assert told["claimed"] == has_left == ("stays" in told)
        outcomes["stays" if has_left else "taken back"] += 1
        assert Pairing.objects.count() == (3 if has_left else 0)
        if has_left:
            Mail.objects.filter(pk=first.pk).update(state="approved", tries=0)
            actions.unpublish(match_round=whole, by=None, now=now)
    assert sum(outcomes.values()) == ROUNDS


def address():
    """Return the test database as an address, for a process of its own."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    user, password, host, name = (
        quote(str(facts[part]), safe="") for part in ("USER", "PASSWORD", "HOST", "NAME")
    )
    port = f":{facts['PORT']}" if facts["PORT"] else ""
    return f"postgresql://{user}:{password}@{host}{port}/{name}"


def publisher(row, dies_at):
    """Publish in a process that kills itself behind its so-manieth statement; returns how it ended."""
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "MENTORQUILT_TEXT_KEYS": str(settings.TEXT_KEYS_FILE),
        "DJANGO_SETTINGS_MODULE": "mentorquilt.config.settings",
    }
    command = [sys.executable, "-c", PUBLISH, str(row.pk), str(dies_at)]
    return subprocess.run(command, env=environment, check=False, timeout=120).returncode


def statements_of(row):
    """Return how many statements publishing takes, by publishing without keeping it."""
    seen = []
    whole = Round.objects.get(pk=row.pk)

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(count):
        actions.publish(match_round=whole, revision=0, by=None, now=NOW)
        transaction.set_rollback(True)
    return len(seen)


def test_a_process_killed_in_the_middle_of_three_hundred_pairs_leaves_nothing_or_all():
    society()
    row = make.solved(make.filled(PAIRS + 2, PAIRS))
    before, statements = standing(), statements_of(row)
    assert standing() == before
    for kill in range(KILLS):
        dies_at = 1 + kill * (statements - 5) // (KILLS - 1)  # the count holds a savepoint of its own
        assert publisher(row, dies_at) == -signal.SIGKILL
        connection.close()
        assert standing() == before

    assert publisher(row, -1) == 0
    after = standing()
    pairs = after["pairings"]
    assert pairs == before["rounds"][0][2]["matched"] >= PAIRS * 9 // 10
    assert after["seats"] == 2 * pairs
    assert after["mails"] == PAIRS + 2 + pairs + (PAIRS - pairs)
    assert sum(taken * count for taken, count in after["taken"].items()) == pairs
