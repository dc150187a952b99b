"""A path for one more train among fixed ones, exactly: safe-interval search over sections and stations.

Of a train that runs between its quickest and its slowest time in every section, all seconds at which it can be
somewhere are kept: intervals, one for each slot between the other trains. None is lost and none is guessed, so a path
is found if there is one, the earliest arrival is the earliest there is, and the fewest close meetings are the fewest.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import islice

from planner.train.occupation import NEVER, Slot, Slots

SOON_S = 1800, 7200, NEVER  # how much later than alone a train is looked for at the end, in turn
LOOK_S = 1800  # how far around a blocked train the ones in its way are looked for


@dataclass(frozen=True)
class Visit:
    """What a train may do at a station: seconds of arriving and departing, and of staying if it stops.

    `call`: it must stop. Otherwise it runs through, or stops for at least `stay[0]` where `stops`.
    """

    call: bool = False
    stops: bool = False
    arrive: tuple[int, int] = (-NEVER, NEVER)
    depart: tuple[int, int] = (-NEVER, NEVER)
    stay: tuple[int, int] = (0, NEVER)


@dataclass(frozen=True)
class Route:
    """Sections in order with the station each begins at, the least and the most seconds to run through each, and what
    may be done at each station, ends included. The train stands at both ends."""

    sections: tuple[int, ...]
    stations: tuple[int, ...]
    least_s: tuple[int, ...]
    most_s: tuple[int, ...]
    visits: tuple[Visit, ...]
    start_s: int
    stop_s: int

    def __post_init__(self) -> None:
        n = len(self.sections)
        if not n or len(self.stations) != n + 1 or len(self.visits) != n + 1:
            raise ValueError("a route has sections, and one station more")
        if len(self.least_s) != n or len(self.most_s) != n or any(map(int.__gt__, self.least_s, self.most_s)):
            raise ValueError("every section has a least time and a most that is not less")

    @property
    def alone_s(self) -> int:
        """The least it takes if nobody is in the way."""
        calls = [visit for visit in self.visits[1:-1] if visit.call]
        stops = (len(calls) + 1) * (self.start_s + self.stop_s) + sum(visit.stay[0] for visit in calls)
        return sum(self.least_s) + stops


@dataclass(frozen=True)
class TrainPath:
    """Seconds at each station, arriving and departing; the first arrives when it departs, the last departs when it
    arrives. `close` counts sections run through nearer than wished to another train."""

    arrive_s: tuple[int, ...]
    depart_s: tuple[int, ...]
    close: int = 0


@dataclass(frozen=True)
class Blocked:
    """No path: the farthest station reached (its number along the route), when at the earliest, who is in the way."""

    at: int
    reached_s: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reach:
    """From `low` to `high` the train can be here, with that many sections `close` to another train behind it.

    Before that it was at `came`, some second of `span`, and it took from `took[0]` to `took[1]` seconds since. `slot`
    is the one it ran through, None where it stood.
    """

    low: int
    high: int
    close: int = 0
    slot: Slot | None = None
    came: _Reach | None = None
    span: tuple[int, int] = (0, 0)
    took: tuple[int, int] = (0, 0)

    def part(self, low: int, high: int) -> _Reach:
        """The same between these seconds only."""
        if low == self.low and high == self.high:
            return self
        return _Reach(low, high, self.close, self.slot, self.came, self.span, self.took)


def arriving_by(route: Route, latest_s: int) -> Route:
    """The same route, there by that second."""
    last = route.visits[-1]
    arrive = last.arrive[0], min(last.arrive[1], latest_s)
    return replace(route, visits=(*route.visits[:-1], replace(last, arrive=arrive)))


def insert(slots: Slots, route: Route, comfort_s: int = 0) -> tuple[TrainPath, ...]:
    """The best paths, one for each place in the order of arrival among the other trains, earliest first; none if there
    is none (`how_far` tells more).

    With `comfort_s`, a section in which another train is nearer than that beyond what must be counts as close, and
    paths with fewer of them come first.
    """
    ends, _ = _search(slots, route, comfort_s, _latest_at(route))
    best: dict[Slot | None, _Reach] = {}
    for reach in sorted(ends, key=lambda r: (r.close, r.low)):
        best.setdefault(reach.slot, reach)
    return tuple(_path(route, reach) for reach in best.values())


def earliest(slots: Slots, route: Route, soon_s: tuple[int, ...] = SOON_S) -> TrainPath | None:
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


def how_far(slots: Slots, route: Route) -> Blocked:
    """Of a route without a path: how far a train comes on it, and who is in its way there."""
    _, (at, reached_s) = _search(slots, route, 0, [NEVER] * len(route.stations))
    if at == len(route.sections):  # all the way, but too late
        return Blocked(at, reached_s, ())
    near = slots.between(route.sections[at], route.stations[at], reached_s - LOOK_S, reached_s + LOOK_S)
    names = dict.fromkeys(name for slot in near for name in (slot.before, slot.after) if name)
    return Blocked(at, reached_s, tuple(names))


def _latest_at(route: Route) -> list[int]:
    """When the train must be at each station at the latest to be in time at the end."""
    latest = [route.visits[-1].arrive[1]]
    for least in reversed(route.least_s):
        latest.append(latest[-1] - least)
    return latest[::-1]


def _search(slots: Slots, route: Route, comfort_s: int, latest: list[int]) -> tuple[list[_Reach], tuple[int, int]]:
    """Every way to arrive at the end, and the farthest station reached with its earliest second."""
    first = route.visits[0].depart
    low, high = max(first[0], slots.begin_s), min(first[1], slots.end_s, latest[0])
    leaving = [_Reach(low, high)] if low <= high else []  # trains that stand and may leave
    through: list[_Reach] = []
    arrived: list[_Reach] = []
    farthest = (0, low)
    for number in range(len(route.sections)):
        through, arrived = _section(slots, route, number, through, leaving, comfort_s, latest[number + 1])
        if through or arrived:
            farthest = number + 1, min(reach.low for reach in (*through, *arrived))
        leaving = _stays(slots, route, number + 1, arrived, latest[number + 1])
    return arrived, farthest


def _section(
    slots: Slots, route: Route, number: int, through: list[_Reach], leaving: list[_Reach], comfort_s: int, latest_s: int
) -> tuple[list[_Reach], list[_Reach]]:
    """Where a train can be at the end of a section: running on, and arriving to stop."""
    visit, section, origin = route.visits[number + 1], route.sections[number], route.stations[number]
    must_stop = visit.call or number + 1 == len(route.sections)
    passing, arriving = [], []
    for reach, starts in [*((r, route.start_s) for r in leaving), *((r, 0) for r in through)]:
        least, most = route.least_s[number] + starts, route.most_s[number] + starts
        for slot in slots.between(section, origin, reach.low, reach.high):
            for close, enter, leave in _places(slot, comfort_s):
                span = max(reach.low, enter[0]), min(reach.high, enter[1], slots.end_s)
                leave = leave[0], min(leave[1], latest_s)
                if span[0] > span[1]:
                    continue
                if not must_stop:
                    passing.append(_ran(reach, slot, reach.close + close, span, (least, most), leave))
                if must_stop or visit.stops:
                    took = least + route.stop_s, most + route.stop_s
                    leave = max(leave[0], visit.arrive[0]), min(leave[1], visit.arrive[1])
                    arriving.append(_ran(reach, slot, reach.close + close, span, took, leave))
    return _covering(passing), _covering(arriving)


def _ran(
    came: _Reach, slot: Slot, close: int, span: tuple[int, int], took: tuple[int, int], leave: tuple[int, int]
) -> _Reach:
    low, high = max(span[0] + took[0], leave[0]), min(span[1] + took[1], leave[1])
    return _Reach(low, high, close, slot, came, span, took)


def _places(slot: Slot, comfort_s: int) -> list[tuple[int, tuple[int, int], tuple[int, int]]]:
    """The slot as (close meetings, enter, leave): whole, and without what is near to the train before or after."""
    whole = [(0, slot.enter, slot.leave)]
    if not comfort_s:
        return whole
    for near, (first, last) in ((slot.before, (comfort_s, 0)), (slot.after, (0, comfort_s))):
        if near:
            whole += [
                (close, (enter[0] + first, enter[1] - last), (leave[0] + first, leave[1] - last))
                for close, enter, leave in whole
            ]
            half = len(whole) // 2
            whole = [*((close + 1, enter, leave) for close, enter, leave in whole[:half]), *whole[half:]]
    return [place for place in whole if place[1][0] <= place[1][1] and place[2][0] <= place[2][1]]


def _stays(slots: Slots, route: Route, number: int, arrived: list[_Reach], latest_s: int) -> list[_Reach]:
    """When trains that stopped at a station may leave it: as long as there is a track for them."""
    visit = route.visits[number]
    found = []
    for begin, end in slots.free(route.stations[number]):
        for reach in arrived:
            span = max(reach.low, begin), min(reach.high, end)
            if span[0] <= span[1]:
                low = max(span[0] + visit.stay[0], visit.depart[0])
                high = min(span[1] + visit.stay[1], visit.depart[1], end, latest_s)
                found.append(_Reach(low, high, reach.close, None, reach, span, visit.stay))
    return _covering(found)


def _covering(reaches: list[_Reach]) -> list[_Reach]:
    """The same seconds, each from the reach with the fewest close sections, then from one that did not stand before the
    last section, then from the one that begins last: so the train comes as late as it can, and does not wait on the
    way for what it could await before.
    """
    levels: dict[tuple[int, bool], list[_Reach]] = {}
    for reach in reaches:
        if reach.low <= reach.high:
            stood = reach.came is not None and reach.came.slot is None
            levels.setdefault((reach.close, stood), []).append(reach)
    kept: list[_Reach] = []
    for level in sorted(levels):
        pieces = _latest(levels[level])
        kept += [part for piece in pieces for part in _without(piece, kept)] if kept else pieces
        kept.sort(key=_low)
    return kept


def _low(reach: _Reach) -> int:
    return reach.low


def _latest(reaches: list[_Reach]) -> list[_Reach]:
    """Disjoint pieces that cover the same seconds, each of the reach that begins last."""
    pieces: list[_Reach] = []
    open_: list[_Reach] = []
    now = 0

    def until(second: int) -> None:
        nonlocal now
        while open_ and now < second:
            top = open_[-1]
            if top.high < now:
                open_.pop()
                continue
            end = min(top.high, second - 1)
            pieces.append(top.part(now, end))
            now = end + 1

    for reach in sorted(reaches, key=lambda r: (r.low, r.high)):
        until(reach.low)
        open_.append(reach)
        now = reach.low
    until(NEVER * 2)
    return pieces


def _without(piece: _Reach, kept: list[_Reach]) -> list[_Reach]:
    """What is left of a piece outside the kept ones, which are disjoint and in order."""
    left, low = [], piece.low
    first = max(0, bisect_right(kept, low, key=_low) - 1)
    for other in islice(kept, first, None):
        if other.low > piece.high:
            break
        if other.low > low:
            left.append(piece.part(low, other.low - 1))
        low = max(low, other.high + 1)
    if low <= piece.high:
        left.append(piece.part(low, piece.high))
    return left


def _path(route: Route, end: _Reach) -> TrainPath:
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
    return TrainPath(tuple(arrive), tuple(depart), end.close)


def buffer_s(slots: Slots, route: Route, path: TrainPath) -> int:
    """The least seconds by which the path is farther from another train or possession than it must be."""
    return min(
        min(enter - slot.enter[0], slot.enter[1] - enter, leave - slot.leave[0], slot.leave[1] - leave)
        for slot, enter, leave in _used(slots, route, path)
    )


def near(slots: Slots, route: Route, path: TrainPath, within_s: int) -> tuple[str, ...]:
    """Trains and possessions that the path comes nearer to than `within_s` beyond what must be, in order of meeting."""
    found: dict[str, None] = {}
    for number, section in enumerate(route.sections):
        enter, leave = path.depart_s[number], path.arrive_s[number + 1]
        found |= dict.fromkeys(sorted(slots.near(section, route.stations[number], enter, leave, within_s)))
    return tuple(found)


def neighbours(slots: Slots, route: Route, path: TrainPath) -> tuple[str, str]:
    """Between which trains it arrives, "" if there is none."""
    slot, _, _ = _used(slots, route, path)[-1]
    return slot.before, slot.after


def _used(slots: Slots, route: Route, path: TrainPath) -> list[tuple[Slot, int, int]]:
    """The slot of every section, with the seconds of entering and leaving."""
    used = []
    for number, section in enumerate(route.sections):
        enter, leave = path.depart_s[number], path.arrive_s[number + 1]
        for slot in slots.between(section, route.stations[number], enter, enter):
            if slot.leave[0] <= leave <= slot.leave[1]:
                used.append((slot, enter, leave))
                break
    return used
