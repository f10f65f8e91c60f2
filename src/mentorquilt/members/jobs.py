"""The room's recurring work: keeping the search up to date."""

from datetime import datetime, timedelta

from mentorquilt.members import queries

MOST_CHANGES = 200
OLDEST = timedelta(hours=1)
REST = timedelta(minutes=2)
"""At least this long from one index to the next, however much changes."""


def refresh_search(*, now: datetime) -> int:
    """Write the search index when there is none, many profiles changed, or some did and it is an hour old."""
    files = queries.index_files()
    if not files:
        queries.write_index(now)
        return 1
    since = queries.built_at(files[-1])
    age = now - since
    changes = queries.changed_since(since) if age > REST else 0
    if changes > MOST_CHANGES or (changes and age > OLDEST):
        queries.write_index(now)
        return 1
    return 0
