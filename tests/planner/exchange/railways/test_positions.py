"""A train graph becomes a feed once a table says where its stations are."""

from __future__ import annotations

import json
from datetime import date

import pytest

from planner.errors import BadFile
from planner.exchange.graphs import read_etrc
from planner.exchange.gtfs import read_gtfs, write_gtfs
from planner.exchange.railways import read_positions, with_positions
from planner.exchange.timetables import with_dates

STATIONS = [{"zhanming": name, "licheng": 10 * n, "dengji": 3} for n, name in enumerate("甲乙丙")]
CALLS = [{"zhanming": name, "ddsj": f"10:{n}5:00", "cfsj": f"10:{n}5:00"} for n, name in enumerate("甲乙丙")]
TRAIN = {"checi": ["K1", "K1", ""], "sfz": "甲", "zdz": "丙", "timetable": CALLS}
GRAPH = {"line": {"name": "x", "stations": STATIONS}, "trains": [TRAIN]}
TABLE = "站名,纬度,经度\n甲,30.5,105.5\n乙,30.6,105.2\n丙,30.7,104.9\n".encode("gbk")


def test_a_graph_with_positions_and_a_day_is_a_feed() -> None:
    graph = read_etrc(json.dumps(GRAPH).encode(), "x.json")
    days = (date(2026, 12, 1),)
    with pytest.raises(BadFile, match="stop_lat"):
        write_gtfs(with_dates(graph.timetable, graph.timetable.runs, {}, days, "http://x.test/"))
    placed = with_positions(graph.timetable, read_positions(TABLE, "places.csv"))
    feed = read_gtfs(write_gtfs(with_dates(placed, placed.runs, {}, days, "http://x.test/")), "x.zip").timetable
    assert [(s.name, s.lat, s.lon) for s in feed.stations] == [
        ("甲", 30.5, 105.5),
        ("乙", 30.6, 105.2),
        ("丙", 30.7, 104.9),
    ]
    assert [run.number for run in feed.runs] == ["K1"]


@pytest.mark.parametrize(
    "table", ["站名,纬度\n甲,30\n", "station,lat,lon\n甲,95,105\n", "station,lat,lon\n甲,x,105\n", ""]
)
def test_a_table_without_degrees_is_refused(table: str) -> None:
    with pytest.raises(BadFile):
        read_positions(table.encode(), "places.csv")
