"""The checker of longer stays: from facts, rules and the stay alone. Shares no code with what plans them.

Every violation is reported, none stops the others. `hard` ones never reach a user.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, inf

from pyproj import Geod

from planner.catalog import Hotel, Place, Restaurant, hours_on, month_climate
from planner.facts import Facts
from planner.itinerary.check import CheckContext, check_day, check_daylight
from planner.itinerary.types import Leg, Spot
from planner.people import SIT_MIN, MobilityProfile, party_profile, passable
from planner.stay.types import PRICES, NearbyThing, Stay, StayBase, StayDay
from planner.travel import road_table
from planner.violations import Violation

_GEOD = Geod(ellps="WGS84")
KM_ROUNDING, ALMOST_KM = 0.11, 0.6  # kilometres are given to a tenth; on a sphere they are a little off


def check_stay(facts: Facts, stay: Stay) -> tuple[Violation, ...]:
    """All violations of a stay, hard and soft, recomputed from the facts and rules; empty if there are none."""
    request = stay.request
    facts = facts.on(request.start)
    heads = max(request.people, len(request.ages))
    person = party_profile(facts.rules, (request.profile, *request.companions), request.pace, heads)
    return tuple(_stay(CheckContext(facts, person), stay))


def _stay(context: CheckContext, stay: Stay) -> Iterator[Violation]:
    yield from _calendar(stay)
    yield from _bases(context, stay)
    for day in stay.days:
        yield from _day(context, stay, day)
    yield from _moves(context, stay)
    yield from _rhythm(context, stay)
    yield from _places(stay)
    yield from check_daylight(context, [day.trip for day in stay.days if day.trip])
    proof = stay.proof
    if proof.bound < proof.worth or (proof.optimal and proof.gap > 0):
        yield Violation("proof", stay.request.start.isoformat())


def _calendar(stay: Stay) -> Iterator[Violation]:
    """Every day once, in order, each at the base that is slept at."""
    request, first = stay.request, stay.request.start.isoformat()
    if len(stay.days) != request.nights + 1:
        yield Violation("day-count", first, abs(len(stay.days) - request.nights - 1), "count")
    for number, day in enumerate(stay.days):
        if day.date != request.start + timedelta(days=number):
            yield Violation("dates", day.date.isoformat())
        if (day.base is None) != (number == len(stay.days) - 1):
            yield Violation("hotel-missing", day.date.isoformat())
    slept = [day.base for day in stay.days[:-1]]
    for number, base in enumerate(stay.bases):
        span = [day.date for day, at in zip(stay.days, slept, strict=False) if at == number]
        if not span or (span[0], len(span), base.leave) != (base.arrive, base.nights, span[-1] + timedelta(days=1)):
            yield Violation("hotel-missing", base.hotel.name)
    if [base for base in slept if base is not None] != sorted(base for base in slept if base is not None):
        yield Violation("hotel-missing", first)


def _bases(context: CheckContext, stay: Stay) -> Iterator[Violation]:
    rules, request = context.facts.rules, stay.request
    if not 1 <= len(stay.bases) <= request.bases:
        yield Violation("stay-bases", request.start.isoformat(), abs(len(stay.bases) - request.bases), "count")
    for base in stay.bases:
        yield from _things(context, base)
        least = rules.whole("stay-base-nights") - base.nights
        if len(stay.bases) > 1 and least > 0:
            yield Violation("stay-base-nights", base.hotel.name, least, "count")
        hotel = context.facts.catalog.hotels.get(base.hotel.id)
        if hotel is None or not hotel.usable:
            yield Violation("hotel-unsure", base.hotel.name)
            continue
        if hotel.city == request.home and not request.elsewhere:
            yield Violation("stay-at-home", base.hotel.name)
        if hotel.price_band and PRICES.index(hotel.price_band) > PRICES.index(request.price):
            yield Violation("stay-price", base.hotel.name)
        yield from _lift(context, stay, hotel)
        yield from _hospital(context, base, hotel)
        if (base.phone, base.price_band, base.kind) != (hotel.phone, hotel.price_band, hotel.kind):
            yield Violation("stay-mark", base.hotel.name)
    for first, second in pairwise(stay.bases):
        if first.city == second.city:
            yield Violation("stay-same-city", second.hotel.name)


def _lift(context: CheckContext, stay: Stay, hotel: Hotel) -> Iterator[Violation]:
    if hotel.lift == "yes":
        return
    others = context.facts.catalog.hotels.values()
    confirmed = any(other.city == hotel.city and other.usable and other.lift == "yes" for other in others)
    needed = context.person.needs_lift and (confirmed or hotel.lift is not None)
    if stay.request.lift == "confirmed" or needed:
        yield Violation("hotel-lift", hotel.name)


def _hospital(context: CheckContext, base: StayBase, hotel: Hotel) -> Iterator[Violation]:
    """The one named is where it is said to be, in reach, and none is nearer."""
    rules, hospitals = context.facts.rules, context.facts.catalog.hospitals
    doubt = rules.number("stay-hospital-doubt")
    far = {row.id: float(_GEOD.inv(hotel.lon, hotel.lat, row.lon, row.lat)[2]) / 1000 for row in hospitals.values()}
    counted = {key: km + doubt * (hospitals[key].position == "town") for key, km in far.items()}
    named = hospitals.get(base.hospital.id)
    if named is None or abs(far[named.id] - base.hospital.km) > ALMOST_KM:
        yield Violation("stay-mark", base.hospital.name)
        return
    if (base.hospital.name, base.hospital.name_en, base.hospital.phone, base.hospital.rough) != (
        named.name, named.name_en, named.phone, named.position == "town",
    ) or counted[named.id] > min(counted.values()) + ALMOST_KM:  # fmt: skip
        yield Violation("stay-mark", named.name)
    over = counted[named.id] - rules.number("stay-hospital-km")
    if over > ALMOST_KM:
        yield Violation("stay-hospital-km", hotel.name, round(over, 1), "km")
    elif far[named.id] > rules.number("base-reach"):
        over = far[named.id] - rules.number("base-reach")
        yield Violation("base-reach", hotel.name, round(over, 1), "km", hard=False)


def _moves(context: CheckContext, stay: Stay) -> Iterator[Violation]:
    """One travels on the days on which the base changes, and on no other."""
    rules = context.facts.rules
    catalog = context.facts.catalog
    station = catalog.stations[catalog.cities[stay.request.home].station]
    city = catalog.cities[stay.request.home]
    at = (station.lat, station.lon) if station.lat and station.lon else (city.lat, city.lon)
    home = Spot("station", station.name, f"{station.name}站", station.name_en, float(at[0]), float(at[1]))
    here = home
    for day in stay.days:
        there = home if day.base is None else stay.bases[day.base].hotel
        moves = (there.kind, there.id) != (here.kind, here.id)
        if moves != (day.use == "move"):
            yield Violation("stay-mark", day.date.isoformat())
        elif moves and day.trip:
            legs = [item for item in day.trip.items if isinstance(item, Leg) and item.mode == "train"]
            early = any(leg.start < rules.minute("early-train") for leg in legs)
            begin, end = rules.minute("train-day-start" if early else "day-start"), rules.minute("hotel-by")
            yield from check_day(context, day.trip, here, there, (begin, end))
            if day.trip.visits:
                yield Violation("stay-mark", day.date.isoformat())
        here = there


def _day(context: CheckContext, stay: Stay, day: StayDay) -> Iterator[Violation]:
    where, rules = day.date.isoformat(), context.facts.rules
    if (day.trip is None) != (day.use == "leisure") or (day.trip and day.trip.date != day.date):
        yield Violation("stay-mark", where)
        return
    if day.base is None or day.use == "move":
        return
    base = stay.bases[day.base]
    if day.weather != _weather(context, base.city, day.date):
        yield Violation("stay-mark", where)
    if day.use == "outing" and day.trip:
        begin, end = rules.minute("stay-out-from"), rules.minute("stay-out-to")
        yield from check_day(context, day.trip, base.hotel, base.hotel, (begin, end))
        for code, over, unit in (
            ("stay-outing-visits", len(day.trip.visits) - rules.whole("stay-outing-visits"), "count"),
            ("stay-outing-ride", day.trip.ride_min - rules.whole("stay-outing-ride"), "min"),
        ):
            if over > 0:
                yield Violation(code, where, over, unit)
        daily = {thing.spot.id for thing in base.things if thing.use not in ("sight", "table")}
        if not day.trip.visits or any(visit.place.id in daily for visit in day.trip.visits):
            yield Violation("stay-outing", where)
    for thing in day.things:
        if thing not in base.things:
            yield Violation("stay-mark", f"{where} {thing.spot.name}")
        if _closed(context, thing, day.date):
            yield Violation("closed", f"{where} {thing.spot.name}")


def _weather(context: CheckContext, city: str, day: date) -> str:
    climate, rules = month_climate(context.facts.catalog, city, day.month, inf), context.facts.rules
    if climate is None:
        return ""
    if climate.high_c + climate.low_c <= 2 * rules.number("cold-care"):
        return "cold"
    return "hot" if climate.high_c >= rules.number("heat-care") else ""


def _things(context: CheckContext, base: StayBase) -> Iterator[Violation]:
    """What is said to be near exists, suits, and is as near as it says; a hot spring in the hotel is nowhere else."""
    catalog, rules, person = context.facts.catalog, context.facts.rules, context.person
    hotel, elsewhere = catalog.hotels.get(base.hotel.id), []
    for thing in base.things:
        row = _row(context, thing)
        if thing.spot.kind == "hotel":
            if thing.spot.id != base.hotel.id or (thing.metres, thing.minutes) != (0, 0):
                yield Violation("stay-mark", thing.spot.name)
        elif row is None or not row.usable:
            yield Violation("place-unsure", thing.spot.name)
        else:
            elsewhere.append((thing, row))
    ways = road_table([(base.hotel.lat, base.hotel.lon), *((row.lat, row.lon) for _, row in elsewhere)])
    for number, (thing, row) in enumerate(elsewhere, 1):
        where = thing.spot.name
        if isinstance(row, Place) and not passable(row.step_free, person.steps):
            yield Violation("steps", where)
        if isinstance(row, Place) and row.intensity > rules.whole("stay-leisure"):
            yield Violation("stay-leisure", where, row.intensity - rules.whole("stay-leisure"), "count")
        if abs(1000 * float(ways.km[0, number]) - thing.metres) > 1000 * KM_ROUNDING:
            yield Violation("road-mark", where)
        if hotel and thing.rough != (hotel.position != "exact" or row.position != "exact"):
            yield Violation("stay-mark", where)
        yield from _near(context, thing, int(ways.minutes[0, number]) + person.boarding_min, where)


def _row(context: CheckContext, thing: NearbyThing) -> Place | Restaurant | None:
    catalog = context.facts.catalog
    if thing.spot.kind == "place":
        return catalog.places.get(thing.spot.id)
    return catalog.restaurants.get(thing.spot.id)


def _closed(context: CheckContext, thing: NearbyThing, day: date) -> bool:
    """Is a place out of season, or shut that day?"""
    place = context.facts.catalog.places.get(thing.spot.id) if thing.spot.kind == "place" else None
    if place is None:
        return False
    months = (day.month - place.season_from) % 12 <= (place.season_to - place.season_from) % 12
    return not months or hours_on(place.hours, day) == ()


def _near(context: CheckContext, thing: NearbyThing, wheels: int, where: str) -> Iterator[Violation]:
    """In the minutes that are said, and within those that are near."""
    rules, person = context.facts.rules, context.person
    if thing.way == "walk":
        needed = _feet(thing.metres, person)
        over = 2 * thing.metres - rules.number("stay-foot-share") * person.walk_m
        if over > 0:
            yield Violation("stay-foot-share", where, round(over), "m")
        most, code = rules.whole("stay-foot"), "stay-foot"
    else:
        needed, most, code = wheels, rules.whole("stay-ride"), "stay-ride"
    if thing.minutes < needed:
        yield Violation("ride-too-short", where, needed - thing.minutes, "min")
    if thing.minutes > most:
        yield Violation(code, where, thing.minutes - most, "min")


def _feet(metres: int, person: MobilityProfile) -> int:
    return ceil(metres / person.pace / 60) + max(0, metres - 1) // person.seat_every_m * SIT_MIN


def _rhythm(context: CheckContext, stay: Stay) -> Iterator[Violation]:
    """Not on neighbouring days, not right after arriving, not too often in a week."""
    rules = context.facts.rules
    gentle = context.person.needs_lift or stay.request.pace == "slow"
    most = rules.whole("stay-outings-gentle") if gentle else rules.whole("stay-outings")
    for first, second in pairwise(stay.days):
        if first.use == second.use == "outing":
            yield Violation("stay-neighbours", second.date.isoformat())
    for number, base in enumerate(stay.bases):
        out = [(day.date - base.arrive).days for day in stay.days if day.use == "outing" and day.base == number]
        for day in out:
            if day <= rules.whole("stay-settle"):
                yield Violation("stay-settle", base.hotel.name, rules.whole("stay-settle") + 1 - day, "days")
        least = rules.whole("stay-outings-least")
        for week in range(-(-base.nights // 7)):
            count = sum(day // 7 == week for day in out)
            if count > most:
                rule = "stay-outings-gentle" if gentle else "stay-outings"
                yield Violation(rule, base.hotel.name, count - most, "count")
            free = range(max(7 * week, rules.whole("stay-settle") + 1), min(7 * week + 7, base.nights))
            if len(free) >= 2 * least - 1 and count < least:
                monday = (base.arrive + timedelta(days=7 * week)).isoformat()
                yield Violation("stay-outings-least", monday, least - count, "count", hard=False)


def _places(stay: Stay) -> Iterator[Violation]:
    """Nothing is seen twice, and nothing that nobody wants."""
    seen = [visit.place.id for day in stay.days if day.trip for visit in day.trip.visits]
    for place in sorted({place for place in seen if seen.count(place) > 1}):
        yield Violation("twice", place, seen.count(place) - 1, "count")
    named = {thing.spot.id for day in stay.days for thing in day.things}
    for place in stay.request.bans:
        if place in seen or place in named:
            yield Violation("banned", place)
