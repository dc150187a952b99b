"""Several new trains among the published ones, some of which may be shifted a little: asked for and answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Unknown
from planner.facts import Facts
from planner.solving import SolveOptions
from planner.train.check import Case, TimedPath, check_several
from planner.train.infrastructure import DirectedLink
from planner.train.insertion import (
    NEVER,
    FoundPath,
    FreeIntervals,
    NoPath,
    Obstacle,
    Paths,
    PathSearch,
    Route,
    SectionOccupation,
    TrackOccupancy,
    TrackOccupation,
    TrainPath,
    arriving_by,
    explain,
    found_path,
    insert,
    make_search,
    run_search,
)
from planner.train.multi.request import Several, SeveralRequest
from planner.train.multi.solver import (
    UNPLACED_S,
    Flexible,
    SeveralPlan,
    SeveralProblem,
    shifted,
    solve_several,
    with_paths,
)
from planner.train.traffic import traffic

SOLVING = 0.9  # of the time: the rest is for the last polish, the reasons and the checker


def insert_several(facts: Facts, request: SeveralRequest, options: SolveOptions) -> Several:
    """Paths for all of the trains at once, each passed by the checker with the shifts and among the others.

    Raises
    ------
    Unknown
        If a station is not on the network or cannot be reached, or a flexible train is not published.
    """
    began = perf_counter()
    asked = pose(facts, request)
    if asked.problem is None:
        return Several({}, asked.none, {}, 0, 0)
    left = options.since(began)
    plan = solve_several(asked.problem, replace(left, seconds=SOLVING * left.seconds))
    answer = _answer(asked, asked.problem, plan)
    _check(facts, asked.searches, answer)
    return answer


def pose(facts: Facts, request: SeveralRequest) -> Asked:
    """What is asked, as numbers; raises as `insert_several`."""
    for train in request.flexible:
        if train not in facts.rail.runs:
            raise Unknown("train_run", train)
    searches = {name: make_search(facts, wish) for name, wish in request.trains.items()}
    alone, none = dict[str, OnItsWay](), dict[str, Obstacle]()
    for name, search in searches.items():
        found = _on_its_way(search, request.flexible)
        if isinstance(found, NoPath):
            none[name] = explain(found)
        else:
            alone[name] = found
    occupancy = next(iter(searches.values())).occupancy
    problem = _problem(facts.rail, occupancy, list(alone.values()), request) if alone else None
    return Asked(searches, alone, none, problem)


@dataclass(frozen=True)
class Asked:
    """New trains by name: how each is looked for, its way, or why none has it; the problem of those that have one."""

    searches: Mapping[str, PathSearch]
    alone: Mapping[str, OnItsWay]
    none: Mapping[str, Obstacle]
    problem: SeveralProblem | None


@dataclass(frozen=True)
class OnItsWay:
    """A train's way, and when it arrives on it among the published trains, or if it cannot, the flexible ones away."""

    way: tuple[DirectedLink, ...]
    route: Route
    ready_s: int
    by_s: int

    def arrive_s(self, occupancy: TrackOccupancy) -> int:
        """When it arrives in this traffic at the earliest, at most `by_s`."""
        found = insert(FreeIntervals(occupancy, self.ready_s, self.by_s), arriving_by(self.route, self.by_s))
        return found[0].arrive_s[-1] if found else self.by_s


def _on_its_way(search: PathSearch, flexible: Sequence[str]) -> OnItsWay | NoPath:
    """The way on which it arrives first among the published trains, or, if there is none, the flexible ones away."""
    one = replace(search, request=replace(search.request, objective="arrival", paths=1))
    away = replace(one, occupancy=replace(one.occupancy, excluded=one.occupancy.excluded | frozenset(flexible)))
    found = run_search(one)
    if isinstance(found, NoPath):
        found = run_search(away)
    if not isinstance(found, Paths):
        return NoPath(search)
    passings = found.best.passings
    stations = [search.table.network.numbers[passing.station] for passing in passings]
    lines = [passing.line for passing in passings[1:]]
    links = search.table.network.links
    way, route = next(
        (way, route)
        for way, route in search.routes
        if list(route.stations) == stations and [links[step.link].line for step in way] == lines
    )
    ready = (search.request.calls[0].window[0] or 0) * 60
    return OnItsWay(way, route, ready, passings[-1].arrive_s)


def _problem(
    rail: RailFacts, occupancy: TrackOccupancy, alone: Sequence[OnItsWay], request: SeveralRequest
) -> SeveralProblem:
    sections = {section for one in alone for section in one.route.sections}
    met = {busy.train for section in sections for busy in occupancy.busy.get(section, ())}
    names = [train for train in dict.fromkeys(request.flexible) if train in met and train not in occupancy.excluded]
    flexible, differences = _shifts(rail, occupancy, names, request.shift_min)
    names = [one.train for one in flexible]
    without = replace(occupancy, excluded=occupancy.excluded | frozenset(names))
    most = request.shift_min * 60
    standing = {  # a train that may be shifted holds its track for as long as it might
        station: tuple(
            TrackOccupation(s.train, s.arrive_s - most, s.depart_s + most) if s.train in names else s for s in there
        )
        for station, there in occupancy.standing.items()
    } if occupancy.tracks else occupancy.standing  # fmt: skip
    return SeveralProblem(
        occupancy=replace(occupancy, standing=standing),
        routes=tuple(one.route for one in alone),
        ready_s=tuple(one.ready_s for one in alone),
        alone_s=tuple(one.arrive_s(without) for one in alone),
        latest_s=tuple(min(one.route.visits[-1].arrive[1], one.ready_s + UNPLACED_S) for one in alone),
        flexible=flexible,
        differences=differences,
        shift_cost_s=request.shift_cost_s,
    )


