"""Rooms: the checker's planted faults, brute force on small groups, and what makes a plan impossible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.allocation import Impossible, Room, RoomKind, RoomPlan, allocate_rooms, check_rooms
from planner.group import GroupCounts, TravelGroup, Traveller, group_of_counts
from planner.rules import RulePack, load_rules
from planner.settings import Settings
from planner.violations import Checked
from tests.support.groups import drawn_group

DAY = date(2027, 5, 1)
KINDS = (
    RoomKind("accessible", 2, 2, True, True),
    RoomKind("twin", 2, 40, False, True),
    RoomKind("single", 1, 9, False, True),
)


def people(*specs: str) -> TravelGroup:
    """Each as "f72", "m80w" in a wheelchair, "f60a" alone, "m70s" staff; "+" behind one ties the next to it."""
    travellers: list[Traveller] = []
    tied = False
    for n, spec in enumerate(specs, 1):
        age = int("".join(c for c in spec if c.isdigit()))
        role = "staff" if "s" in spec else "guest"
        with_ = (f"p{n - 1}",) if tied else ()
        mobility = "wheelchair" if "w" in spec else "steady"
        travellers.append(
            Traveller(
                f"p{n}", spec, sex=spec[0], age=age, mobility=mobility, alone="a" in spec, role=role, room_with=with_
            )
        )
        tied = spec.endswith("+")
    return TravelGroup(tuple(travellers))


def sleepers(plan: RoomPlan) -> set[frozenset[str]]:
    return {frozenset(room.people) for room in plan.rooms}


def planned(found: Checked[RoomPlan] | Impossible) -> RoomPlan:
    assert isinstance(found, Checked), found
    return found.result


def test_couples_then_one_sex_then_singles(rules: RulePack) -> None:
    group = people("f72+", "m75", "f70", "f71", "m66", "m68a", "m64")
    plan = planned(allocate_rooms(group, DAY, rules, KINDS))
    assert sleepers(plan) == {frozenset(each) for each in (("p1", "p2"), ("p3", "p4"), ("p5", "p7"), ("p6",))}


def test_ten_in_wheelchairs_do_not_share_with_a_helper_nobody_has(rules: RulePack) -> None:
    """Nobody walks: each has an accessible room alone, and the plan says that they have no helper."""
    group = people(*["f70w"] * 10)
    found = allocate_rooms(group, DAY, rules, [RoomKind("accessible", 2, 10, True, True)])
    assert len(planned(found).rooms) == 10
    assert isinstance(found, Checked)
    assert sum(each.rule == "room-no-helper" for each in found.violations) == 10


def test_a_wheelchair_user_shares_with_somebody_who_walks(rules: RulePack) -> None:
    plan = planned(allocate_rooms(people("f70w", "f72", "m70", "m72"), DAY, rules, KINDS))
    assert next(room.kind for room in plan.rooms if "p1" in room.people) == "accessible"
    assert sleepers(plan) == {frozenset(("p1", "p2")), frozenset(("p3", "p4"))}


def test_strangers_of_like_age_share(rules: RulePack) -> None:
    assert frozenset(("p1", "p3")) in sleepers(
        planned(allocate_rooms(people("f60", "f80", "f61", "f81"), DAY, rules, KINDS))
    )


def test_staff_do_not_share_with_guests(rules: RulePack) -> None:
    assert len(planned(allocate_rooms(people("f40s", "f60"), DAY, rules, KINDS)).rooms) == 2


@pytest.mark.parametrize(
    ("specs", "kinds", "rules_of"),
    [
        (("f70w", "m70w", "f71w+", "f60"), [RoomKind("a", 2, 2, True, True), RoomKind("twin", 2, 9, False, True)],
         {"room-count", "accessible", "same-sex"}),
        (("f70", "m70"), [RoomKind("twin", 2, 1)], {"room-count", "same-sex"}),
        (("f70", "f71a"), [RoomKind("twin", 2, 1)], {"room-count", "alone"}),
        (("f70+", "m71+", "m40"), [RoomKind("twin", 2, 9)], {"together"}),
        (("f70w",), [RoomKind("twin", 2, 9, False, True)], {"accessible"}),
        (("f70w",), [RoomKind("x", 2, 9, True, False)], {"step-free"}),
        (("f70", "f71", "f72"), [RoomKind("twin", 2, 1)], {"room-count"}),
    ],
)  # fmt: skip
def test_the_reason_is_the_fewest_demands(
    rules: RulePack, specs: tuple[str, ...], kinds: list[RoomKind], rules_of: set[str]
) -> None:
    found = allocate_rooms(people(*specs), DAY, rules, kinds)
    assert isinstance(found, Impossible)
    assert {each.rule for each in found.obstacles} <= rules_of
    assert found.obstacles


PLANTED = {
    "room-none": lambda rooms: rooms[1:],
    "room-twice": lambda rooms: (*rooms, Room("r9", "single", rooms[0].people[:1])),
    "room-stranger": lambda rooms: (*rooms, Room("r9", "single", ("nobody",))),
    "room-kind": lambda rooms: (replace(rooms[0], kind="?"), *rooms[1:]),
    "room-full": lambda rooms: (replace(rooms[0], people=(*rooms[0].people, *rooms[1].people)), *rooms[2:]),
    "room-count": lambda rooms: tuple(replace(room, kind="accessible") for room in rooms),
    "room-apart": lambda rooms: _split(rooms, "p1"),
    "room-mixed": lambda rooms: _joined(rooms, "p3", "p5"),
    "room-alone": lambda rooms: _joined(rooms, "p6", "p5"),
    "room-staff": lambda rooms: _joined(rooms, "p7", "p5"),
    "hotel-room": lambda rooms: tuple(replace(r, kind="twin") if "p8" in r.people else r for r in rooms),
}


def _split(rooms: tuple[Room, ...], key: str) -> tuple[Room, ...]:
    rest = tuple(replace(room, people=tuple(each for each in room.people if each != key)) for room in rooms)
    return (*rest, Room("r9", "single", (key,)))


def _joined(rooms: tuple[Room, ...], first: str, second: str) -> tuple[Room, ...]:
    rest = tuple(replace(r, people=tuple(k for k in r.people if k not in (first, second))) for r in rooms)
    return (*(room for room in rest if room.people), Room("r9", "twin", (first, second)))


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_seen(rules: RulePack, rule: str) -> None:
    group = people("f72+", "m75", "f70", "f71", "m66", "m68a", "m64s", "m80w")
    found = allocate_rooms(group, DAY, rules, KINDS)
    rooms = planned(found).rooms
    assert not [each for each in check_rooms(group, DAY, rules, KINDS, RoomPlan(rooms)) if each.hard]
    told = {each.rule for each in check_rooms(group, DAY, rules, KINDS, RoomPlan(PLANTED[rule](rooms))) if each.hard}
    assert rule in told


def _partitions(keys: list[str], beds: int) -> Iterator[list[tuple[str, ...]]]:
    if not keys:
        yield []
        return
    first, rest = keys[0], keys[1:]
    for n in range(len(rest) + 1 if beds > 1 else 1):
        mates = (rest[n - 1],) if n else ()
        left = [key for key in rest if key not in mates]
        for others in _partitions(left, beds):
            yield [(first, *mates), *others]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["f60", "f75", "m62", "m80", "f70w", "m70a", "f66+"]), min_size=1, max_size=6))
def test_no_other_way_needs_fewer_rooms(specs: list[str]) -> None:
    """Brute force over all ways of sharing: the plan has the fewest rooms, or there is no way at all."""
    rules, group = load_rules(Settings().data_dir), people(*specs)
    kinds = (RoomKind("accessible", 2, 1, True, True), RoomKind("twin", 2, None, False, True))
    possible = []
    for rooms in _partitions([each.key for each in group.travellers], 2):
        chairs = [any(group.by_key()[key].in_wheelchair for key in room) for room in rooms]
        plan = RoomPlan(
            tuple(
                Room(f"r{n}", "accessible" if chair else "twin", room)
                for n, (room, chair) in enumerate(zip(rooms, chairs, strict=True))
            )
        )
        if not any(each.hard for each in check_rooms(group, DAY, rules, kinds, plan)):
            two_chairs = sum(sum(group.by_key()[key].in_wheelchair for key in room) > 1 for room in rooms)
            possible.append((len(rooms) + 2 * two_chairs, len(rooms)))
    found = allocate_rooms(group, DAY, rules, kinds)
    if isinstance(found, Impossible):
        assert not possible
    else:
        assert len(found.result.rooms) == min(possible)[1]


def test_numbers_only_are_roomed_too(rules: RulePack) -> None:
    plan = planned(
        allocate_rooms(group_of_counts(GroupCounts(46, 72, wheelchairs=2, couples=10, singles=4)), DAY, rules)
    )
    assert len(plan.rooms) == 25


@pytest.mark.thorough
def test_a_drawn_group_is_proved_and_the_same_each_time(rules: RulePack) -> None:
    found = allocate_rooms(drawn_group(40, staff=2), DAY, rules)
    plan = planned(found)
    assert plan.quality is not None
    assert plan.quality.gap == 0
    assert plan == planned(allocate_rooms(drawn_group(40, staff=2), DAY, rules))
