"""Two new trains over two sections, others that stay and one that may be shifted: against trying every minute.

Everything lies on whole minutes, so a best plan does too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.solving import Cancelled, Progress, SolveOptions
from planner.train.insertion import NEVER, FreeIntervals, Route, SectionOccupation, TrainPath, arriving_by, insert
from planner.train.insertion.solver import StationWindow
from planner.train.insertion.solver.occupation import occupancy_of
from planner.train.multi.solver.problem import UNPLACED_S, Flexible, SeveralProblem, shifted, with_paths
from planner.train.multi.solver.solve import solve_several
from tests.support.effort import examples
from tests.support.tracks import keeps_clear

MIN = 60
LATEST = 26 * MIN


@st.composite
def problems(draw: st.DrawFn) -> SeveralProblem:
    others = [
        (section, _busy(draw, f"K{section}{n}", section)) for section in (0, 1) for n in range(draw(st.integers(0, 2)))
    ]
    flexible = [(section, _busy(draw, "F", section)) for section in (0, 1) if draw(st.booleans())]
    single = draw(st.booleans()), draw(st.booleans())
    occupancy = occupancy_of([*others, *flexible], single, draw(st.integers(1, 4)) * MIN, draw(st.integers(0, 2)) * MIN)
    one = _route(draw)
    routes = one, one if draw(st.booleans()) else _route(draw)  # alike, they may change places
    without = FreeIntervals(replace(occupancy, excluded=frozenset("F")), 0, LATEST)
    alone = [insert(without, arriving_by(route, LATEST)) for route in routes]
    assume(all(alone))
    return SeveralProblem(
        occupancy=occupancy,
        routes=routes,
        ready_s=(0, 0),
        alone_s=tuple(paths[0].arrive_s[-1] for paths in alone),
        latest_s=(LATEST, LATEST),
        flexible=(Flexible("F", (-2, -1, 0, 1, 2)),),
        shift_cost_s=draw(st.sampled_from((0, 30, 120))),
    )


def _busy(draw: st.DrawFn, name: str, section: int) -> SectionOccupation:
    enter = draw(st.integers(3, 20)) * MIN
    return SectionOccupation(name, section + draw(st.integers(0, 1)), enter, enter + draw(st.integers(1, 5)) * MIN)


def _route(draw: st.DrawFn) -> Route:
    runs = tuple(draw(st.integers(2, 4)) * MIN for _ in range(2))
    halt = StationWindow(stops=draw(st.booleans()), stay=(MIN, NEVER))
    stations = (0, 1, 2) if draw(st.booleans()) else (2, 1, 0)
    sections = (0, 1) if stations[0] == 0 else (1, 0)
    start = draw(st.integers(0, 1)) * MIN
    return Route(sections, stations, runs, runs, (StationWindow(), halt, StationWindow()), start, 0)


def every_path(problem: SeveralProblem, route: Route, shifts: list[int]) -> Iterator[TrainPath]:
    """All paths that keep clear of the others, on whole minutes."""
    occupancy = shifted(problem.occupancy, problem.flexible, shifts)
    for depart in range(0, LATEST, MIN):
        arrive = depart + route.min_running_s[0] + route.start_s
        if not keeps_clear(occupancy, route.sections[0], route.stations[0], depart, arrive):
            continue
        for stay in [0, *(range(MIN, LATEST, MIN) if route.visits[1].stops else ())]:
            end = arrive + stay + route.min_running_s[1] + (route.start_s if stay else 0)
            if end <= LATEST and keeps_clear(occupancy, route.sections[1], route.stations[1], arrive + stay, end):
                yield TrainPath((depart, arrive, end), (depart, arrive + stay, end))


def least_cost(problem: SeveralProblem) -> int:
    best = problem.cost([None, None], [0])
    for minutes in problem.flexible[0].shifts:
        first: list[TrainPath | None] = [None, *every_path(problem, problem.routes[0], [minutes])]
        for path in first:
            if problem.cost([path, None], [minutes]) - problem.cost([None, None], [0]) // 2 >= best:
                continue
            occupancy = with_paths(
                shifted(problem.occupancy, problem.flexible, [minutes]), problem.routes, [path, None]
            )
            second = insert(FreeIntervals(occupancy, 0, LATEST), arriving_by(problem.routes[1], LATEST))
            best = min(best, problem.cost([path, second[0] if second else None], [minutes]))
    return best


@pytest.mark.thorough
@settings(max_examples=examples(16))
@given(problems())
def test_no_plan_costs_less_and_nobody_meets(problem: SeveralProblem) -> None:
    plan = solve_several(problem, SolveOptions())
    assert plan.cost == problem.cost(plan.paths, plan.shifts) == least_cost(problem)
    assert problem.least <= plan.bound <= plan.cost
    occupancy = shifted(problem.occupancy, problem.flexible, plan.shifts)
    for number, (route, path) in enumerate(zip(problem.routes, plan.paths, strict=True)):
        among = with_paths(occupancy, problem.routes, plan.paths, number)
        for k in range(2) if path else ():
            once = {section: tuple(b for b in there if b.once) for section, there in among.busy.items()}
            daily = {section: tuple(b for b in there if not b.once) for section, there in among.busy.items()}
            for busy in (once, daily):
                section, origin = route.sections[k], route.stations[k]
                assert keeps_clear(
                    replace(occupancy, busy=busy), section, origin, path.depart_s[k], path.arrive_s[k + 1]
                )


def test_a_shift_of_another_train_is_worth_its_price() -> None:
    """F stands in the way of the only train for a minute; to shift it costs less than the wait, or more."""
    occupancy = occupancy_of([(0, SectionOccupation("F", 0, 6 * MIN, 9 * MIN))], (False, False), 4 * MIN, 0)
    route = Route(
        (0, 1),
        (0, 1, 2),
        (3 * MIN, 3 * MIN),
        (3 * MIN, 3 * MIN),
        (StationWindow(depart=(3 * MIN, NEVER)), StationWindow(), StationWindow()),
        0,
        0,
    )
    problem = SeveralProblem(
        occupancy, (route,), (3 * MIN,), (9 * MIN,), (LATEST,), (Flexible("F", (-2, -1, 0, 1, 2)),)
    )
    plan = solve_several(problem, SolveOptions())
    assert (plan.shifts, plan.cost, plan.bound) == ((1,), 6 * MIN + 120, 6 * MIN + 120)
    dear = solve_several(replace(problem, shift_cost_s=10 * MIN), SolveOptions())
    assert (dear.shifts, dear.cost) == ((0,), 6 * MIN + 7 * MIN)


def test_trains_that_never_fit_together_are_proven_to_be_too_many() -> None:
    """Three leave within a minute, three minutes apart at least: two have no path, whatever is shifted."""
    occupancy = occupancy_of([(0, SectionOccupation("F", 0, 20 * MIN, 23 * MIN))], (False,), 3 * MIN, 0)
    route = Route((0,), (0, 1), (MIN,), (MIN,), (StationWindow(depart=(0, MIN)), StationWindow()), 0, 0)
    problem = SeveralProblem(
        occupancy, (route,) * 3, (0,) * 3, (MIN,) * 3, (LATEST,) * 3, (Flexible("F", (-1, 0, 1)),)
    )  # fmt: skip
    plan = solve_several(problem, SolveOptions())
    assert sum(path is None for path in plan.paths) == 2
    assert plan.cost == plan.bound == problem.least_without(2) == MIN + 2 * UNPLACED_S


def test_who_no_longer_wants_the_answer_gets_none() -> None:
    occupancy = occupancy_of([], (False,), MIN, 0)
    route = Route((0,), (0, 1), (MIN,), (MIN,), (StationWindow(), StationWindow()), 0, 0)
    problem = SeveralProblem(occupancy, (route, route), (0, 0), (MIN, MIN), (LATEST, LATEST))

    def cancel(_: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        solve_several(problem, SolveOptions(progress=cancel))


def test_a_problem_fits_together() -> None:
    occupancy = occupancy_of([], (False,), MIN, 0)
    route = Route((0,), (0, 1), (MIN,), (MIN,), (StationWindow(), StationWindow()), 0, 0)
    with pytest.raises(ValueError, match="each route"):
        SeveralProblem(occupancy, (route,), (0, 0), (MIN,), (LATEST,))
    with pytest.raises(ValueError, match="as published"):
        SeveralProblem(occupancy, (route,), (0,), (MIN,), (LATEST,), (Flexible("F", (1,)),))
