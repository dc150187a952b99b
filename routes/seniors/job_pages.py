"""Where the jobs of trips lead: a planned or a changed trip, and back to the wish."""

from __future__ import annotations

from typing import Any

from flask import url_for

from planner.errors import SilverwayError
from planner.itinerary.inputs import reach_note, remedies_of, with_remedy
from planner.itinerary.types import Edit, Itinerary, Reason, TripRequest
from planner.jobs import CHANGE_REQUEST_JSON, Job
from planner.saved import TRIP_REQUEST_JSON, load_itinerary, load_saved
from routes.jobs import JobPages, register
from routes.seniors.arrange import WAY, keep_remedied
from routes.seniors.wish_form import answers_of
from routes.state import catalog, facts_today, session


def register_pages() -> None:
    """Have the jobs of trips and of their changes shown."""
    register("trip", JobPages(_planned, _to_the_wish, ways=(WAY,), remedies=_remedies, remedied=_remedied, note=_note))
    register("change", JobPages(_changed, _to_the_trip))


def _planned(trip_id: str, way: str | None) -> str:
    """Those who answered questions see the plans together."""
    return url_for("seniors.arranged" if way == WAY else "seniors.trip", trip_id=trip_id)


def _changed(trip_id: str, _way: str | None) -> str:
    """The day on which something was changed, at that very place."""
    with session() as db:
        saved = load_saved(db, trip_id)
        change, found = saved.changed(), saved.itinerary()
        number = None
        if change:
            number = change.since.day if change.since else _day_of(load_itinerary(db, change.before), change.edits)
    return (
        _at_day(trip_id, min(number, len(found.days)), "done") if number else url_for("seniors.trip", trip_id=trip_id)
    )


def _day_of(trip: Itinerary, edits: tuple[Edit, ...]) -> int | None:
    """The day that edits speak of; None if of the whole trip."""
    days = {visit.place.id: number for number, day in enumerate(trip.days, 1) for visit in day.visits}
    return next((each.day or days.get(each.place or "") for each in reversed(edits) if each.place), None)


def _at_day(trip_id: str, number: int, anchor: str | None = None) -> str:
    return url_for("seniors.day", trip_id=trip_id, number=number, _anchor=anchor)


def _to_the_wish(job: Job, way: str | None) -> str:
    """The form, or the questions, with the same answers."""
    if way == WAY:
        return url_for("seniors.check_answers")
    answers: dict[str, Any] = dict(answers_of(TRIP_REQUEST_JSON.validate_json(job.payload)))
    return url_for("seniors.plan", **answers)


def _to_the_trip(job: Job, _way: str | None) -> str:
    """The day that was to be changed."""
    asked = CHANGE_REQUEST_JSON.validate_json(job.payload)
    with session() as db:
        number = _day_of(load_itinerary(db, asked.trip), asked.edits)
    return _at_day(asked.trip, number) if number else url_for("seniors.trip", trip_id=asked.trip)


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
