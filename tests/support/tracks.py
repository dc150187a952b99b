"""Small lines with other trains by the dozen, and the slow, obvious way to find a path among them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from planner.clock import DAY_S
from planner.train.insertion import FreeIntervals, Route, SectionOccupation, TrackOccupancy, TrackOccupation, TrainPath
from planner.train.insertion.solver import SectionPossession, StationWindow
from planner.train.insertion.solver.occupation import occupancy_of

HORIZON_S = 140


@dataclass(frozen=True)
class Quest:
    """Bring a train along `route` of `line`, ready at `ready_s`, there by `latest_s`."""

    occupancy: TrackOccupancy
    route: Route
    ready_s: int
    latest_s: int

    @property
    def slots(self) -> FreeIntervals:
        return FreeIntervals(self.occupancy, self.ready_s, self.latest_s)

    def wider(self, extra_s: int) -> Quest:
        """The same with trains and possessions farther apart."""
        occupancy = replace(
            self.occupancy,
            headway_s=self.occupancy.headway_s + extra_s,
            clearing_s=self.occupancy.clearing_s + extra_s,
            closed={
                section: tuple(replace(c, begin_s=c.begin_s - extra_s, end_s=c.end_s + extra_s) for c in closed)
                for section, closed in self.occupancy.closed.items()
            },
        )
        return replace(self, occupancy=occupancy)


@st.composite
def quests(draw: st.DrawFn) -> Quest:
    """Up to four sections, single or double, up to three other trains in each, some possessions, stations with few
    tracks, calls with windows; some begin just before midnight."""
    sections = draw(st.integers(1, 4))
    midnight = draw(st.booleans())
    ready = DAY_S - 30 if midnight else 0
    latest = ready + draw(st.integers(20, HORIZON_S))
    occupancy = occupancy_of(
        [
            (section, _other(draw, section, number, midnight))
            for section in range(sections)
            for number in range(draw(st.integers(0, 3)))
        ],
        tuple(draw(st.lists(st.booleans(), min_size=sections, max_size=sections))),
        draw(st.integers(1, 8)),
        draw(st.integers(0, 4)),
    )
    closed = {section: (_closed(draw, midnight),) for section in range(sections) if draw(st.integers(0, 5)) == 0}
    tracks = {station: draw(st.integers(0, 2)) for station in range(1, sections) if draw(st.booleans())}
    standing = {
        station: tuple(_standing(draw, n, midnight) for n in range(draw(st.integers(0, 3)))) for station in tracks
    }
    least = draw(st.lists(st.integers(3, 15), min_size=sections, max_size=sections))
    route = Route(
        sections=tuple(range(sections)),
        stations=tuple(range(sections + 1)),
        min_running_s=tuple(least),
        max_running_s=tuple(run + draw(st.sampled_from((0, 0, 3))) for run in least),
        visits=(
            StationWindow(depart=(ready, latest)),
            *(_visit(draw, ready) for _ in range(sections - 1)),
            StationWindow(arrive=(ready, latest)),
        ),
        start_s=draw(st.integers(0, 3)),
        stop_s=draw(st.integers(0, 2)),
    )
    return Quest(replace(occupancy, closed=closed, tracks=tracks, standing=standing), route, ready, latest)


def _other(draw: st.DrawFn, section: int, number: int, midnight: bool) -> SectionOccupation:
    """A train in either direction within the first minute and a half, or around midnight."""
    enter = draw(st.integers(0, 90)) + (DAY_S - 45 if midnight else 0)
    origin = section + draw(st.integers(0, 1))
    return SectionOccupation(f"K{section}{number}", origin, enter, enter + draw(st.integers(2, 20)))


def _closed(draw: st.DrawFn, midnight: bool) -> SectionPossession:
    begin = draw(st.integers(0, 90)) + (DAY_S - 45 if midnight else 0)
    return SectionPossession("possession", None, begin, begin + draw(st.integers(1, 30)))


def _standing(draw: st.DrawFn, number: int, midnight: bool) -> TrackOccupation:
    arrive = draw(st.integers(0, 90)) + (DAY_S - 45 if midnight else 0)
    return TrackOccupation(f"S{number}", arrive, arrive + draw(st.integers(0, 20)))


def _visit(draw: st.DrawFn, ready: int) -> StationWindow:
    least = draw(st.integers(1, 4))
    if draw(st.integers(0, 2)):
        return StationWindow(stops=draw(st.booleans()), stay=(least, 1 << 40))
    first = ready + draw(st.integers(0, 60))
    return StationWindow(
        call=True,
        arrive=(first, first + draw(st.integers(0, 60))),
        depart=(first, first + draw(st.integers(20, 90))),
        stay=(least, least + draw(st.integers(0, 40))),
    )


def keeps_clear(occupancy: TrackOccupancy, section: int, origin: int, enter_s: int, leave_s: int) -> bool:
    """Is a run through the section far enough from every other train and possession, on every day?"""
    for day in range(-2, 4):
        for busy in occupancy.busy.get(section, ()):
            enter, leave = busy.enter_s + day * DAY_S, busy.leave_s + day * DAY_S
            if busy.origin == origin:
                before = enter_s + occupancy.headway_s <= enter and leave_s + occupancy.headway_s <= leave
                after = enter_s >= enter + occupancy.headway_s and leave_s >= leave + occupancy.headway_s
            elif occupancy.single[section]:
                before, after = leave_s + occupancy.clearing_s <= enter, enter_s >= leave + occupancy.clearing_s
            else:
                continue
            if not (before or after):
                return False
        for closed in occupancy.closed.get(section, ()):
            if leave_s > closed.begin_s + day * DAY_S and enter_s < closed.end_s + day * DAY_S:
                return False
    return True


def has_track(occupancy: TrackOccupancy, station: int, arrive_s: int, depart_s: int) -> bool:
    """Is there a track at every second of the stay?"""
    if station not in occupancy.tracks:
        return True
    others = [
        (other.arrive_s + day * DAY_S, other.depart_s + day * DAY_S)
        for other in occupancy.standing.get(station, ())
        for day in range(-2, 4)
    ]
    return all(
        sum(arrive <= second <= depart for arrive, depart in others) < occupancy.tracks[station]
        for second in range(arrive_s, depart_s + 1)
    )


def earliest_arrival(quest: Quest) -> int | None:
    """The first possible second at the end, by trying every second of every event."""
    route = quest.route
    through: set[int] = set()
    leaving = set(range(quest.ready_s, quest.latest_s + 1))
    arrived: set[int] = set()
    for k, section in enumerate(route.sections):
        visit, last = route.visits[k + 1], k + 1 == len(route.sections)
        passing, arrived = set(), set()
        for enter, starts in [*((t, 0) for t in through), *((t, 1) for t in leaving)]:
            for run in range(route.min_running_s[k], route.max_running_s[k] + 1):
                leave = enter + run + route.start_s * starts
                stop = leave + route.stop_s
                if not (visit.call or last) and keeps_clear(quest.occupancy, section, route.stations[k], enter, leave):
                    passing.add(leave)
                fits = (visit.call or visit.stops or last) and visit.arrive[0] <= stop <= visit.arrive[1]
                if fits and keeps_clear(quest.occupancy, section, route.stations[k], enter, stop):
                    arrived.add(stop)
        through = passing
        leaving = {
            depart
            for arrive in arrived
            for depart in range(arrive + visit.stay[0], min(quest.latest_s, arrive + visit.stay[1]) + 1)
            if visit.depart[0] <= depart <= visit.depart[1]
            and has_track(quest.occupancy, route.stations[k + 1], arrive, depart)
        }  # fmt: skip
    return min(arrived, default=None)


def faults(quest: Quest, path: TrainPath) -> list[str]:
    """Everything wrong with a path, each as a word."""
    route, n = quest.route, len(quest.route.sections)
    found = []
    stands = [True, *(path.depart_s[k] > path.arrive_s[k] or route.visits[k].call for k in range(1, n)), True]
    for k in range(1, n):
        visit, arrive, depart = route.visits[k], path.arrive_s[k], path.depart_s[k]
        if stands[k] and not (visit.call or visit.stops):
            found.append("stops where it may not")
        if stands[k] and not visit.stay[0] <= depart - arrive <= visit.stay[1]:
            found.append("stays too short or too long")
        if stands[k] and not (
            visit.arrive[0] <= arrive <= visit.arrive[1] and visit.depart[0] <= depart <= visit.depart[1]
        ):
            found.append("out of the window")
        if stands[k] and not has_track(quest.occupancy, route.stations[k], arrive, depart):
            found.append("has no track")
    for k in range(n):
        enter, leave = path.depart_s[k], path.arrive_s[k + 1]
        extra = route.start_s * stands[k] + route.stop_s * stands[k + 1]
        if not route.min_running_s[k] <= leave - enter - extra <= route.max_running_s[k]:
            found.append("runs too fast or too slow")
        if not keeps_clear(quest.occupancy, route.sections[k], route.stations[k], enter, leave):
            found.append("too close")
    if path.depart_s[0] < quest.ready_s or path.arrive_s[-1] > quest.latest_s:
        found.append("out of time")
    return found
