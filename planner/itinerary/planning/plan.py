"""A wish in, a checked itinerary out: the only file that knows the whole way."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import Draft, Survey, draft_of, grown, itinerary_of, survey_trip
from planner.itinerary.inputs import unmet
from planner.itinerary.planning.infeasibility import explain_conflict
from planner.itinerary.problem import TripProblem
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Conflict, Itinerary, Reason, TripRequest
from planner.solving import Cancelled, Progress, SolveOptions

GLANCE_PLACES, GLANCE_EFFORT = 8, 0.1
LISTING = 0.6  # share of the time that listing day plans may take


def plan_trip(
    facts: Facts,
    request: TripRequest,
    options: SolveOptions,
) -> Itinerary | Conflict:
    """The best trip for the wish, checked; or which wishes cannot be met.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    began = perf_counter()
    survey = survey_trip(facts, request)
    if isinstance(survey, Conflict):
        return survey
    return _finished(*_drafted(survey, options), options.since(began))[1]


def answer_wish(
    facts: Facts,
    request: TripRequest,
    options: SolveOptions,
) -> tuple[Draft, Itinerary] | Conflict:
    """As `plan_trip`, with the draft; a conflict is explained: what does not go together, and what would help."""
    began = perf_counter()
    survey = survey_trip(facts, request)
    if isinstance(survey, Conflict):
        return explain_conflict(facts, request, survey, options)
    few, draft = _drafted(survey, options.since(began))
    draft, answer = _finished(few, draft, options.since(began))
    if isinstance(answer, Conflict):
        return explain_conflict(facts, request, answer, options)
    return draft, answer


def glance(survey: Survey, options: SolveOptions) -> Draft | None:
    """Tell of a first trip soon: over the few places that lie best, from one hotel or else from any; its draft."""
    if survey.request.days == 1:
        return None  # the trip itself is there as soon
    hasty = replace(options, effort=GLANCE_EFFORT)
    for bases in (1, None):
        draft = draft_of(survey, hasty, bases, GLANCE_PLACES)
        choice = choose_days(draft.problem, hasty)
        if choice.picks:
            options.progress(Progress("choose", 0, 4, choice.worth))
            return draft
    return None


class _Late(Cancelled):
    """What is at work has to end for an answer to be in time."""


def _drafted(survey: Survey, options: SolveOptions) -> tuple[Draft | None, Draft]:
    """The draft of the first glance, and all day plans to choose from; only those of the glance where listing more
    would take too long."""
    began = perf_counter()
    few = glance(survey, options)

    def look(said: Progress) -> None:
        options.progress(said)
        if perf_counter() - began > LISTING * options.seconds:
            raise _Late

    timed = replace(options, progress=look) if few else options
    try:
        return few, grown(draft_of(survey, timed), timed)
    except _Late:
        return few, few or draft_of(survey, options)


def _finished(few: Draft | None, draft: Draft, options: SolveOptions) -> tuple[Draft, Itinerary | Conflict]:
    """The best trip of a draft; of the first glance where the draft's first trip would come after the time."""
    if few is None or few is draft:
        return draft, finish_trip(draft, options)
    began, found = perf_counter(), False

    def look(said: Progress) -> None:
        nonlocal found
        options.progress(said)
        found = found or said.worth is not None
        if said.step == "choose" and not found and perf_counter() - began > options.seconds:
            raise _Late

    try:
        return draft, finish_trip(draft, replace(options, progress=look))
    except _Late:
        return few, finish_trip(few, options.since(began))


def finish_trip(draft: Draft, options: SolveOptions, problem: TripProblem | None = None) -> Itinerary | Conflict:
    """The best trip of a draft, checked; of `problem` instead of the draft's own, if given: the same with other
    musts, bans or points."""
    began = perf_counter()
    problem = problem or draft.problem
    choice = choose_days(problem, options)
    if not choice.picks:
        return unmet(draft.facts.catalog, list(draft.field.worth), draft.request, choice.missing)
    itinerary = itinerary_of(draft, choice, draft.seconds + perf_counter() - began)
    if not any(day.visits for day in itinerary.days):
        return Conflict((Reason("nothing_fits", {"city": draft.request.home}),))
    options.progress(Progress("check", 4, 4))
    broken = [v for v in check_itinerary(draft.facts, itinerary) if v.hard]
    if broken:
        raise RuntimeError(f"the solver broke rules: {broken}")
    return itinerary
