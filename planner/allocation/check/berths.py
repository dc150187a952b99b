"""The checker of berth plans: from the list of people and the cars alone; it shares nothing with the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from planner.allocation.check.links import pairs
from planner.allocation.types import CHAIR_COMPARTMENTS, LEVELS, LOWER_AGE, BerthPlan, TrainCar
from planner.group import TravelGroup, age_on
from planner.violations import Violation

WISHED_AGE = 60


def check_berths(group: TravelGroup, day: date, cars: Sequence[TrainCar], plan: BerthPlan) -> tuple[Violation, ...]:
    """All that is wrong with a plan (hard), and what to know of it; `where` is a traveller's key or a car."""
    return tuple(_all(group, day, cars, plan))


def _all(group: TravelGroup, day: date, cars: Sequence[TrainCar], plan: BerthPlan) -> Iterator[Violation]:
    known, car_of = group.by_key(), {car.id: car for car in cars}
    yield from (Violation("berth-none", key) for key in known if key not in plan.berths)
    yield from (Violation("berth-stranger", key) for key in plan.berths if key not in known)
    taken: dict[object, str] = {}
    for key, berth in plan.berths.items():
        car = car_of.get(berth.car)
        real = car is not None and 1 <= berth.compartment <= car.compartments and berth.wall in (1, 2)
        if car is None or not real or berth.level not in LEVELS[car.tiers]:
            yield Violation("berth-no-such", key)
            continue
        if (other := taken.setdefault(berth, key)) != key:
            yield Violation("berth-twice", key, values={"other": other})
        if key not in known:
            continue
        traveller, age = known[key], age_on(known[key], day)
        unable = traveller.mobility in ("cane", "wheelchair")
        if berth.level != "lower" and (unable or (age is not None and age >= LOWER_AGE)):
            yield Violation("lower-berth", key)
        elif berth.level == "upper" and age is not None and age >= WISHED_AGE:
            yield Violation("berth-upper", key, hard=False)
        to_door = min(berth.compartment, car.compartments + 1 - berth.compartment)
        if traveller.in_wheelchair and to_door > CHAIR_COMPARTMENTS:
            yield Violation("berth-door", key, to_door - CHAIR_COMPARTMENTS, "count")
    yield from _apart(group, plan)
    yield from _staff(group, cars, plan)


def _apart(group: TravelGroup, plan: BerthPlan) -> Iterator[Violation]:
    ties = [("berth-apart", pair, True) for pair in pairs(group, "room_with")]
    ties += [("berth-friends", pair, False) for pair in pairs(group, "travels_with")]
    for rule, (one, other), hard in ties:
        first, second = plan.berths.get(one), plan.berths.get(other)
        if first is None or second is None:
            continue
        if (first.car, first.compartment) != (second.car, second.compartment):
            yield Violation(rule, one, hard=hard, values={"other": other})


def _staff(group: TravelGroup, cars: Sequence[TrainCar], plan: BerthPlan) -> Iterator[Violation]:
    counts = Counter(plan.berths[each.key].car for each in group.staff if each.key in plan.berths)
    numbers = [counts[car.id] for car in cars]
    if numbers and max(numbers) - min(numbers) > 1:
        fewest = cars[numbers.index(min(numbers))]
        yield Violation("staff-spread", fewest.id, max(numbers) - min(numbers), "people")
