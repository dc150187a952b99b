"""Changes to a trip, one tap each: what a button on a trip's page asks for."""

from __future__ import annotations

from flask import request

from planner.itinerary.types import Edit, EditKind, Itinerary

OF_PLACES: tuple[EditKind, ...] = ("keep", "drop", "swap", "not_this_kind")
OF_TRIPS: tuple[EditKind, ...] = ("slower", "faster")


def pressed_edit(trip: Itinerary) -> Edit | None:
    """The change that was pressed; None if there is no such button on the trip's page."""
    kind, place, day = (request.form.get(name, "") for name in ("kind", "place", "day"))
    for general in OF_TRIPS:
        if kind == general:
            return Edit(general)
    if place not in {visit.place.id for day_ in trip.days for visit in day_.visits}:
        return None
    if day:
        known = day in {str(number) for number in range(1, len(trip.days) + 1)}
        return Edit("pin", place, int(day)) if known else None
    return next((Edit(each, place) for each in OF_PLACES if each == kind), None)
