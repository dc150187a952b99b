"""A train on the map, as other programs read it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from shapely.geometry import shape

from planner.catalog import Catalog
from planner.errors import Unknown
from planner.exchange.timetables.geojson import write_geojson
from planner.exchange.timetables.saved_train import cruise_timetable
from planner.exchange.trains.runs import StationPoint, Timetable
from planner.train.types import Cruise
from tests.support.effort import examples
from tests.support.runs import timetables

URL = "https://silverway.example.org/"


@settings(max_examples=examples(60))
@given(timetables())
def test_every_shape_is_one(table: Timetable) -> None:
    reported = json.loads(write_geojson(table))
    assert reported["type"] == "FeatureCollection"
    assert len(reported["features"]) == sum(1 + len(run.calls) for run in table.runs)
    for feature in reported["features"]:
        found = shape(feature["geometry"])
        assert found.geom_type == ("Point" if "call" in feature["properties"] else "LineString")
        assert found.within(
            shape({"type": "Polygon", "coordinates": [[[117, 37], [127, 37], [127, 44], [117, 44], [117, 37]]]})
        )


def test_a_silver_train_runs_along_its_stations(cruise: Cruise, catalog: Catalog) -> None:
    way, *calls = json.loads(write_geojson(cruise_timetable(cruise, catalog.stations, URL)))["features"]
    assert way["properties"]["straight"] is False
    assert way["properties"]["dates"] == [cruise.start.isoformat()]
    assert len(way["geometry"]["coordinates"]) > len(cruise.calls)
    assert 119 < shape(way["geometry"]).bounds[0] < 126
    assert [c["properties"]["station"] for c in calls] == [call.station for call in cruise.calls]
    assert [c["properties"]["boards"] for c in calls] == [call.purpose != "technical" for call in cruise.calls]
    assert calls[0]["properties"]["arrive"] is None
    assert "+" in calls[-1]["properties"]["arrive"]


def test_where_a_station_lies_nobody_knows_there_is_no_point(cruise: Cruise, catalog: Catalog) -> None:
    table = cruise_timetable(cruise, catalog.stations, URL)
    bare = replace(
        table,
        stations=tuple(StationPoint(s.name) for s in table.stations),
        runs=tuple(replace(run, way=()) for run in table.runs),
    )
    assert all(feature["geometry"] is None for feature in json.loads(write_geojson(bare))["features"])


def test_a_train_whose_station_is_gone_is_refused(cruise: Cruise, catalog: Catalog) -> None:
    known = {name: station for name, station in catalog.stations.items() if name != "大连"}
    with pytest.raises(Unknown):
        cruise_timetable(cruise, known, URL)
