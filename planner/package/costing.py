"""From a trip, a party and what was entered to the ledger: each line with its formula, unknown prices never counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import prod

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.types import Itinerary
from planner.package.coaches import given_mix, mixes_for
from planner.package.inputs import CostInputs, OwnLine
from planner.package.ledger import CoachMix, CostLine, Factor, Ledger, Rooms, Section, Staff, Terms
from planner.package.party import Party
from planner.package.rooming import rooms_for
from planner.package.staffing import medics_for, staff_for
from planner.package.tickets import bands_on, extras_of, ticket_price
from planner.package.usage import CoachDay, Use, use_of
from planner.rules import RulePack

PERCENT = 10_000  # a rate is in hundredths of a percent


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


def ledger_of(facts: Facts, trip: Itinerary, party: Party, inputs: CostInputs) -> Ledger:
    """The ledger of a departure. What nobody priced stays out of the total and is named."""
    facts = facts.on(trip.request.start)
    use = use_of(facts.catalog, trip)
    mixes = _mixes(facts.rules, party, use, inputs)
    mix = given_mix(inputs.mix, facts.rules) if inputs.mix else mixes[0]
    staff = staff_for(party.people, len(mix.seats) if use.coaches else 1, facts.rules)
    plan = CostPlan(
        facts.catalog, facts.rules, party, use, trip.request.start, inputs, mix, staff, rooms_for(party)
    )  # fmt: skip
    made = [_priced(plan, line) for line in _all_lines(plan) if line.quantity]
    kept = [line for line in made if not inputs.entry(line.key).off]
    kept += list(_taken_off(plan, kept))
    kept += list(_rates(inputs, kept))
    return Ledger(
        people=party.people,
        singles=party.singles,
        lines=tuple(kept),
        total_fen=sum(line.total_fen or 0 for line in kept),
        unknown=tuple(line.key for line in kept if line.total_fen is None),
        mix=mix,
        mixes=mixes,
        staff=staff,
        rooms=plan.rooms,
        single_fen=_single_supplement(kept, plan.rooms),
        off=tuple(line for line in made if inputs.entry(line.key).off),
    )


def quantity_of(terms: Terms) -> int:
    """A sum of products."""
    return sum(prod(factor.number for factor in factors) for factors in terms)


def _mixes(rules: RulePack, party: Party, use: Use, inputs: CostInputs) -> tuple[CoachMix, ...]:
    """For all cities the same; prices of a day add up over the cities where all are known."""
    day_fen: dict[int, int | None] = {}
    for size in inputs.sizes:
        prices = [inputs.entry(f"coach.{city}.{size}").fen for city in use.cities]
        known = [price for price in prices if price is not None]
        day_fen[size] = sum(known) if prices and len(known) == len(prices) else None
    aboard = party.people + 2 * medics_for(party.people, rules)
    return mixes_for(aboard, inputs.sizes, rules, day_fen)


def _all_lines(plan: CostPlan) -> Iterator[CostLine]:
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


def _priced(plan: CostPlan, line: CostLine) -> CostLine:
    """The line with its price: as entered, else as the facts state it, else none."""
    entry = plan.inputs.entry(line.key)
    if entry.fen is not None:
        unit: int | None = entry.fen
        line = replace(
            line, source=entry.source, as_of=entry.on, supplier=entry.supplier, valid_to=entry.valid_to
        )  # fmt: skip
    elif line.kind == "ticket":
        found = ticket_price(plan.catalog, plan.catalog.places.get(line.subject), line.detail)
        unit = found.fen
        line = replace(line, source=found.source, as_of=found.as_of)
    else:
        unit = None
    if unit is None:
        return line
    total = line.quantity * unit
    return replace(line, unit_fen=unit, total_fen=-total if line.minus else total)


def _taken_off(plan: CostPlan, lines: list[CostLine]) -> Iterator[CostLine]:
    """Free places and commissions as lines of their own."""
    for line in lines:
        entry = plan.inputs.entry(line.key)
        if line.unit_fen is None:
            continue
        if entry.free_per:
            yield from _free_places(plan.party.people // entry.free_per, line)
        if entry.commission_bp:
            back = -_share(line.total_fen or 0, entry.commission_bp)
            yield replace(
                line, key=f"{line.key}.commission", kind="commission", terms=(), quantity=1, unit_fen=None,
                total_fen=back, minus=True, rate_bp=entry.commission_bp, base=line.key, source="computed",
            )  # fmt: skip


def _free_places(free: int, line: CostLine) -> Iterator[CostLine]:
    """So many go free: a bed is half a twin room."""
    if not free or line.unit_fen is None:
        return
    bed = line.kind == "room.twin"
    unit = line.unit_fen // 2 if bed else line.unit_fen
    often = tuple(factor for factor in line.terms[0] if factor.unit in ("night", "day", "meal"))
    terms = ((Factor(free, "bed" if bed else "free"), *often),)
    count = min(quantity_of(terms), line.quantity * (2 if bed else 1))
    yield replace(
        line, key=f"{line.key}.free", kind="free", terms=terms, quantity=count, unit_fen=unit,
        total_fen=-count * unit, minus=True, base=line.key,
    )  # fmt: skip


def _rates(inputs: CostInputs, lines: list[CostLine]) -> Iterator[CostLine]:
    """Contingency and taxes, each of all known lines before it."""
    so_far = sum(line.total_fen or 0 for line in lines)
    for kind, rate in (("contingency", inputs.contingency_bp), ("tax", inputs.tax_bp)):
        if rate:
            part = _share(so_far, rate)
            yield CostLine(
                kind, "other", kind, "", (), 1, None, part, source="computed", rate_bp=rate
            )  # fmt: skip
            so_far += part


def _share(fen: int, rate_bp: int) -> int:
    """A share in hundredths of a percent, rounded half up to the fen."""
    return (2 * fen * rate_bp + PERCENT) // (2 * PERCENT)


def _single_supplement(lines: Iterable[CostLine], rooms: Rooms) -> int | None:
    """Over all nights: a single room less half a twin room; None where one of them has no price."""
    if not rooms.single:
        return None
    found = 0
    priced = {line.key: line for line in lines if line.kind in ("room.single", "room.twin")}
    singles = [line for line in priced.values() if line.kind == "room.single"]
    for line in singles:
        twin = priced.get(line.key.replace("room.single", "room.twin", 1))
        if line.unit_fen is None or twin is None or twin.unit_fen is None:
            return None
        nights = line.quantity // rooms.single
        found += nights * (line.unit_fen - twin.unit_fen // 2)
    return found if singles else None
