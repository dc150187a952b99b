"""From a request to a checked itinerary: the only file that knows the whole way."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import (
    ColumnPool,
    PlanningContext,
    SearchScope,
    itinerary_of,
    make_context,
    make_pool,
    scope_of,
)
from planner.itinerary.planning.infeasibility import explain_infeasibility
from planner.itinerary.planning.least_visit import sees_a_place, with_a_visit
from planner.itinerary.planning.obstacles import obstacles, why_not
from planner.itinerary.planning.search import best_trip
from planner.itinerary.problem import TripProblem, TripSolution
from planner.itinerary.solver import PENALTY, choose_days
from planner.itinerary.types import Infeasible, Itinerary, Reason, TripRequest
from planner.solving import Cancelled, Progress, SolveOptions
from planner.violations import Checked

FIRST_PLACES, FIRST_EFFORT = 8, 0.1  # a day, and of a solve: for the first solution
LISTING = 0.6  # share of the time that listing day plans may take


def plan_trip(
    facts: Facts,
    request: TripRequest,
    options: SolveOptions,
) -> Checked[Itinerary] | Infeasible:
    """Plan the best trip for a request: checked, with its soft violations; or the reasons why there is none.

    The answer is there within about `options.seconds`; it is the first solution where the whole search would be late.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    context = _context(facts, request)
    return context if isinstance(context, Infeasible) else _plan(context, options)


def plan_or_explain(facts: Facts, request: TripRequest, options: SolveOptions) -> Checked[Itinerary] | Infeasible:
    """As `plan_trip`; infeasibility is explained, with a remedy."""
    began = perf_counter()
    context = _context(facts, request)
    if isinstance(context, Infeasible):
        return explain_infeasibility(facts, request, context, options)
    answer = _plan(context, options)
    if isinstance(answer, Infeasible):
        return explain_infeasibility(facts, request, answer, options.since(began))
    return answer


def _context(facts: Facts, request: TripRequest) -> PlanningContext | Infeasible:
    """What a request is planned on; or what the facts alone rule out."""
    context = make_context(facts, request)
    if isinstance(context, Infeasible):
        return context
    known = obstacles(facts, context.request, context.person)
    return Infeasible(tuple(each.reason for each in known)) if known else context


def first_solution(context: PlanningContext, options: SolveOptions) -> ColumnPool | None:
    """The pool of a quick first trip, which is reported as progress: over the FIRST_PLACES that lie best for each day,
    from the best hotel or, if there is no trip from it, from the best of each city. None for a day trip, or if none is
    found."""
    if context.request.days == 1:
        return None  # the best one is found as soon
    hasty = replace(options, effort=FIRST_EFFORT)
    of_city = {base.city: base for base in reversed(context.bases)}
    for bases in (context.bases[:1], tuple(base for base in context.bases if base in of_city.values())):
        pool = make_pool(context, hasty, bases, FIRST_PLACES)
        choice = choose_days(pool.problem, hasty)
        if choice.picks:
            options.progress(Progress("choose", 0, 4, choice.worth))
            return pool
    return None


class _Late(Cancelled):
    """The search under way has to end for an answer to be in time."""


def _plan(context: PlanningContext, options: SolveOptions) -> Checked[Itinerary] | Infeasible:
    """The best trip of a context; the first solution where that would come too late."""
    began = perf_counter()
    few, found, bound = first_solution(context, options), False, PENALTY

    def look(now: Progress) -> None:
        nonlocal found, bound
        options.progress(now)
        bound = bound if now.bound is None else min(bound, int(now.bound))
        found = found or (now.worth is not None and now.step == "choose")
        share = LISTING if now.step == "days" else 1.0
        if not found and perf_counter() - began > share * options.seconds:
            raise _Late

    timed = replace(options, progress=look) if few else options
    try:
        result = best_trip(context, timed)
        if result.choice.picks and not sees_a_place(result.pool.problem, result.choice):
            result = with_a_visit(context, result, timed.since(began)) or result
    except _Late:
        if few is None:
            raise
        choice = choose_days(few.problem, options.since(began))
        return _accepted(few, choice, options, began, scope_of(max(bound, choice.worth), few.bases, few.listed))
    return _accepted(result.pool, result.choice, options, began, result.scope)


def solve_pool(
    pool: ColumnPool, options: SolveOptions, problem: TripProblem | None = None
) -> Checked[Itinerary] | Infeasible:
    """Choose the best trip of a pool and check it.

    `problem` replaces the pool's own: the same places and offers with other musts, bans or points.
    """
    began = perf_counter() - pool.seconds
    return _accepted(pool, choose_days(problem or pool.problem, options), options, began)


def _accepted(
    pool: ColumnPool, choice: TripSolution, options: SolveOptions, began: float, scope: SearchScope | None = None
) -> Checked[Itinerary] | Infeasible:
    """The choice as a checked trip; or why there is none."""
    if not choice.picks:
        return why_not(pool, choice.missing)
    itinerary = itinerary_of(pool, choice, perf_counter() - began, scope)
    if not any(day.visits for day in itinerary.days):
        return Infeasible((Reason("nothing_fits", pool.facts.catalog.city_words(pool.request.home)),))
    options.progress(Progress("check", 4, 4))
    return Checked(itinerary, check_itinerary(pool.facts, itinerary))
