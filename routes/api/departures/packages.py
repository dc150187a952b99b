"""Packages for a departure's group: searched for by a job, read with their trips, one taken as its trip."""

from __future__ import annotations

from datetime import date

from flask import Response, url_for
from flask_babel import gettext as _
from pydantic import BaseModel, Field

from planner.clock import today
from planner.errors import Unknown
from planner.itinerary.types import MAX_DAYS
from planner.jobs import load_job
from planner.language import N_
from planner.package.proposals import MOST_STARTS, Package
from planner.saved import newest_proposal
from routes.agency.desk import open_desk
from routes.agency.packages.ask import group_wish, submit_search
from routes.api.answers import answer, made_job, refused, who
from routes.api.blueprint import operation
from routes.api.departures.models import DeparturePath
from routes.api.job_states import JobState, job_data
from routes.api.models import Strict
from routes.state import session


class PackageWish(Strict):
    """What to look for, on each of the days it could `start`; for whom, the departure knows."""

    theme: str = Field(max_length=60)
    home: str = Field(max_length=60)
    days: int = Field(ge=1, le=MAX_DAYS)
    starts: list[date] = Field(min_length=1, max_length=MOST_STARTS)


class FoundPackage(BaseModel):
    """A package of its tier; to take it, send the id of its trip as `trip.id` to the step `trip`, and its day as
    `start`."""

    package: Package
    address: str


class Packages(BaseModel):
    """What was found last: by which job, for how many people."""

    job: JobState | None
    people: int | None
    packages: list[FoundPackage]


@operation("post", "/departures/<departure_id>/packages", N_("找三档方案"), "departures:write", {202: JobState}, "plan")
def find_packages(path: DeparturePath, body: PackageWish) -> Response:
    """Queue a search for an economical, a comfortable and a premium package; the job leads to them."""
    desk = open_desk(path.departure_id)
    if desk.party is None:
        return refused({"find": _("先写多少人：在“客人”里填名单，或者只填人数。")})
    if any(day <= today() for day in body.starts):
        return refused({"starts": _("出发日期请写今天以后的日子，例如 2027-05-11。")})
    wish, party = group_wish(desk, body.theme, body.home, body.days, body.starts[0]), desk.party
    starts = tuple(dict.fromkeys(body.starts))
    return made_job(lambda db: submit_search(db, desk, party, wish, starts))


@operation("get", "/departures/<departure_id>/packages", N_("找到的方案"), "departures:read", {200: Packages})
def read_packages(path: DeparturePath) -> Response:
    """The packages that were found last, with what they are compared by."""
    with session() as db:
        row = newest_proposal(db, path.departure_id, who())
        try:
            job = job_data(load_job(db, row.job)) if row else None
        except Unknown:
            job = None
    found = row.proposed() if row else None
    packages = [
        FoundPackage(package=each, address=url_for("api.read_trip", trip_id=each.trip))
        for each in (found.packages if found else ())
    ]
    return answer(Packages(job=job, people=found.people if found else None, packages=packages))
