"""Other trips from the same pool: together with the best one, something a family can choose between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
import numpy.typing as npt

from planner.catalog import Catalog
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, itinerary_of
from planner.itinerary.metrics import (
    LEAST_SAVING_FEN,
    LOWER_COST,
    LOWER_PACE,
    clearly_cheaper,
    differs,
    figures,
    other_places,
    party_tickets,
    seen,
    unpriced,
)
from planner.itinerary.problem import Ints, Offer, TripProblem, TripSolution
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Itinerary, Reason
from planner.solving import SolveOptions
from planner.violations import Checked

LEAST_SHARE = 0.5  # of what the first trip's places are worth
MALUS = (
    2_000,
    4_000,
    6_000,
    9_000,
    13_000,
    24_000,
)  # points off for a place of a trip that is too much alike, until it is not
MOST_EFFORT = 0.3  # of a solve: its trip need not be proven the best of its kind, only good and different
SECOND_THEMES = ("nature", "culture")


@dataclass(frozen=True)
class Alternative:
    """A trip beside the first, and why: other_places, easier, one_city, cheaper, or a theme.

    `worth` is in the first trip's points, whatever it was searched with, `share` what its places are worth of what
    the first trip's are. The trip's own proof is on the same scale: its bound holds for every trip of the pool.
    """

    itinerary: Itinerary
    reason: str
    worth: int
    share: float


def alternatives(pool: ColumnPool, first: Itinerary, options: SolveOptions, count: int = 2) -> tuple[Alternative, ...]:
    """Up to `count` trips that differ from `first`, the pool's best one, and from each other; fewer if the region
    offers no more.

    Each keeps the request's musts, bans and limits, sees places worth at least half of the first's, and differs from
    every other trip in half of the places, or by a quarter in the pace of its fullest day, or by 30 percent and 20 yuan
    a head in known tickets.
    """
    if not seen(first):
        return ()
    search = _AlternativeSearch(pool, first, options)
    aims = _aims(pool, first)
    while len(search.found) < count and (aim := next(aims, None)):
        search.look_for(aim)
    return tuple(search.found)


def why(catalog: Catalog, alternative: Alternative, first: Itinerary) -> Reason:
    """Why the alternative is worth a look, with its numbers."""
    ours, theirs = figures(catalog, alternative.itinerary), figures(catalog, first)
    values: dict[str, str | int] = {
        "new": len(seen(alternative.itinerary) - seen(first)),
        "walk": ours.most_walk_m,
        "walk_less": theirs.most_walk_m - ours.most_walk_m,
        "yuan_less": f"{(theirs.tickets_fen - ours.tickets_fen) / 100:g}",
    }
    return Reason(f"other_{alternative.reason.removeprefix('other_')}", values)


@dataclass(frozen=True)
class _Aim:
    """A way to search: the pool's problem changed, and what its trip must be beside every trip before it.

    `extra` (places) only steers; what a trip is worth is counted without. `avoid`: from the start, shun places of
    the trips there are.
    """

    reason: str
    problem: TripProblem
    extra: Ints
    fits: Callable[[Itinerary, Itinerary], bool]
    avoid: bool = False


def _aims(pool: ColumnPool, first: Itinerary) -> Iterator[_Aim]:
    """The ways to search, the most promising first; what the request stresses comes earlier."""
    asked = figures(pool.facts.catalog, first)
    thrifty, payable = pool.request.budget_fen is not None, asked.tickets_fen >= LEAST_SAVING_FEN * asked.people
    yield _elsewhere(pool)
    if asked.hotels > 1:
        yield _one_city(pool, first)
    if thrifty and payable:
        yield _cheap(pool, first)
    yield _easy(pool, first)
    if payable and not thrifty:
        yield _cheap(pool, first)
    for theme in SECOND_THEMES:
        if theme in pool.facts.rules.themes and theme not in (pool.request.theme, *pool.request.also):
            yield _themed(pool, first, theme)
    yield _elsewhere(pool)


def _elsewhere(pool: ColumnPool) -> _Aim:
    return _Aim("other_places", pool.problem, _no_extra(pool), other_places, avoid=True)


def _one_city(pool: ColumnPool, first: Itinerary) -> _Aim:
    def stays(trip: Itinerary, other: Itinerary) -> bool:
        return len({day.hotel.id for day in trip.days if day.hotel}) == 1 and differs(pool.facts.catalog, trip, other)

    return _Aim("one_city", replace(pool.problem, move_cost=_points(pool, first)), _no_extra(pool), stays)


def _easy(pool: ColumnPool, first: Itinerary) -> _Aim:
    """No day with more than three quarters of the first trip's longest way, nor with more of a climb or effort."""
    most = [max(getattr(day, load) for day in first.days) for load in ("walk_m", "climb_m", "met_min")]
    walk, price = int(LOWER_PACE * most[0]), _points(pool, first)

    def without_hard(offer: Offer) -> Offer:
        plans = offer.plans
        fine = (plans.walk <= walk) & (plans.climb <= most[1]) & (plans.met <= most[2])
        return replace(offer, plans=replace(plans, value=np.where(fine, plans.value, plans.value - price)))

    def lighter(trip: Itinerary, other: Itinerary) -> bool:
        return max(day.walk_m for day in trip.days) <= walk and differs(pool.facts.catalog, trip, other)

    problem = replace(pool.problem, offers=tuple(map(without_hard, pool.problem.offers)))
    return _Aim("easier", problem, _no_extra(pool), lighter)


