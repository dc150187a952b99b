"""Changing a trip: what is asked changes, the rest as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from planner.catalog.queries import Catalog, RailFacts
from planner.itinerary.check import check_itinerary
from planner.itinerary.choose import choose_days
from planner.itinerary.conflict import explain_conflict, without_must
from planner.itinerary.draft import Draft, draft_trip, itinerary_of
from planner.itinerary.problem import Choice, DayPlans, Offer, TripProblem
from planner.itinerary.request import Pin, TripRequest
from planner.itinerary.result import Conflict, Difference, Edit, Itinerary, Reason
from planner.itinerary.wishes import unmet
from planner.rules import RulePack
from planner.solving import SolveOptions

KEEP = 30_000  # points for a place that stays: more than any place is worth
SAME_DAY = 3_000  # for a day that sees what an earlier day saw, nothing more or less


def changed(catalog: Catalog, request: TripRequest, edits: Sequence[Edit]) -> TripRequest:
    """The wish with the edits in it.

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
    catalog: Catalog,
    rail: RailFacts,
    rules: RulePack,
    itinerary: Itinerary,
    edits: Sequence[Edit],
    options: SolveOptions,
    today: date,
) -> Itinerary | Conflict:
    """The trip with the edits, checked; as many of its places stay as can, on their days if they can.

    Its proof speaks of the changed wish: what it is worth, and what the best trip for that wish could be worth.
    """
    request = changed(catalog, itinerary.request, edits)
    draft = draft_trip(catalog, rail, rules, request, options, today)
    if isinstance(draft, Conflict):
        return explain_conflict(catalog, rail, rules, request, draft, options, today)
    problem = _attached(draft, itinerary)
    if edits and all(edit.kind == "drop" for edit in edits):
        problem = replace(problem, banned=problem.banned | _fresh(draft, itinerary))
    found = choose_days(problem, options)
    if not found.picks:
        first = unmet(catalog, list(draft.field.worth), draft.request, found.missing)
        return explain_conflict(catalog, rail, rules, request, first, options, today)
    trip = itinerary_of(draft, _plain(draft, found, options), draft.seconds)
    if not any(day.visits for day in trip.days):
        return Conflict((Reason("nothing_fits", {"city": request.home}),))
    broken = [v for v in check_itinerary(catalog, rail, rules, trip) if v.hard]
    if broken:
        raise RuntimeError(f"the solver broke rules: {broken}")
    return trip


def difference(old: Itinerary, new: Itinerary) -> Difference:
    """What became of the places of a trip."""
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


def _attached(draft: Draft, itinerary: Itinerary) -> TripProblem:
    """The draft's problem with points for what stays."""
    names = list(draft.field.worth)
    number = {place: i for i, place in enumerate(names)}
    old_days = [frozenset(number.get(v.place.id, -1) for v in day.visits) for day in itinerary.days]
    extra = np.zeros(len(names), dtype=np.int64)
    for place in {p for day in old_days for p in day if p >= 0}:
        extra[place] = KEEP
    offers = tuple(_with_same_days(offer, old_days) for offer in draft.problem.offers)
    return replace(draft.problem, extra=extra, offers=offers)


def _fresh(draft: Draft, itinerary: Itinerary) -> frozenset[int]:
    """The numbers of the places that the trip does not see."""
    seen = {visit.place.id for day in itinerary.days for visit in day.visits}
    return frozenset(number for number, place in enumerate(draft.field.worth) if place not in seen)


def _with_same_days(offer: Offer, old_days: list[frozenset[int]]) -> Offer:
    """The offer with points for plans that see just what one of its days saw before."""
    value = offer.plans.value.copy()
    for day in offer.days:
        wanted = old_days[day] if day < len(old_days) else frozenset()
        if not wanted or -1 in wanted:
            continue
        same = (offer.places >= 0).sum(axis=1) == len(wanted)
        same &= np.isin(offer.places, list(wanted)).sum(axis=1) == len(wanted)
        value[same] += SAME_DAY
    return replace(offer, plans=replace(offer.plans, value=value))


def _plain(draft: Draft, found: Choice, options: SolveOptions) -> Choice:
    """The same days at what they are worth without the points for staying, beside the best there could be."""
    best = choose_days(draft.problem, options)
    worth = _worth(draft, found)
    bound = max(worth, best.bound)
    return replace(found, worth=worth, bound=bound, optimal=worth == bound)


def _worth(draft: Draft, found: Choice) -> int:
    """What the picks are worth by the words of `TripProblem`: solved again with nothing else to choose from."""
    kept: dict[int, set[int]] = {}
    for offer, plan in found.picks:
        kept.setdefault(offer, set()).add(plan)
    offers = []
    for index, plans in sorted(kept.items()):
        days = tuple(day for day, (used, _) in enumerate(found.picks) if used == index)
        offers.append(_only(draft.problem.offers[index], days, sorted(plans)))
    return choose_days(replace(draft.problem, offers=tuple(offers)), SolveOptions()).worth


def _only(offer: Offer, days: tuple[int, ...], rows: list[int]) -> Offer:
    """The offer with some of its plans, on some days."""
    all_plans = offer.plans
    plans = DayPlans(
        all_plans.places[rows], all_plans.steps[rows], all_plans.value[rows],
        all_plans.walk[rows], all_plans.climb[rows], all_plans.met[rows],
    )  # fmt: skip
    return replace(offer, days=days, plans=plans, places=offer.places[rows], hard=offer.hard[rows])
