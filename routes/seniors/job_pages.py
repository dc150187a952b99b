"""Where the jobs of trips lead: a planned or a changed trip, and back to the wish."""

from __future__ import annotations

from typing import Any

from flask import url_for

from planner.errors import SilverwayError
from planner.itinerary.inputs import reach_note, remedies_of, with_remedy
from planner.itinerary.types import Reason, TripRequest
from planner.jobs import CHANGE_REQUEST_JSON, Job
from planner.saved import TRIP_REQUEST_JSON
from routes.jobs import JobPages, register
from routes.seniors.arrange import WAY, keep_remedied
from routes.seniors.wish_form import answers_of
from routes.state import catalog, facts_today


def register_pages() -> None:
    """Have the jobs of trips and of their changes shown."""
    register("trip", JobPages(_planned, _to_the_wish, ways=(WAY,), remedies=_remedies, remedied=_remedied, note=_note))
    register("change", JobPages(_changed, _to_the_trip))


def _planned(trip_id: str, way: str | None) -> str:
    """Those who answered questions see the plans together."""
    return url_for("seniors.arranged" if way == WAY else "seniors.trip", trip_id=trip_id)


def _changed(trip_id: str, _way: str | None) -> str:
    return url_for("seniors.trip", trip_id=trip_id)


def _to_the_wish(job: Job, way: str | None) -> str:
    """The form, or the questions, with the same answers."""
    if way == WAY:
        return url_for("seniors.check_answers")
    answers: dict[str, Any] = dict(answers_of(TRIP_REQUEST_JSON.validate_json(job.payload)))
    return url_for("seniors.plan", **answers)


def _to_the_trip(job: Job, _way: str | None) -> str:
    """The trip that was to be changed."""
    return url_for("seniors.trip", trip_id=CHANGE_REQUEST_JSON.validate_json(job.payload).trip)


def _remedies(job: Job) -> tuple[Reason, ...]:
    infeasible = job.infeasible()
    return () if infeasible is None else remedies_of(infeasible)


def _note(job: Job) -> Reason | None:
    """How little of the theme there is for this wish, if there is little."""
    try:
        return reach_note(facts_today(), TRIP_REQUEST_JSON.validate_json(job.payload))
    except SilverwayError:
        return None  # the job says what is wrong


def _remedied(job: Job, remedy: Reason, way: str | None) -> TripRequest:
    """The wish with the change that would help; answers to the questions follow it."""
    asked = TRIP_REQUEST_JSON.validate_json(job.payload)
    wish = with_remedy(catalog(), asked, remedy)
    if way == WAY:
        keep_remedied(asked, wish)
    return wish
