"""From a request to a checked itinerary: the only file that knows the whole way."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import (
    ColumnPool,
    PlanningContext,
    add_columns_by_lns,
    itinerary_of,
    make_context,
    make_pool,
)
from planner.itinerary.inputs import infeasible_musts
from planner.itinerary.planning.infeasibility import explain_infeasibility
from planner.itinerary.problem import TripProblem
from planner.itinerary.solver import choose_days
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
    began = perf_counter()
    context = make_context(facts, request)
    if isinstance(context, Infeasible):
        return context
    return _solve_in_time(*_list_pools(context, options), options.since(began))[1]


def plan_with_pool(
    facts: Facts,
    request: TripRequest,
    options: SolveOptions,
) -> tuple[ColumnPool, Checked[Itinerary]] | Infeasible:
    """As `plan_trip`, with the columns the trip was chosen from; infeasibility is explained, with a remedy."""
    began = perf_counter()
    context = make_context(facts, request)
    if isinstance(context, Infeasible):
        return explain_infeasibility(facts, request, context, options)
    few, pool = _list_pools(context, options.since(began))
    pool, answer = _solve_in_time(few, pool, options.since(began))
    if isinstance(answer, Infeasible):
        return explain_infeasibility(facts, request, answer, options)
    return pool, answer


def first_solution(context: PlanningContext, options: SolveOptions) -> ColumnPool | None:
    """The pool of a quick first trip, which is reported as progress: over the FIRST_PLACES that lie best for each day,
    from the best hotel or, if there is no trip from it, from any. None for a day trip, or if none is found."""
    if context.request.days == 1:
        return None  # the best one is found as soon
    hasty = replace(options, effort=FIRST_EFFORT)
    for bases in (1, None):
        pool = make_pool(context, hasty, bases, FIRST_PLACES)
        choice = choose_days(pool.problem, hasty)
        if choice.picks:
            options.progress(Progress("choose", 0, 4, choice.worth))
            return pool
    return None


class _Late(Cancelled):
    """The search under way has to end for an answer to be in time."""


def _list_pools(context: PlanningContext, options: SolveOptions) -> tuple[ColumnPool | None, ColumnPool]:
    """The pool of the first solution, and the one of all day plans; twice the first where listing more would take too
    long."""
    began = perf_counter()
    few = first_solution(context, options)

    def look(now: Progress) -> None:
        options.progress(now)
        if perf_counter() - began > LISTING * options.seconds:
            raise _Late

    timed = replace(options, progress=look) if few else options
    try:
        return few, add_columns_by_lns(make_pool(context, timed), timed)
    except _Late:
        return few, few or make_pool(context, options)


def _solve_in_time(
    few: ColumnPool | None, pool: ColumnPool, options: SolveOptions
) -> tuple[ColumnPool, Checked[Itinerary] | Infeasible]:
    """The best trip of a pool; that of `few` where a first trip of `pool` would come too late."""
    if few is None or few is pool:
        return pool, solve_pool(pool, options)
    began, found = perf_counter(), False

    def look(now: Progress) -> None:
        nonlocal found
        options.progress(now)
        found = found or now.worth is not None
        if now.step == "choose" and not found and perf_counter() - began > options.seconds:
            raise _Late

    try:
        return pool, solve_pool(pool, replace(options, progress=look))
    except _Late:
        return few, solve_pool(few, options.since(began))


def solve_pool(
    pool: ColumnPool, options: SolveOptions, problem: TripProblem | None = None
) -> Checked[Itinerary] | Infeasible:
    """Choose the best trip of a pool and check it.

    `problem` replaces the pool's own: the same places and offers with other musts, bans or points.
    """
    began = perf_counter()
    problem = problem or pool.problem
    choice = choose_days(problem, options)
    if not choice.picks:
        return infeasible_musts(pool.facts.catalog, list(pool.inputs.worth), pool.request, choice.missing)
    itinerary = itinerary_of(pool, choice, pool.seconds + perf_counter() - began)
    if not any(day.visits for day in itinerary.days):
        return Infeasible((Reason("nothing_fits", {"city": pool.request.home}),))
    options.progress(Progress("check", 4, 4))
    return Checked(itinerary, check_itinerary(pool.facts, itinerary))
