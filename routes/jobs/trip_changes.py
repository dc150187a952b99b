"""Changes to a trip, one tap each: what a button on a trip's page asks for."""

from __future__ import annotations

from flask import request

from planner.itinerary.types import Edit, EditKind, Itinerary
from routes.state import catalog

OF_PLACES: tuple[EditKind, ...] = ("keep", "drop", "swap", "not_this_kind")
OF_TRIPS: tuple[EditKind, ...] = ("slower", "faster")


def pressed_edits(trip: Itinerary) -> tuple[Edit, ...]:
    """The change that was pressed; empty if there is no such button on the trip's pages."""
    kind, place, day, instead = (request.form.get(name, "") for name in ("kind", "place", "day", "instead"))
    for general in OF_TRIPS:
        if kind == general:
            return (Edit(general),)
    days = {visit.place.id: number for number, each in enumerate(trip.days, 1) for visit in each.visits}
    if place not in days:
        return ()
    if instead:
        other = catalog().places.get(instead)
        known = other is not None and other.usable and instead not in days
        return (Edit("drop", place), Edit("pin", instead, days[place])) if known else ()
    if day:
        known = day in {str(number) for number in range(1, len(trip.days) + 1)}
        return (Edit("pin", place, int(day)),) if known else ()
    return next(((Edit(each, place),) for each in OF_PLACES if each == kind), ())