def _shifts(
    rail: RailFacts, occupancy: TrackOccupancy, names: Sequence[str], most: int
) -> tuple[tuple[Flexible, ...], dict[tuple[int, int], frozenset[int]]]:
    """By how much each train may be shifted among those that are not flexible, and each two against each other. Who can
    run as published only is not flexible."""
    number = {name: k for k, name in enumerate(names)}
    same_day = traffic(rail).same_day
    allowed = [set(range(-most, most + 1)) for _ in names]
    wide = range(-2 * most, 2 * most + 1)
    differences: dict[tuple[int, int], set[int]] = defaultdict(lambda: set(wide))
    for section, there in occupancy.busy.items():
        for one in there:
            if one.train not in number:
                continue
            k = number[one.train]
            for other in there:
                if (
                    other.train == one.train
                    or other.train in occupancy.excluded
                    or not same_day(one.train, other.train)
                ):
                    continue
                if other.train not in number:
                    allowed[k] = {m for m in allowed[k] if _no_nearer(occupancy, section, one, other, m)}
                elif k < number[other.train]:
                    pair = k, number[other.train]
                    if any(not _no_nearer(occupancy, section, one, other, m) for m in wide):
                        differences[pair] = {
                            m for m in differences[pair] if _no_nearer(occupancy, section, one, other, m)
                        }
    if held := [name for k, name in enumerate(names) if len(allowed[k]) == 1]:
        return _shifts(rail, occupancy, [name for name in names if name not in held], most)
    flexible = tuple(Flexible(name, tuple(sorted(allowed[k]))) for k, name in enumerate(names))
    return flexible, {pair: frozenset(minutes) for pair, minutes in differences.items()}


def _no_nearer(
    occupancy: TrackOccupancy, section: int, one: SectionOccupation, other: SectionOccupation, minutes: int
) -> bool:
    """Is a train, so many minutes later, as far from another as it must be or as it is published?"""
    shortfall = _shortfall_s(occupancy, section, one, other, minutes * 60)
    return shortfall <= 0 or shortfall <= _shortfall_s(occupancy, section, one, other, 0)


def _shortfall_s(
    occupancy: TrackOccupancy, section: int, one: SectionOccupation, other: SectionOccupation, by_s: int
) -> int:
    """Seconds by which two trains are too near in a section, the first that much later."""
    day = round((one.enter_s - other.enter_s) / DAY_S) * DAY_S
    enter, leave = one.enter_s + by_s - other.enter_s - day, one.leave_s + by_s - other.leave_s - day
    if one.origin == other.origin:
        apart = min(abs(enter), abs(leave))
        return occupancy.headway_s - apart if (enter >= 0) == (leave >= 0) else occupancy.headway_s + apart
    if not occupancy.single[section]:
        return -NEVER
    behind = other.leave_s + day + occupancy.clearing_s - one.enter_s - by_s
    return min(behind, one.leave_s + by_s + occupancy.clearing_s - other.enter_s - day)


def _answer(asked: Asked, problem: SeveralProblem, plan: SeveralPlan) -> Several:
    names, paths, without = list(asked.alone), dict[str, FoundPath](), dict(asked.none)
    occupancy = shifted(problem.occupancy, problem.flexible, plan.shifts)
    for number, (name, path) in enumerate(zip(names, plan.paths, strict=True)):
        among = _named(with_paths(occupancy, problem.routes, plan.paths, number), names)
        search = replace(asked.searches[name], occupancy=among)
        if path is None:
            without[name] = explain(NoPath(search))
        else:
            paths[name] = _found(search, asked.alone[name], path)
    return Several(
        paths=paths,
        none=without,
        shifts={one.train: by for one, by in zip(problem.flexible, plan.shifts, strict=True) if by},
        cost_s=plan.cost,
        bound_s=plan.bound,
        late_s={
            name: path.arrive_s[-1] - least
            for name, path, least in zip(names, plan.paths, problem.alone_s, strict=True)
            if path
        },
    )


def _named(occupancy: TrackOccupancy, names: Sequence[str]) -> TrackOccupancy:
    """The new trains by their names instead of numbers."""
    busy = {
        section: tuple(replace(b, train=names[int(b.train)]) if b.once else b for b in there)
        for section, there in occupancy.busy.items()
    }
    return replace(occupancy, busy=busy)


def _found(search: PathSearch, alone: OnItsWay, path: TrainPath) -> FoundPath:
    slots = FreeIntervals(search.occupancy, path.depart_s[0], path.arrive_s[-1])
    return found_path(search, slots, alone.way, alone.route, path)


def _check(facts: Facts, searches: Mapping[str, PathSearch], answer: Several) -> None:
    shared = next(iter(searches.values())).request
    case = Case(own=shared.away, possessions=shared.possessions, moved=answer.shifts)
    trains = {name: TimedPath(path.passings, searches[name].min_running_s) for name, path in answer.paths.items()}
    broken = check_several(facts, traffic(facts.rail), trains, case)
    if broken:
        raise RuntimeError(f"the solver broke rules: {broken}")
