"""Rooms, seats and berths for drawn groups, beside a list dealt out first come, first served.

python -m benchmarks.allocation
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time
from typing import Any

from planner.allocation import (
    LEVELS,
    Berth,
    BerthPlan,
    CoachKind,
    Impossible,
    Room,
    RoomKind,
    RoomPlan,
    SeatPlan,
    TrainCar,
    allocate_berths,
    allocate_rooms,
    allocate_seats,
    check_berths,
    check_rooms,
    check_seats,
    coach_seats,
)
from planner.group import TravelGroup
from planner.rules import load_rules
from planner.settings import Settings
from planner.violations import Violation
from tests.support.groups import drawn_group

DAY = date(2027, 5, 1)
KINDS = (
    RoomKind("accessible", 2, 40, True, True),
    RoomKind("twin", 2, 200, False, True),
    RoomKind("single", 1, 80, False, True),
)
CARS = tuple(TrainCar(str(n), 11, 3) for n in range(1, 5)) + tuple(TrainCar(str(n), 9, 2) for n in (5, 6))
RULES = load_rules(Settings().data_dir)


def listed_rooms(group: TravelGroup) -> RoomPlan:
    """Two by two down the list; who wants a room alone has one, who uses a wheelchair an accessible one."""
    rooms: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for each in group.travellers:
        if each.alone:
            rooms.append(("single", [each.key]))
            continue
        waiting.append(each.key)
        if len(waiting) == 2:
            chairs = any(group.by_key()[key].in_wheelchair for key in waiting)
            rooms.append(("accessible" if chairs else "twin", waiting))
            waiting = []
    if waiting:
        rooms.append(("twin", waiting))
    return RoomPlan(tuple(Room(f"r{n}", kind, tuple(keys)) for n, (kind, keys) in enumerate(rooms)))


def listed_seats(group: TravelGroup, coaches: list[CoachKind]) -> SeatPlan:
    """From the front, down the list, as many in each coach as may be."""
    seats = [
        (number, seat.id)
        for number, kind in enumerate(coaches, 1)
        for seat in coach_seats(kind)[: kind.seats * (100 - RULES.whole("coach-spare")) // 100]
    ]
    return SeatPlan({each.key: seat for each, seat in zip(group.travellers, seats, strict=False)})


def listed_berths(group: TravelGroup) -> BerthPlan:
    """Lower berths first, down the list."""
    berths = [
        Berth(car.id, number, wall, level)
        for level in ("lower", "middle", "upper")
        for car in CARS
        for number in range(1, car.compartments + 1)
        for wall in (1, 2)
        if level in LEVELS[car.tiers]
    ]
    return BerthPlan({each.key: berth for each, berth in zip(group.travellers, berths, strict=False)})


def _row(what: str, solve: Callable[[], Any], listed: Callable[[], tuple[Violation, ...]]) -> None:
    began = process_time()
    found = solve()
    spent = process_time() - began
    if isinstance(found, Impossible):
        print(f"| {what} | impossible: {found.obstacles} |")
        return
    quality = found.result.quality
    others = listed()
    print(
        f"| {what} | {quality.cost} | {quality.bound} | {quality.gap:.1%} | {spent:.1f} | 0 | {len(found.violations)} "
        f"| {sum(each.hard for each in others)} | {sum(not each.hard for each in others)} |"
    )


def main() -> None:
    print("| group | points | bound | gap | processor s | broken | wishes | broken, listed | wishes, listed |")
    print("|---|---|---|---|---|---|---|---|---|")
    for people, seed in ((46, 1), (46, 2), (200, 1), (200, 2)):
        group = drawn_group(people, seed, staff=people // 20)
        _row(
            f"rooms, {people} people, seed {seed}",
            lambda group=group: allocate_rooms(group, DAY, RULES, KINDS),
            lambda group=group: check_rooms(group, DAY, RULES, KINDS, listed_rooms(group)),
        )
        coaches = [CoachKind(59)] if people < 50 else [CoachKind(55)] * 5
        _row(
            f"seats, {people} people, seed {seed}",
            lambda group=group, coaches=coaches: allocate_seats(group, DAY, RULES, coaches),
            lambda group=group, coaches=coaches: check_seats(group, DAY, RULES, coaches, listed_seats(group, coaches)),
        )
        if people == 200:
            _row(
                f"berths, {people} people, seed {seed}",
                lambda group=group: allocate_berths(group, DAY, CARS),
                lambda group=group: check_berths(group, DAY, CARS, listed_berths(group)),
            )


if __name__ == "__main__":
    main()
