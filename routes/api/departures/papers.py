"""What an agency hands on about its people: lists and sheets as files, and the quote's costing as a workbook."""

from __future__ import annotations

from typing import Literal

from flask import Response
from pydantic import Field

from planner.language import N_
from routes.agency.group.papers import people_paper
from routes.agency.quote import workbook
from routes.api.blueprint import operation
from routes.api.departures.models import DeparturePath
from routes.api.takeaway import XLSX, file_of


class PeoplePaperPath(DeparturePath):
    """A paper as a file of a kind: tables as CSV or XLSX, sheets as PDF."""

    paper: str = Field(max_length=20)
    kind: Literal["csv", "xlsx", "pdf"]


class QuotePath(DeparturePath):
    """A version of a departure's quote."""

    version: int = Field(ge=1, le=10_000)


@operation(
    "get", "/departures/<departure_id>/papers/<paper>.<kind>", N_("名单、房表、座位表、紧急卡"), "people:read",
    {200: file_of("text/csv", XLSX, "application/pdf")}, "compute",
)  # fmt: skip
def read_people_paper(path: PeoplePaperPath) -> Response:
    """manifest, rooming, coach, insurance as CSV or XLSX (those with numbers of identity cards for tokens that may
    write); cards and sheet as PDF."""
    return people_paper(path.departure_id, path.paper, path.kind)


@operation(
    "get", "/departures/<departure_id>/quotes/<version>.xlsx", N_("报价的成本表"), "departures:read",
    {200: file_of(XLSX)}, "compute",
)  # fmt: skip
def read_workbook(path: QuotePath) -> Response:
    """The agency's costing of a version with live formulas."""
    return workbook(path.departure_id, path.version)
