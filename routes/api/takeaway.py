"""Files to take along, as the pages hand them out: a trip on paper and in a calendar, a costing as a workbook."""

from __future__ import annotations

from typing import Literal

from flask import Response
from pydantic import Field

from planner.language import N_
from routes.agency.quote import workbook
from routes.api.blueprint import operation
from routes.api.departures import DeparturePath
from routes.api.trips import TripPath
from routes.seniors.trip.paper import calendar_of, paper_of

BINARY = {"type": "string", "format": "binary"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PaperPath(TripPath):
    """A trip on paper of a size."""

    size: Literal["a4", "a3"]


class QuotePath(DeparturePath):
    """A version of a departure's quote."""

    version: int = Field(ge=1, le=10_000)


def _file(mimetype: str) -> dict[str, object]:
    return {"description": "OK", "content": {mimetype: {"schema": BINARY}}}


@operation(
    "get", "/trips/<trip_id>/paper-<size>.pdf", N_("行程，大字打印"), "trips:read", {200: _file("application/pdf")},
    "compute",
)  # fmt: skip
def read_paper(path: PaperPath) -> Response:
    """The trip in large type, tagged, with a sheet for emergencies."""
    return paper_of(path.trip_id, path.size)


@operation("get", "/trips/<trip_id>/calendar.ics", N_("行程，放进日历"), "trips:read", {200: _file("text/calendar")})
def read_calendar(path: TripPath) -> Response:
    """The trip for a calendar."""
    return calendar_of(path.trip_id)


@operation(
    "get", "/departures/<departure_id>/quotes/<version>.xlsx", N_("报价的成本表"), "departures:read",
    {200: _file(XLSX)}, "compute",
)  # fmt: skip
def read_workbook(path: QuotePath) -> Response:
    """The agency's costing of a version with live formulas."""
    return workbook(path.departure_id, path.version)
