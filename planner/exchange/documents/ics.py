"""Appointments as an iCalendar file (RFC 5545) with reminders, for the calendar of a telephone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vGeo

from planner.clock import DAY_MIN

SHANGHAI = ZoneInfo("Asia/Shanghai")
_PRODUCT = "-//Silverway//Trips//ZH"


@dataclass(frozen=True)
class Appointment:
    """Something to be at. `start` and `end` are minutes from 00:00 of the day, None for the whole day.

    `key` is its own within the file; `remind_min` is how long before the start (for a whole day: before its 00:00) the
    telephone reminds.
    """

    key: str
    day: date
    start: int | None
    end: int | None
    title: str
    text: str
    where: str = ""
    at: tuple[float, float] | None = None  # latitude, longitude
    remind_min: tuple[int, ...] = ()
    link: str = ""


def calendar_file(name: str, appointments: Iterable[Appointment], owner: str, made: datetime) -> bytes:
    """The file; `owner` makes the appointments' keys the same each time and different from other trips', so that a
    calendar takes a second import for what it is. `made` (with its zone) is when the plan was."""
    calendar = Calendar()
    for key, text in (("prodid", _PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        calendar.add(key, text)
    for appointment in appointments:
        calendar.add_component(_event(appointment, owner, made))
    calendar.add_missing_timezones()
    made_file: bytes = calendar.to_ical()
    return made_file


def _event(entry: Appointment, owner: str, made: datetime) -> Event:
    event = Event()
    event.add("uid", f"{owner}-{entry.key}@silverway")
    event.add("dtstamp", made)
    if entry.start is None or entry.end is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", _moment(entry.day, entry.start))
        event.add("dtend", _moment(entry.day, entry.end))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    if entry.where:
        event.add("location", entry.where)
    if entry.at:
        event.add("geo", vGeo(entry.at))
    if entry.link:
        event.add("url", entry.link)
    for minutes in entry.remind_min:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(minutes=-minutes))
        event.add_component(alarm)
    return event


def _moment(day: date, minute: int) -> datetime:
    """A minute of a day as a time in China; beyond 24:00 it is the next day's."""
    days, rest = divmod(minute, DAY_MIN)
    return datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=SHANGHAI) + timedelta(days=days)
