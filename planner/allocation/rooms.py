"""Who sleeps in which room: a group and a hotel's rooms → a plan that its checker accepts, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations_with_replacement

from planner.allocation.check import check_rooms
from planner.allocation.conflict import minimal
from planner.allocation.problem import RoomColumn, RoomProblem
from planner.allocation.solver import solve_rooms
from planner.allocation.types import (
    BAND_YEARS,
    DECADE_POINTS,
    EMPTY_BED_POINTS,
    LEFT_ALONE_POINTS,
    ROOM_POINTS,
    SPARED_POINTS,
    STRANGERS_POINTS,
    TWO_CHAIRS_POINTS,
    Impossible,
    Quality,
    Room,
    RoomKind,
    RoomPlan,
    UnmetDemand,
)
from planner.group import TravelGroup, age_on, mobility_of, together
from planner.rules import RulePack
from planner.solving import SolveOptions
from planner.violations import Checked

EFFORT = 8.0
UNKNOWN_HOTEL = (  # what nearly every hotel has; how many of each is to be asked
    RoomKind("accessible", 2, None, True, None),
    RoomKind("twin", 2),
    RoomKind("single", 1),
)
Demand = tuple[str, str]  # a rule and whose it is; "" for everybody's


@dataclass(frozen=True)
class _Unit:
    """People who must share a room, or one person."""

    people: tuple[str, ...]
    sex: str  # "" for those who belong together though they differ, and for who is unknown
    mixed: bool
    chairs: int
    lift: bool
    alone: bool
    staff: bool
    band: int
    friends: int  # the set of friends, or -1

    @property
    def alike(self) -> tuple[object, ...]:
        """What makes two units interchangeable; friends and families are themselves."""
        own = self.people if len(self.people) > 1 or self.friends >= 0 else ()
        return (len(self.people), self.sex, self.mixed, self.chairs, self.lift, self.alone, self.staff, self.band, own)


def allocate_rooms(
    group: TravelGroup,
    day: date,
    rules: RulePack,
    kinds: Sequence[RoomKind] = UNKNOWN_HOTEL,
    options: SolveOptions | None = None,
) -> Checked[RoomPlan] | Impossible:
    """The plan of fewest points for a night; its violations are what to know of it.

    Raises
    ------
    TimeoutError
        If the counted work was not enough to find any plan.
    """  # fmt: skip
    options = options or SolveOptions(effort=EFFORT)
    units = _units(group, day, rules)
    found = _solve(units, kinds, options)
    if found is None:
        return Impossible(_obstacles(units, kinds, options), "rooms")
    return Checked(found, check_rooms(group, day, rules, kinds, found))


def _units(group: TravelGroup, day: date, rules: RulePack) -> list[_Unit]:
    known = group.by_key()
    sets = together(group, "room_with")
    inside = {key for keys in sets for key in keys}
    friends = {key: n for n, keys in enumerate(together(group, "travels_with")) for key in keys}
    units = []
    for keys in [*sets, *((each.key,) for each in group.travellers if each.key not in inside)]:
        people = [known[key] for key in keys]
        ages = [age for each in people if (age := age_on(each, day)) is not None]
        sexes = {each.sex for each in people}
        profiles = [mobility_of(each, age_on(each, day)) for each in people]
        units.append(
            _Unit(
                people=tuple(keys),
                sex=sexes.pop() if len(sexes) == 1 else "",
                mixed=len({each.sex for each in people} - {""}) > 1,
                chairs=sum(each.in_wheelchair for each in people),
                lift=any(bool(rules.profiles[each]["needs_lift"]) for each in profiles),
                alone=len(people) == 1 and people[0].alone,
                staff=not all(each.is_guest for each in people),
                band=(sum(ages) // len(ages) if ages else 70) // BAND_YEARS,
                friends=friends.get(keys[0], -1),
            )
        )
    return units


def _solve(
    units: list[_Unit],
    kinds: Sequence[RoomKind],
    options: SolveOptions,
    dropped: frozenset[Demand] = frozenset(),
    *,
    cheapest: bool = True,
) -> RoomPlan | None:
    """The best plan, or any, without the demands that are dropped."""
    freed = [_without(each, dropped) for each in units]
    classes: dict[tuple[object, ...], list[_Unit]] = {}
    for each in freed:
        classes.setdefault(each.alike, []).append(each)
    ordered = list(classes.values())
    columns = tuple(_columns([each[0] for each in ordered], [len(each) for each in ordered], kinds, dropped))
    limits = tuple(None if ("room-count", kind.id) in dropped else kind.count for kind in kinds)
    problem = RoomProblem(tuple(map(len, ordered)), limits, columns)
    answer = solve_rooms(problem, options, cheapest=cheapest)
    if answer is None:
        return None
    waiting = [list(reversed(each)) for each in ordered]
    rooms: list[Room] = []
    for (number, kind), many in sorted(answer.counts.items(), key=lambda item: (item[0][1], item[0][0])):
        for _ in range(many):
            taken = [waiting[of].pop() for of, each in columns[number].uses for _ in range(each)]
            people = tuple(key for unit in taken for key in unit.people)
            rooms.append(Room(f"r{len(rooms) + 1}", kinds[kind].id, people))
    return RoomPlan(tuple(rooms), Quality(answer.cost, answer.bound))


def _without(unit: _Unit, dropped: frozenset[Demand]) -> _Unit:
    key = unit.people[0]
    return replace(
        unit,
        alone=unit.alone and ("alone", key) not in dropped,
        chairs=0 if ("accessible", key) in dropped else unit.chairs,
        lift=unit.lift and ("step-free", key) not in dropped,
    )


def _columns(
    units: list[_Unit], sizes: list[int], kinds: Sequence[RoomKind], dropped: frozenset[Demand]
) -> Iterator[RoomColumn]:
    """Every sort of room: one unit, or several of one sex that may share."""
    most = max((kind.beds for kind in kinds), default=0)
    for many in range(1, most + 1):
        for picked in combinations_with_replacement(range(len(units)), many):
            inside = [units[of] for of in picked]
            beds = sum(len(unit.people) for unit in inside)
            counts = {of: picked.count(of) for of in picked}
            if beds > most or any(number > sizes[of] for of, number in counts.items()):
                continue
            if many > 1 and not _may_share(inside, dropped):
                continue
            for number, kind in enumerate(kinds):
                if beds <= kind.beds and _fits(inside, kind):
                    yield RoomColumn(tuple(counts.items()), number, _points(inside, beds, kind))


def _may_share(inside: list[_Unit], dropped: frozenset[Demand]) -> bool:
    if any(unit.alone for unit in inside) or len({unit.staff for unit in inside}) > 1:
        return False
    if ("same-sex", "") in dropped:
        return True
    return not any(unit.mixed for unit in inside) and len({unit.sex for unit in inside}) == 1


def _fits(inside: list[_Unit], kind: RoomKind) -> bool:
    if any(unit.chairs for unit in inside) and kind.accessible is False:
        return False
    return not (any(unit.lift for unit in inside) and kind.step_free is False)


def _points(inside: list[_Unit], beds: int, kind: RoomKind) -> int:
    points = ROOM_POINTS + EMPTY_BED_POINTS * (kind.beds - beds)
    points += SPARED_POINTS if kind.accessible and not any(unit.chairs for unit in inside) else 0
    if beds == 1 and not inside[0].alone and not inside[0].staff:
        points += LEFT_ALONE_POINTS
    for n, first in enumerate(inside):
        for second in inside[n + 1 :]:
            if first.friends < 0 or first.friends != second.friends:
                points += STRANGERS_POINTS
                points += DECADE_POINTS * (abs(first.band - second.band) * BAND_YEARS // 10)
                points += TWO_CHAIRS_POINTS if first.chairs and second.chairs else 0
    return points


def _obstacles(units: list[_Unit], kinds: Sequence[RoomKind], options: SolveOptions) -> tuple[UnmetDemand, ...]:
    """The fewest demands that cannot be met together."""
    most = max((kind.beds for kind in kinds), default=0)
    for unit in units:
        if len(unit.people) > most:
            return (UnmetDemand("together", unit.people, count=most, needed=len(unit.people)),)
    demands: list[Demand] = [("room-count", kind.id) for kind in kinds if kind.count is not None]
    demands += [("same-sex", "")]
    demands += [("alone", unit.people[0]) for unit in units if unit.alone]
    demands += [("accessible", unit.people[0]) for unit in units if unit.chairs]
    demands += [("step-free", unit.people[0]) for unit in units if unit.lift]
    fewest = minimal(demands, _works(units, kinds, options))
    by_rule: dict[str, list[str]] = {}
    found = []
    for rule, subject in fewest:
        if rule == "room-count":
            kind = next(each for each in kinds if each.id == subject)
            found.append(UnmetDemand(rule, subject=subject, count=kind.count or 0))
        else:
            by_rule.setdefault(rule, []).extend([subject] if subject else [])
    people = {unit.people[0]: unit.people for unit in units}
    found += [
        UnmetDemand(rule, tuple(key for each in keys for key in people[each]), needed=len(keys))
        for rule, keys in by_rule.items()
    ]
    if not found:
        beds = sum(kind.beds * (kind.count or 0) for kind in kinds)
        found.append(UnmetDemand("beds", count=beds, needed=sum(len(unit.people) for unit in units)))
    return tuple(found)


def _works(units: list[_Unit], kinds: Sequence[RoomKind], options: SolveOptions) -> Callable[[frozenset[Demand]], bool]:
    return lambda dropped: _solve(units, kinds, options, dropped, cheapest=False) is not None
