"""Several trains to be inserted at once, as numbers: what is asked, what a plan is, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.clock import DAY_S
from planner.train.insertion.solver import NEVER, Route, SectionOccupation, TrackOccupancy, TrackOccupation, TrainPath

UNPLACED_S = DAY_S  # what a train without a path costs; no train may take longer


@dataclass(frozen=True)
class Flexible:
    """A train of the traffic that may run later by one of `shifts` minutes; 0 is among them."""

    train: str
    shifts: tuple[int, ...]


@dataclass(frozen=True)
class SeveralProblem:
    """Bring a train along each of `routes`, ready at `ready_s`; alone among the trains that are not flexible it could
    be there at `alone_s`, no later than `latest_s`.

    `differences` are the minutes that two flexible trains (by their numbers, the lower one first) may be shifted more
    than each other. A minute of shift costs as much as `shift_cost_s` seconds of a new train.
    """

    occupancy: TrackOccupancy
    routes: tuple[Route, ...]
    ready_s: tuple[int, ...]
    alone_s: tuple[int, ...]
    latest_s: tuple[int, ...]
    flexible: tuple[Flexible, ...] = ()
    differences: Mapping[tuple[int, int], frozenset[int]] | None = None
    shift_cost_s: int = 120

    def __post_init__(self) -> None:
        if not len(self.routes) == len(self.ready_s) == len(self.alone_s) == len(self.latest_s):
            raise ValueError("each route has seconds of being ready, of arriving alone, and of arriving at the latest")
        if any(0 not in one.shifts for one in self.flexible):
            raise ValueError("every train may run as published")

    @property
    def least(self) -> int:
        """No plan costs less: each train arrives as if it were alone."""
        return sum(alone - ready for alone, ready in zip(self.alone_s, self.ready_s, strict=True))

    def least_without(self, missing: int) -> int:
        """No plan in which that many trains have no path costs less."""
        times = sorted(alone - ready for alone, ready in zip(self.alone_s, self.ready_s, strict=True))
        return sum(times[: len(times) - missing]) + missing * UNPLACED_S

    @cached_property
    def alike(self) -> tuple[tuple[int, ...], ...]:
        """The trains that may change places: each group of those for which the same is asked."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for train, wish in enumerate(zip(self.routes, self.ready_s, self.alone_s, self.latest_s, strict=True)):
            groups.setdefault(wish, []).append(train)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def sorted_alike(self, paths: Sequence[TrainPath | None]) -> tuple[TrainPath | None, ...]:
        """The same plan with the paths of trains that are alike in order of departure, those without one last."""
        found = list(paths)
        for group in self.alike:
            in_order = sorted((paths[train] for train in group), key=lambda p: p.depart_s[0] if p else NEVER)
            for train, path in zip(group, in_order, strict=True):
                found[train] = path
        return tuple(found)

    def cost(self, paths: Sequence[TrainPath | None], shifts: Sequence[int]) -> int:
        """Seconds from being ready to the arrival over all trains, and what the shifts cost."""
        times = (
            UNPLACED_S if path is None else path.arrive_s[-1] - ready
            for path, ready in zip(paths, self.ready_s, strict=True)
        )
        return sum(times) + self.shift_cost_s * sum(map(abs, shifts))


@dataclass(frozen=True)
class SeveralPlan:
    """A path for each train or None, the minutes by which each flexible train is shifted; none costs less than
    `bound`."""

    paths: tuple[TrainPath | None, ...]
    shifts: tuple[int, ...]
    cost: int
    bound: int

    @property
    def gap(self) -> float:
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def shifted(occupancy: TrackOccupancy, flexible: Sequence[Flexible], shifts: Sequence[int]) -> TrackOccupancy:
    """The traffic with the flexible trains shifted."""
    by = {one.train: minutes * 60 for one, minutes in zip(flexible, shifts, strict=True) if minutes}
    if not by:
        return occupancy
    busy = {
        section: tuple(
            replace(b, enter_s=b.enter_s + by[b.train], leave_s=b.leave_s + by[b.train]) if b.train in by else b
            for b in there
        )
        for section, there in occupancy.busy.items()
    }
    return replace(occupancy, busy=busy)


def with_paths(
    occupancy: TrackOccupancy, routes: Sequence[Route], paths: Sequence[TrainPath | None], but: int = -1
) -> TrackOccupancy:
    """The traffic with the new trains on it, each once, named by their numbers; without the train number `but`."""
    busy = {section: list(there) for section, there in occupancy.busy.items()}
    standing = {station: list(there) for station, there in occupancy.standing.items()}
    for number, (route, path) in enumerate(zip(routes, paths, strict=True)):
        if path is None or number == but:
            continue
        for k, section in enumerate(route.sections):
            there = SectionOccupation(str(number), route.stations[k], path.depart_s[k], path.arrive_s[k + 1], once=True)
            busy.setdefault(section, []).append(there)
        for k in range(1, len(route.sections)):
            if route.visits[k].call or path.depart_s[k] > path.arrive_s[k]:
                stay = TrackOccupation(str(number), path.arrive_s[k], path.depart_s[k], once=True)
                standing.setdefault(route.stations[k], []).append(stay)
    return replace(
        occupancy,
        busy={section: tuple(there) for section, there in busy.items()},
        standing={station: tuple(there) for station, there in standing.items()},
    )
