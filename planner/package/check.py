"""The checker of ledgers: facts, rules, trip, party and ledger in, everything that is wrong out.

Shares no code with what makes ledgers: counts and sums are made again from the trip and the facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.types import Itinerary, Spot
from planner.package.ledger import CostLine, Ledger
from planner.package.party import Party
from planner.rules import RulePack
from planner.violations import Violation


def check_ledger(facts: Facts, trip: Itinerary, party: Party, ledger: Ledger) -> tuple[Violation, ...]:
    """All violations, in the order sums, what is left out or counted twice, tickets, beds, seats, staff."""
    facts = facts.on(trip.request.start)
    return (
        *_sums(ledger),
        *_counts(facts.catalog, trip, party, ledger),
        *_tickets(facts.catalog, trip, party, ledger),
        *_beds(trip, party, ledger),
        *_seats(facts.rules, party, ledger),
        *_staff(facts.rules, party, ledger),
    )


def _sums(ledger: Ledger) -> Iterator[Violation]:
    known, missing = 0, []
    for line in ledger.lines:
        if line.total_fen is None:
            missing.append(line.key)
            if line.unit_fen is not None:
                yield Violation("package-certainty", line.key)
            continue
        if line.source is None:
            yield Violation("package-source", line.key)
        right = _computed(ledger, line, known) if line.rate_bp is not None else _product(line)
        if line.total_fen != right:
            yield Violation("package-line", line.key, abs(line.total_fen - right), "fen")
        known += line.total_fen
    if known != ledger.total_fen:
        yield Violation("package-total", "", abs(known - ledger.total_fen), "fen")
    if tuple(missing) != ledger.unknown:
        yield Violation("package-complete", "")
    if len({line.key for line in ledger.lines}) != len(ledger.lines):
        yield Violation("package-twice", "")


def _product(line: CostLine) -> int:
    counted = 0
    for factors in line.terms:
        part = 1
        for factor in factors:
            part *= factor.number
        counted += part
    sign = -1 if line.minus else 1
    if line.quantity != counted and not line.minus:
        return 10**15  # wrong in any case
    return sign * line.quantity * (line.unit_fen or 0)


def _computed(ledger: Ledger, line: CostLine, before_fen: int) -> int:
    """Half up, in whole numbers."""
    rate = line.rate_bp or 0
    if line.base:
        based = next((each.total_fen or 0 for each in ledger.lines if each.key == line.base), 0)
        whole, rest = divmod(based * rate, 10_000)
        return -(whole + (rest >= 5_000))
    whole, rest = divmod(before_fen * rate, 10_000)
    return whole + (rest >= 5_000)


def _counts(catalog: Catalog, trip: Itinerary, party: Party, ledger: Ledger) -> Iterator[Violation]:
    """`all-in-price`: whatever the trip makes people pay for has its line, for everybody who pays, once."""
    owed = _owed(catalog, trip, party, ledger)
    costed: Counter[str] = Counter()
    for line in (*ledger.lines, *ledger.off):
        if line.minus or line.kind in ("own", "contingency", "tax", "commission", "free"):
            continue
        about = {
            "coach": f"coach {line.subject}", "toll": f"toll {line.subject}", "rail.guest": "rail.guest",
            "rail.staff": "rail.staff", "meal.lunch": f"lunch {line.day}", "meal.dinner": f"dinner {line.day}",
            "insurance": "insurance", "liability": "liability", "guide": "guide", "doctor": "doctor", "nurse": "nurse",
            "meal.staff": "meal.staff", "room.staff": "room.staff",
        }.get(line.kind)  # fmt: skip
        if about is not None:
            costed[about] += line.quantity
    for what in sorted(owed.keys() | costed.keys()):
        if owed[what] != costed[what]:
            yield Violation("all-in-price", what, abs(owed[what] - costed[what]))


def _owed(catalog: Catalog, trip: Itinerary, party: Party, ledger: Ledger) -> Counter[str]:
    staff, coaches, days = ledger.staff, len(ledger.mix.seats), len(trip.days)
    crew = staff.guides + staff.doctors + staff.nurses
    owed: Counter[str] = Counter(insurance=party.people, liability=party.people)
    owed["guide"], owed["doctor"], owed["nurse"] = staff.guides * days, staff.doctors * days, staff.nurses * days
    for number, day in enumerate(trip.days, start=1):
        kinds = Counter(item.kind for item in day.items)
        meals = kinds["lunch"] + (day.hotel is not None)
        owed[f"lunch {number}"] += kinds["lunch"] * party.people
        if day.hotel is not None:
            owed[f"dinner {number}"] += party.people
            owed["room.staff"] += crew
        owed["meal.staff"] += meals * crew
        for item in day.items:
            if item.kind == "leg" and item.mode == "train":
                owed["rail.guest"] += party.people
                owed["rail.staff"] += crew
    for city, number in _hired(catalog, trip):
        owed[f"coach {city}"] += coaches
        owed[f"toll {city}"] += coaches
        day = trip.days[number - 1]
        owed["meal.staff"] += coaches * (sum(item.kind == "lunch" for item in day.items) + (day.hotel is not None))
    return owed


def _hired(catalog: Catalog, trip: Itinerary) -> set[tuple[str, int]]:
    """City and day of every coach: between two trains the group keeps the one it got in at."""
    stretches: list[list[tuple[int, Spot]]] = [[]]
    for number, day in enumerate(trip.days, start=1):
        for item in day.items:
            if item.kind == "leg" and item.mode == "train":
                stretches.append([])
            elif item.kind == "leg" and item.mode == "ride":
                stretches[-1].append((number, item.origin))
    hired = set()
    for rides in filter(None, stretches):
        begin = rides[0][1]
        row: object = {
            "place": catalog.places.get(begin.id), "hotel": catalog.hotels.get(begin.id),
            "restaurant": catalog.restaurants.get(begin.id), "station": catalog.stations.get(begin.id),
        }.get(begin.kind)  # fmt: skip
        city = getattr(row, "city", None)
        if not city:
            squares = {c.name: (c.lat - begin.lat) ** 2 + (c.lon - begin.lon) ** 2 for c in catalog.cities.values()}
            city = min(squares, key=squares.__getitem__, default=begin.name)
        hired |= {(str(city), number) for number, _ in rides}
    return hired


def _tickets(catalog: Catalog, trip: Itinerary, party: Party, ledger: Ledger) -> Iterator[Violation]:
    owed: Counter[tuple[str, int]] = Counter()
    for number, day in enumerate(trip.days, start=1):
        for item in day.items:
            if item.kind == "visit":
                owed[item.place.id, number] += party.people
    for line in (*ledger.lines, *ledger.off):
        if line.kind != "ticket" or line.day is None:
            continue
        owed[line.subject, line.day] -= line.quantity
        on = trip.days[0].date + timedelta(line.day - 1)
        if line.detail != "all" and line.quantity != _of_age(party, line.detail, on):
            yield Violation("package-tickets", line.key, line.quantity, "people")
        if line.source in ("facts", "ask") and line.unit_fen not in _stated(catalog, line):
            yield Violation("ticket-age", line.key)
    for (place, number), left in owed.items():
        if left:
            yield Violation("package-tickets", f"{place} {number}", abs(left), "people")


def _of_age(party: Party, band: str, on: date) -> int:
    spans = {"child": (0, 17), "under_60": (18, 59), "from_60": (60, 64), "from_65": (65, 69), "from_70": (70, 200)}
    if band == "unknown":
        return party.people - len(party.births) - len(party.ages)
    low, high = spans[band]
    had = [on.year - b.year - (0 if (on.month, on.day) >= (b.month, b.day) else 1) for b in party.births]
    return sum(low <= age <= high for age in (*had, *party.ages))


def _stated(catalog: Catalog, line: CostLine) -> set[int | None]:
    """Prices the facts allow for that band: the place's own, a policy's, or the full one."""
    place = catalog.places.get(line.subject)
    if place is None:
        return {None}
    if place.ticket_fen == 0:
        return {0}
    own = {"from_60": place.price_60_fen, "from_65": place.price_65_fen, "from_70": place.price_70_fen}.get(line.detail)
    if own is not None:
        return {own}
    policies = [p for p in catalog.policies.values() if p.place_id == place.id and p.pays_percent is not None]
    granted = {(place.ticket_fen or 0) * (p.pays_percent or 0) // 100 for p in policies if line.source == "facts"}
    return granted | {place.ticket_fen}


def _beds(trip: Itinerary, party: Party, ledger: Ledger) -> Iterator[Violation]:
    aboard = [line.quantity for line in (*ledger.lines, *ledger.off) if line.kind == "berth"]
    if aboard and sum(aboard) < party.people:
        yield Violation("package-beds", "", party.people - sum(aboard), "people")
    if not any(day.hotel for day in trip.days):
        return
    nights: dict[str, Counter[str]] = {}
    for line in (*ledger.lines, *ledger.off):
        if line.kind in ("room.twin", "room.accessible", "room.single"):
            nights.setdefault(line.subject, Counter())[line.kind.removeprefix("room.")] += line.quantity
    for hotel, kinds in nights.items():
        stays = sum(day.hotel is not None and day.hotel.id == hotel for day in trip.days)
        beds = 2 * kinds["accessible"] + 2 * kinds["twin"] + kinds["single"]
        if beds < party.people * stays:
            yield Violation("package-beds", hotel, party.people * stays - beds, "people", hard=not party.rooms)
        if kinds["accessible"] < party.wheelchairs * stays:
            yield Violation("hotel-room", hotel, party.wheelchairs * stays - kinds["accessible"], hard=not party.rooms)
        if kinds["single"] < party.singles * stays:
            yield Violation("package-singles", hotel, party.singles * stays - kinds["single"], hard=not party.rooms)
    for day in trip.days:
        if day.hotel is not None and day.hotel.id not in nights:
            yield Violation("package-beds", day.hotel.id, party.people, "people")


def _seats(rules: RulePack, party: Party, ledger: Ledger) -> Iterator[Violation]:
    aboard = party.people + ledger.staff.guides + ledger.staff.doctors + ledger.staff.nurses
    free_percent = rules.whole("coach-spare")
    allowed = sum(seats - -(-seats * free_percent // 100) for seats in ledger.mix.seats)
    if aboard > allowed:
        yield Violation("coach-spare", "", aboard - allowed, "people", hard=False)


def _staff(rules: RulePack, party: Party, ledger: Ledger) -> Iterator[Violation]:
    staff = ledger.staff
    if staff.guides < 1:
        yield Violation("guide", "", 1, "people")
    if party.people >= rules.whole("doctor"):
        needed = -(-party.people // rules.whole("medics-ratio"))
        if staff.doctors < needed or staff.nurses < needed:
            yield Violation("doctor", "", needed - min(staff.doctors, staff.nurses), "people")
