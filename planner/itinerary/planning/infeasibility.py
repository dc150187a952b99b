"""Why a request is infeasible: the fewest requirements that do not go together, and the smallest change that helps.

Parts are left out one by one; what can be left out without helping is not to blame (a deletion filter). So every part
that is named is needed for the infeasibility. A remedy is only named after a trip was found with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from time import perf_counter

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.columns import make_context
from planner.itinerary.inputs import validated
from planner.itinerary.planning.search import best_trip
from planner.itinerary.types import MAX_DAYS, PROFILES, Infeasible, Reason, TripRequest
from planner.solving import SolveOptions

EFFORT = 0.3  # of a trial: any trip will do
LONGEST_S = 6.0  # for all trials; what is not settled by then is left open
MORE_DAYS, OTHER_DAYS = 3, 7  # tried as remedies

COMPLETE = ("must_banned",)  # reasons that need no others, like those about a place itself

Relax = Callable[[TripRequest], TripRequest]


@dataclass(frozen=True)
class _Part:
    """A requirement of a request: the reason that names it, and the request without it."""

    reason: Reason
    without: Relax


class _Trials:
    """Is a request feasible? Each is tried once; `over` once the time for all trials is."""

    def __init__(
        self,
        facts: Facts,
        options: SolveOptions,
    ) -> None:
        self._facts, self._options = facts, options
        self._until = perf_counter() + min(LONGEST_S, options.seconds)
        self._known: dict[TripRequest, bool] = {}

    @property
    def over(self) -> bool:
        return perf_counter() > self._until

    def meets(self, request: TripRequest) -> bool:
        if request not in self._known:
            self._known[request] = self._try(request)
        return self._known[request]

    def _try(self, request: TripRequest) -> bool:
        options = replace(self._options, effort=EFFORT)
        context = make_context(self._facts, request)
        if isinstance(context, Infeasible):
            return False
        found = best_trip(context, options)
        offers = found.pool.problem.offers
        return any((offers[offer].places[plan] >= 0).any() for offer, plan in found.choice.picks)


def explain_infeasibility(
    facts: Facts,
    request: TripRequest,
    first: Infeasible,
    options: SolveOptions,
) -> Infeasible:
    """The reasons `first` gives for an infeasible request, or the requirements that do not go together, and a remedy.

    A requirement is named only if the others are feasible without it, a remedy only after a trip was found with it.
    Reasons about one place say all there is to say and are returned as they are.
    """
    if any(reason.code in COMPLETE or reason.code.startswith("place_") for reason in first.reasons):
        return first
    request, _ = validated(facts, request)
    trials = _Trials(facts, options)
    conflicting = _conflicting(list(_parts(facts.catalog, request)), request, trials)
    reasons = list(first.reasons)
    if len(conflicting) > 1:
        reasons = [Reason("together"), *(part.reason for part in conflicting)]
    return Infeasible((*reasons, *_remedy(facts.catalog, request, conflicting, trials)))


def _parts(catalog: Catalog, request: TripRequest) -> Iterator[_Part]:
    def named(place_id: str) -> dict[str, str | int]:
        place = catalog.places[place_id]
        return {"place": place.name, "place_en": place.name_en}

    for pin in request.pins:
        reason = Reason("wish_pin", named(pin.place) | {"day": pin.day})
        yield _Part(reason, lambda r, pin=pin: replace(r, pins=tuple(p for p in r.pins if p != pin)))  # type: ignore[misc]
    for must in request.musts:
        yield _Part(Reason("wish_must", named(must)), lambda r, must=must: without_must(r, must))  # type: ignore[misc]
    if request.budget_fen is not None:
        reason = Reason("wish_budget", {"yuan": request.budget_fen // 100})
        yield _Part(reason, lambda r: replace(r, budget_fen=None))
    if request.kinds_out:
        yield _Part(Reason("wish_kinds"), lambda r: replace(r, kinds_out=()))
    if request.companions:
        yield _Part(Reason("wish_company"), lambda r: replace(r, companions=()))
    if request.pace == "slow":
        yield _Part(Reason("wish_slow"), lambda r: replace(r, pace="normal"))
    if request.lift == "confirmed":
        yield _Part(Reason("wish_lift"), lambda r: replace(r, lift="likely"))
    if request.arrival:
        yield _Part(Reason("wish_arrival", {"station": request.arrival.station}), lambda r: replace(r, arrival=None))
    if request.departure:
        reason = Reason("wish_departure", {"station": request.departure.station})
        yield _Part(reason, lambda r: replace(r, departure=None))


def without_must(request: TripRequest, place: str) -> TripRequest:
    """The request without that place among its musts and pins."""
    pins = tuple(pin for pin in request.pins if pin.place != place)
    return replace(request, musts=tuple(p for p in request.musts if p != place), pins=pins)


def _conflicting(parts: list[_Part], request: TripRequest, trials: _Trials) -> list[_Part]:
    """The requirements that are needed for the infeasibility; none if the request is infeasible without any of them."""
    bare = request
    for part in parts:
        bare = part.without(bare)
    if not trials.meets(bare):
        return []
    kept = list(parts)
    current = request
    for part in parts:
        if trials.over:
            return []
        without = part.without(current)
        if without == current or not trials.meets(without):
            current = without
            kept.remove(part)
    return kept


def _remedy(catalog: Catalog, request: TripRequest, conflicting: list[_Part], trials: _Trials) -> list[Reason]:
    """The first change that makes the request feasible, the least annoying tried first."""
    for reason, changed in _changes(catalog, request, conflicting):
        if trials.over:
            break
        if trials.meets(changed):
            return [reason]
    return []


def _changes(catalog: Catalog, request: TripRequest, conflicting: list[_Part]) -> Iterator[tuple[Reason, TripRequest]]:
    for more in range(1, min(MORE_DAYS, MAX_DAYS - request.days) + 1):
        yield Reason("help_days", {"more": more}), replace(request, days=request.days + more)
    for later in range(1, OTHER_DAYS + 1):
        start = request.start + timedelta(days=later)
        yield Reason("help_start", {"start": start.isoformat()}), replace(request, start=start)
    for part in conflicting:
        yield Reason("help_without", {"wish": part.reason.code, **part.reason.values}), part.without(request)
    for must in request.musts if not conflicting else ():
        place = catalog.places[must]
        values = {"place": place.name, "place_en": place.name_en}
        yield Reason("help_without", {"wish": "wish_must", **values}), without_must(request, must)
    for profile in reversed(PROFILES[: PROFILES.index(request.profile)]):
        yield Reason("help_profile", {"profile": profile}), replace(request, profile=profile)
