"""What lies between a reader and a person: distance, hours ahead, the part of a day that both are awake for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorquilt import calendars
from mentorquilt.members.models import Member
from mentorquilt.members.queries.places import Point, km_between, open_point
from mentorquilt.ui.pictures import band as pictures

DAY = 24 * 60
NOON = 12
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Between:
    """Distance and clocks of two people; None and empty where one of them did not say."""

    km: float | None
    same_region: bool
    clocks: str
    their_time: str
    hours: tuple[pictures.Hours, pictures.Hours] | None
    note: str


def between(viewer: Member, person: Member, now: datetime) -> Between:
    """Return what lies between two members who have a profile."""
    here, there = viewer.profile.zone, person.profile.zone
    same_region = bool(viewer.profile.region) and viewer.profile.region == person.profile.region
    hours, note = _day(viewer, person, now) if here and there else (None, "")
    return Between(
        km=_distance(viewer, person),
        same_region=same_region,
        clocks=clock_words(here, there, now) if here and there else "",
        their_time=local_time(there, now),
        hours=hours,
        note=note,
    )


def local_time(zone: str, now: datetime) -> str:
    """Return what the clock shows there now, with the day; nothing without a zone."""
    if not calendars.is_zone(zone):
        return ""
    local = now.astimezone(calendars.zone_info(zone))
    return f"{date_format(local, 'D')} {_clock(local.hour * 60 + local.minute)}"


def zone_words(zone: str, now: datetime) -> str:
    """Return a zone as people call it, with its offset; nothing without one."""
    return calendars.zone_label(zone, now) if calendars.is_zone(zone) else ""


def clock_words(here: str, there: str, now: datetime) -> str:
    """Return how two clocks differ: "2 hours ahead of you", "same clock as you"."""
    ahead = calendars.hours_ahead(there, here, now)
    if not ahead:
        return _("same clock as you")
    hours = f"{abs(ahead):g}"
    many = ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == "1" else 2) % {"hours": hours}
    return (
        _("%(hours)s ahead of you") % {"hours": many}
        if ahead > 0
        else _("%(hours)s behind you") % {"hours": many}
    )


def _distance(viewer: Member, person: Member) -> float | None:
    """Return kilometers from the viewer's own city to what the person lets others see of hers."""
    where = getattr(viewer, "whereabouts", None)
    theirs = open_point(person.profile, getattr(person, "whereabouts", None))
    if where is None or where.latitude is None or where.longitude is None or theirs is None:
        return None
    mine: Point = (where.latitude, where.longitude)
    return km_between(mine, theirs)


def weekly_hours(member: Member) -> calendars.WeeklyHours:
    """Return somebody's weekly hours, assumed until she states some. The profile has a zone."""
    own, zone = getattr(member, "weekly_hours", None), member.profile.zone
    if own is None or not own.intervals:
        return calendars.assumed_hours(zone)
    spans = tuple((int(start), int(end)) for start, end in own.intervals)
    return calendars.WeeklyHours(spans, zone, assumed=own.is_assumed)


def _day(viewer: Member, person: Member, now: datetime) -> tuple[tuple[pictures.Hours, pictures.Hours], str]:
    """Return both people's hours of the day of the coming week on which they share most, and a note about it."""
    mine, theirs = weekly_hours(viewer), weekly_hours(person)
    today = now.astimezone(calendars.zone_info(mine.zone)).date()
    days = [calendars.band(mine, theirs, today + timedelta(days=number)) for number in range(1, 8)]
    best = max(days, key=lambda one: one.shared_minutes or 0)
    ahead = calendars.offset_minutes(theirs.zone, now) - calendars.offset_minutes(mine.zone, now)
    first = pictures.Hours(tuple(_free(best, first=True)))
    second = pictures.Hours(tuple(_moved(_free(best, first=False), ahead)), ahead)
    return (first, second), _note(best, assumed=theirs.assumed or mine.assumed)


def _free(day: calendars.Band, *, first: bool) -> Spans:
    """Return the free spans of one side of a band, in minutes of the first person's day."""
    spans: Spans = []
    for slot in day.slots:
        if not (slot.free_a if first else slot.free_b):
            continue
        start = slot.clock_a.hour * 60 + slot.clock_a.minute
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], start + 30)
        else:
            spans.append((start, start + 30))
    return spans


def _moved(spans: Spans, minutes: int) -> Spans:
    """Move spans of a day to a clock that is so far ahead; a whole day stays one."""
    return [
        (0, DAY) if end - start >= DAY else ((start + minutes) % DAY, (end + minutes) % DAY or DAY)
        for start, end in spans
    ]


def _note(day: calendars.Band, *, assumed: bool) -> str:
    """Return which day is shown, and whether its hours are only assumed."""
    if day.shared_minutes:
        words = _("A %(day)s, on your clock.") % {"day": date_format(day.on_date, "l")}
    else:
        words = _("No hour of the coming week suits both as it stands. One early or late talk is a way.")
    return (
        f"{words} {_('Hours that nobody stated are assumed: weekdays, 7 am to 8 pm.')}" if assumed else words
    )


def _clock(minute: int) -> str:
    hour, rest = minute // 60 % 24, minute % 60
    clock = f"{hour % 12 or 12}:{rest:02d}" if rest else str(hour % 12 or 12)
    return _("%(clock)s am") % {"clock": clock} if hour < NOON else _("%(clock)s pm") % {"clock": clock}
