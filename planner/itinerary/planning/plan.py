"""A wish in, a checked itinerary out: the only file that knows the whole way."""

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

GLANCE_PLACES, GLANCE_EFFORT = 8, 0.1
LISTING = 0.6  # share of the time that listing day plans may take


def plan_trip(
    facts: Facts,
    request: TripRequest,
    options: SolveOptions,
) -> Checked[Itinerary] | Infeasible:
    """The best trip for the wish, checked; or which wishes cannot be met.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    began = perf_counter()
    context = make_context(facts, request)
    if isinstance(context, Infeasible):
        return context
    return _finished(*_drafted(context, options), options.since(began))[1]


def plan_with_pool(
    facts: Facts,
    request: TripRequest,
    options: SolveOptions,
) -> tuple[ColumnPool, Checked[Itinerary]] | Infeasible:
    """As `plan_trip`, with the pool; infeasibility is explained: what does not go together, what would help."""
    began = perf_counter()
    context = make_context(facts, request)
    if isinstance(context, Infeasible):
        return explain_infeasibility(facts, request, context, options)
    few, pool = _drafted(context, options.since(began))
    pool, answer = _finished(few, pool, options.since(began))
    if isinstance(answer, Infeasible):
        return explain_infeasibility(facts, request, answer, options)
    return pool, answer


def glance(context: PlanningContext, options: SolveOptions) -> ColumnPool | None:
    """Tell of a first trip soon: over the few places that lie best, from one hotel or else from any; its pool."""
    if context.request.days == 1:
        return None  # the trip itself is there as soon
    hasty = replace(options, effort=GLANCE_EFFORT)
    for bases in (1, None):
        pool = make_pool(context, hasty, bases, GLANCE_PLACES)
        choice = choose_days(pool.problem, hasty)
        if choice.picks:
            options.progress(Progress("choose", 0, 4, choice.worth))
            return pool
    return None


class _Late(Cancelled):
    """What is at work has to end for an answer to be in time."""


def _drafted(context: PlanningContext, options: SolveOptions) -> tuple[ColumnPool | None, ColumnPool]:
    """The pool of the first glance, and all day plans to choose from; only those of the glance where listing more
    would take too long."""
    began = perf_counter()
    few = glance(context, options)

    def look(said: Progress) -> None:
        options.progress(said)
        if perf_counter() - began > LISTING * options.seconds:
            raise _Late

    timed = replace(options, progress=look) if few else options
    try:
        return few, add_columns_by_lns(make_pool(context, timed), timed)
    except _Late:
        return few, few or make_pool(context, options)


def _finished(
    few: ColumnPool | None, pool: ColumnPool, options: SolveOptions
) -> tuple[ColumnPool, Checked[Itinerary] | Infeasible]:
    """The best trip of a pool; of the first glance where the pool's first trip would come after the time."""
    if few is None or few is pool:
        return pool, solve_pool(pool, options)
    began, found = perf_counter(), False

    def look(said: Progress) -> None:
        nonlocal found
        options.progress(said)
        found = found or said.worth is not None
        if said.step == "choose" and not found and perf_counter() - began > options.seconds:
            raise _Late

    try:
        return pool, solve_pool(pool, replace(options, progress=look))
    except _Late:
        return few, solve_pool(few, options.since(began))


def solve_pool(
    pool: ColumnPool, options: SolveOptions, problem: TripProblem | None = None
) -> Checked[Itinerary] | Infeasible:
    """The best trip of a pool, checked; of `problem` instead of the pool's own, if given: the same with other
    musts, bans or points."""
    began = perf_counter()
    problem = problem or pool.problem
    choice = choose_days(problem, options)
    if not choice.picks:
        return infeasible_musts(pool.facts.catalog, list(pool.field.worth), pool.request, choice.missing)
    itinerary = itinerary_of(pool, choice, pool.seconds + perf_counter() - began)
    if not any(day.visits for day in itinerary.days):
        return Infeasible((Reason("nothing_fits", {"city": pool.request.home}),))
    options.progress(Progress("check", 4, 4))
    return Checked(itinerary, check_itinerary(pool.facts, itinerary))
