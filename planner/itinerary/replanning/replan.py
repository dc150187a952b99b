"""Change a trip by edits and disturb the rest as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import (
    ColumnPool,
    PlanningContext,
    add_columns_by_lns,
    inputs_of,
    itinerary_of,
    make_context,
    make_pool,
    promising_bases,
)
from planner.itinerary.inputs import Base, hotel_spot
from planner.itinerary.planning import explain_infeasibility, why_not
from planner.itinerary.problem import TripSolution
from planner.itinerary.replanning.stability import attached, plain
from planner.itinerary.types import Edit, Infeasible, Itinerary, Pin, Reason, TripRequest
from planner.solving import SolveOptions
from planner.violations import Checked

NOTHING_NEW = ("keep", "drop", "pin")  # edits that ask for no places in the place of others


def changed(catalog: Catalog, request: TripRequest, edits: Sequence[Edit]) -> TripRequest:
    """The request with the edits in it.

    Raises
    ------
    Unknown
        If a place is.
    """
    for edit in edits:
        place = catalog.place(edit.place or "") if edit.place is not None else None
        if edit.kind in ("slower", "faster"):
            request = replace(request, pace="slow" if edit.kind == "slower" else "normal")
        elif place is None:
            raise ValueError(f"{edit.kind} needs a place")
        elif edit.kind == "not_this_kind":
            unwanted = [m for m in request.musts if catalog.places[m].kind == place.kind]
            for must in unwanted:
                request = _without(request, must)
            request = replace(request, kinds_out=tuple(dict.fromkeys([*request.kinds_out, place.kind])))
        elif edit.kind in ("drop", "swap"):
            request = _without(request, place.id)
            request = replace(request, bans=tuple(dict.fromkeys([*request.bans, place.id])))
        else:
            bans = tuple(ban for ban in request.bans if ban != place.id)
            request = replace(request, bans=bans, musts=tuple(dict.fromkeys([*request.musts, place.id])))
            if edit.kind == "pin":
                others = tuple(pin for pin in request.pins if pin.place != place.id)
                request = replace(request, pins=(*others, Pin(place.id, edit.day or 1, edit.at)))
    return request


def _without(request: TripRequest, place: str) -> TripRequest:
    """The request without that place among its musts and pins."""
    pins = tuple(pin for pin in request.pins if pin.place != place)
    return replace(request, musts=tuple(must for must in request.musts if must != place), pins=pins)


def replan(
    facts: Facts,
    itinerary: Itinerary,
    edits: Sequence[Edit],
    options: SolveOptions,
) -> Checked[Itinerary] | Infeasible:
    """Re-plan a trip with edits; as many of its places stay as can, on their days if they can.

    The proof compares the trip with the best one for the changed request. Infeasibility is explained.
    """
    request = changed(facts.catalog, itinerary.request, edits)
    context = make_context(facts, request)
    if isinstance(context, Infeasible):
        return explain_infeasibility(facts, request, context, options)
    context = _with_own(context, itinerary)
    nights = {day.hotel.id for day in itinerary.days if day.hotel}
    pool = add_columns_by_lns(make_pool(context, options, promising_bases(context, nights)), options)
    problem = attached(pool, itinerary.days)
    found = None
    if all(edit.kind in NOTHING_NEW for edit in edits):
        found = problem.choose(options, _fresh(pool, itinerary))
    if found is None or not (found.picks and _all_stay(pool, found, itinerary)):
        found = problem.choose(options)
    if not found.picks:
        return explain_infeasibility(facts, request, why_not(pool, found.missing), options)
    trip = itinerary_of(pool, plain(pool, found, options), pool.seconds)
    if not any(day.visits for day in trip.days):
        return Infeasible((Reason("nothing_fits", facts.catalog.city_words(request.home)),))
    return Checked(trip, check_itinerary(facts, trip))


def _with_own(context: PlanningContext, itinerary: Itinerary) -> PlanningContext:
    """The context with the hotels of the trip beside its own, and the trip's places on every day's list."""
    hotels = context.facts.catalog.hotels
    nights = dict.fromkeys(day.hotel.id for day in itinerary.days if day.hotel)
    considered = {base.hotel.id for base in context.bases}
    own = [hotels[key] for key in nights if key in hotels and hotels[key].usable and key not in considered]
    bases = (*context.bases, *(Base(hotel, hotel_spot(hotel)) for hotel in own))
    inputs = inputs_of(context.facts, context.request, context.person, context.inputs.worth, [b.spot for b in bases])
    planned = {visit.place.id for day in itinerary.days for visit in day.visits} & inputs.worth.keys()
    return replace(context, inputs=replace(inputs, musts=inputs.musts | planned), bases=bases)


def _all_stay(pool: ColumnPool, found: TripSolution, itinerary: Itinerary) -> bool:
    """Does the choice see every place of the trip that may still be seen?"""
    names = list(pool.inputs.worth)
    seen = {names[p] for offer, plan in found.picks for p in pool.problem.offers[offer].places[plan] if p >= 0}
    old = {visit.place.id for day in itinerary.days for visit in day.visits}
    return old & pool.inputs.worth.keys() <= seen


def _fresh(pool: ColumnPool, itinerary: Itinerary) -> frozenset[int]:
    """The numbers of the places that the trip does not see and nobody asks for."""
    seen = {visit.place.id for day in itinerary.days for visit in day.visits} | set(pool.request.musts)
    return frozenset(number for number, place in enumerate(pool.inputs.worth) if place not in seen)
