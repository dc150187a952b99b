"""How near a path comes to the other trains: its buffer, those it is near to, those it runs between."""

from __future__ import annotations

from planner.train.insertion.solver.occupation import NEAR_S, FreeInterval, FreeIntervals
from planner.train.insertion.solver.problem import Route, TrainPath


def buffer_s(slots: FreeIntervals, route: Route, path: TrainPath) -> int | None:
    """The least seconds by which the path is farther from another train or possession than it must be; None if there is
    none within `NEAR_S`: farther away nobody was looked for."""
    room = min(
        min(enter - slot.enter[0], slot.enter[1] - enter, leave - slot.leave[0], slot.leave[1] - leave)
        for slot, enter, leave in _used(slots, route, path)
    )
    return room if room <= NEAR_S else None


def near(slots: FreeIntervals, route: Route, path: TrainPath, within_s: int) -> tuple[str, ...]:
    """Trains and possessions that the path comes nearer to than `within_s` beyond what must be, in order of meeting."""
    found: dict[str, None] = {}
    for number, section in enumerate(route.sections):
        enter, leave = path.depart_s[number], path.arrive_s[number + 1]
        found |= dict.fromkeys(sorted(slots.near(section, route.stations[number], enter, leave, within_s)))
    return tuple(found)


def order(slots: FreeIntervals, route: Route, path: TrainPath) -> tuple[tuple[str, str], ...]:
    """Between which trains it runs in each section, "" if there is none."""
    return tuple((slot.before, slot.after) for slot, _, _ in _used(slots, route, path))


def _used(slots: FreeIntervals, route: Route, path: TrainPath) -> list[tuple[FreeInterval, int, int]]:
    """The slot of every section, with the seconds of entering and leaving."""
    used = []
    for number, section in enumerate(route.sections):
        enter, leave = path.depart_s[number], path.arrive_s[number + 1]
        for slot in slots.between(section, route.stations[number], enter, enter):
            if slot.leave[0] <= leave <= slot.leave[1]:
                used.append((slot, enter, leave))
                break
    return used
