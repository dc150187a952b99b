"""The checker of room plans: from the list of people and the hotel's rooms alone; it shares nothing with the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from planner.allocation.check.links import pairs
from planner.allocation.types import Room, RoomKind, RoomPlan
from planner.group import TravelGroup, Traveller, age_on, mobility_of
from planner.rules import RulePack
from planner.violations import Violation

AGE_GAP_YEARS = 15


def check_rooms(
    group: TravelGroup, day: date, rules: RulePack, kinds: Sequence[RoomKind], plan: RoomPlan
) -> tuple[Violation, ...]:
    """All that is wrong with a plan (hard), and what to know of it; `where` is a room or a traveller's key."""
    return tuple(_all(group, day, rules, kinds, plan))


def _all(
    group: TravelGroup, day: date, rules: RulePack, kinds: Sequence[RoomKind], plan: RoomPlan
) -> Iterator[Violation]:
    known, kind_of = group.by_key(), {kind.id: kind for kind in kinds}
    where: dict[str, list[str]] = {}
    for room in plan.rooms:
        for key in room.people:
            where.setdefault(key, []).append(room.id)
    for key in known:
        if len(rooms := where.get(key, [])) != 1:
            yield Violation("room-twice" if rooms else "room-none", key, abs(len(rooms) - 1), "count")
    yield from (Violation("room-stranger", key) for key in where if key not in known)
    yield from _counts(kinds, plan)
    for room in plan.rooms:
        kind = kind_of.get(room.kind)
        people = [known[key] for key in room.people if key in known]
        if kind is None:
            yield Violation("room-kind", room.id)
        elif people:
            yield from _room(room, kind, people, day)
            yield from _ways(room, kind, people, day, rules)
    for first, second in pairs(group, "room_with"):
        if where.get(first) != where.get(second):
            yield Violation("room-apart", first, values={"other": second})


def _counts(kinds: Sequence[RoomKind], plan: RoomPlan) -> Iterator[Violation]:
    used = Counter(room.kind for room in plan.rooms if room.people)
    for kind in kinds:
        if kind.count is not None and used[kind.id] > kind.count:
            yield Violation("room-count", kind.id, used[kind.id] - kind.count, "count")
        elif kind.count is None and used[kind.id]:
            yield Violation("room-count-unknown", kind.id, used[kind.id], "count", hard=False)


def _room(room: Room, kind: RoomKind, people: list[Traveller], day: date) -> Iterator[Violation]:
    if len(people) > kind.beds:
        yield Violation("room-full", room.id, len(people) - kind.beds, "count")
    for n, first in enumerate(people):
        for second in people[n + 1 :]:
            yield from _pair(room, first, second, {each.key: each for each in people}, day)
    single = people[0] if len(people) == 1 else None
    if single is not None and single.is_guest and not single.alone:
        yield Violation("room-left-alone", room.id, hard=False, values={"who": single.key})
        if single.in_wheelchair:
            yield Violation("room-no-helper", room.id, hard=False, values={"who": single.key})


def _pair(
    room: Room, first: Traveller, second: Traveller, inside: dict[str, Traveller], day: date
) -> Iterator[Violation]:
    if _belong(first, second, inside):
        return
    names: dict[str, str | int | float] = {"who": first.key, "other": second.key}
    if first.alone or second.alone:
        yield Violation("room-alone", room.id, values=names)
    if first.sex != second.sex:
        yield Violation("room-mixed", room.id, values=names)
    if first.is_guest != second.is_guest:
        yield Violation("room-staff", room.id, values=names)
    friends = second.key in first.travels_with or first.key in second.travels_with
    ages = age_on(first, day), age_on(second, day)
    if not friends and ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > AGE_GAP_YEARS:
        yield Violation("room-ages", room.id, abs(ages[0] - ages[1]), "years", hard=False, values=names)
    if first.in_wheelchair and second.in_wheelchair:
        yield Violation("room-two-chairs", room.id, hard=False, values=names)


def _ways(room: Room, kind: RoomKind, people: list[Traveller], day: date, rules: RulePack) -> Iterator[Violation]:
    chair = next((each for each in people if each.in_wheelchair), None)
    if chair is not None and not kind.accessible:
        known = kind.accessible is False
        yield Violation(
            "hotel-room" if known else "room-access-unknown", room.id, hard=known, values={"who": chair.key}
        )
    for each in people:
        if rules.profiles[mobility_of(each, age_on(each, day))]["needs_lift"] and not kind.step_free:
            known = kind.step_free is False
            yield Violation(
                "room-steps" if known else "room-lift-unknown", room.id, hard=known, values={"who": each.key}
            )
            return


def _belong(first: Traveller, second: Traveller, inside: dict[str, Traveller]) -> bool:
    """Are two of a room linked by those who wished to share one, through others in it too?"""
    reached, todo = {first.key}, [first]
    while todo:
        one = todo.pop()
        for each in inside.values():
            if each.key not in reached and (each.key in one.room_with or one.key in each.room_with):
                reached.add(each.key)
                todo.append(each)
    return second.key in reached
