"""Files to take along, as the pages hand them out: a trip on paper and in a calendar."""

from __future__ import annotations

from typing import Literal

from flask import Response

from planner.language import N_
from routes.api.blueprint import operation
from routes.api.trips import TripPath
from routes.seniors.trip.paper import calendar_of, paper_of

BINARY = {"type": "string", "format": "binary"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PaperPath(TripPath):
    """A trip on paper of a size."""

    size: Literal["a4", "a3"]


def file_of(*mimetypes: str) -> dict[str, object]:
    """An answer that is a file of one of these kinds."""
    return {"description": "OK", "content": {each: {"schema": BINARY} for each in mimetypes}}


@operation(
    "get", "/trips/<trip_id>/paper-<size>.pdf", N_("行程，大字打印"), "trips:read", {200: file_of("application/pdf")},
    "compute",
)  # fmt: skip
def read_paper(path: PaperPath) -> Response:
    """The trip in large type, tagged, with a sheet for emergencies."""
    return paper_of(path.trip_id, path.size)


@operation("get", "/trips/<trip_id>/calendar.ics", N_("行程，放进日历"), "trips:read", {200: file_of("text/calendar")})
def read_calendar(path: TripPath) -> Response:
    """The trip for a calendar."""
    return calendar_of(path.trip_id)