def _cheap(pool: ColumnPool, first: Itinerary) -> _Aim:
    """Within 70 percent of what the first trip's tickets cost, and no other places of unknown price."""
    problem, places, taken = pool.problem, pool.facts.catalog.places, seen(first)
    numbers = {place: number for number, place in enumerate(pool.inputs.worth)}
    fees = np.array([party_tickets(places[p], pool.request) for p in numbers], dtype=np.int64)
    if problem.fees is not None and problem.budget is not None:
        fees = problem.fees
    unit = max(1, int(np.gcd.reduce(fees)))  # small numbers keep the linear program sound
    budget = int(LOWER_COST * sum(int(fees[numbers[p]]) for p in taken))
    unsure = {n for p, n in numbers.items() if p not in taken and n not in problem.must and unpriced(places[p])}
    own = figures(pool.facts.catalog, first)

    def cheaper(trip: Itinerary, other: Itinerary) -> bool:
        return clearly_cheaper(figures(pool.facts.catalog, trip), own) and differs(pool.facts.catalog, trip, other)

    limited = replace(problem, fees=fees // unit, budget=budget // unit, banned=problem.banned | unsure)
    return _Aim("cheaper", limited, _no_extra(pool), cheaper)


def _themed(pool: ColumnPool, first: Itinerary, theme: str) -> _Aim:
    """Places of another theme count as if it had been liked beside the first."""
    places = pool.facts.catalog.places
    of_theme = {p for p in pool.inputs.worth if theme in places[p].theme_ids}
    main = {p for p in pool.inputs.worth if pool.request.theme in places[p].theme_ids}
    bonus = pool.inputs.weights.on_theme - pool.inputs.weights.off_theme
    extra = np.array([bonus * (p in of_theme and p not in main) for p in pool.inputs.worth], dtype=np.int64)

    def more_of_it(trip: Itinerary, other: Itinerary) -> bool:
        return len(seen(trip) & of_theme) > len(seen(first) & of_theme) and other_places(trip, other)

    return _Aim(theme, pool.problem, extra, more_of_it)


def _points(pool: ColumnPool, trip: Itinerary) -> int:
    """What the places of a trip are worth. As a price it is one that hardly any trip would pay, and no larger: linear
    programs dislike that."""
    return sum(pool.inputs.worth.get(place, 0) for place in seen(trip))


def _no_extra(pool: ColumnPool) -> Ints:
    return np.zeros(pool.problem.places, dtype=np.int64)


class _AlternativeSearch:
    """The trips there are, and one more for each aim that can be met."""

    def __init__(self, pool: ColumnPool, first: Itinerary, options: SolveOptions) -> None:
        self.pool, self.first = pool, first
        self.options = replace(options, effort=min(options.effort, MOST_EFFORT))
        self.trips = [first]
        self.found: list[Alternative] = []
        self.names = np.array(list(pool.inputs.worth))

    def look_for(self, aim: _Aim) -> None:
        """Solve with more and more points off for the places of trips that are too much alike."""
        shunned = self._shun(self.trips) if aim.avoid else np.zeros(len(self.names), dtype=np.bool_)
        for malus in MALUS if aim.avoid else (0, *MALUS):
            found = self._solve(aim, aim.extra - malus * shunned)
            if found is None:
                return
            alike = [trip for trip in self.trips if not aim.fits(found, trip)]
            if not alike:
                self._keep(found, aim.reason)
                return
            shunned |= self._shun(alike)

    def _shun(self, trips: list[Itinerary]) -> npt.NDArray[np.bool_]:
        return np.isin(self.names, sorted(set().union(*map(seen, trips))))

    def _solve(self, aim: _Aim, extra: Ints) -> Itinerary | None:
        """The aim's best trip by its own points, at its worth by the first trip's; None if that is too little."""
        began = perf_counter()
        choice = choose_days(replace(aim.problem, extra=extra), self.options)
        plain = choice.worth - sum(self._extra_of(choice, extra))
        if not choice.picks:
            return None
        bound = max(plain, int(self.first.proof.bound))
        scored = replace(choice, worth=plain, bound=bound, optimal=plain == bound)
        found = itinerary_of(self.pool, scored, perf_counter() - began)
        return found if self._share(found) >= LEAST_SHARE else None

    def _share(self, trip: Itinerary) -> float:
        return _points(self.pool, trip) / max(1, _points(self.pool, self.first))

    def _extra_of(self, choice: TripSolution, extra: Ints) -> Iterator[int]:
        for offer, plan in choice.picks:
            row = self.pool.problem.offers[offer].places[plan]
            yield int(extra[row[row >= 0]].sum())

    def _keep(self, trip: Itinerary, reason: str) -> None:
        trip = Checked(trip, check_itinerary(self.pool.facts, trip)).result
        self.trips.append(trip)
        self.found.append(Alternative(trip, reason, int(trip.proof.worth), round(self._share(trip), 4)))
