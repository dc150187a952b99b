"""A small GTFS feed as other people write one: a train from 大连 to 沈阳, and what a test changes in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CALLS = "trip_id,stop_id,stop_sequence,arrival_time,departure_time\n"
FEED = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n1,A,https://rail.example.org/,Asia/Shanghai\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_type\nr1,1,Y501,,2\n",
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "s,1,1,1,1,1,1,1,20270501,20270510\n"
    ),
    "stops.txt": (
        "stop_id,stop_name,stop_lat,stop_lon\nDL,大连,38.92,121.63\nAS,鞍山,41.1,122.9\nSY,沈阳,41.79,123.39\n"
        "WFD,瓦房店,39.63,121.98\n"
    ),
    "trips.txt": "route_id,service_id,trip_id,trip_short_name\nr1,s,t1,Y501\n",
    "stop_times.txt": f"{CALLS}t1,DL,1,08:00:00,08:00:00\nt1,SY,4,13:00:00,13:00:00\n",
}


def feed(changes: Mapping[str, str] | None = None) -> bytes:
    """The feed with some tables written anew."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, text in (FEED | dict(changes or {})).items():
            packed.writestr(file, text)
    return target.getvalue()
