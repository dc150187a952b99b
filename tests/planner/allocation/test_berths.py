"""Berths of a silver train: rules kept on drawn groups, points counted anew, and what the checker sees."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import permutations, product

import pytest

from planner.allocation import Berth, BerthPlan, Impossible, TrainCar, allocate_berths, check_berths
from planner.allocation.check.links import pairs
from planner.group import TravelGroup, Traveller
from planner.solving import SolveOptions
from planner.violations import Checked
from tests.support.groups import drawn_group

DAY = date(2027, 5, 1)
CARS = (TrainCar("1", 11, 3), TrainCar("2", 9, 2))


def lying(found: Checked[BerthPlan] | Impossible) -> BerthPlan:
    assert isinstance(found, Checked), found
    return found.result


def points(group: TravelGroup, cars: tuple[TrainCar, ...], plan: BerthPlan) -> int:
    """The points of a plan person by person, in another way than the solver counts them."""
    car_of = {car.id: car for car in cars}
    total = 0
    for each in group.travellers:
        berth, age = plan.berths[each.key], each.age or 70
        away = min(berth.compartment, car_of[berth.car].compartments + 1 - berth.compartment)
        mobility = each.mobility or ("gentle" if age >= 80 else "steady")
        total += {"wheelchair": 8, "cane": 4, "gentle": 2}.get(mobility, 0) * (away - 1)
        lower, upper = (6, 20) if age >= 70 else (3, 8) if age >= 60 else (0, 1)
        total += lower * (berth.level != "lower") + upper * (berth.level == "upper")
    paired = {key for pair in pairs(group, "room_with") for key in pair}
    inside: dict[tuple[str, int], set[str]] = {}
    for each in group.travellers:
        if each.key not in paired:
            berth = plan.berths[each.key]
            inside.setdefault((berth.car, berth.compartment), set()).add(each.sex)
    total += 4 * sum({"f", "m"} <= sexes for sexes in inside.values())
    return total + _friends(group, plan)


def _friends(group: TravelGroup, plan: BerthPlan) -> int:
    ties = pairs(group, "travels_with")
    sets: list[set[str]] = []
    for first, second in ties:
        joined = {first, second}.union(*(some for some in sets if some & {first, second}))
        sets = [some for some in sets if not some & joined] + [joined]
    total = 0
    for some in sets:
        places = {(plan.berths[key].car, plan.berths[key].compartment) for key in some}
        total += 5 * (len(places) - 1) + 15 * (len({car for car, _ in places}) - 1)
    return total


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(2))
def test_drawn_groups_keep_the_rules_and_their_points(seed: int) -> None:
    group = drawn_group(40, seed, staff=4)
    plan = lying(allocate_berths(group, DAY, CARS, SolveOptions(effort=1)))
    assert plan.quality is not None
    assert plan.quality.bound <= plan.quality.cost == points(group, CARS, plan)
    assert not [each for each in check_berths(group, DAY, CARS, plan) if each.hard]
    assert Counter(plan.berths[each.key].car for each in group.staff) == {"1": 2, "2": 2}


def test_no_other_way_costs_less() -> None:
    """Brute force: four people in two compartments of a soft sleeper, all ways."""
    group = TravelGroup(
        (
            Traveller("p1", "一", sex="f", age=76),
            Traveller("p2", "二", sex="m", age=71),
            Traveller("p3", "三", sex="f", age=64, travels_with=("p1",)),
            Traveller("p4", "四", sex="m", age=58, mobility="gentle"),
        )
    )
    cars = (TrainCar("1", 2, 2),)
    berths = [Berth("1", n, wall, level) for n, wall, level in product((1, 2), (1, 2), ("lower", "upper"))]
    least = min(
        points(group, cars, plan)
        for some in permutations(berths, 4)
        for plan in [BerthPlan(dict(zip(("p1", "p2", "p3", "p4"), some, strict=True)))]
        if not any(each.hard for each in check_berths(group, DAY, cars, plan))
    )
    plan = lying(allocate_berths(group, DAY, cars))
    assert plan.quality is not None
    assert plan.quality.cost == least


@pytest.mark.parametrize(
    ("travellers", "cars", "rule"),
    [
        ([Traveller(f"p{n}", "客", age=60) for n in range(5)], (TrainCar("1", 1, 2),), "berths"),
        ([Traveller(f"p{n}", "客", age=80) for n in range(3)], (TrainCar("1", 1, 3),), "lower-berth"),
        ([Traveller(f"p{n}", "客", age=80, room_with=("p0",) if n else ()) for n in range(3)], CARS, "together"),
        ([Traveller(f"p{n}", "客", mobility="wheelchair") for n in range(9)], (TrainCar("1", 11, 3),), "near-door"),
    ],
)
def test_what_cannot_be_has_its_reason(travellers: list[Traveller], cars: tuple[TrainCar, ...], rule: str) -> None:
    refused = allocate_berths(TravelGroup(tuple(travellers)), DAY, cars)
    assert isinstance(refused, Impossible)
    assert refused.obstacles[0].rule == rule


GROUP = TravelGroup(
    (
        Traveller("p1", "一", sex="f", age=70, room_with=("p2",)),
        Traveller("p2", "二", sex="m", age=72),
        Traveller("p3", "三", sex="f", age=80, mobility="wheelchair", travels_with=("p1",)),
        Traveller("s1", "员", sex="f", age=30, role="staff"),
        Traveller("s2", "员", sex="f", age=30, role="staff"),
    )
)
GOOD = {
    "p1": Berth("1", 1, 1, "middle"), "p2": Berth("1", 1, 2, "middle"), "p3": Berth("1", 1, 1, "lower"),
    "s1": Berth("1", 5, 1, "upper"), "s2": Berth("2", 5, 1, "upper"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("berth-none", {"p1": None}), ("berth-stranger", {"x": Berth("1", 2, 1, "lower")}),
        ("berth-no-such", {"s2": Berth("2", 5, 1, "middle")}), ("berth-no-such", {"s2": Berth("2", 10, 1, "upper")}),
        ("berth-twice", {"p1": Berth("1", 1, 2, "middle")}), ("lower-berth", {"p3": Berth("1", 1, 1, "upper")}),
        ("berth-upper", {"p1": Berth("1", 1, 1, "upper")}), ("berth-door", {"p3": Berth("1", 6, 1, "lower")}),
        ("berth-apart", {"p1": Berth("1", 2, 1, "middle")}), ("berth-friends", {"p3": Berth("1", 2, 1, "lower")}),
        ("staff-spread", {"s2": Berth("1", 6, 1, "upper")}),
    ],
)  # fmt: skip
def test_a_planted_fault_is_seen(rule: str, changes: dict[str, Berth | None]) -> None:
    assert check_berths(GROUP, DAY, CARS, BerthPlan(GOOD)) == ()
    wrong = {key: berth for key, berth in (GOOD | changes).items() if berth is not None}
    assert rule in {each.rule for each in check_berths(GROUP, DAY, CARS, replace(BerthPlan(wrong)))}
