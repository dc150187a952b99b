"""Change a trip by edits and disturb the rest as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, build_pool, itinerary_of
from planner.itinerary.inputs import infeasible_musts
from planner.itinerary.planning import explain_infeasibility, without_must
from planner.itinerary.replanning.stability import attached, plain
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Difference, Edit, Infeasible, Itinerary, Pin, Reason, TripRequest
from planner.solving import SolveOptions
from planner.violations import Checked


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
                request = without_must(request, must)
            request = replace(request, kinds_out=tuple(dict.fromkeys([*request.kinds_out, place.kind])))
        elif edit.kind in ("drop", "swap"):
            request = without_must(request, place.id)
            request = replace(request, bans=tuple(dict.fromkeys([*request.bans, place.id])))
        else:
            bans = tuple(ban for ban in request.bans if ban != place.id)
            request = replace(request, bans=bans, musts=tuple(dict.fromkeys([*request.musts, place.id])))
            if edit.kind == "pin":
                others = tuple(pin for pin in request.pins if pin.place != place.id)
                request = replace(request, pins=(*others, Pin(place.id, edit.day or 1, edit.at)))
    return request


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
    pool = build_pool(facts, request, options)
    if isinstance(pool, Infeasible):
        return explain_infeasibility(facts, request, pool, options)
    problem = attached(pool, itinerary.days)
    if edits and all(edit.kind == "drop" for edit in edits):
        problem = replace(problem, banned=problem.banned | _fresh(pool, itinerary))
    found = choose_days(problem, options)
    if not found.picks:
        first = infeasible_musts(facts.catalog, list(pool.inputs.worth), pool.request, found.missing)
        return explain_infeasibility(facts, request, first, options)
    trip = itinerary_of(pool, plain(pool, found, options), pool.seconds)
    if not any(day.visits for day in trip.days):
        return Infeasible((Reason("nothing_fits", {"city": request.home}),))
    return Checked(trip, check_itinerary(facts, trip))


def difference(old: Itinerary, new: Itinerary) -> Difference:
    """What became of the places of a trip: kept, gone, new, or moved to another day."""
    before, after = (
        {visit.place.id: number for number, day in enumerate(trip.days) for visit in day.visits} for trip in (old, new)
    )
    kept = tuple(place for place in before if place in after)
    return Difference(
        kept=kept,
        gone=tuple(place for place in before if place not in after),
        new=tuple(place for place in after if place not in before),
        moved=tuple(place for place in kept if before[place] != after[place]),
    )


def _fresh(pool: ColumnPool, itinerary: Itinerary) -> frozenset[int]:
    """The numbers of the places that the trip does not see."""
    seen = {visit.place.id for day in itinerary.days for visit in day.visits}
    return frozenset(number for number, place in enumerate(pool.inputs.worth) if place not in seen)
