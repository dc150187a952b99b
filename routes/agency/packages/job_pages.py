"""Where the job that finds packages leads: to the departure it was asked for."""

from __future__ import annotations

from flask import url_for

from planner.errors import Unknown
from planner.jobs import Job
from planner.package.proposals import PROPOSAL_REQUEST_JSON
from planner.saved import SavedProposal
from planner.sentences import N_
from routes.jobs import JobPages, register
from routes.state import session

STEPS = {"packages": N_("正在坐火车、坐大巴，换着酒店和日期，一种一种地排……")}


def register_pages() -> None:
    """Have the job shown."""
    register("packages", JobPages(_found, _asked, STEPS))


def _found(proposal_id: str, _way: str | None) -> str:
    with session() as db:
        row = db.get(SavedProposal, proposal_id)
    if row is None:
        raise Unknown("proposal", proposal_id)
    return url_for("agency.step", departure_id=row.departure, name="packages")


def _asked(job: Job, way: str | None) -> str:
    return _found(PROPOSAL_REQUEST_JSON.validate_json(job.payload).proposal, way)
