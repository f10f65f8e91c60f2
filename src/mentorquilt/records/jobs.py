"""The register of recurring work: rooms register in ``apps.ready``, the worker goes round the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Run(Protocol):
    """A job's function: handles what is due and says how many rows that were."""

    def __call__(self, *, now: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Job:
    """A name, a function and how often it is due."""

    name: str
    run: Callable[..., int]
    every_seconds: int


_jobs: dict[str, Job] = {}


def register(name: str, run: Run, *, every_seconds: int) -> None:
    """Put a job on the worker's round; the same name replaces."""
    _jobs[name] = Job(name, run, every_seconds)


def registered() -> list[Job]:
    """Return every job in the order of registration."""
    return list(_jobs.values())
