"""Calendars, read again by another library: times, reminders, words, keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import ics
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.exchange.documents.ics import Appointment, calendar_file

MADE = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
DAY = date(2027, 5, 11)
VISIT = Appointment(
    "1-2", DAY, 540, 660, "沈阳故宫", "约走 900 米，\n有座椅；不要门票", "沈阳故宫, 沈阳路171号", (41.8, 123.45),
    (15, 120), "https://trips.example.org/trips/x",
)  # fmt: skip
WHOLE = Appointment("1", DAY, None, None, "第 1 天", "一天", remind_min=(240,))


def read(*appointments: Appointment) -> list[ics.Event]:
    text = calendar_file("怀旧", appointments, "nx3yhxdfrp", MADE).decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return sorted(ics.Calendar(text).events)


def test_a_visit_comes_back_whole() -> None:
    (event,) = read(VISIT)
    assert (event.name, event.description, event.location) == (VISIT.title, VISIT.text, VISIT.where)
    assert event.begin.datetime == datetime(2027, 5, 11, 1, tzinfo=UTC)
    assert event.end.datetime == datetime(2027, 5, 11, 3, tzinfo=UTC)
    assert event.url == VISIT.link
    assert (event.geo.latitude, event.geo.longitude) == VISIT.at
    assert {alarm.trigger for alarm in event.alarms} == {timedelta(minutes=-15), timedelta(hours=-2)}
    assert event.uid == "nx3yhxdfrp-1-2@silverway"


def test_a_day_is_a_day_wherever_it_is_read() -> None:
    (event,) = read(WHOLE)
    assert event.all_day
    assert event.begin.date() == DAY
    assert event.transparent
    assert [alarm.trigger for alarm in event.alarms] == [timedelta(hours=-4)]


@pytest.mark.parametrize(("minute", "hour_utc", "day"), [(24 * 60 + 30, 16, 11), (0, 16, 10), (8 * 60, 0, 11)])
def test_minutes_count_from_midnight_in_china(minute: int, hour_utc: int, day: int) -> None:
    (event,) = read(replace(VISIT, start=minute, end=minute + 30))
    began = event.begin.datetime.astimezone(UTC)
    assert (began.day, began.hour) == (day, hour_utc)


def test_the_same_trip_gives_the_same_keys_and_another_trip_others() -> None:
    again = calendar_file("怀旧", (VISIT, WHOLE), "nx3yhxdfrp", MADE)
    assert again == calendar_file("怀旧", (VISIT, WHOLE), "nx3yhxdfrp", MADE)
    assert b"UID:other-1-2@silverway" in calendar_file("怀旧", (VISIT,), "other", MADE)


@pytest.mark.thorough
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_words_are_words_whatever_they_are(words: str) -> None:
    assume("\\N" not in words)  # which icalendar takes for a new line
    (event,) = read(replace(VISIT, title=words))
    assert event.name == words
