"""Counts of sign-in tries hold when many ask at once, in threads and in processes (P12)."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.utils import timezone

from mentorquilt.config import cache

pytestmark = pytest.mark.guarantee
PROCESS = """
import sys, time
from django.conf import settings
settings.configure()
from mentorquilt.config.cache import SharedFiles
held = SharedFiles(sys.argv[1], {})
time.sleep(max(0, float(sys.argv[2]) - time.time()))
print(sum(held.add(f"key-{number}", True) for number in range(200)))
"""


def test_of_fifty_threads_one_may_add_a_key(tmp_path):
    held, won, start = cache.SharedFiles(str(tmp_path), {}), [], threading.Barrier(50)

    def ask() -> None:
        start.wait()
        if held.add("lock", True, 10):
            won.append(1)

    for _ in range(5):
        threads = [threading.Thread(target=ask) for _ in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        held.delete("lock")
        won.clear()


def test_of_four_processes_one_may_add_a_key(tmp_path):
    at = str(timezone.now().timestamp() + 2)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(tmp_path), at], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    assert sum(int(process.communicate(timeout=60)[0]) for process in running) == 200


def test_no_number_of_other_keys_throws_a_count_away(tmp_path):
    held = cache.SharedFiles(str(tmp_path), {})
    held.set("guesses-of-nadia", [1, 2, 3], 300)
    for number in range(700):
        held.set(f"noise-{number}", 1, 300)
    assert held.get("guesses-of-nadia") == [1, 2, 3]


def test_what_is_over_is_deleted(tmp_path):
    held = cache.SharedFiles(str(tmp_path), {})
    held.set("old", 1, 0.01)
    held.set("new", 1, 300)
    threading.Event().wait(0.05)
    assert held.drop_expired() == 1
    assert len(list(Path(tmp_path).glob("*.djcache"))) == 1
