"""Who sits where in the coaches: a group and its coaches → a plan that its checker accepts, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.allocation.check import check_seats
from planner.allocation.problem import Bench, SeatClass, SeatProblem
from planner.allocation.solver import solve_seats
from planner.allocation.types import (
    CHAIR_ROWS,
    ROW_POINTS,
    CoachKind,
    CoachSeat,
    Impossible,
    Quality,
    SeatPlan,
    UnmetDemand,
    coach_seats,
)
from planner.group import TravelGroup, Traveller, age_on, mobility_of, together
from planner.rules import RulePack
from planner.solving import SolveOptions
from planner.violations import Checked

EFFORT = 1.0
Units = list[tuple[Traveller, ...]]
ABLE = ("brisk", "steady")
ANYWHERE = 99


@dataclass(frozen=True)
class _Pew:
    """A bench with its seats."""

    coach: int
    row: int
    seats: tuple[CoachSeat, ...]


def allocate_seats(
    group: TravelGroup, day: date, rules: RulePack, coaches: Sequence[CoachKind], options: SolveOptions | None = None
) -> Checked[SeatPlan] | Impossible:
    """The plan of fewest points: guides in front, then everybody else; drivers have their own seat.

    Raises
    ------
    TimeoutError
        If the counted work was not enough to find any plan.
    """
    options = options or SolveOptions(effort=EFFORT)
    riders = [each for each in group.travellers if each.role != "driver"]
    usable = [_usable(kind, rules) for kind in coaches]
    if sum(usable) < len(riders):
        return Impossible((UnmetDemand("seats", count=sum(usable), needed=len(riders)),), "seats")
    pews = [pew for number, kind in enumerate(coaches) for pew in _pews(number, kind)]
    seats, pews = _guides_in_front(riders, pews)
    for coach, _ in seats.values():
        usable[coach - 1] -= 1
    units = _units([each for each in riders if each.key not in seats], group)
    answer = solve_seats(_problem(units, pews, coaches, tuple(usable), day), options)
    if answer is None:
        return Impossible(_why_not(units, pews, coaches), "seats")
    waiting = [list(reversed(each)) for each in _classes(units, day).values()]
    free = [list(pew.seats) for pew in pews]
    for (of, at), many in sorted(answer.counts.items(), key=lambda item: (-len(waiting[item[0][0]][0]), item[0])):
        for _ in range(many):
            for each in waiting[of].pop():
                seats[each.key] = pews[at].coach + 1, free[at].pop(0).id
    plan = SeatPlan({each.key: seats[each.key] for each in riders}, Quality(answer.cost, answer.bound))
    return Checked(plan, check_seats(group, day, rules, coaches, plan))


def _usable(kind: CoachKind, rules: RulePack) -> int:
    return kind.seats * (100 - rules.whole("coach-spare")) // 100


def _pews(coach: int, kind: CoachKind) -> list[_Pew]:
    rows: dict[tuple[int, str], list[CoachSeat]] = {}
    for seat in coach_seats(kind):
        rows.setdefault((seat.row, {"A": "left", "B": "left", "E": "middle"}.get(seat.letter, "right")), []).append(
            seat
        )
    return [_Pew(coach, row, tuple(seats)) for (row, _), seats in rows.items()]


def _guides_in_front(riders: Sequence[Traveller], pews: list[_Pew]) -> tuple[dict[str, tuple[int, str]], list[_Pew]]:
    """A guide in each coach sits at its front door, further guides where guests do; and the benches left."""
    seats: dict[str, tuple[int, str]] = {}
    guides = [each for each in riders if each.role == "guide"]
    left = list(pews)
    for coach, guide in enumerate(guides):
        first = [pew for pew in left if pew.coach == coach and pew.row == 1]
        if not first:
            break
        front = first[-1]
        seat = front.seats[-1]
        seats[guide.key] = coach + 1, seat.id
        left[left.index(front)] = _Pew(coach, front.row, front.seats[:-1])
    return seats, [pew for pew in left if pew.seats]


def _units(riders: Sequence[Traveller], group: TravelGroup) -> Units:
    """Pairs of those who share a room, and single people."""
    there = {each.key: each for each in riders}
    units: Units = []
    paired: set[str] = set()
    for keys in together(group, "room_with"):
        people = [there[key] for key in keys if key in there]
        for n in range(0, len(people) - 1, 2):
            units.append((people[n], people[n + 1]))
            paired |= {people[n].key, people[n + 1].key}
    return units + [(each,) for each in riders if each.key not in paired]


def _problem(
    units: Units,
    pews: list[_Pew],
    coaches: Sequence[CoachKind],
    usable: tuple[int, ...],
    day: date,
) -> SeatProblem:
    classes = tuple(_class(alike, len(same)) for alike, same in _classes(units, day).items())
    benches = tuple(
        Bench(pew.coach, pew.row, min(abs(pew.row - door) for door in coaches[pew.coach].doors), len(pew.seats))
        for pew in pews
    )
    return SeatProblem(classes, benches, usable)


Alike = tuple[int, int, int, str, bool, int, int]


def _classes(units: Units, day: date) -> dict[Alike, Units]:
    keys = {each.key: each for unit in units for each in unit}
    sets = together(TravelGroup(tuple(keys.values())), "travels_with")
    friends = {key: n for n, some in enumerate(sets) for key in some}
    alone = {
        n for n, some in enumerate(sets) if len({id(unit) for unit in units for each in unit if each.key in some}) < 2
    }
    found: dict[Alike, Units] = {}
    for number, unit in enumerate(units):
        mobility = [mobility_of(each, age_on(each, day)) for each in unit]
        bond = friends.get(unit[0].key, -1)
        bond = -1 if bond in alone else bond
        alike: Alike = (
            len(unit),
            max(ROW_POINTS[each] for each in mobility),
            CHAIR_ROWS if "wheelchair" in mobility else ANYWHERE,
            unit[0].sex if len(unit) == 1 else "",
            all(each in ABLE for each in mobility),
            bond,
            -1 if bond < 0 else number,
        )
        found.setdefault(alike, []).append(unit)
    return found


def _class(alike: Alike, count: int) -> SeatClass:
    size, points, furthest, sex, able, bond, _ = alike
    return SeatClass(count, size, points, furthest, sex, able, bond)


def _why_not(units: Units, pews: list[_Pew], coaches: Sequence[CoachKind]) -> tuple[UnmetDemand, ...]:
    """Too many wheelchairs for the rows near the doors, or too many pairs for the benches of two."""
    near = [pew for pew in pews if min(abs(pew.row - door) for door in coaches[pew.coach].doors) < CHAIR_ROWS]
    chairs = [unit for unit in units if any(each.in_wheelchair for each in unit)]
    space = sum(len(pew.seats) for pew in near)
    pairs = sum(len(unit) == 2 for unit in chairs)
    benches = sum(len(pew.seats) >= 2 for pew in near)
    people = tuple(each.key for unit in chairs for each in unit)
    if len(people) > space or pairs > benches:
        return (UnmetDemand("near-door", people, count=space, needed=len(people)),)
    benches = sum(len(pew.seats) >= 2 for pew in pews)
    pairs = sum(len(unit) == 2 for unit in units)
    return (
        UnmetDemand("together", tuple(e.key for u in units if len(u) == 2 for e in u), count=benches, needed=pairs),
    )
