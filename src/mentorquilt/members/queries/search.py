"""Finding people by words: the index in its file, with what changed since laid over it.

The worker writes the file (``jobs.refresh_search``); its name carries the moment from which changes count. A
process maps the newest file once and lays the few later changes over it when there are new ones.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max

from mentorquilt import searching
from mentorquilt.members.models import Member, Profile
from mentorquilt.members.queries.documents import documents
from mentorquilt.members.queries.people import listed, search_words

NAME = "people-"
SETTLED = timedelta(seconds=60)
"""Changes of the last minute before a build are read again, because they may have been committed after it."""
SMALL_SOCIETY = 2000
BEST = 500

Stamp = tuple[str, int, datetime | None]


@dataclass
class _Held:
    """The layered index of this process and what it was made of."""

    stamp: Stamp
    index: searching.Index


_held: dict[str, _Held] = {}
_loaded: dict[str, searching.Index] = {}
_lock = threading.Lock()


def index_files() -> list[Path]:
    """Return the index files of this machine, newest last."""
    return sorted(settings.SEARCH_DIR.glob(f"{NAME}*.idx"), key=built_at)


def built_at(path: Path) -> datetime:
    """Return the moment from which changes are not in a file yet."""
    return datetime.fromtimestamp(int(path.stem.removeprefix(NAME)), UTC)


def changed_since(moment: datetime) -> int:
    """Return how many profiles changed since a moment."""
    return Profile.objects.filter(updated_at__gte=moment).count()


def write_index(now: datetime) -> Path:
    """Build the index of everybody and put it in a new file; older files go."""
    settings.SEARCH_DIR.mkdir(parents=True, exist_ok=True)
    before = index_files()
    path: Path = settings.SEARCH_DIR / f"{NAME}{int((now - SETTLED).timestamp())}.idx"
    searching.build(documents()).save(path)
    for old in before:
        if old != path:
            old.unlink(missing_ok=True)
    return path


def people_index() -> searching.Index | None:
    """Return the index as of now. Without a file a small society is indexed on the spot, for a large one: None."""
    for path in reversed(index_files()):
        try:
            return _layered(path)
        except (searching.BrokenIndex, OSError):
            continue
    small = listed().count() <= SMALL_SOCIETY
    return searching.build(documents()) if small else None


def _layered(path: Path) -> searching.Index:
    """Return the file's index with later changes over it, made anew only when there are new ones."""
    since = built_at(path)
    later = Profile.objects.filter(updated_at__gte=since)
    facts = later.aggregate(count=Count("pk"), last=Max("updated_at"))
    stamp: Stamp = (str(path), facts["count"], facts["last"])
    held = _held.get("people")
    if held is not None and held.stamp == stamp:
        return held.index
    with _lock:
        base = _loaded.get(str(path)) or searching.load(path)
        _loaded.clear()
        _loaded[str(path)] = base
        index = base.with_delta(_delta(since)) if facts["count"] else base
        _held["people"] = _Held(stamp, index)
    return index


def _delta(since: datetime) -> searching.Delta:
    """Return who is new, different or gone since a moment."""
    refs = Member.objects.filter(profile__updated_at__gte=since).values_list("ref", flat=True)
    changed = tuple(documents(listed().filter(profile__updated_at__gte=since)))
    gone = {str(ref) for ref in refs} - {document.ref for document in changed}
    return searching.Delta(changed, frozenset(gone))


def found(query: str, tags: Iterable[str]) -> list[str]:
    """Return the refs of who fits the words best, best first, at most ``BEST``: with every word, else with some."""
    index = people_index()
    if index is None:
        rows = listed()
        for word in search_words(query):
            rows = rows.filter(profile__name_search__contains=word)
        return [str(ref) for ref in rows.values_list("ref", flat=True)[:BEST]]
    wanted = list(tags)
    hits = index.search(query, limit=BEST, tags=wanted, every_word=True)
    hits = hits or index.search(query, limit=BEST, tags=wanted)
    return [hit.ref for hit in hits]
