"""Packages for a group, found: trips by train and by coach, on several days, between interest, price and effort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import perf_counter

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, make_context
from planner.itinerary.planning import Leaning, Nights, explain_infeasibility, pool_by_class, trade_offs, why_not
from planner.itinerary.types import Infeasible, Itinerary, TripRequest
from planner.package.estimates import class_of, estimate_of, night_fen
from planner.package.inputs import cost_inputs
from planner.package.proposals.front import front_of, three_of
from planner.package.proposals.types import Candidate, FoundPackages, PackageFigures, ProposalRequest, Ride
from planner.solving import Progress, SolveOptions, Work
from planner.violations import Checked

ENOUGH = 10.0  # work, after which no further way, date or leaning is begun, once there is something to choose from
HOTELS = 0.12  # what the best class of hotel is worth, as a share of the trip that shows most
LEANINGS = (
    Leaning(hotels=HOTELS),
    Leaning(price=0.5),
    Leaning(price=1.5),
    Leaning(price=0.8, ease=0.3),
    Leaning(ease=0.4, hotels=HOTELS),
)
OTHER_DAYS = (Leaning(hotels=HOTELS), Leaning(price=1.5))
NO_TRAINS_KM = 100_000  # the rule `train-from-km` for a group that stays in its coach
STEPS = 20


def propose(facts: Facts, request: ProposalRequest, options: SolveOptions) -> Checked[FoundPackages] | Infeasible:
    """Up to three packages along the front; or why there is no trip for the whole group.

    The first start is searched by train and by coach over all classes of hotels; further ones over the hotels that
    were chosen, until enough was looked at. Each trip passed the checker of itineraries.
    """
    began = perf_counter()
    search = _PackageSearch(facts, request, options)
    search.look(request.starts[0], "train", LEANINGS)
    if not search.over:
        search.look(request.starts[0], "coach", LEANINGS)
    if not search.found:
        wish = replace(request.wish, start=request.starts[0])
        return explain_infeasibility(facts, wish, search.why or Infeasible(()), options.since(began))
    for start in request.starts[1:]:
        if search.over:
            break
        search.look(start, search.best_ride, OTHER_DAYS, search.hotels)
    front = front_of(search.found)
    options.progress(Progress("packages", STEPS, STEPS))
    return Checked(FoundPackages(request.proposal, three_of(front), len(front), tuple(search.tried)))


class _PackageSearch:
    """The candidates so far."""

    def __init__(self, facts: Facts, request: ProposalRequest, options: SolveOptions) -> None:
        self.facts, self.request = facts, request
        self.work = Work()
        self.options = replace(options, work=self.work)
        self.inputs = cost_inputs(request.costs)
        self.found: list[Candidate] = []
        self.tried: list[tuple[date, Ride]] = []
        self.why: Infeasible | None = None
        self.done = 0

    @property
    def over(self) -> bool:
        """Was enough looked at?"""
        return self.work.done > ENOUGH

    @property
    def best_ride(self) -> Ride:
        return max(self.found, key=lambda each: each.figures.worth).ride

    @property
    def hotels(self) -> frozenset[str]:
        return frozenset(day.hotel.id for each in self.found for day in each.trip.days if day.hotel)

    def look(
        self, start: date, ride: Ride, leanings: tuple[Leaning, ...], hotels: frozenset[str] = frozenset()
    ) -> None:
        """Add the trips from that day on."""
        self._step()
        pool = self._pool(replace(self.request.wish, start=start), ride, hotels)
        if pool is None:
            return
        self.tried.append((start, ride))
        for trip in self._trips(pool, ride, leanings):
            self._step()
            self.found.append(self._candidate(trip, ride))
            if self.over and len(self.found) > len(LEANINGS) // 2:
                return

    def _pool(self, wish: TripRequest, ride: Ride, hotels: frozenset[str]) -> ColumnPool | None:
        facts = self.facts if ride == "train" else _by_coach(self.facts)
        context = make_context(facts, wish)
        if isinstance(context, Infeasible):
            self.why = self.why or context
            return None
        pool = pool_by_class(context, self.options, hotels)
        return pool if pool.problem.offers else None

    def _trips(self, pool: ColumnPool, ride: Ride, leanings: tuple[Leaning, ...]) -> Iterator[Itinerary]:
        hotels = {base.hotel.id: base.hotel for base in pool.bases}
        rules = pool.facts.rules
        nights = Nights(
            {key: night_fen(rules, hotel, self.request.party, self.inputs) for key, hotel in hotels.items()},
            {key: class_of(hotel) for key, hotel in hotels.items()},
        )
        any_trip = False
        for checked in trade_offs(pool, leanings, nights, self.options):
            any_trip, trip = True, checked.result
            if ride == "coach" and (trip.proof.worth <= 0 or _broken(self.facts, trip)):
                return  # nowhere to be had by road in a day
            yield trip
        if not any_trip:
            self.why = self.why or why_not(pool, frozenset({-1}))

    def _candidate(self, trip: Itinerary, ride: Ride) -> Candidate:
        cost = estimate_of(self.facts, trip, self.request.party, self.inputs)
        slept = [self.facts.catalog.hotels[day.hotel.id] for day in trip.days if day.hotel]
        share = sum(map(class_of, slept)) / len(slept) if slept else 0.0
        worth = trip.proof.worth + HOTELS * max(0.0, trip.proof.bound) * share
        effort = sum(day.met_min for day in trip.days)
        return Candidate(
            trip, ride, PackageFigures(round(worth), effort, cost.known_fen, cost.assumed_fen, cost.unpriced)
        )

    def _step(self) -> None:
        self.done = min(self.done + 1, STEPS - 1)
        worth = max((float(each.figures.worth) for each in self.found), default=None)
        self.options.progress(Progress("packages", self.done, STEPS, worth))


def _by_coach(facts: Facts) -> Facts:
    """The facts for a group that goes by no train."""
    rules = facts.rules
    far = replace(rules["train-from-km"], value=NO_TRAINS_KM)
    return replace(facts, rules=replace(rules, rules={**rules.rules, far.id: far}))


def _broken(facts: Facts, trip: Itinerary) -> bool:
    return any(violation.hard for violation in check_itinerary(facts, trip))
