"""Ten new trains by the engine that dispatches late ones, beside their own: the same sets, one process.

The dispatching problem has least durations only, no train that stays out, and no stop that costs time. So it is given
an easier problem: trains need nothing more to start and stop, may dawdle, may pass each other inside a section and meet
on single track; only the distance at both ends of a section is kept. What comes out is set against the checker.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.facts import BenchFacts, fresh_facts
from benchmarks.several import WISHES
from planner.dispatch import DelayCost, Dispatch, Dispatched, Operation, dispatch
from planner.solving import SolveOptions
from planner.train.check import Case, TimedPath, check_several
from planner.train.insertion import FreeIntervals, PathRequest, TrainPath, found_path, read_call_wishes
from planner.train.multi import SeveralProblem, SeveralRequest, insert_several, pose
from planner.train.traffic import traffic

SECONDS = 60.0


def run(facts: BenchFacts) -> None:
    """Print two lines for each set."""
    for name, wishes in WISHES.items():
        trains = {
            f"Y{501 + n}": PathRequest(read_call_wishes(wish.split(), facts.rail.stations))
            for n, wish in enumerate(wishes)
        }
        request = SeveralRequest(trains)
        began = process_time()
        own = insert_several(facts, request, SolveOptions(seconds=SECONDS))
        took = process_time() - began
        print(f"{name}, {len(own.paths)} placed by their own engine: {took:.1f} s of processor, ", end="")
        print(f"{own.cost_s / 60:.1f} min, bound {own.bound_s / 60:.1f}")
        asked = pose(facts, request)
        problem = asked.problem
        if problem is None:
            raise SystemExit(f"{name}: no train has a way")
        began = process_time()
        answer = dispatch(as_dispatch(problem), SolveOptions(SECONDS, float("inf"), 1))
        took = process_time() - began
        cost = "none" if answer.objective is None else f"{answer.objective / 60:.1f} min"
        print(f"  dispatched: {took:.1f} s, {answer.status}, {cost}, bound {answer.bound / 60:.1f}", end="")
        if answer.objective is None:
            print()
            continue
        paths = dict[str, TimedPath]()
        for number, (train, way) in enumerate(asked.alone.items()):
            path, search = _path(problem, answer, number), asked.searches[train]
            slots = FreeIntervals(search.occupancy, path.depart_s[0], path.arrive_s[-1])
            passings = found_path(search, slots, way.way, way.route, path).passings
            paths[train] = TimedPath(passings, search.min_running_s)
        broken = check_several(facts, traffic(facts.rail), paths, Case())
        print(f"; the checker finds {len(broken)} violations of {len({v.rule for v in broken})} rules")


def as_dispatch(problem: SeveralProblem) -> Dispatch:
    """The easier problem: four operations a section (enter, run, leave, stand), published trains as they run."""
    occupancy, headway = problem.occupancy, problem.occupancy.headway_s
    points: dict[tuple[int, int, str], int] = {}

    def point(section: int, origin: int, end: str) -> tuple[tuple[int, int], ...]:
        return ((points.setdefault((section, origin, end), len(points)), headway),)

    trains, costs, given = list[tuple[Operation, ...]](), list[DelayCost](), set[int]()
    used = set[tuple[int, int]]()
    for number, route in enumerate(problem.routes):
        ops: list[Operation] = []
        for k, section in enumerate(route.sections):
            origin, visit = route.stations[k], route.visits[k]
            used.add((section, origin))
            if k:
                ops.append(Operation(visit.stay[0] if visit.call else 0, successors=(len(ops) + 1,)))
            low, high = (max(problem.ready_s[number], visit.depart[0]), visit.depart[1]) if not k else (0, 10**15)
            ops.append(Operation(0, low, high, point(section, origin, "enter"), (len(ops) + 1,)))
            ops.append(Operation(route.min_running_s[k], successors=(len(ops) + 1,)))
            ops.append(Operation(0, resources=point(section, origin, "leave"), successors=(len(ops) + 1,)))
        ops.append(Operation(0, route.visits[-1].arrive[0], min(problem.latest_s[number], route.visits[-1].arrive[1])))
        costs.append(DelayCost(number, len(ops) - 1, problem.ready_s[number], 1))
        trains.append(tuple(ops))
    days = FreeIntervals(occupancy, min(problem.ready_s), max(problem.latest_s))
    for section, origin in sorted(used):
        for busy in occupancy.busy.get(section, ()):
            if busy.origin != origin or busy.train in occupancy.excluded:
                continue
            for day in days.days(busy.enter_s, busy.leave_s):
                enter, leave = busy.enter_s + day, busy.leave_s + day
                if enter < 0:
                    continue
                given.add(len(trains))
                trains.append((
                    Operation(0, enter, enter, point(section, origin, "enter"), (1,)),
                    Operation(0, enter, enter, (), (2,)),
                    Operation(0, leave, leave, point(section, origin, "leave"), (3,)),
                    Operation(0, leave, leave),
                ))  # fmt: skip
    return Dispatch(tuple(trains), tuple(costs), frozenset(given))


def _path(problem: SeveralProblem, answer: Dispatched, number: int) -> TrainPath:
    """When a new train is at its stations: it arrives when it leaves a section, departs when it runs into the next."""
    at = {event.operation: event.time for event in answer.events if event.train == number}
    ends = len(problem.routes[number].sections)
    runs = [1 + 4 * k for k in range(ends)]  # the operations of running
    arrive = [at[0], *(at[run + 1] for run in runs)]
    return TrainPath(tuple(arrive), (*(at[run] for run in runs), arrive[-1]))


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
