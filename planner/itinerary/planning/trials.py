"""Is a request feasible? A trip with at least one visit is found for it, or none can be, at a counted cost."""

from __future__ import annotations

from dataclasses import replace

from planner.errors import SilverwayError
from planner.facts import Facts
from planner.itinerary.columns import PlanningContext, make_context, make_pool
from planner.itinerary.inputs import Base, validated
from planner.itinerary.planning.least_visit import prizing_visits, sees_a_place
from planner.itinerary.planning.obstacles import obstacles
from planner.itinerary.planning.search import best_trip
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Infeasible, TripRequest
from planner.solving import SolveOptions

EFFORT = 0.3  # of a trial: any trip will do
MOST_COST = 60  # of the trials for one explanation
LOOK_COST, LONG_LOOK_COST = 1, 3  # of a look at few hotels, for trips up to SHORT_DAYS and beyond
SEARCH_COST, LONG_SEARCH_COST = 5, 20  # of a search over all
SHORT_DAYS = 3
NET_S = 600.0  # safety net of one trial, far above what any takes
LOOK_PLACES, LOOK_CITIES, LOOK_MUSTS = 8, 4, 4  # places a day, cities, and places with a hotel near by, of a look
SPARE_VISITS = 1  # a day beside those asked for: to break a way that is too long for one ride


class Trials:
    """Answers whether requests are feasible, each once. What is decided does not hang on a clock: `spent` counts."""

    def __init__(self, facts: Facts, options: SolveOptions, infeasible: TripRequest) -> None:
        """`infeasible` is known to be."""
        self._facts, self._options = facts, replace(options, effort=EFFORT, seconds=NET_S)
        self._known: dict[TripRequest, bool] = {}
        self._proven: dict[TripRequest, bool] = {infeasible: True}
        self.spent = 0

    @property
    def over(self) -> bool:
        """Has all been spent that an explanation may cost?"""
        return self.spent >= MOST_COST

    def meets(self, request: TripRequest) -> bool:
        """Was a trip found for it, from few hotels and over few places? What they leave open counts as no."""
        if request not in self._known:
            self._known[request] = not self._proven.get(request) and self._look(request)
        return self._known[request]

    def excludes(self, request: TripRequest) -> bool:
        """Is there none, by the facts, or after a search over all hotels and places as a plan is made?"""
        if request not in self._proven:
            self._proven[request] = not self.meets(request) and not self._search(request)
        return self._proven[request]

    def _look(self, request: TripRequest) -> bool:
        context = self._context(request)
        if context is None:
            self._proven[request] = True
            return False
        self.spent += LOOK_COST if request.days <= SHORT_DAYS else LONG_LOOK_COST
        look = make_pool(context, self._options, _few(context), LOOK_PLACES)
        return sees_a_place(look.problem, choose_days(look.problem, self._options))

    def _search(self, request: TripRequest) -> bool:
        context = self._context(request)
        if context is None:
            return False
        self.spent += SEARCH_COST if request.days <= SHORT_DAYS else LONG_SEARCH_COST
        found = best_trip(context, self._options)
        return sees_a_place(found.pool.problem, found.choice)

    def _context(self, request: TripRequest) -> PlanningContext | None:
        """What a request is tried on; None if the facts rule it out.

        A day with fewer visits than a trip's is no harder than the trip's own, as long as one place to stop at is left
        on each long way: so days are tried with no more visits than asked for, and one.
        """
        try:
            request, person = validated(self._facts, request)
        except SilverwayError:
            return None  # a change beyond what can be asked for
        if obstacles(self._facts, request, person):
            return None
        visits = max(1, len(request.musts)) + SPARE_VISITS
        fewer = replace(person, visits_a_day=min(person.visits_a_day, visits))
        context = make_context(self._facts, request, fewer)
        return None if isinstance(context, Infeasible) else prizing_visits(context)


def _few(context: PlanningContext) -> tuple[Base, ...]:
    """The hotel nearest to each place asked for, and the best one of each of the most promising cities, that of the
    arrival among them; none for a day trip."""
    if context.request.days == 1:
        return ()
    ground, bases = context.inputs.ground, context.bases
    rows = [ground.index("hotel", base.hotel.id) for base in bases]
    asked = [ground.index("place", must) for must in context.request.musts[:LOOK_MUSTS]]
    near = [int(ground.minutes[rows, place].argmin()) for place in asked]
    of_city = {base.city: number for number, base in reversed(list(enumerate(bases)))}
    ranked = sorted(of_city.values(), key=lambda number: (bases[number].city != context.request.home, number))
    return tuple(bases[number] for number in dict.fromkeys([*near, *ranked[:LOOK_CITIES]]))
