"""A trip priced for a group: the form, the package below it, and the costing as a file.

Nothing is stored: the address says it all and can be kept or sent on.
"""

from __future__ import annotations

from flask import Response, abort, render_template, request

from planner.itinerary.types import Itinerary
from planner.package import Package, quote
from planner.rules import RulePack, Standard
from planner.saved import load_itinerary
from routes.agency import words
from routes.agency.choose import trip_title
from routes.agency.download import costing_csv
from routes.agency.form import CostingForm, fieldsets, read_form
from routes.state import english, facts_today, rules, session


def package(trip_id: str) -> tuple[str, int]:
    """The form and, once it is filled in, the package."""
    itinerary, form = _itinerary(trip_id), read_form(request.args)
    held = rules().on(itinerary.request.start)
    priced = _price(itinerary, form)
    page = render_template(
        "agency/package.html",
        trip_id=trip_id,
        trip=itinerary,
        trip_title=trip_title(itinerary),
        form=form,
        fieldsets=fieldsets(),
        package=priced,
        names=_names(itinerary),
        rules=held,
        superseded=_superseded(held, priced) if priced else (),
        words=words,
    )
    return page, 422 if form.errors else 200


def _superseded(held: RulePack, priced: Package) -> tuple[Standard, ...]:
    """The standards behind its duties that others are said to replace."""
    named = dict.fromkeys(held[duty.rule].standard for duty in priced.duties)
    return tuple(held.standards[each] for each in named if each and held.standards[each].successor)


def costing(trip_id: str) -> Response:
    """The same costing as a file for spreadsheets."""
    itinerary = _itinerary(trip_id)
    priced = _price(itinerary, read_form(request.args))
    if priced is None:
        abort(404)
    response = Response(costing_csv(priced, _names(itinerary)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="silverway-{trip_id}.csv"'
    return response


def _itinerary(trip_id: str) -> Itinerary:
    with session() as db:
        return load_itinerary(db, trip_id)


def _price(itinerary: Itinerary, form: CostingForm) -> Package | None:
    if form.group is None or form.prices is None:
        return None
    return quote(facts_today(), itinerary, form.group, form.prices)


def _names(itinerary: Itinerary) -> dict[str, str]:
    """Of all places and hotels of the trip, in the reader's language."""
    spots = [visit.place for day in itinerary.days for visit in day.visits]
    spots += [day.hotel for day in itinerary.days if day.hotel]
    return {spot.id: spot.name_en if english() else spot.name for spot in spots}
