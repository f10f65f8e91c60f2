"""The web server's figures are promises."""

from mentorquilt.config import gunicorn


def test_time_outs_are_as_promised() -> None:
    figures = (
        gunicorn.timeout,
        gunicorn.graceful_timeout,
        gunicorn.max_requests,
        gunicorn.max_requests_jitter,
    )
    assert figures == (30, 25, 2000, 200)


def test_threads_and_processes_suit_two_cores() -> None:
    assert (gunicorn.worker_class, gunicorn.workers, gunicorn.threads) == ("gthread", 2, 4)
