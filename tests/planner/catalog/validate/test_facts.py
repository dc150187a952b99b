"""The project's own facts hold together, and every kind of fault is reported by its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.catalog.validate import check_facts
from planner.folders import ROOT
from tests.support.planted import REGION, copy_data, plant, repeat, replace_text, rows_of


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


def reported(data: Path) -> list[str]:
    return [str(fault) for fault in check_facts(data, REGION)]


def test_the_facts_of_the_project_are_right() -> None:
    assert check_facts(ROOT / "data", REGION) == ()


def test_the_small_copy_is_right(data: Path) -> None:
    assert reported(data) == []


CELLS = [
    ("line_speeds.csv", 2, "line", "", "is empty but must be known"),
    ("places.csv", 2, "kind", "casino", None),
    ("places.csv", 2, "themes", "culture;gambling", None),
    ("places.csv", 2, "name", "沈阳故宫 ", "'沈阳故宫 ' begins or ends with a blank"),
    ("places.csv", 2, "lat", "91", "91 is not between 15 and 55"),
    ("places.csv", 2, "lon", "east", "'east' is not a number"),
    ("places.csv", 2, "hours", "8点到5点", "is not opening hours such as Tu-Su 08:30-17:00; PH 09:00-17:00"),
    ("places.csv", 2, "hours", "10:00-sunset", "'10:00-sunset' needs sunset, which is not known here"),
    ("places.csv", 2, "phone", "24843001", "'24843001' is not a telephone number such as 024-24843001"),
    ("places.csv", 2, "busy_months", "5;13", "13 is not between 1 and 12"),
    ("places.csv", 2, "wheelchair_loan", "maybe", "'maybe' is not one of yes, no"),
    ("places.csv", 2, "ticket_yuan", "50元", "'50元' is not a price in yuan such as 50 or 12.5"),
    ("places.csv", 2, "visit_min", "1.5", "'1.5' is not a whole number"),
    ("places.csv", 2, "visit_min", "9", "9 is not between 10 and 600"),
    ("places.csv", 2, "season_from", "13", "13 is not between 1 and 12"),
    ("places.csv", 2, "intensity", "6", "6 is not between 1 and 5"),
    ("places.csv", 2, "grade", "6A", "'6A' is not one of 5A, 4A"),
    ("places.csv", 2, "source", "", "is empty but must be known"),
    ("places.csv", 2, "confidence", "sure", "'sure' is not one of high, medium, low"),
    ("places.csv", 2, "as_of", "", "is empty but must be known"),
    ("places.csv", 2, "intensity", "", "is empty but must be known"),
    ("hotels.csv", 2, "stars", "7", "7 is not between 1 and 5"),
    ("hotels.csv", 2, "price_band", "cheap", "'cheap' is not one of low, low-mid, mid, mid-high, high"),
    ("restaurants.csv", 2, "serves_meals", "maybe", "'maybe' is not one of yes, no"),
    ("season_events.csv", 2, "start", "13-01", "'13-01' is not a day such as 04-25, lunar-01-15 or 2027-04-25"),
    ("climate.csv", 2, "high_c", "1;2", "'1;2' is not twelve numbers with semicolons between"),
    ("climate.csv", 2, "low_c", "-16;-13;-4;4;12;17;20;19;12;4;-4;x", "'x' is not a whole number"),
    ("sections.csv", 2, "km", "0", "0 is not between 0.1 and 400"),
    ("sections.csv", 2, "tracks", "triple", "'triple' is not one of double, single, mixed"),
    ("train_calls.csv", 3, "arrive", "08:60", "'08:60' is not a time such as 08:30"),
    ("passing_times.csv", 2, "time", "24:00:00", "'24:00:00' is not a time such as 08:30:00"),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("file", "row", "column", "text", "why"), CELLS)
def test_a_wrong_cell(data: Path, file: str, row: int, column: str, text: str, why: str | None) -> None:
    plant(data, file, row, **{column: text})
    (only,) = reported(data)
    assert only.startswith(f"{file}:{row}: {column}: ")
    assert only.endswith(why) if why else f"{text.split(';')[-1]!r} is not one of" in only


TOGETHER = [
    ("places.csv", 2, {"city": "长春"}, "city: '长春' is not in cities.csv"),
    ("ticket_policies.csv", 2, {"city": "长春"}, "city: '长春' is not in cities.csv"),
    ("season_events.csv", 2, {"place_id": "atlantis"}, "place_id: 'atlantis' is not in places.csv"),
    ("ticket_policies.csv", 2, {"place_id": "atlantis"}, "place_id: 'atlantis' is not in places.csv"),
    ("recognitions.csv", 2, {"place_id": "atlantis"}, "place_id: 'atlantis' is not in places.csv"),
    ("recognitions.csv", 2, {"restaurant_id": "atlantis"}, "restaurant_id: 'atlantis' is not in restaurants.csv"),
    ("hotlines.csv", 2, {"city": "长春"}, "city: '长春' is not in cities.csv"),
    ("keepsakes.csv", 2, {"city": "长春"}, "city: '长春' is not in cities.csv"),
    ("climate.csv", 2, {"city": "长春"}, "city: '长春' is not in cities.csv"),
    (
        "climate.csv", 2, {"low_c": "-16;-13;8;4;12;17;20;19;12;4;-4;-12"},
        "low_c: month 3: 8 by night is warmer than 7 by day",
    ),
    ("cities.csv", 2, {"station": "无此站"}, "station: '无此站' is not in stations.csv"),
    ("train_calls.csv", 2, {"station": "无此站", "in_region": "yes"}, "station: '无此站' is not in stations.csv"),
    ("places.csv", 2, {"lat": "38.9", "lon": "121.6"}, "lat: 38.9,121.6 lies 270 km outside 沈阳"),
    (
        "places.csv", 3, {"era_from": "1960", "era_to": "1959"},
        "era_to: era_from and era_to must be two years in order or both empty",
    ),
    ("places.csv", 2, {"price_60_yuan": "51"}, "price_60_yuan: a senior price is higher than the full price"),
    (
        "cell_sources.csv", 2, {"file": "cities.csv"},
        "file: 'cities.csv' is not one of places.csv, hotels.csv, hospitals.csv, restaurants.csv, season_events.csv, "
        "ticket_policies.csv, recognitions.csv, hotlines.csv, keepsakes.csv, climate.csv, stations.csv",
    ),
    ("cell_sources.csv", 2, {"file": "places.csv", "id": "atlantis"}, "id: 'atlantis' is not in places.csv"),
    (
        "cell_sources.csv", 2, {"file": "places.csv", "id": "beiling-park", "column": "mood"},
        "column: 'mood' is not a column of places.csv that has a source",
    ),
    (
        "cell_sources.csv", 2, {"file": "places.csv", "id": "beiling-park", "column": "as_of"},
        "column: 'as_of' is not a column of places.csv that has a source",
    ),
    ("season_events.csv", 2, {"end": "lunar-04-20"}, "end: lunar-04-20 and 04-10 are in different calendars"),
    (
        "season_events.csv", 2, {"start": "2027-05-02", "end": "2027-05-01"},
        "end: 2027-05-01 is before 2027-05-02",
    ),
    ("stations.csv", 2, {"lat": ""}, "lat: lat and lon do not go with position 'exact'"),
    ("train_calls.csv", 3, {"arrive": "07:59"}, "arrive: train C1101 goes back in time"),
    ("train_calls.csv", 2, {"arrive_day": "0"}, "arrive_day: arrive and arrive_day must both be known or empty"),
    ("passing_times.csv", 3, {"time": "19:50:59"}, "time: run A goes back in time"),
    (
        "line_speeds.csv", 2, {"p90_kmh": "94"},
        "median_kmh: 10 %, median, 90 % and most are not in order: [54, 95, 94, 130]",
    ),
]  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize(("file", "row", "cells", "why"), TOGETHER)
def test_cells_that_do_not_go_together(data: Path, file: str, row: int, cells: dict[str, str], why: str) -> None:
    plant(data, file, row, **cells)
    assert reported(data) == [f"{file}:{row}: {why}"]


def test_a_section_shorter_than_the_straight_line(data: Path) -> None:
    plant(data, "sections.csv", 20, km="0.1", km_estimated="no")
    (only,) = reported(data)
    assert only.startswith("sections.csv:20: km: 0.1 km of track for ")


def test_lines_between_the_same_stations_say_whose_rails_they_use(data: Path) -> None:
    plant(data, "tracks.csv", 2, also_lines="")
    (only,) = reported(data)
    assert only.startswith("sections.csv:52: line: whose rails these are, tracks.csv must say")
    plant(data, "tracks.csv", 2, also_lines="沈大高速线;沈丹线;沈吉线")
    assert reported(data) == [
        "tracks.csv:2: line: 沈丹线 has no section between these stations",
        "tracks.csv:3: line: 沈大高速线 stands in another row already",
    ]


def test_rows_entered_twice(data: Path) -> None:
    repeat(data, "hospitals.csv", 2)
    (row,) = {fault.split(":")[1] for fault in reported(data)}
    assert f"hospitals.csv:{row}: id: 'hosp-01' stands in row 2 already" in reported(data)
    assert f"hospitals.csv:{row}: name: '中国医科大学附属第一医院' stands in row 2 already" in reported(data)


def test_one_place_under_two_names(data: Path) -> None:
    plant(data, "places.csv", 3, lat="41.7963", lon="123.4496")
    assert reported(data) == ["places.csv:3: lat: is the same spot as row 2 (沈阳故宫博物院)"]


def test_a_train_without_calls(data: Path) -> None:
    replace_text(data, "liaoning/train_runs.csv", "C1105,", "K9999,")
    assert "train_runs.csv:4: number: train K9999 has fewer than two calls" in reported(data)
    assert "train_calls.csv:14: train: 'C1105' is not in train_runs.csv" in reported(data)


def test_files_missing_empty_or_of_another_shape(data: Path) -> None:
    folder = data / REGION
    (folder / "hotels.csv").unlink()
    (folder / "cities.csv").write_text("name,mayor\n沈阳,?\n", encoding="utf-8")
    (folder / "line_speeds.csv").write_text("line,kind,legs,median_kmh,p10_kmh,p90_kmh,max_kmh\n", encoding="utf-8")
    (folder / "restaurants.csv").write_bytes("菜".encode("gbk"))
    (folder / "basemap" / "land.geojson").write_text("{}", encoding="utf-8")
    (folder / "basemap" / "lakes.geojson").unlink()
    faults = reported(data)
    assert "hotels.csv:0: file: is missing" in faults
    assert "cities.csv:1: header: must be name,name_en,lat,lon,station,area_code,source" in faults
    assert "line_speeds.csv:0: file: has no rows" in faults
    assert "basemap/lakes.geojson:0: file: is missing" in faults
    assert any(fault.startswith("restaurants.csv:0: file: is not a UTF-8 CSV file") for fault in faults)
    assert any(fault.startswith("basemap/land.geojson:0: file: is not GeoJSON") for fault in faults)


def test_a_row_with_a_cell_too_few(data: Path) -> None:
    replace_text(data, "liaoning/line_speeds.csv", "丹大线,C,50,", "丹大线,C,")
    assert reported(data) == ["line_speeds.csv:2: row: has 6 cells instead of 7"]


def test_a_last_entry_needs_opening_hours(data: Path) -> None:
    row = next(n for n, cells in enumerate(rows_of(data, "places.csv"), 2) if not cells["hours"])
    plant(data, "places.csv", row, last_entry_min="30")
    assert reported(data) == [f"places.csv:{row}: last_entry_min: counts back from closing, but hours are empty"]


def test_an_unknown_cell_has_no_source(data: Path) -> None:
    key = next(row["id"] for row in rows_of(data, "places.csv") if not row["group_capacity"])
    plant(data, "cell_sources.csv", 2, file="places.csv", id=key, column="group_capacity")
    why = f"column: group_capacity of {key} is empty: an unknown cell has no source"
    assert reported(data) == [f"cell_sources.csv:2: {why}"]
