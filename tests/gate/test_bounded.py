"""The bounded child: what comes back, what is stopped, and that nothing stays."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from mentorquilt.gate import Refused, run_bounded
from tests.gate import orders
from tests.gate.test_corpus import children


def refusal(function, data=b"", **limits) -> str:
    with pytest.raises(Refused) as caught:
        run_bounded(function, data, **limits)
    return caught.value.code


def test_json_result_comes_back():
    assert run_bounded(orders.length, b"abc", 4) == 7


def test_bytes_come_back_as_bytes():
    data = bytes(range(256)) * 20_000
    assert run_bounded(orders.reverse, data) == data[::-1]


def test_refusal_keeps_its_code_and_facts():
    with pytest.raises(Refused) as caught:
        run_bounded(orders.refuse, b"")
    assert caught.value.code == "far-cell"
    assert caught.value.facts == {"cell": "XFD7"}
    assert "XFD7" in caught.value.message


def test_other_error_says_nothing_of_the_file():
    with pytest.raises(Refused) as caught:
        run_bounded(orders.fail, b"")
    assert caught.value.code == "unreadable"
    assert "private" not in str(caught.value)


def test_nested_function_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="top of an importable module"):
        run_bounded(lambda data: 1, b"")


def test_missing_module_is_a_mistake_of_ours():
    function = type(orders.length)(orders.length.__code__, {}, "length")
    function.__module__ = "no_such_module"
    with pytest.raises(RuntimeError, match="no_such_module"):
        run_bounded(function, b"")


@pytest.mark.guarantee
def test_endless_work_is_stopped_by_processor_time():
    before, started = children(), time.monotonic()
    assert refusal(orders.spin, cpu_seconds=1) == "too-slow"
    assert time.monotonic() - started < 6
    assert children() == before


@pytest.mark.guarantee
def test_endless_waiting_is_stopped_by_the_clock():
    before, started = children(), time.monotonic()
    assert refusal(orders.sleep, b"60", wall_seconds=1) == "too-slow"
    assert time.monotonic() - started < 3
    assert children() == before


@pytest.mark.guarantee
def test_memory_is_bounded():
    assert refusal(orders.swallow, b"2000000000") == "too-much-memory"
    assert run_bounded(orders.swallow, b"100000000") == 100_000_000


def test_result_is_bounded():
    assert refusal(orders.spill, b"5000", result_limit=5000) == "too-much-result"
    assert len(run_bounded(orders.spill, b"4998", result_limit=5000)) == 4998


def test_abort_reads_as_too_much_memory():
    assert refusal(orders.abort) == "too-much-memory"


@pytest.mark.parametrize("function", [orders.leave, orders.nothing_json])
def test_no_answer_reads_as_unreadable(function):
    assert refusal(function) == "unreadable"


def test_what_a_parser_prints_does_not_spoil_the_answer():
    assert run_bounded(orders.chatter, b"") == "said"


def test_child_writes_no_file(tmp_path):
    assert run_bounded(orders.write_file, str(tmp_path / "left").encode()) == "OSError"
    assert (tmp_path / "left").read_bytes() == b""


def test_child_gets_nothing_of_the_server(monkeypatch, tmp_path):
    monkeypatch.setenv("MENTORQUILT_SECRET_KEY", "canary")
    with (tmp_path / "kept-open").open("wb") as kept:
        found = run_bounded(orders.surroundings, b"")
        assert kept.writable()
    assert [name for name in found["environment"] if name not in ("LC_CTYPE", "LD_LIBRARY_PATH")] == []
    assert found["open"] <= 6
    assert found["modules"] == []
    assert found["cpu"] == 5
    assert found["memory"] == 512 << 20
    assert found["folder"] == "/"


def test_start_is_quick():
    run_bounded(orders.length, b"")
    times = []
    for _ in range(7):
        started = time.monotonic()
        run_bounded(orders.length, b"")
        times.append(time.monotonic() - started)
    assert min(times) < 0.3


@pytest.mark.guarantee
def test_at_most_two_children_at_once():
    with ThreadPoolExecutor(6) as pool:
        spans = list(pool.map(lambda _: run_bounded(orders.moment, b"", wait_seconds=60), range(6)))
    together = [sum(begun <= start < ended for begun, ended in spans) for start, _ in spans]
    assert max(together) == 2


def test_waiting_for_a_place_has_an_end():
    held = [threading.Thread(target=run_bounded, args=(orders.sleep, b"1.5")) for _ in range(2)]
    for thread in held:
        thread.start()
    time.sleep(0.5)
    started = time.monotonic()
    assert refusal(orders.length, wait_seconds=0.2) == "busy"
    assert time.monotonic() - started < 1
    for thread in held:
        thread.join()


@pytest.mark.guarantee
def test_place_of_a_killed_server_is_free_again():
    script = (
        "from mentorquilt.gate import run_bounded\nfrom tests.gate import orders\n"
        "print('ready', flush=True)\nrun_bounded(orders.sleep, b'5', wall_seconds=6)"
    )
    servers = [subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) for _ in range(2)]
    for server in servers:
        server.stdout.readline()
    time.sleep(0.4)
    for server in servers:
        server.kill()
        server.wait()
        server.stdout.close()
    assert run_bounded(orders.length, b"abc", wait_seconds=2) == 3


def test_narrower_limits_of_the_machine_are_kept():
    script = (
        "import resource\nfrom mentorquilt.gate import run_bounded\nfrom tests.gate import orders\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))\nresource.setrlimit(resource.RLIMIT_CPU, (3, 3))\n"
        "print(run_bounded(orders.surroundings, b'')['cpu'])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30
    )
    assert said.stdout == "3\n"


@pytest.mark.guarantee
def test_server_never_loads_a_parser():
    """Foreign bytes cannot meet a parser that the server has not even imported."""
    script = (
        "import sys\nfrom mentorquilt import gate\ngate.read_table(b'Name,Mail\\nAna,a\\n')\n"
        "print([name for name in ('python_calamine', 'PIL', 'openpyxl', 'numpy') if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout == "[]\n"
