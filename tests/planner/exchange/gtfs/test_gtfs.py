"""A GTFS feed: whole on the way back, accepted by a validator of other people, refused with file, row and column."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from gtfs_validator.cli import main as validate
from hypothesis import HealthCheck, given, settings

from planner.catalog import Catalog
from planner.errors import BadFacts
from planner.exchange.gtfs.feed import read_gtfs
from planner.exchange.gtfs.write import write_gtfs
from planner.exchange.timetables.saved_train import cruise_timetable
from planner.exchange.trains.runs import RunCall, StationPoint, Timetable, TimetableRun, WayPoint
from planner.train.types import Cruise
from tests.support.effort import examples
from tests.support.runs import PUBLISHER, timetables

SUMMER = tuple(date(2027, 7, 1) + timedelta(days=n) for n in range(40) if n % 7 not in (3, 4) or n == 10)
STATIONS = (
    StationPoint("沈阳", 41.792448, 123.387931, "yes", "Shenyang"),
    StationPoint("鞍山", 41.1, 122.99, None, None),
    StationPoint("大连", 38.921661, 121.627734, "no", "Dalian"),
)
CALLS = (
    RunCall("沈阳", None, 23 * 3600, "5", 0.0),
    RunCall("鞍山", 24 * 3600 + 30, 24 * 3600 + 30, None, 89.0, boards=False),
    RunCall("大连", 30 * 3600, None, None, 397.0),
)
WAY = (WayPoint(41.792448, 123.387931, 0.0), WayPoint(41.1, 122.99, 89.0), WayPoint(38.921661, 121.627734, 397.0))
TABLE = Timetable(
    STATIONS,
    (TimetableRun("Y501", CALLS, SUMMER, "Y", "夏天的车", WAY), TimetableRun("Y502", CALLS, (SUMMER[3],))),
    PUBLISHER,
    "1",
)


def notices(feed: bytes, folder: Path) -> list[dict[str, object]]:
    """What the validator of the canonical rules says."""
    (folder / "feed.zip").write_bytes(feed)
    validate(["-i", str(folder / "feed.zip"), "-o", str(folder)])
    assert json.loads((folder / "system_errors.json").read_text()) == {"notices": []}
    found: list[dict[str, object]] = json.loads((folder / "report.json").read_text())["notices"]
    return found


def errors(feed: bytes, folder: Path) -> list[str]:
    return [str(notice["code"]) for notice in notices(feed, folder) if notice["severity"] == "ERROR"]


@pytest.mark.thorough
@settings(max_examples=examples(150))
@given(timetables())
def test_a_feed_comes_back_whole(table: Timetable) -> None:
    assert read_gtfs(write_gtfs(table), "feed.zip").timetable == table


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=timetables())
def test_a_validator_finds_no_error(table: Timetable, tmp_path: Path) -> None:
    assert errors(write_gtfs(table), tmp_path) == []


def test_a_silver_train_is_a_good_feed(cruise: Cruise, catalog: Catalog, tmp_path: Path) -> None:
    table = cruise_timetable(cruise, catalog.stations, "https://silverway.example.org/")
    feed = write_gtfs(table)
    assert read_gtfs(feed, "feed.zip").timetable == table
    found = {str(notice["code"]): notice["severity"] for notice in notices(feed, tmp_path)}
    assert "ERROR" not in found.values()
    assert set(found) <= {
        "future_calendar", "future_feed", "missing_feed_contact_email_and_url", "mixed_case_recommended_field",
        "trip_coverage_not_active_for_next7_days", "unknown_column",
    }  # fmt: skip


def test_the_validator_would_find_an_error(tmp_path: Path) -> None:
    assert errors(write_gtfs(replace(TABLE, publisher=replace(PUBLISHER, url="nowhere"))), tmp_path) == ["invalid_url"]


def table(feed: bytes, file: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(feed)) as tables:
        return tables.read(file).decode().splitlines()


def test_days_tracks_and_times_after_midnight_are_reported_in_the_words_of_gtfs() -> None:
    feed = write_gtfs(TABLE)
    assert table(feed, "stops.txt")[1:5] == [
        "P1,沈阳,41.792448,123.387931,1,,1,",
        "S1-1,沈阳,41.792448,123.387931,0,P1,1,5",
        "S2,鞍山,41.1,122.99,0,,0,",
        "S3,大连,38.921661,121.627734,0,,2,",
    ]
    assert table(feed, "stop_times.txt")[1:4] == [
        "T1,23:00:00,23:00:00,S1-1,1,0,0,0",
        "T1,24:00:30,24:00:30,S2,2,1,1,89",
        "T1,30:00:00,30:00:00,S3,3,0,0,397",
    ]
    assert table(feed, "calendar.txt")[1:] == [
        "D1,0,1,1,1,1,1,0,20270701,20270807",
        "D2,0,1,0,0,0,0,0,20270706,20270706",
    ]
    assert [line for line in table(feed, "calendar_dates.txt") if line.startswith("D1")] == ["D1,20270711,1"]
    assert "stops,stop_name,en,Dalian,S3" in table(feed, "translations.txt")


def test_the_same_trains_make_the_same_bytes() -> None:
    assert write_gtfs(TABLE) == write_gtfs(TABLE)


@pytest.mark.parametrize(
    ("lacking", "reported"),
    [
        (replace(TABLE, publisher=None), "agency.txt:0: agency_name: 不知道由谁发布"),
        (
            replace(TABLE, stations=(*STATIONS[:2], StationPoint("大连"))),
            "stops.txt:0: stop_lat: 1 个车站在哪里不知道，GTFS 要写位置：大连",
        ),
        (
            replace(TABLE, runs=(replace(TABLE.runs[0], dates=()),)),
            "calendar.txt:0: date: 1 趟车哪些天开不知道，GTFS 要写：Y501",
        ),
    ],
)
def test_what_gtfs_needs_and_nobody_knows_is_said(lacking: Timetable, reported: str) -> None:
    with pytest.raises(BadFacts) as refused:
        write_gtfs(lacking)
    assert str(refused.value.faults[0]).startswith(reported)


def changed(change: Callable[[dict[str, str]], None]) -> bytes:
    """The feed after somebody changed its tables."""
    with zipfile.ZipFile(io.BytesIO(write_gtfs(TABLE))) as feed:
        tables = {file: feed.read(file).decode() for file in feed.namelist()}
    change(tables)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as feed:
        for file, text in tables.items():
            feed.writestr(file, text)
    return target.getvalue()


def put(file: str, old: str, new: str) -> Callable[[dict[str, str]], None]:
    def change(tables: dict[str, str]) -> None:
        assert old in tables[file]
        tables[file] = tables[file].replace(old, new, 1)

    return change


def drop(*files: str) -> Callable[[dict[str, str]], None]:
    def change(tables: dict[str, str]) -> None:
        for file in files:
            del tables[file]

    return change


FREQUENCIES = "trip_id,start_time,end_time,headway_secs\n"


@pytest.mark.parametrize(
    ("change", "reported"),
    [
        (drop("stops.txt"), "stops.txt:0: file: zip 里没有"),
        (drop("agency.txt"), "agency.txt:0: file: zip 里没有"),
        (drop("calendar.txt", "calendar_dates.txt"), "calendar.txt:0: file: 没有开行日期"),
        (put("stops.txt", "stop_id", "stop"), "stops.txt:1: stop_id: 表头里没有"),
        (put("stops.txt", "S2,", "S3,"), "stops.txt:5: stop_id: “S3”在第 4 行已经有了"),
        (put("stops.txt", "S2,", ","), "stops.txt:4: stop_id: 是空的"),
        (put("stops.txt", "41.1,", "north,"), "stops.txt:4: stop_lat: “north”不在 -90 到 90 度"),
        (put("stops.txt", "122.99", "222.99"), "stops.txt:4: stop_lon: “222.99”不在 -180 到 180 度"),
        (put("stops.txt", ",0,P1", ",0,P9"), "stops.txt:3: parent_station: stop_id 里没有“P9”"),
        (put("stops.txt", "S2,鞍山", "S2,"), "stops.txt:4: stop_name: “”不是站名"),
        (put("stop_times.txt", "24:00:30", "24:75:30"), "stop_times.txt:3: arrival_time: 看不懂时间“24:75:30”"),
        (put("stop_times.txt", "30:00:00", "20:00:00"), "stop_times.txt:2: trip_id: Y501：鞍山 → 大连 的时间倒着走"),
        (put("stop_times.txt", "S2,2", "S9,2"), "stop_times.txt:3: stop_id: stops.txt 里没有“S9”"),
        (put("stop_times.txt", "S2,2", "S2,second"), "stop_times.txt:3: stop_sequence: “second”不是整数"),
        (put("stop_times.txt", ",89", ",-1"), "stop_times.txt:3: shape_dist_traveled: “-1”不是公里数"),
        (put("stop_times.txt", "T2,30", "T9,30"), "stop_times.txt:7: trip_id: trips.txt 里没有“T9”"),
        (put("trips.txt", "R1,", "R7,"), "trips.txt:2: route_id: routes.txt 里没有“R7”"),
        (put("trips.txt", ",D1", ",D7"), "trips.txt:2: service_id: 开行日期里没有“D7”"),
        (put("trips.txt", "T2", "T1"), "trips.txt:3: trip_id: “T1”在第 2 行已经有了"),
        (put("calendar.txt", "20270701", "2027-07-01"), "calendar.txt:2: start_date: “2027-07-01”不是日期"),
        (put("calendar.txt", "20270701", "20271301"), "calendar.txt:2: start_date: “20271301”不是日期"),
        (put("calendar.txt", "20270701", "20280701"), "calendar.txt:2: end_date: 比开始早"),
        (put("calendar.txt", "D1,0", "D1,2"), "calendar.txt:2: monday: “2”既不是 0 也不是 1"),
        (put("calendar_dates.txt", ",1", ",3"), "calendar_dates.txt:2: exception_type: “3”既不是 1 也不是 2"),
        (put("shapes.txt", "W1,41", "W1,x"), "shapes.txt:2: shape_pt_lat: “x"),
        (put("stops.txt", "P1,", 'P1,"'), "stops.txt:2: : 引号不成对"),
        (put("stops.txt", "P1,沈阳", "P1,\x00"), "stops.txt:2: stop_name: “\x00”不是站名"),
        (put("stops.txt", ",1,,1,", ",1,,1,,more"), "stops.txt:2: : 有 9 格，表头只有 8 格"),
        (
            lambda t: t.update({"frequencies.txt": f"{FREQUENCIES}T1,08:00:00,09:00:00,600\n"}),
            "frequencies.txt:2",
        ),
    ],
)
def test_a_bad_feed_is_refused_with_file_row_and_column(
    change: Callable[[dict[str, str]], None], reported: str
) -> None:
    with pytest.raises(BadFacts) as refused:
        read_gtfs(changed(change), "feed.zip")
    assert str(refused.value.faults[0]).startswith(reported)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04 and so on", write_gtfs(TABLE)[:-40]])
def test_a_broken_zip_is_refused(content: bytes) -> None:
    with pytest.raises(BadFacts) as refused:
        read_gtfs(content, "feed.zip")
    assert "feed.zip:0: file: 不是读得出的 zip" in str(refused.value.faults[0])


def test_many_faults_end_the_reading() -> None:
    def change(tables: dict[str, str]) -> None:
        tables["stop_times.txt"] += "T1,x,x,S1,9,0,0,\n" * 1000

    with pytest.raises(BadFacts) as refused:
        read_gtfs(changed(change), "feed.zip")
    assert len(refused.value.faults) == 50


def test_a_feed_of_other_people_is_read_too() -> None:
    """Only calendar_dates, no distances in kilometres, two stops of one name far apart, no short names, no times at a
    stop on the way."""

    def change(tables: dict[str, str]) -> None:
        for file in ("calendar.txt", "shapes.txt", "feed_info.txt", "translations.txt"):
            del tables[file]
        tables["calendar_dates.txt"] = "service_id,date,exception_type\nD1,20270701,1\nD1,20270705,1\nD2,20270701,1\n"
        tables["trips.txt"] = "route_id,service_id,trip_id\nR1,D1,T1\nR2,D2,T2\n"
        tables["stops.txt"] = tables["stops.txt"].replace("S2,鞍山", "S2,大连")
        tables["stop_times.txt"] = tables["stop_times.txt"].replace("T2,24:00:30,24:00:30", "T2,,")

    found = read_gtfs(changed(change), "feed.zip").timetable
    assert [run.number for run in found.runs] == ["Y501", "Y502"]
    assert found.runs[0].dates == (date(2027, 7, 1), date(2027, 7, 5))
    assert [call.station for call in found.runs[0].calls] == ["沈阳", "大连 (S2)", "大连 (S3)"]
    assert [call.km for call in found.runs[0].calls] == [None] * 3
    assert [call.station for call in found.runs[1].calls] == ["沈阳", "大连 (S2)", "大连 (S3)"]
    assert [call.published for call in found.runs[1].calls] == [True, False, True]
    assert (found.runs[0].way, found.version) == ((), None)
