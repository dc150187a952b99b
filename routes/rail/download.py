"""A planned silver train as files for other programs: GTFS, a table of calls, a map."""

from __future__ import annotations

from flask import Response, abort, request

from planner.exchange.timetables import WRITERS, cruise_timetable
from planner.saved import load_train
from routes.costs import costs
from routes.state import catalog, session

FILES = {
    "gtfs": ("zip", "application/zip"),
    "csv": ("csv", "text/csv"),
    "geojson": ("geojson", "application/geo+json"),
}


@costs("make")
def download(train_id: str, format_: str) -> Response:
    """The train in that format."""
    if format_ not in FILES:
        abort(404)
    with session() as db:
        train = load_train(db, train_id)
    ending, mimetype = FILES[format_]
    written = WRITERS[format_](cruise_timetable(train, catalog().stations, request.url_root))
    response = Response(written, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="silverway-{train_id}.{ending}"'
    return response
