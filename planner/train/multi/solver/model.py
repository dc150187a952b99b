"""Several trains at once, as a constraint model: times, places in the order of every section, shifts of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import ceil

from ortools.sat.python import cp_model

from planner.train.insertion.solver import FreeIntervals, SectionOccupation, TrackOccupancy, TrainPath
from planner.train.multi.solver.problem import UNPLACED_S, SeveralPlan, SeveralProblem

Lit = cp_model.BoolVarT
Expr = cp_model.LinearExpr | cp_model.IntVar
TINY = 1e-6  # costs are whole numbers
WHOLE = 1 << 30


class Listener(cp_model.CpSolverSolutionCallback):
    """The cost of the best plan so far and the bound then."""

    def __init__(self) -> None:
        super().__init__()
        self.cost: int | None = None
        self.bound = 0

    def on_solution_callback(self) -> None:
        self.cost, self.bound = round(self.objective_value), ceil(self.best_objective_bound - TINY)


class _Train:
    """The events of one new train: when it can be at each station, and when it is."""

    def __init__(self, model: cp_model.CpModel, problem: SeveralProblem, number: int, latest_s: int) -> None:
        route = self.route = problem.routes[number]
        ends = len(route.sections)
        low, high = [max(problem.ready_s[number], route.visits[0].depart[0])], [latest_s]
        for least in route.min_running_s:
            low.append(low[-1] + least)
        for least in reversed(route.min_running_s):
            high.append(high[-1] - least)
        high.reverse()
        high[0] = min(high[0], route.visits[0].depart[1])
        name = f"train {number}"
        self.here = model.new_bool_var(name)
        self.arrive = [model.new_int_var(low[k], high[k], f"{name} arrives {k}") for k in range(ends + 1)]
        self.depart = [
            model.new_int_var(low[k], high[k], f"{name} departs {k}") if 0 < k < ends else self.arrive[k]
            for k in range(ends + 1)
        ]
        self.low, self.high = low, high
        self.stop: list[Lit | int] = [1]
        for k in range(1, ends):
            visit = route.visits[k]
            self.stop.append(1 if visit.call else model.new_bool_var(f"{name} stops {k}") if visit.stops else 0)
        self.stop.append(1)


class SeveralModel:
    """The model of a problem, each train there by its second of `latest_s`. With `ahead` it heeds other trains only in
    so many sections from each one's start: what has no plan then has none at all."""

    def __init__(self, problem: SeveralProblem, latest_s: Sequence[int], ahead: int = WHOLE) -> None:
        self.problem, self.model, self.ahead = problem, cp_model.CpModel(), ahead
        self.trains = [_Train(self.model, problem, number, latest_s[number]) for number in range(len(problem.routes))]
        self.shift = [
            self.model.new_int_var_from_domain(cp_model.Domain.from_values(one.shifts), one.train)
            for one in problem.flexible
        ]
        for (one, other), minutes in (problem.differences or {}).items():
            apart = cp_model.Domain.from_values(sorted(minutes))
            self.model.add_linear_expression_in_domain(self.shift[one] - self.shift[other], apart)
        numbers = {one.train: number for number, one in enumerate(problem.flexible)}
        fixed = FreeIntervals(_without(problem), min(problem.ready_s), max(latest_s))
        for train in self.trains:
            self._run(train)
            self._slots(train, fixed)
            self._flexible(train, fixed, numbers)
        for a, b in combinations(self.trains, 2):
            self._apart(a, b)
        for group in problem.alike:
            for one, other in pairwise(group):
                self._before(self.trains[one], self.trains[other])
        self._tracks(fixed)
        self._objective()

    def hint(self, paths: Sequence[TrainPath | None]) -> None:
        """Begin with these paths, nobody shifted."""
        for train, path in zip(self.trains, self.problem.sorted_alike(paths), strict=True):
            self.model.add_hint(train.here, path is not None)
            if path is None:
                continue
            for k in range(len(path.arrive_s)):
                self.model.add_hint(train.arrive[k], path.arrive_s[k])
                stop = train.stop[k]
                if train.depart[k] is not train.arrive[k]:
                    self.model.add_hint(train.depart[k], path.depart_s[k])
                if not isinstance(stop, int):
                    self.model.add_hint(stop, path.depart_s[k] > path.arrive_s[k])
        for shift in self.shift:
            self.model.add_hint(shift, 0)

    def place_at_least(self, count: int) -> None:
        """Ask only for a plan with so many paths, whatever it costs."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.add(sum(train.here for train in self.trains) >= count)

    def place_at_most(self, count: int) -> None:
        """It is known that no plan has more paths."""
        self.model.add(sum(train.here for train in self.trains) <= count)

    def plan(self, solver: cp_model.CpSolver, bound: int) -> SeveralPlan:
        """The plan that was found."""
        paths = tuple(
            TrainPath(tuple(map(solver.value, train.arrive)), tuple(map(solver.value, train.depart)))
            if solver.boolean_value(train.here)
            else None
            for train in self.trains
        )
        shifts = tuple(map(solver.value, self.shift))
        return SeveralPlan(paths, shifts, self.problem.cost(paths, shifts), bound)

    def _run(self, train: _Train) -> None:
        """Running, standing, windows."""
        route, model = train.route, self.model
        for k in range(len(route.sections)):
            starts = route.start_s * train.stop[k] + route.stop_s * train.stop[k + 1]
            took = train.arrive[k + 1] - train.depart[k] - starts
            model.add_linear_constraint(took, route.min_running_s[k], route.max_running_s[k])
        for k in range(1, len(route.sections)):
            visit, stop = route.visits[k], train.stop[k]
            stays = train.depart[k] - train.arrive[k]
            if isinstance(stop, int):
                low, high = visit.stay if stop else (0, 0)
                model.add(stays >= low)
                model.add(stays <= min(high, 2 * UNPLACED_S))
            else:
                model.add(stays == 0).only_enforce_if(~stop)
                model.add(stays >= visit.stay[0]).only_enforce_if(stop)
                model.add(stays <= min(visit.stay[1], 2 * UNPLACED_S)).only_enforce_if(stop)
            if not isinstance(stop, int) or stop:
                for var, (low, high) in ((train.arrive[k], visit.arrive), (train.depart[k], visit.depart)):
                    window = model.add_linear_constraint(var, max(low, train.low[k]), min(high, train.high[k]))
                    if not isinstance(stop, int):
                        window.only_enforce_if(stop)
        low, high = route.visits[-1].arrive
        model.add_linear_constraint(train.arrive[-1], max(low, train.low[-1]), min(high, train.high[-1]))

    def _slots(self, train: _Train, fixed: FreeIntervals) -> None:
        """In each section a place between the trains that do not move."""
        for k, section in enumerate(train.route.sections[: self.ahead]):
            places = [
                slot
                for slot in fixed.between(section, train.route.stations[k], train.low[k], train.high[k])
                if slot.leave[0] <= train.high[k + 1] and slot.leave[1] >= train.low[k + 1]
            ]
            taken = [self.model.new_bool_var("") for _ in places]
            self.model.add_exactly_one([*taken, ~train.here])
            for slot, place in zip(places, taken, strict=True):
                for var, (low, high), own in (
                    (train.depart[k], slot.enter, (train.low[k], train.high[k])),
                    (train.arrive[k + 1], slot.leave, (train.low[k + 1], train.high[k + 1])),
                ):
                    between = max(low, own[0]), min(high, own[1])
                    self.model.add_linear_constraint(var, *between).only_enforce_if(place)

    def _flexible(self, train: _Train, fixed: FreeIntervals, numbers: dict[str, int]) -> None:
        """Before or behind every train that may be shifted."""
        occupancy = self.problem.occupancy
        for k, section in enumerate(train.route.sections[: self.ahead]):
            for busy in occupancy.busy.get(section, ()):
                if busy.train not in numbers:
                    continue
                shifts = self.problem.flexible[numbers[busy.train]].shifts
                by = 60 * self.shift[numbers[busy.train]]
                around = 60 * max(map(abs, shifts)) + max(occupancy.headway_s, occupancy.clearing_s)
                for day in fixed.days(busy.enter_s, busy.leave_s):
                    enter, leave = busy.enter_s + day, busy.leave_s + day
                    if enter - around > train.high[k + 1] or leave + around < train.low[k]:
                        continue
                    self._order(train, k, busy, enter + by, leave + by)

    def _order(self, train: _Train, k: int, busy: SectionOccupation, enter: Expr, leave: Expr) -> None:
        occupancy, section = self.problem.occupancy, train.route.sections[k]
        mine = train.depart[k], train.arrive[k + 1]
        if busy.origin == train.route.stations[k]:
            self._headway(mine, (enter, leave), [train.here])
        elif occupancy.single[section]:
            self._meet(mine, (enter, leave), [train.here])

    def _apart(self, a: _Train, b: _Train) -> None:
        """Two new trains in the sections that both use."""
        at = {section: k for k, section in enumerate(a.route.sections[: self.ahead])}
        occupancy = self.problem.occupancy
        around = max(occupancy.headway_s, occupancy.clearing_s)
        for j, section in enumerate(b.route.sections[: self.ahead]):
            if section not in at:
                continue
            k = at[section]
            if a.low[k] - around > b.high[j + 1] or b.low[j] - around > a.high[k + 1]:
                continue
            one, other = (a.depart[k], a.arrive[k + 1]), (b.depart[j], b.arrive[j + 1])
            if a.route.stations[k] == b.route.stations[j]:
                self._headway(one, other, [a.here, b.here])
            elif occupancy.single[section]:
                self._meet(one, other, [a.here, b.here])

    def _before(self, a: _Train, b: _Train) -> None:
        """Of two trains that may change places the first one departs first, and has a path if only one of them has."""
        self.model.add_implication(b.here, a.here)
        self.model.add(a.depart[0] <= b.depart[0]).only_enforce_if(b.here)

    def _headway(self, one: Sequence[Expr], other: Sequence[Expr], here: list[Lit]) -> None:
        """Same way: one order for entering and leaving, nobody overtakes inside."""
        apart, first = self.problem.occupancy.headway_s, self.model.new_bool_var("")
        for mine, its in zip(one, other, strict=True):
            self.model.add(its - mine >= apart).only_enforce_if(first, *here)
            self.model.add(mine - its >= apart).only_enforce_if(~first, *here)

    def _meet(self, one: Sequence[Expr], other: Sequence[Expr], here: list[Lit]) -> None:
        """Towards each other on single track: one has left before the other enters."""
        clear, first = self.problem.occupancy.clearing_s, self.model.new_bool_var("")
        self.model.add(other[0] - one[1] >= clear).only_enforce_if(first, *here)
        self.model.add(one[0] - other[1] >= clear).only_enforce_if(~first, *here)

    def _tracks(self, fixed: FreeIntervals) -> None:
        """Where the tracks of a station are known, no more trains than tracks stand there."""
        for station, tracks in self.problem.occupancy.tracks.items():
            intervals, demands = [], []
            for train in self.trains:
                for k in range(1, len(train.route.sections)):
                    stop = train.stop[k]
                    if train.route.stations[k] != station or (isinstance(stop, int) and not stop):
                        continue
                    stands = self.model.new_bool_var("")
                    self.model.add_implication(stands, train.here)
                    self.model.add_bool_or([stands, ~train.here, *([] if isinstance(stop, int) else [~stop])])
                    size = self.model.new_int_var(1, 2 * UNPLACED_S, "")
                    end = train.depart[k] + 1
                    intervals.append(self.model.new_optional_interval_var(train.arrive[k], size, end, stands, ""))
                    demands.append(1)
            if not intervals:
                continue
            for since, until, taken in _standing(self.problem, fixed, station):
                intervals.append(self.model.new_fixed_size_interval_var(since, until - since, ""))
                demands.append(min(taken, tracks))
            self.model.add_cumulative(intervals, demands, tracks)

    def _objective(self) -> None:
        costs: list[Expr] = []
        for number, train in enumerate(self.trains):
            ready = self.problem.ready_s[number]
            cost = self.model.new_int_var(self.problem.alone_s[number] - ready, UNPLACED_S, "")
            self.model.add(cost >= train.arrive[-1] - ready).only_enforce_if(train.here)
            self.model.add(cost >= UNPLACED_S).only_enforce_if(~train.here)
            costs.append(cost)
        for shift, one in zip(self.shift, self.problem.flexible, strict=True):
            by = self.model.new_int_var(0, max(map(abs, one.shifts)), "")
            self.model.add_abs_equality(by, shift)
            costs.append(self.problem.shift_cost_s * by)
        self.model.minimize(cp_model.LinearExpr.sum(costs))


def _without(problem: SeveralProblem) -> TrackOccupancy:
    """The traffic without the trains that may be shifted."""
    names = problem.occupancy.excluded | {one.train for one in problem.flexible}
    return replace(problem.occupancy, excluded=names)


def _standing(problem: SeveralProblem, fixed: FreeIntervals, station: int) -> Iterator[tuple[int, int, int]]:
    """How many trains of the traffic stand at a station, from one second to another."""
    changes: dict[int, int] = {}
    for other in problem.occupancy.standing.get(station, ()):
        if other.train in problem.occupancy.excluded:
            continue
        for day in (0,) if other.once else fixed.days(other.arrive_s, other.depart_s):
            for second, change in ((other.arrive_s + day, 1), (other.depart_s + day + 1, -1)):
                changes[second] = changes.get(second, 0) + change
    taken = 0
    for begin, end in pairwise(sorted(changes)):
        taken += changes[begin]
        if taken > 0:
            yield begin, end, taken
