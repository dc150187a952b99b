"""The lines of a departure's costs with their quantities, each as a sum of products; nothing of prices is read here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import prod

from planner.catalog import Catalog
from planner.package.inputs import CostInputs, OwnLine
from planner.package.ledger import CoachMix, CostLine, Factor, Rooms, Section, Staff, Terms
from planner.package.party import Party
from planner.package.tickets import bands_on, extras_of
from planner.package.usage import CoachDay, Use
from planner.rules import RulePack


@dataclass(frozen=True)
class CostPlan:
    """What lines are made of."""

    catalog: Catalog
    rules: RulePack
    party: Party
    use: Use
    first: date
    inputs: CostInputs
    mix: CoachMix
    staff: Staff
    rooms: Rooms


def all_lines(plan: CostPlan) -> Iterator[CostLine]:
    """Every line, those of quantity 0 too."""
    yield from _rooms(plan)
    yield from _meals(plan)
    yield from _transport(plan)
    yield from _tickets(plan)
    yield from _staff(plan)
    yield from _other(plan)
    for own in plan.inputs.own:
        yield _own(plan, own)


def _line(key: str, section: Section, kind: str, subject: str, terms: Iterable[tuple[Factor, ...]]) -> CostLine:
    kept = tuple(terms)
    return CostLine(key, section, kind, subject, kept, quantity_of(kept), None, None)


def _rooms(plan: CostPlan) -> Iterator[CostLine]:
    nights: dict[str, list[int]] = defaultdict(list)
    for day, hotel in plan.use.nights:
        nights[hotel].append(day)
    kinds = {
        "twin": plan.rooms.twin, "accessible": plan.rooms.accessible,
        "single": plan.rooms.single, "staff": plan.staff.people,
    }  # fmt: skip
    for hotel, days in nights.items():
        for kind, count in kinds.items():
            for key, number, night in _by_night(plan, f"room.{kind}.{hotel}", days):
                factors = (Factor(count, "room"), Factor(number, "night"))
                yield replace(_line(key, "rooms", f"room.{kind}", hotel, [factors]), day=night)
        drivers = [(day, _drivers_asleep(plan, day)) for day in days]
        terms = [(Factor(count, "driver"), Factor(1, "night")) for _, count in drivers if count]
        yield _line(f"room.driver.{hotel}", "rooms", "room.driver", hotel, _gathered(terms))
        if plan.inputs.breakfast_apart:
            factors = (Factor(plan.party.people, "guest"), Factor(len(days), "meal"))
            yield _line(f"meal.breakfast.{hotel}", "meals", "meal.breakfast", hotel, [factors])


def _by_night(plan: CostPlan, key: str, days: list[int]) -> Iterator[tuple[str, int, int | None]]:
    if plan.inputs.by_night:
        yield from ((f"{key}.d{day}", 1, day) for day in days)
    else:
        yield key, len(days), None


def _drivers_asleep(plan: CostPlan, day: int) -> int:
    stay = plan.inputs.drivers_stay and any(each.day == day and each.away_night for each in plan.use.coaches)
    return len(plan.mix.seats) if stay else 0


def _gathered(terms: Iterable[tuple[Factor, ...]]) -> list[tuple[Factor, ...]]:
    """Like products added up: 2 drivers 1 night and again is 2 drivers 2 nights."""
    counted: Counter[tuple[Factor, str]] = Counter()
    for first, second in terms:
        counted[first, second.unit] += second.number
    return [(first, Factor(number, unit)) for (first, unit), number in counted.items()]


def _meals(plan: CostPlan) -> Iterator[CostLine]:
    for kind, meals in (("lunch", plan.use.lunches), ("dinner", plan.use.dinners)):
        for day, spot in meals:
            factors = (Factor(plan.party.people, "guest"), Factor(1, "meal"))
            yield replace(_line(f"meal.{kind}.d{day}", "meals", f"meal.{kind}", spot, [factors]), day=day)
    served = len(plan.use.lunches) + len(plan.use.dinners)
    meals_of_day = Counter(day for day, _ in (*plan.use.lunches, *plan.use.dinners))
    terms = [(Factor(plan.staff.people, "staff"), Factor(served, "meal"))]
    terms += [
        (Factor(len(plan.mix.seats), "driver"), Factor(meals_of_day[each.day], "meal")) for each in plan.use.coaches
    ]
    yield _line("meal.staff", "meals", "meal.staff", "", _gathered(terms))


def _transport(plan: CostPlan) -> Iterator[CostLine]:
    of_city: dict[str, list[CoachDay]] = defaultdict(list)
    for each in plan.use.coaches:
        of_city[each.city].append(each)
    coaches = Counter(plan.mix.seats)
    for city, days in of_city.items():
        for size, count in coaches.items():
            factors = (Factor(count, "coach"), Factor(len(days), "day"))
            detail = ",".join(str(each.day) for each in days)
            yield replace(
                _line(f"coach.{city}.{size}", "transport", "coach", city, [factors]), detail=f"{size};{detail}"
            )
            if plan.inputs.by_km:
                km = (Factor(count, "coach"), Factor(sum(each.km for each in days), "km"))
                made = _line(f"coach_km.{city}.{size}", "transport", "coach_km", city, [km])
                yield replace(made, detail=f"{size};{detail}")
        every = Factor(len(plan.mix.seats), "coach")
        yield _line(f"toll.{city}", "transport", "toll", city, [(every, Factor(len(days), "day"))])
        stops = sum(each.stops for each in days)
        yield _line(f"parking.{city}", "transport", "parking", city, [(every, Factor(stops, "stop"))])
    for berths in plan.inputs.berths:
        made = _line(f"berth.{berths.kind}", "transport", "berth", "", [(Factor(berths.count, "berth"),)])
        yield replace(made, detail=berths.kind)
    for number, (day, train, origin, target) in enumerate(plan.use.trains, start=1):
        for who, count, unit in (("guest", plan.party.people, "guest"), ("staff", plan.staff.people, "staff")):
            made = _line(f"rail.{who}.{number}", "transport", f"rail.{who}", train, [(Factor(count, unit),)])
            yield replace(made, day=day, detail=f"{origin}→{target}")


def _tickets(plan: CostPlan) -> Iterator[CostLine]:
    for day, place_id in plan.use.visits:
        place = plan.catalog.places.get(place_id)
        bands = bands_on(plan.party.ages_on(plan.first + timedelta(day - 1)))
        if place is not None and place.ticket_fen == 0:
            bands = {"all": plan.party.people}
        for band, people in bands.items():
            made = _line(
                f"ticket.{place_id}.d{day}.{band}", "tickets", "ticket", place_id, [(Factor(people, "guest"),)]
            )
            yield replace(made, day=day, detail=band)
        if words := extras_of(place):
            made = _line(
                f"extra.{place_id}.d{day}", "tickets", "extra", place_id, [(Factor(plan.party.people, "guest"),)]
            )
            yield replace(made, day=day, detail=words)


def _staff(plan: CostPlan) -> Iterator[CostLine]:
    days = Factor(plan.use.days, "day")
    for kind, count in (("guide", plan.staff.guides), ("doctor", plan.staff.doctors), ("nurse", plan.staff.nurses)):
        yield _line(kind, "staff", kind, "", [(Factor(count, kind), days)])
    aids = plan.rules.whole("coach-aids") if "coach-aids" in plan.rules.rules else 1
    if plan.use.coaches:
        factors = (Factor(aids * len(plan.mix.seats), "wheelchair"), days)
        yield _line("wheelchair", "staff", "wheelchair", "", [factors])


def _other(plan: CostPlan) -> Iterator[CostLine]:
    counted: Counter[str] = Counter()
    for age in plan.party.ages_on(plan.first):
        counted[_insured(age, plan.inputs.bands)] += 1
    for band in (*(f"to{limit}" for limit in plan.inputs.bands), f"over{plan.inputs.bands[-1]}", "unknown"):
        if counted[band]:
            yield replace(
                _line(f"insurance.{band}", "other", "insurance", "", [(Factor(counted[band], "guest"),)]), detail=band
            )
    yield _line("liability", "other", "liability", "", [(Factor(plan.party.people, "guest"),)])


def _insured(age: int | None, limits: tuple[int, ...]) -> str:
    if age is None:
        return "unknown"
    return next((f"to{limit}" for limit in limits if age <= limit), f"over{limits[-1]}")


def _own(plan: CostPlan, own: OwnLine) -> CostLine:
    coach_days = sum(1 for _ in plan.use.coaches) * len(plan.mix.seats)
    rooms = plan.rooms.twin + plan.rooms.accessible + plan.rooms.single
    counts: dict[str, tuple[Factor, ...]] = {
        "group": (),
        "guest": (Factor(plan.party.people, "guest"),),
        "day": (Factor(plan.use.days, "day"),),
        "guest_day": (Factor(plan.party.people, "guest"), Factor(plan.use.days, "day")),
        "coach_day": (Factor(coach_days, "coach_day"),),
        "room_night": (Factor(rooms, "room"), Factor(len(plan.use.nights), "night")),
    }
    terms = [(Factor(own.times, "times"), *counts[own.per])]
    return replace(_line(f"own.{own.id}", "other", "own", "", terms), detail=own.name, minus=own.voucher)


def quantity_of(terms: Terms) -> int:
    """A sum of products."""
    return sum(prod(factor.number for factor in factors) for factors in terms)
