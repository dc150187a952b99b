"""Late trains: who holds where, who goes first, found by the engine of dispatching and passed by two checkers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from planner.dispatch import Event, as_mapping, check_events
from planner.facts import Facts
from planner.solving import SolveOptions
from planner.train.check import check_redispatch
from planner.train.infrastructure import running_table
from planner.train.redispatch.first_come import first_come
from planner.train.redispatch.problem import RedispatchProblem, make_problem
from planner.train.redispatch.search import least_delay
from planner.train.redispatch.trains import PlannedTrain, held_at, hours_of
from planner.train.traffic import traffic
from planner.train.types import ChangedOrder, HeldTrain, LateTrain, Redispatched, RedispatchRequest, RetimedRun

CHARTER = "Y"  # the kind of tourist trains, which run on days that are not published
Times = list[list[tuple[int, int]]]  # by train and section: entered, left


def redispatch(facts: Facts, request: RedispatchRequest, options: SolveOptions) -> Redispatched:
    """The order with the least seconds late over all calls in these hours, compared with first come, first served.

    Raises
    ------
    Unknown
        If a late train is not published, or does not run in these hours.
    RuntimeError
        If a checker refuses what was found.
    """
    began = perf_counter()
    request = replace(request, late={facts.rail.known_train(name): late for name, late in request.late.items()})
    problem = make_problem(hours_of(facts.rail, facts.rules, request))
    simple = _priced(problem, first_come(problem))
    ordered = least_delay(problem, simple.events, options.since(began))
    found = simple if ordered.events is None else _priced(problem, ordered.events)
    if found.late_s > simple.late_s:
        found = simple
    stated = as_mapping(problem.problem)
    times = _checked(facts, request, problem, stated, found)
    _checked(facts, request, problem, stated, simple)
    named = running_table(facts.rail).network.names
    return Redispatched(
        delays=tuple(_delays(problem, times)),
        holds=tuple(_holds(problem, times, named)),
        orders=tuple(_orders(problem, times, named)),
        late_s=found.late_s,
        bound_s=min(ordered.bound, found.late_s),
        first_come_s=simple.late_s,
        looked_at=len(problem.hours.trains),
        decided=ordered.decided,
        contradictions=problem.contradictions,
        long_singles=tuple(_long_singles(facts, problem)),
        charters=tuple(
            train.name
            for number, train in enumerate(problem.hours.trains)
            if facts.rail.runs[train.name].kind == CHARTER and number not in problem.hours.late_s
        ),
    )


def _long_singles(facts: Facts, problem: RedispatchProblem) -> Iterator[str]:
    network, most_km = running_table(facts.rail).network, facts.rules.number("longest-single")
    shared = sorted({s.link for train in problem.hours.trains for s in train.sections if s.shared})
    for number in shared:
        link = network.links[number]
        if problem.hours.single[number] and link.km > most_km:
            yield f"{network.names[link.one]} → {network.names[link.other]}"


@dataclass(frozen=True)
class _Plan:
    events: tuple[Event, ...]
    late_s: int


def _priced(problem: RedispatchProblem, events: tuple[Event, ...]) -> _Plan:
    starts = {(event.train, event.operation): event.time for event in events}
    costs = (c.at(starts[c.train, c.operation]) for c in problem.problem.costs if (c.train, c.operation) in starts)
    return _Plan(events, sum(costs))


def _checked(
    facts: Facts, request: RedispatchRequest, problem: RedispatchProblem, stated: dict[str, Any], found: _Plan
) -> Times:
    """The times of a plan that both checkers accept; `stated` is the problem as the one of orders reads it."""
    listed = [{"time": e.time, "train": e.train, "operation": e.operation} for e in found.events]
    _cost, wrong = check_events(stated, {"objective_value": found.late_s, "events": listed})
    if wrong:
        raise RuntimeError(f"the order does not hold: {wrong[:3]}")
    starts = {(event.train, event.operation): event.time for event in found.events}
    times = [problem.times(starts, number) for number in range(len(problem.trains))]
    runs = [
        RetimedRun(section.run, train.day_s, *time)
        for train, its in zip(problem.hours.trains, times, strict=True)
        for section, time in zip(train.sections, its, strict=True)
    ]
    broken = check_redispatch(facts, traffic(facts.rail), runs, request)
    if broken:
        raise RuntimeError(f"the order broke rules: {broken[:3]}")
    return times


def _delays(problem: RedispatchProblem, times: Times) -> Iterator[LateTrain]:
    """Each train that is late somewhere, at the end of these hours or worst."""
    for number, (train, its) in enumerate(zip(problem.hours.trains, times, strict=True)):
        late = [left - section.leave_s for section, (_enter, left) in zip(train.sections, its, strict=True)]
        if max(late) > 0:
            yield LateTrain(train.name, max(late), late[-1], number in problem.hours.late_s)


def _holds(problem: RedispatchProblem, times: Times, names: tuple[str, ...]) -> Iterator[HeldTrain]:
    """Each stop that is longer than it must be, and for which train: the one that enters the section next before."""
    entered: dict[int, list[tuple[int, str]]] = {}
    for train, its in zip(problem.hours.trains, times, strict=True):
        for section, (enter, _leave) in zip(train.sections, its, strict=True):
            entered.setdefault(section.link, []).append((enter, train.name))
    for number, (train, its) in enumerate(zip(problem.hours.trains, times, strict=True)):
        for place in range(len(its)):
            section, (enter, _leave) = train.sections[place], its[place]
            held = problem.hours.late_s.get(number, 0) if place == _first_held(problem, number) else 0
            ready = section.enter_s + held
            if place:
                ready = max(ready, its[place - 1][1] + section.stay_s * section.calls)
            if enter - ready >= 60:
                before = [(t, name) for t, name in entered[section.link] if t < enter and name != train.name]
                waits_for = max(before)[1] if before and max(before)[0] >= ready - 1800 else ""
                yield HeldTrain(train.name, names[section.origin], ready, enter - ready, waits_for)


def _first_held(problem: RedispatchProblem, number: int) -> int:
    return held_at(problem.hours.trains[number], problem.hours.at_s) if number in problem.hours.late_s else -1


def _orders(problem: RedispatchProblem, times: Times, names: tuple[str, ...]) -> Iterator[ChangedOrder]:
    """Each two trains that go in another order than published, where that begins: overtakings, and crossings moved."""
    seen: set[tuple[int, int]] = set()
    there: dict[int, list[tuple[int, int, int, PlannedTrain, int]]] = {}
    for number, (train, its) in enumerate(zip(problem.hours.trains, times, strict=True)):
        for place, section in enumerate(train.sections):
            if section.shared:
                there.setdefault(section.link, []).append((its[place][0], section.enter_s, number, train, place))
    changed = []
    for link, its_trains in there.items():
        for n, one in enumerate(its_trains):
            for other in its_trains[n + 1 :]:
                (now, planned, number, train, place), (now2, planned2, number2, train2, place2) = one, other
                same_way = train.sections[place].origin == train2.sections[place2].origin
                if number == number2 or not (same_way or problem.hours.single[link]):
                    continue
                if (now - now2) * (planned - planned2) < 0:
                    first, second = (one, other) if now < now2 else (other, one)
                    changed.append((first[0], first, second, same_way))
    for _time, first, second, same_way in sorted(changed, key=lambda c: (c[0], c[1][2], c[2][2])):
        key = min(first[2], second[2]), max(first[2], second[2])
        if key not in seen:
            seen.add(key)
            section = first[3].sections[first[4]]
            where = names[section.origin], names[section.target]
            yield ChangedOrder(first[3].name, second[3].name, *where, first[0], overtakes=same_way)
