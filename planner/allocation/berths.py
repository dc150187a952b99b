"""Who lies where on a silver train: a group and its cars → a plan that its checker accepts, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.allocation.check import check_berths
from planner.allocation.problem import BerthClass, BerthProblem, Compartment
from planner.allocation.solver import solve_berths
from planner.allocation.types import (
    BERTH_POINTS,
    CHAIR_COMPARTMENTS,
    DOOR_POINTS,
    LEVELS,
    LOWER_AGE,
    Berth,
    BerthPlan,
    Impossible,
    Quality,
    TrainCar,
    UnmetDemand,
)
from planner.group import UNABLE, TravelGroup, Traveller, age_on, mobility_of, together
from planner.solving import SolveOptions
from planner.violations import Checked

EFFORT = 6.0
ANYWHERE = 99
UNKNOWN_AGE = 70
Alike = tuple[object, ...]


def allocate_berths(
    group: TravelGroup, day: date, cars: Sequence[TrainCar], options: SolveOptions | None = None
) -> Checked[BerthPlan] | Impossible:
    """The plan of fewest points: a berth for everybody for the whole trip.

    Raises
    ------
    TimeoutError
        If the counted work was not enough to find any plan.
    """
    options = options or SolveOptions(effort=EFFORT)
    units = _units(group)
    places = [
        (car, number, min(number, car.compartments + 1 - number))
        for car in cars
        for number in range(1, car.compartments + 1)
    ]
    if short := _too_few(units, places, day):
        return Impossible((short,), "berths")
    classes = _classes(units, group, day)
    numbers = {car.id: n for n, car in enumerate(cars)}
    problem = BerthProblem(
        tuple(_class(same, day, bond) for (*_, bond, _own), same in classes.items()),
        tuple(Compartment(numbers[car.id], away, car.tiers) for car, _, away in places),
    )
    answer = solve_berths(problem, options)
    if answer is None:
        return Impossible(_why_not(units, group, places, day), "berths")
    waiting = [list(reversed(same)) for same in classes.values()]
    inside: dict[int, list[Traveller]] = {}
    for (of, at), many in sorted(answer.counts.items()):
        for _ in range(many):
            inside.setdefault(at, []).extend(waiting[of].pop())
    berths: dict[str, Berth] = {}
    for at, people in inside.items():
        car, number, _ = places[at]
        levels = [(level, wall) for level in LEVELS[car.tiers] for wall in (1, 2)]
        for each, (level, wall) in zip(sorted(people, key=lambda one: -_need(one, day)), levels, strict=False):
            berths[each.key] = Berth(car.id, number, wall, level)
    plan = BerthPlan({each.key: berths[each.key] for each in group.travellers}, Quality(answer.cost, answer.bound))
    return Checked(plan, check_berths(group, day, cars, plan))


def _need(traveller: Traveller, day: date) -> int:
    """How much somebody needs a low berth: beyond all ages if it is a must, else by the steps of BERTH_POINTS."""
    age = _age(traveller, day)
    if age >= LOWER_AGE or traveller.mobility in UNABLE:
        return len(BERTH_POINTS)
    return next(len(BERTH_POINTS) - 1 - n for n, (least, _, _) in enumerate(BERTH_POINTS) if age >= least)


def _age(traveller: Traveller, day: date) -> int:
    age = age_on(traveller, day)
    return UNKNOWN_AGE if age is None else age


def _units(group: TravelGroup) -> list[tuple[Traveller, ...]]:
    known = group.by_key()
    sets = together(group, "room_with")
    inside = {key for keys in sets for key in keys}
    return [tuple(known[key] for key in keys) for keys in sets] + [
        (each,) for each in group.travellers if each.key not in inside
    ]


def _classes(
    units: list[tuple[Traveller, ...]], group: TravelGroup, day: date
) -> dict[tuple[Alike, int, int], list[tuple[Traveller, ...]]]:
    """Units that are alike; those with friends in other units are each their own."""
    bond = {key: n for n, keys in enumerate(together(group, "travels_with")) for key in keys}
    spread: dict[int, set[int]] = {}
    for number, unit in enumerate(units):
        for each in unit:
            if each.key in bond:
                spread.setdefault(bond[each.key], set()).add(number)
    found: dict[tuple[Alike, int, int], list[tuple[Traveller, ...]]] = {}
    for number, unit in enumerate(units):
        friends = next((bond[each.key] for each in unit if len(spread.get(bond.get(each.key, -1), ())) > 1), -1)
        needs = sorted(_need(each, day) for each in unit)
        alike: Alike = (*needs, *_sexes(unit), _door(unit, day), _chair(unit), _staff(unit))
        found.setdefault((alike, friends, -1 if friends < 0 else number), []).append(unit)
    return found


def _sexes(unit: Sequence[Traveller]) -> tuple[int, int]:
    """Women and men, none if they belong together though they differ."""
    women, men = (sum(each.sex == sex for each in unit) for sex in "fm")
    return (0, 0) if women and men else (women, men)


def _door(unit: Sequence[Traveller], day: date) -> int:
    return sum(DOOR_POINTS.get(mobility_of(each, age_on(each, day)), 0) for each in unit)


def _chair(unit: Sequence[Traveller]) -> bool:
    return any(each.in_wheelchair for each in unit)


def _staff(unit: Sequence[Traveller]) -> int:
    return sum(not each.is_guest for each in unit)


def _class(same: list[tuple[Traveller, ...]], day: date, friends: int) -> BerthClass:
    unit = same[0]
    needs = [_need(each, day) for each in unit]
    steps = len(BERTH_POINTS)
    women, men = _sexes(unit)
    return BerthClass(
        count=len(same),
        size=len(unit),
        must=needs.count(steps),
        wants=tuple(needs.count(steps - 1 - n) for n in range(steps)),
        door_points=_door(unit, day),
        furthest=CHAIR_COMPARTMENTS if _chair(unit) else ANYWHERE,
        women=women,
        men=men,
        staff=_staff(unit),
        friends=friends,
    )


Place = tuple[TrainCar, int, int]


def _too_few(units: list[tuple[Traveller, ...]], places: list[Place], day: date) -> UnmetDemand | None:
    """What counting alone shows."""
    people = [each for unit in units for each in unit]
    berths = sum(2 * car.tiers for car, _, _ in places)
    if len(people) > berths:
        return UnmetDemand("berths", count=berths, needed=len(people))
    musts = tuple(each.key for each in people if _need(each, day) == len(BERTH_POINTS))
    if len(musts) > 2 * len(places):
        return UnmetDemand("lower-berth", musts, count=2 * len(places), needed=len(musts))
    most = max((2 * car.tiers for car, _, _ in places), default=0)
    for unit in units:
        low = sum(_need(each, day) == len(BERTH_POINTS) for each in unit)
        if len(unit) > most or low > 2:
            return UnmetDemand(
                "together", tuple(each.key for each in unit), count=2 if low > 2 else most, needed=len(unit)
            )
    return None


def _why_not(
    units: list[tuple[Traveller, ...]], group: TravelGroup, places: list[Place], day: date
) -> tuple[UnmetDemand, ...]:
    """The first demand without which there would be a plan by counting; else that families stay together."""
    chairs = tuple(each.key for unit in units if _chair(unit) for each in unit)
    low = [each for unit in units if _chair(unit) for each in unit if _need(each, day) == len(BERTH_POINTS)]
    near = 2 * sum(away <= CHAIR_COMPARTMENTS for _, _, away in places)
    if len(low) > near:
        return (UnmetDemand("near-door", chairs, count=near, needed=len(low)),)
    cars = len({car.id for car, _, _ in places})
    staff = tuple(each.key for each in group.staff)
    sets = tuple(each.key for unit in units if len(unit) > 1 for each in unit)
    found = [UnmetDemand("together", sets, needed=len(sets))]
    return (*found, UnmetDemand("staff-spread", staff, count=cars, needed=len(staff))) if staff else tuple(found)
