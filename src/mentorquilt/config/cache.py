"""The counts of sign-in tries, in files that all processes of this machine share (P12).

Django's own cache of files has two holes a guesser could use: two processes may both ``add`` the same key, which
undoes the lock allauth counts under, and at three hundred keys it throws random ones away, counts included.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

STRIPES = 64
LOCKS = "locks"


class SharedFiles(FileBasedCache):
    """A cache of files whose ``add`` succeeds for one caller alone, and that forgets by age only."""

    @contextmanager
    def _alone(self, key: str, version: int | None) -> Iterator[None]:
        """Hold the lock of a key's stripe; the system lets go of it should this process die."""
        folder = Path(self._dir) / LOCKS  # type: ignore[attr-defined]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = hashlib.sha256(self.make_key(key, version).encode()).digest()[0] % STRIPES
        handle = os.open(folder / f"{name:02}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Set a key that is not there; of many callers at once, in whatever process, one is told True."""
        with self._alone(key, version):
            return bool(super().add(key, value, timeout, version))

    def _cull(self) -> None:
        """Keep everything until it is over: throwing counts away would give a guesser new tries."""

    def drop_expired(self) -> int:
        """Delete what is over; returns how many files that were."""
        count = 0
        for name in self._list_cache_files():  # type: ignore[attr-defined]
            try:
                with open(name, "rb") as file:  # noqa: PTH123 - the parent's own way with its files
                    count += bool(self._is_expired(file))  # type: ignore[attr-defined]
            except FileNotFoundError:
                continue
        return count


def drop_expired(*, now: datetime) -> int:
    """Delete the counts that are over. What is over is judged by this machine's clock, as everywhere in the cache."""
    held = caches["default"]
    return held.drop_expired() if isinstance(held, SharedFiles) else 0
