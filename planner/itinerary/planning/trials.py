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
LOOK_COST, SHORT_COST, LONG_COST = 1, 4, 12  # of a look at few hotels; of a search, up to SHORT_DAYS and beyond
SHORT_DAYS = 3
NET_S = 600.0  # safety net of one trial, far above what any takes
LOOK_PLACES, LOOK_CITIES = 8, 4  # places a day, and cities with one hotel each, of a first look
SPARE_VISITS = 1  # a day beside those asked for: to break a way that is too long for one ride


class Trials:
    """Answers whether requests are feasible, each once. What is decided does not hang on a clock: `spent` counts."""

    def __init__(self, facts: Facts, options: SolveOptions, infeasible: TripRequest) -> None:
        """`infeasible` is known to be."""
        self._facts, self._options = facts, replace(options, effort=EFFORT, seconds=NET_S)
        self._known: dict[TripRequest, bool] = {infeasible: False}
        self.spent = 0

    @property
    def over(self) -> bool:
        """Has all been spent that an explanation may cost?"""
        return self.spent >= MOST_COST

    def meets(self, request: TripRequest) -> bool:
        """Was a trip found for it?"""
        if request not in self._known:
            self._known[request] = self._try(request)
        return self._known[request]

    def _try(self, request: TripRequest) -> bool:
        """The facts, then few hotels and places; what these leave open is searched as a plan is.

        A day with fewer visits than a trip's is no harder than the trip's own, as long as one place to stop at is left
        on each long way: so days are tried with no more visits than asked for, and one.
        """
        try:
            request, person = validated(self._facts, request)
        except SilverwayError:
            return False  # a change beyond what can be asked for
        if obstacles(self._facts, request, person):
            return False
        visits = max(1, len(request.musts)) + SPARE_VISITS
        fewer = replace(person, visits_a_day=min(person.visits_a_day, visits))
        context = make_context(self._facts, request, fewer)
        if isinstance(context, Infeasible):
            return False
        context = prizing_visits(context)
        self.spent += LOOK_COST
        look = make_pool(context, self._options, _few(context), LOOK_PLACES)
        if sees_a_place(look.problem, choose_days(look.problem, self._options)):
            return True
        self.spent += SHORT_COST if request.days <= SHORT_DAYS else LONG_COST
        found = best_trip(context, self._options)
        return sees_a_place(found.pool.problem, found.choice)


def _few(context: PlanningContext) -> tuple[Base, ...]:
    """The best hotel of each of the most promising cities, that of the arrival among them; none for a day trip."""
    if context.request.days == 1:
        return ()
    of_city = {base.city: base for base in reversed(context.bases)}
    ranked = [base for base in context.bases if base is of_city[base.city]]
    return tuple(sorted(ranked, key=lambda base: base.city != context.request.home)[:LOOK_CITIES])
