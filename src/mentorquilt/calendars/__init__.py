"""Time in two places: zones with names people know, weekly hours, and what two people share.

Pure: no Django, no database, no clock of its own (`zones` without a moment is the one exception). Moments
are aware datetimes, weekly hours are minutes of the local week from Monday 0:00, and hours nobody stated
are ``None``.
"""

from mentorquilt.calendars._band import Band, Slot, band
from mentorquilt.calendars._hours import (
    Overlap,
    Span,
    Spans,
    WeeklyHours,
    assumed_hours,
    merged,
    minutes_in,
    overlap,
    shared,
    shared_hours_a_day,
    shared_minutes,
    to_local_week,
    to_utc_week,
)
from mentorquilt.calendars._meeting import WEEKS_BEFORE_MEETING, is_announced_late, weeks_before
from mentorquilt.calendars._text import BadHours, format_hours, parse_hours
from mentorquilt.calendars._zones import (
    UnknownZone,
    Zone,
    canonical,
    hours_ahead,
    hours_apart,
    is_zone,
    offset_label,
    offset_minutes,
    zone_info,
    zone_label,
    zones,
)

__all__ = [
    "WEEKS_BEFORE_MEETING",
    "BadHours",
    "Band",
    "Overlap",
    "Slot",
    "Span",
    "Spans",
    "UnknownZone",
    "WeeklyHours",
    "Zone",
    "assumed_hours",
    "band",
    "canonical",
    "format_hours",
    "hours_ahead",
    "hours_apart",
    "is_announced_late",
    "is_zone",
    "merged",
    "minutes_in",
    "offset_label",
    "offset_minutes",
    "overlap",
    "parse_hours",
    "shared",
    "shared_hours_a_day",
    "shared_minutes",
    "to_local_week",
    "to_utc_week",
    "weeks_before",
    "zone_info",
    "zone_label",
    "zones",
]
