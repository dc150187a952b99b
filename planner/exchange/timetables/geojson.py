"""A train on the map: GeoJSON (RFC 7946) of its way as a line and of its calls as points. Out only: a map keeps no
timetable."""

from __future__ import annotations

import json
from typing import Any

from planner.exchange.trains import RunCall, Timetable, TimetableRun
from planner.train.entry import write_call_time


def write_geojson(timetable: Timetable) -> bytes:
    """One line and its points for each train; a call whose position is not known has no geometry.

    Times in the form 02:10+1, the next day. Where no way is known the line runs straight from call to call.
    """
    features = [feature for run in timetable.runs for feature in _features(timetable, run)]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _features(timetable: Timetable, run: TimetableRun) -> list[dict[str, Any]]:
    points = [_call(timetable, run, place, call) for place, call in enumerate(run.calls, 1)]
    line = [[point.lon, point.lat] for point in run.way]
    line = line or [point["geometry"]["coordinates"] for point in points if point["geometry"]]
    about = {"train": run.number, "name": run.name, "kind": run.kind, "dates": [day.isoformat() for day in run.dates]}
    way = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": line} if len(line) > 1 else None,
        "properties": {**about, "straight": not run.way},
    }
    return [way, *points]


def _call(timetable: Timetable, run: TimetableRun, place: int, call: RunCall) -> dict[str, Any]:
    station = timetable.station(call.station)
    known = station.lon is not None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [station.lon, station.lat]} if known else None,
        "properties": {
            "train": run.number,
            "call": place,
            "station": call.station,
            "station_en": station.name_en,
            "arrive": None if call.arrive_s is None else write_call_time(call.arrive_s),
            "depart": None if call.depart_s is None else write_call_time(call.depart_s),
            "track": call.track,
            "km": call.km,
            "boards": call.boards,
            "step_free": station.step_free,
        },
    }
