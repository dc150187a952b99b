"""A wish for a silver train in, a checked timetable out: the only file that knows the whole way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from planner.facts import Facts
from planner.itinerary.types import Infeasible, Reason
from planner.solving import Progress, SolveOptions
from planner.train.check import check_cruise
from planner.train.cruise.alternatives import calls_of, exclude_similar, what_for
from planner.train.cruise.assemble import assemble
from planner.train.cruise.bilingual import bilingual
from planner.train.cruise.build import (
    CallOptions,
    call_worths,
    excursion_at,
    make_call_options,
    make_problem,
    validated,
)
from planner.train.cruise.guest_groups import with_groups
from planner.train.cruise.left_out import why_not
from planner.train.cruise.night_paths import NightLeg, find_night_legs
from planner.train.cruise.solver import NO_CHOICE, CruiseChoice, CruiseProblem, choose_calls
from planner.train.traffic import traffic
from planner.train.types import Cruise, CruiseAlternative, CruiseProof, CruiseRequest, Cruises, Excursion, LeftOutCity
from planner.violations import Checked

MOST_TRIES = 60  # choices of calls, each of which found a leg without a path


@dataclass(frozen=True)
class CheckedAlternative:
    """Another silver train with what the checker said, and what speaks for it."""

    train: Checked[Cruise]
    reason: Reason


@dataclass(frozen=True)
class CheckedCruises:
    """The best silver train and its alternatives, each with what the checker said."""

    train: Checked[Cruise]
    alternatives: tuple[CheckedAlternative, ...]

    @property
    def cruises(self) -> Cruises:
        """The trains alone."""
        others = (CruiseAlternative(each.train.result, each.reason) for each in self.alternatives)
        return Cruises(self.train.result, tuple(others))


def plan_cruise(
    facts: Facts,
    request: CruiseRequest,
    options: SolveOptions,
) -> Checked[Cruise] | Infeasible:
    """The best silver train for the wish, among the published trains, with what the checker said; or why there is none.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    answer = plan_cruises(facts, request, options, 0)
    return answer if isinstance(answer, Infeasible) else answer.train


def plan_cruises(
    facts: Facts, request: CruiseRequest, options: SolveOptions, count: int,
) -> CheckedCruises | Infeasible:  # fmt: skip
    """The best silver train as `plan_cruise`, and up to `count` others, each the best unlike all before it."""
    facts = facts.on(request.start)
    planner = _Planner(facts, validated(facts, request), options)
    return planner.plan(count)


class _Planner:
    """One wish on one state of the facts."""

    def __init__(self, facts: Facts, request: CruiseRequest, options: SolveOptions) -> None:
        self.facts, self.request, self.options = facts, request, options

    def plan(self, count: int) -> CheckedCruises | Infeasible:
        began = perf_counter()
        call_options = make_call_options(self.facts, self.request)
        if isinstance(call_options, Infeasible):
            return self._refused(*call_options.reasons)
        worth = call_worths(self.facts, self.request, call_options, self.options)
        problem, choice, legs = self._passable(
            make_problem(self.request, call_options, worth, self.facts.rules), call_options
        )
        if not choice.cities:
            code = "train_blocked" if problem.barred else "train_no_calls"
            return self._refused(Reason(code, {"city": self.request.home}))
        train = self._finish(call_options, choice, legs, began)
        self.options.progress(Progress("others", 1, count + 2, choice.worth, choice.bound))
        named = replace(train.result, not_called=self._left_out(call_options, problem, choice))
        train = replace(train, result=named)
        return CheckedCruises(train, tuple(self._alternatives(count, call_options, problem, choice, named)))

    def _refused(self, *reasons: Reason) -> Infeasible:
        return Infeasible(tuple(bilingual(self.facts.catalog, reason) for reason in reasons))

    def _alternatives(
        self, count: int, call_options: CallOptions, problem: CruiseProblem, choice: CruiseChoice, train: Cruise
    ) -> list[CheckedAlternative]:
        choices, others = [choice], list[CheckedAlternative]()
        for number in range(count):
            began = perf_counter()
            self.options.progress(Progress("others", number + 2, count + 2))
            for another in exclude_similar(problem, choices):
                another, found, legs = self._passable(another, call_options)
                problem = replace(problem, barred=another.barred)
                if found.cities:
                    break
            else:
                break
            choices.append(found)
            other = self._finish(call_options, found, legs, began)
            reason = what_for(problem, choice, found, (train, other.result), call_options.names)
            others.append(CheckedAlternative(other, bilingual(self.facts.catalog, reason)))
        return others

    def _passable(
        self, problem: CruiseProblem, call_options: CallOptions
    ) -> tuple[CruiseProblem, CruiseChoice, list[NightLeg]]:
        """The best choice whose every leg has a path, and the problem with the legs barred that have none."""
        began = perf_counter()
        for _ in range(MOST_TRIES):
            self.options.progress(Progress("choose", 2, 4))
            choice = choose_calls(problem, self.options)
            if not choice.cities:
                break
            legs, barred = find_night_legs(self.request, self.facts, call_options, choice)
            if not barred:
                return problem, choice, legs
            problem = replace(problem, barred=problem.barred | barred)
            if perf_counter() - began > self.options.seconds:
                break
        return problem, NO_CHOICE, []

    def _finish(
        self, call_options: CallOptions, choice: CruiseChoice, legs: list[NightLeg], began: float
    ) -> Checked[Cruise]:
        excursions: list[Excursion] = []
        for day, number in enumerate(calls_of(choice), 1):
            seen = tuple(visit.place.id for e in excursions for visit in e.day.visits)
            found = excursion_at(self.facts, self.request, call_options.stations[number], day, seen)
            if found is not None:
                excursions.append(found[0])
        gap = 0.0 if choice.optimal or choice.bound <= 0 else (choice.bound - choice.worth) / choice.bound
        proof = CruiseProof(choice.worth, choice.bound, round(gap, 6), choice.optimal, round(perf_counter() - began, 2))
        cruise = assemble(self.facts, self.request, call_options.table, legs, tuple(excursions), proof)
        cruise = with_groups(self.facts, cruise)
        self.options.progress(Progress("check", 4, 4))
        return Checked(cruise, check_cruise(self.facts, traffic(self.facts.rail), cruise))

    def _left_out(
        self, call_options: CallOptions, problem: CruiseProblem, choice: CruiseChoice
    ) -> tuple[LeftOutCity, ...]:
        """Every city that was neither called at nor ruled out by the wish."""
        reasons = {
            name: why_not(problem, choice, number, call_options.names, self.options)
            for number, name in enumerate(call_options.names)
            if number and number not in calls_of(choice)
        }
        return tuple(
            LeftOutCity(name, bilingual(self.facts.catalog, reason))
            for name, reason in sorted({**call_options.unfit, **reasons}.items())
        )
