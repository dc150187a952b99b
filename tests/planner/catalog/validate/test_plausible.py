"""A note that says what the cells do not, and numbers that cannot be of one thing, are found; the facts hold none."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

import pytest

from planner.catalog.csv_rows import Sheet
from planner.catalog.validate.facts import read_fact_tables
from planner.catalog.validate.plausible import implausible
from planner.catalog.validate.railway import railway_faults
from planner.folders import ROOT


@cache
def tables() -> dict[str, Sheet]:
    return read_fact_tables(ROOT / "data" / "liaoning").sheets


def planted(file: str, key: str, name: str, /, **cells: Any) -> dict[str, Sheet]:
    """The tables with cells of one row written over."""
    sheet = copy(tables()[file])
    sheet.rows = [{**row, **cells} if row[key] == name else row for row in sheet.rows]
    return {**tables(), file: sheet}


def faults(place: str, **cells: Any) -> list[str]:
    return [f"{fault.column}: {fault.why}" for fault in implausible(planted("places.csv", "id", place, **cells))]


def test_the_facts_are_plausible() -> None:
    assert not list(implausible(tables()))
    assert not list(railway_faults(tables()))


@pytest.mark.parametrize(
    ("place", "cells", "words"),
    [
        ("zhang-residence", {"hours": "Tu-Su 08:30-17:30", "note": "winter 09:00-16:30"}, "seasons"),
        ("xingcheng-old-city", {"hours": "08:00-17:00", "note": "in winter to 16:00"}, "seasons"),
        ("xinle-site", {"hours": "09:00-16:30", "note": "closed on Mondays, otherwise check"}, "weekdays"),
        ("kangmei-memorial", {"hours": "Tu-Su 09:00-16:30", "note": "closed Spring Festival eve to day 3"}, "the days"),
        ("kangmei-memorial", {"hours": "Tu-Su 09:00-16:30", "note": "法定节假日开放"}, "holidays"),
        ("liaoning-science-museum", {"last_entry_min": None, "note": "last entry 16:00"}, "last_entry_min"),
        ("dalian-tv-tower", {"state": None, "state_as_of": None, "note": "closed for the time being"}, "state_as_of"),
        ("laobiangou", {"state": None, "state_as_of": None, "note": "2026年1月暂停开放"}, "state_as_of"),
    ],
)
def test_what_a_note_says_stands_in_the_cells(place: str, cells: dict[str, Any], words: str) -> None:
    (only,) = faults(place, **cells)
    assert only.startswith("note: ")
    assert words in only


@pytest.mark.parametrize(
    "note", ["season_note: ginkgo late Oct-early Nov", "on holidays the north gate is quicker", ""]
)
def test_a_note_about_other_things_is_let_be(note: str) -> None:
    assert faults("kangmei-memorial", note=note) == []


@pytest.mark.parametrize(
    ("place", "cells", "words"),
    [
        ("kangmei-memorial", {"stairs": 1014, "climb_m": 15}, "stairs: 1014 steps climb at least 101 m, not 15"),
        ("beiling-park", {"walk_m": 9100, "visit_min": 120}, "walk_m: 9100 m in 120 minutes is no visit but a run"),
        ("baiyushan", {"step_free": "yes"}, "step_free: there are 496 steps on the usual way"),
        ("beiling-park", {"price_70_fen": 400}, "price_70_yuan: is higher than at 65"),
        (
            "bijiashan",
            {"season_from": 1, "season_to": 12},
            "season_from: is seasonal, but its season is the whole year",
        ),
        ("bijiashan", {"state_as_of": None}, "state_as_of: state and state_as_of must both be known or both be empty"),
        (
            "liaoning-grand-theatre",
            {"state": None, "state_as_of": None},
            "state: is a theatre without hours: write shows, unless one may look at it on other days",
        ),
        (
            "benxihu-station-1904",
            {"visit_min": 60},
            "visit_min: is seen from outside: 30 minutes at most, not 60",
        ),
        (
            "tiger-beach",
            {"phone": "0412-82689356"},
            "phone: 0412-82689356 is not a number of 大连, whose area code is 0411",
        ),
    ],
)
def test_numbers_that_cannot_be(place: str, cells: dict[str, Any], words: str) -> None:
    assert faults(place, **cells) == [words]


@pytest.mark.parametrize(
    ("event", "cells", "words"),
    [
        (
            "event-29",
            {"start": "lunar-02-19", "end": "lunar-09-19"},
            "end: a festival of 211 days: write each of its days as an event",
        ),
        ("event-30", {"start": "01-20", "end": "02-20"}, "start: goes by the lunar calendar: write lunar-MM-DD"),
        ("event-35", {"day_part": None}, "day_part: is not all day long: write early or evening"),
    ],
)
def test_events_that_cannot_be(event: str, cells: dict[str, Any], words: str) -> None:
    found = implausible(planted("season_events.csv", "id", event, **cells))
    assert [f"{fault.column}: {fault.why}" for fault in found] == [words]


@pytest.mark.parametrize(
    ("station", "lat", "lon", "position"),
    [("桥头", 41.291915, 123.797230, "estimated"), ("江家岭", 40.281438, 120.315962, "exact")],
)
def test_a_station_off_its_line(station: str, lat: float, lon: float, position: str) -> None:
    sheets = planted("stations.csv", "name", station, lat=lat, lon=lon, position=position)
    found = [str(fault) for fault in railway_faults(sheets)]
    assert found
    assert all("km of track for" in fault for fault in found)
