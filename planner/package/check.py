"""The checker of packages: facts, rules, trip and package in, everything that is wrong out.

Shares no code with what makes packages; counts and sums are made again from the trip, the group and the facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.types import Itinerary
from planner.package.offer import CostLine, Package
from planner.rules import RulePack
from planner.violations import Violation


def check_package(facts: Facts, itinerary: Itinerary, package: Package) -> tuple[Violation, ...]:
    """All violations of a package, hard and soft, in the order sums, tickets, what is left out, beds, seats, staff."""
    facts = facts.on(itinerary.request.start)
    return (
        *_sums(package),
        *_tickets(facts.catalog, itinerary, package),
        *_left_out(itinerary, package),
        *_beds(package),
        *_seats(facts.rules, package),
        *_staff(facts.rules, package),
    )


def _sums(package: Package) -> Iterator[Violation]:
    counted = 0
    for line in package.lines:
        if line.unit_fen is None:
            right = None
        else:
            right = line.unit_fen * line.quantity * line.times
            counted += right
        if line.total_fen != right:
            yield Violation("package-line", _name(line), abs((line.total_fen or 0) - (right or 0)), "fen")
        if (right is None) != (line.certainty in ("unknown", "missing")):
            yield Violation("package-certainty", _name(line))
    if package.total_fen != counted:
        yield Violation("package-total", "", abs(package.total_fen - counted), "fen")
    if package.complete != all(line.unit_fen is not None for line in package.lines):
        yield Violation("package-complete", "")
    short_fen = package.total_fen - package.per_person_fen * package.group.people
    if not -package.group.people < short_fen <= 0:
        yield Violation("package-per-person", "", abs(short_fen), "fen")
    markup = sum(line.total_fen or 0 for line in package.lines if line.kind == "markup")
    excess = abs(markup - (counted - markup) * package.prices.markup_percent / 100)
    if excess > 0.5:
        yield Violation("package-markup", "", excess, "fen")


def _tickets(catalog: Catalog, itinerary: Itinerary, package: Package) -> Iterator[Violation]:
    group = package.group
    travelling = {
        "under_60": group.companions,
        "from_60": group.from_60,
        "from_65": group.from_65,
        "from_70": group.from_70 + group.from_75,
    }
    needed: Counter[tuple[str, str]] = Counter()
    for day in itinerary.days:
        for visit in day.visits:
            for band, people in travelling.items():
                needed[visit.place.id, band] += people
    costed: Counter[tuple[str, str]] = Counter()
    for line in package.lines:
        if line.kind != "ticket":
            continue
        if line.quantity != sum(travelling[band] for band in line.bands):
            yield Violation("package-tickets", _name(line), line.quantity, "people")
        for band in line.bands:
            costed[line.subject, band] += travelling[band] * line.times
            stated = _stated(catalog, line.subject, band)
            if (line.unit_fen, line.certainty) != stated:
                yield Violation("ticket-age", _name(line), abs((line.unit_fen or 0) - (stated[0] or 0)), "fen")
    for key in sorted(needed.keys() | costed.keys()):
        if needed[key] != costed[key]:
            yield Violation("package-tickets", " ".join(key), abs(needed[key] - costed[key]), "people")


def _stated(catalog: Catalog, place_id: str, band: str) -> tuple[int | None, str]:
    place = catalog.places.get(place_id)
    full = place.ticket_fen if place else None
    if place and full != 0:
        own = {"from_60": place.price_60_fen, "from_65": place.price_65_fen, "from_70": place.price_70_fen}
        price = own.get(band, full)
        if price is not None:
            return price, "known"
    if full is None:
        return None, "unknown"
    return full, "known" if full == 0 else "ask"


def _left_out(itinerary: Itinerary, package: Package) -> Iterator[Violation]:
    """`all-in-price`: whatever the trip makes people pay for has its line, for everybody who pays."""
    people, staff, days = package.group.people, package.staffing, len(itinerary.days)
    owed: Counter[str] = Counter(insurance=people, guide=staff.guides * days)
    owed["doctor"], owed["nurse"] = staff.doctors * days, staff.nurses * days
    aboard = people + staff.guides + staff.doctors + staff.nurses
    for day in itinerary.days:
        kinds = Counter(item.kind for item in day.items)
        modes = {item.mode for item in day.items if item.kind == "leg"}
        owed["lunch"] += kinds["lunch"] * people
        owed["coach"] += package.seating.coaches if "ride" in modes else 0
        if "train" in modes:
            owed["rail"] = aboard
        if day.hotel is not None:
            owed["dinner"] += people
            owed[f"hotel {day.hotel.id}"] += package.rooming.rooms
    costed: Counter[str] = Counter()
    prices = package.prices
    own = {
        "hotel": prices.room_fen,
        "coach": prices.coach_fen,
        "rail": prices.rail_fen,
        "lunch": prices.meal_fen,
        "dinner": prices.meal_fen,
        "guide": prices.guide_fen,
        "doctor": prices.doctor_fen,
        "nurse": prices.nurse_fen,
        "insurance": prices.insurance_fen,
    }
    for line in package.lines:
        if line.kind in own:
            costed[f"{line.kind} {line.subject}".strip()] += line.quantity * line.times
            if line.unit_fen != own[line.kind]:
                yield Violation("package-own-price", _name(line))
    for what in sorted(owed.keys() | costed.keys()):
        if owed[what] != costed[what]:
            yield Violation("all-in-price", what, abs(owed[what] - costed[what]))


def _beds(package: Package) -> Iterator[Violation]:
    rooming, group = package.rooming, package.group
    if rooming.accessible < group.wheelchairs:
        yield Violation("hotel-room", "", group.wheelchairs - rooming.accessible, "rooms")
    if rooming.single < group.singles:
        yield Violation("package-singles", "", group.singles - rooming.single, "rooms")
    beds = 2 * rooming.accessible + 2 * rooming.twin + rooming.single
    if beds < group.people:
        yield Violation("package-beds", "", group.people - beds, "people")
    if rooming.staff < package.staffing.guides + package.staffing.doctors + package.staffing.nurses:
        yield Violation("package-beds", "staff")


def _seats(rules: RulePack, package: Package) -> Iterator[Violation]:
    spare_percent = rules.whole("coach-spare")
    seating, staff = package.seating, package.staffing
    aboard = package.group.people + staff.guides + staff.doctors + staff.nurses
    allowed = seating.coaches * (seating.seats * (100 - spare_percent) // 100)
    if aboard > allowed:
        yield Violation("coach-spare", "", aboard - allowed, "people")
    if seating.seats != package.prices.coach_seats:
        yield Violation("package-seats", "")


def _staff(rules: RulePack, package: Package) -> Iterator[Violation]:
    staff, group = package.staffing, package.group
    if staff.guides < max(1, package.seating.coaches):
        yield Violation("guide", "", max(1, package.seating.coaches) - staff.guides, "people")
    if group.people >= rules.whole("doctor"):
        if staff.doctors < 1:
            yield Violation("doctor", "", 1, "people")
        ratio = rules.whole("medics-ratio")
        for medics in (staff.doctors, staff.nurses):
            if medics * ratio < group.people:
                yield Violation("medics-ratio", "", group.people - medics * ratio, "people", hard=False)
    alone = group.from_75 - group.companions
    if alone > 0:
        yield Violation("companion-75", "", alone, "people", hard=False)


def _name(line: CostLine) -> str:
    return " ".join(part for part in (line.kind, line.subject, *line.bands) if part)
