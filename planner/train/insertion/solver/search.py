"""A path for one more train among fixed ones, exactly: safe-interval search over sections and stations.

Of a train that runs between its quickest and its slowest time in every section, all seconds at which it can be
somewhere are kept: intervals, one for each slot between the other trains. None is lost and none is guessed, so a path
is found if there is one, the earliest arrival is the earliest there is, and the fewest close meetings are the fewest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.train.insertion.solver.labels import ReachableInterval, covering
from planner.train.insertion.solver.occupation import NEVER, FreeInterval, FreeIntervals
from planner.train.insertion.solver.problem import Blocked, Route, TrainPath, arriving_by

SOON_S = 1800, 7200, NEVER  # how much later than alone a train is looked for at the end, in turn
LOOK_S = 1800  # how far around a blocked train the ones in its way are looked for


def insert(slots: FreeIntervals, route: Route, comfort_s: int = 0) -> tuple[TrainPath, ...]:
    """The best paths, one for each place in the order of arrival among the other trains, earliest first; none if there
    is none (`furthest_on` tells more).

    With `comfort_s`, a section in which another train is nearer than that beyond what must be counts as tight, and
    paths with fewer of them come first.
    """
    ends, _ = _search(slots, route, comfort_s, _latest_at(route))
    best: dict[FreeInterval | None, ReachableInterval] = {}
    for reach in sorted(ends, key=lambda r: (r.tight_sections, r.low)):
        best.setdefault(reach.slot, reach)
    return tuple(_path(route, reach) for reach in best.values())


def earliest(slots: FreeIntervals, route: Route, soon_s: tuple[int, ...] = SOON_S) -> TrainPath | None:
    """The path that arrives first, looked for soon after the train could be there alone, then later."""
    last = route.visits[-1]
    alone = max(slots.begin_s, route.visits[0].depart[0]) + route.alone_s
    for spare in soon_s:
        latest = min(last.arrive[1], max(alone, last.arrive[0]) + spare)
        paths = insert(slots, arriving_by(route, latest))
        if paths:
            return paths[0]
        if latest == last.arrive[1]:
            break
    return None


def furthest_on(slots: FreeIntervals, route: Route) -> Blocked:
    """Of a route without a path: how far a train comes on it, and who is in its way there."""
    _, (at, reached_s) = _search(slots, route, 0, [NEVER] * len(route.stations))
    if at == len(route.sections):  # all the way, but too late
        return Blocked(at, reached_s, ())
    near = slots.between(route.sections[at], route.stations[at], reached_s - LOOK_S, reached_s + LOOK_S)
    names = dict.fromkeys(name for slot in near for name in (slot.before, slot.after) if name)
    if not names:  # no slot for hours: a possession, or trains without a gap
        leaves_s = reached_s + route.min_running_s[at]
        names = dict.fromkeys(sorted(slots.near(route.sections[at], route.stations[at], reached_s, leaves_s, 1)))
    return Blocked(at, reached_s, tuple(names))


def _latest_at(route: Route) -> list[int]:
    """When the train must be at each station at the latest to be in time at the end."""
    latest = [route.visits[-1].arrive[1]]
    for least in reversed(route.min_running_s):
        latest.append(latest[-1] - least)
    return latest[::-1]


def _search(
    slots: FreeIntervals, route: Route, comfort_s: int, latest: list[int]
) -> tuple[list[ReachableInterval], tuple[int, int]]:
    """Every way to arrive at the end, and the farthest station reached with its earliest second."""
    first = route.visits[0].depart
    low, high = max(first[0], slots.begin_s), min(first[1], slots.end_s, latest[0])
    run = _Run(slots, route, comfort_s, latest)
    leaving = [ReachableInterval(low, high)] if low <= high else []  # trains that stand and may leave
    through: list[ReachableInterval] = []
    arrived: list[ReachableInterval] = []
    farthest = (0, low)
    for number in range(len(route.sections)):
        through, arrived = _section(run, number, through, leaving)
        if through or arrived:
            farthest = number + 1, min(reach.low for reach in (*through, *arrived))
        leaving = _stays(slots, route, number + 1, arrived, latest[number + 1])
    return arrived, farthest


@dataclass(frozen=True)
class _Run:
    """What a search along one route goes by; `latest` is the last useful second at each station."""

    slots: FreeIntervals
    route: Route
    comfort_s: int
    latest: Sequence[int]


def _section(
    run: _Run, number: int, through: list[ReachableInterval], leaving: list[ReachableInterval]
) -> tuple[list[ReachableInterval], list[ReachableInterval]]:
    """Where a train can be at the end of a section: running on, and arriving to stop."""
    route, latest_s = run.route, run.latest[number + 1]
    visit, section, origin = route.visits[number + 1], route.sections[number], route.stations[number]
    must_stop = visit.call or number + 1 == len(route.sections)
    passing, arriving = [], []
    comfort_s, end_s, stops = run.comfort_s, run.slots.end_s, must_stop or visit.stops
    for reach, starts in [*((r, route.start_s) for r in leaving), *((r, 0) for r in through)]:
        least, most = route.min_running_s[number] + starts, route.max_running_s[number] + starts
        for slot in run.slots.between(section, origin, reach.low, reach.high):
            for close, enter, leave in _places(slot, comfort_s) if comfort_s else ((0, slot.enter, slot.leave),):
                span = max(reach.low, enter[0]), min(reach.high, enter[1], end_s)
                leave = leave[0], min(leave[1], latest_s)
                if span[0] > span[1] or leave[0] > leave[1]:
                    continue
                tight = reach.tight_sections + close
                if not must_stop:
                    low, high = max(span[0] + least, leave[0]), min(span[1] + most, leave[1])
                    if low <= high:
                        passing.append(ReachableInterval(low, high, tight, slot, reach, span, (least, most)))
                if stops:
                    took = least + route.stop_s, most + route.stop_s
                    low = max(span[0] + took[0], leave[0], visit.arrive[0])
                    high = min(span[1] + took[1], leave[1], visit.arrive[1])
                    if low <= high:
                        arriving.append(ReachableInterval(low, high, tight, slot, reach, span, took))
    return covering(passing), covering(arriving)


def _places(slot: FreeInterval, comfort_s: int) -> list[tuple[int, tuple[int, int], tuple[int, int]]]:
    """The slot as (close meetings, enter, leave): whole, and without what is near to the train before or after."""
    whole = [(0, slot.enter, slot.leave)]
    for near, (first, last) in ((slot.before, (comfort_s, 0)), (slot.after, (0, comfort_s))):
        if near:
            whole += [
                (close, (enter[0] + first, enter[1] - last), (leave[0] + first, leave[1] - last))
                for close, enter, leave in whole
            ]
            half = len(whole) // 2
            whole = [*((close + 1, enter, leave) for close, enter, leave in whole[:half]), *whole[half:]]
    return [place for place in whole if place[1][0] <= place[1][1] and place[2][0] <= place[2][1]]


def _stays(
    slots: FreeIntervals, route: Route, number: int, arrived: list[ReachableInterval], latest_s: int
) -> list[ReachableInterval]:
    """When trains that stopped at a station may leave it: as long as there is a track for them."""
    visit = route.visits[number]
    found = []
    for begin, end in slots.free(route.stations[number]):
        for reach in arrived:
            span = max(reach.low, begin), min(reach.high, end)
            if span[0] <= span[1]:
                low = max(span[0] + visit.stay[0], visit.depart[0])
                high = min(span[1] + visit.stay[1], visit.depart[1], end, latest_s)
                found.append(ReachableInterval(low, high, reach.tight_sections, None, reach, span, visit.stay))
    return covering(found)


def _path(route: Route, end: ReachableInterval) -> TrainPath:
    """The seconds of the reach and of all it came from: arriving as early as can be, everything before as late."""
    number = len(route.sections)
    arrive, depart = [0] * (number + 1), [0] * (number + 1)
    reach, now = end, end.low
    arrive[number] = depart[number] = now
    while reach.came is not None:
        before = min(reach.span[1], now - reach.took[0])
        if reach.slot is None:  # it stood here
            arrive[number] = before
        else:
            number -= 1
            arrive[number] = depart[number] = before
        reach, now = reach.came, before
    return TrainPath(tuple(arrive), tuple(depart), end.tight_sections)
