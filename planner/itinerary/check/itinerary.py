"""The checker of itineraries: from facts, rules and the itinerary alone. Shares no code with the solver.

Every violation is reported, none stops the others. `hard` ones never reach a user.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from planner.catalog import Place, TrainCall, hours_on
from planner.clock import DAY_MIN, clock_text
from planner.facts import Facts
from planner.itinerary.check.context import CheckContext
from planner.itinerary.check.day_notes import check_day_notes
from planner.itinerary.check.evening import check_evening
from planner.itinerary.check.loads import check_budgets, check_pauses
from planner.itinerary.check.open_air import check_daylight, check_open_air, check_rest_place
from planner.itinerary.check.requirements import check_requirements
from planner.itinerary.types import Connection, Day, Itinerary, Leg, Lunch, Rest, Spot, Supper, TripRequest, Visit
from planner.people import (
    SIT_MIN,
    TOILET_MIN,
    MobilityProfile,
    party_profile,
    passable,
    stay_minutes,
    visit_effort,
    walking_minutes,
)
from planner.rules import RulePack
from planner.travel import pauses, road_table
from planner.violations import Violation

KM_ROUNDING = 0.11  # kilometres are given to a tenth


def check_itinerary(facts: Facts, itinerary: Itinerary) -> tuple[Violation, ...]:
    """All violations of a trip, hard and soft, recomputed from the facts and rules; empty if there are none."""
    request = itinerary.request
    facts = facts.on(request.start)
    heads = max(request.people, len(request.ages))
    person = party_profile(facts.rules, (request.profile, *request.companions), request.pace, heads)
    return tuple(_trip(CheckContext(facts, person), itinerary))


def check_day(
    context: CheckContext, day: Day, origin: Spot, target: Spot, clock: tuple[int, int], ends_at_home: bool = False
) -> Iterator[Violation]:
    """All violations of one day that must lead from `origin` to `target` within the minutes of `clock`."""
    where = day.date.isoformat()
    yield from _order(day, origin, target, clock, where)
    yield from _day_trip(context, day, where)
    for item in day.items:
        if isinstance(item, Leg):
            check = {"train": _train, "walk": _walk, "ride": _ride}[item.mode]
            yield from check(context, item, where)
        elif isinstance(item, Visit):
            yield from _visit(context, item, day.date)
    yield from check_open_air(context, day, where)
    yield from _lunch(context, day, clock, where, ends_at_home)
    yield from check_pauses(context, day, where)
    yield from check_budgets(context, day, where)


def _trip(context: CheckContext, itinerary: Itinerary) -> Iterator[Violation]:
    request, days = itinerary.request, itinerary.days
    if len(days) != request.days:
        yield Violation("day-count", request.start.isoformat(), abs(len(days) - request.days), "count")
    for number, day in enumerate(days):
        if day.date != request.start + timedelta(days=number):
            yield Violation("dates", day.date.isoformat())
        if (day.hotel is None) != (number == len(days) - 1):
            yield Violation("hotel-missing", day.date.isoformat())
        if day.hotel:
            wrong = list(_hotel(context, day.hotel, request))
            yield from wrong or _lift_mark(context, day)
    first, last = (_end(context, request.home, each) for each in (request.arrival, request.departure))
    nodes = [first, *(day.hotel or last for day in days)]
    for number, (day, (origin, target)) in enumerate(zip(days, pairwise(nodes), strict=True)):
        clock = _clock_of(context, itinerary, number, day)
        ends_at_home = number == len(days) - 1 and request.departure is None
        yield from check_day(context, day, origin, target, clock, ends_at_home)
    if (
        request.arrival
        and days[0].hotel
        and _clock_of(context, itinerary, 0, days[0])[1] > context.facts.rules.minute("dinner-by")
    ):
        for visit in days[0].visits:
            yield Violation("late-visit", f"{days[0].date.isoformat()} {visit.place.name}")
    if days:
        yield from check_evening(context, itinerary)
    yield from check_day_notes(context, itinerary)
    yield from check_requirements(context, itinerary)
    yield from check_daylight(context, days, {pin.place for pin in request.pins if pin.at is not None})
    yield from _pace(context, days)
    yield from _proof(itinerary)


def _end(context: CheckContext, home: str, connection: Connection | None) -> Spot:
    """Where the trip must begin or end."""
    name = connection.station if connection else context.facts.catalog.cities[home].station
    station = context.facts.catalog.stations[name]
    city = context.facts.catalog.cities[station.city or home]
    lat, lon = (station.lat, station.lon) if station.lat and station.lon else (city.lat, city.lon)
    return Spot("station", station.name, f"{station.name}站", station.name_en, lat, lon)


def _clock_of(context: CheckContext, itinerary: Itinerary, number: int, day: Day) -> tuple[int, int]:
    """Within which minutes a day must lie."""
    rules, request, last = context.facts.rules, itinerary.request, number == len(itinerary.days) - 1
    trains = [item for item in day.items if isinstance(item, Leg) and item.mode == "train"]
    early = any(train.start < rules.minute("early-train") for train in trains)
    begin = rules.minute("train-day-start" if early else "day-start")
    end = rules.minute("hotel-by") if last and number > 0 else rules.minute("dinner-by")
    if number == 0 and request.arrival:
        off = request.arrival.minute + rules.whole("station-after")
        begin = max(begin, off)
        end = end if last else max(end, off + rules.whole("arrival-evening"))
    if last and request.departure:
        end = min(rules.minute("hotel-by"), request.departure.minute - rules.whole("station-before"))
    return begin, end


def _order(day: Day, origin: Spot, target: Spot, clock: tuple[int, int], where: str) -> Iterator[Violation]:
    """Nothing overlaps, nobody is in two places, the day begins and ends where and when it must."""
    at, (now, end) = origin, clock
    for item in day.items:
        if item.start < now or item.end < item.start:
            yield Violation(
                "overlap", f"{where} {clock_text(item.start)}", max(now - item.start, item.start - item.end), "min"
            )
        here = item.origin if isinstance(item, Leg) else item.place if isinstance(item, Visit) else item.spot
        if (here.kind, here.id) != (at.kind, at.id):
            yield Violation("jump", f"{where} {clock_text(item.start)}", values={"from": at.name, "to": here.name})
        at = item.target if isinstance(item, Leg) else here
        now = now if isinstance(item, Supper) else item.end  # it may last longer than one may be on the way
    if (at.kind, at.id) != (target.kind, target.id):
        yield Violation("wrong-end", where, values={"from": at.name, "to": target.name})
    if now > end:
        yield Violation("late-end", where, now - end, "min")


def _ride(context: CheckContext, leg: Leg, where: str) -> Iterator[Violation]:
    table = road_table([(leg.origin.lat, leg.origin.lon), (leg.target.lat, leg.target.lon)])
    wheels = int(table.minutes[0, 1])
    rules = context.facts.rules
    stretch = min(rules.whole("coach-stretch"), rules.whole("toilet"), context.person.toilet_min)
    pause = context.facts.rules.whole("break-length") + context.person.queue_min
    needed = wheels + pauses(wheels, stretch) * pause + context.person.boarding_min
    at = f"{where} {leg.origin.name} → {leg.target.name}"
    if table.km[0, 1] * 1000 < context.facts.rules.whole("walk-below"):
        yield Violation("walk-below", at, round(context.facts.rules.whole("walk-below") - 1000 * table.km[0, 1]), "m")
    if leg.stops < pauses(wheels, stretch):
        yield Violation("coach-stretch", at, wheels - stretch * (leg.stops + 1), "min")
    if leg.end - leg.start < needed:
        yield Violation("ride-too-short", at, needed - (leg.end - leg.start), "min")
    if leg.measured == table.estimated[0, 1] or abs(leg.km - table.km[0, 1]) > KM_ROUNDING:
        yield Violation("road-mark", at)


def _walk(context: CheckContext, leg: Leg, where: str) -> Iterator[Violation]:
    """As far as it is, no farther than is walked at a stretch, with the time and the seats that the person wants."""
    rules, person = context.facts.rules, context.person
    table = road_table([(leg.origin.lat, leg.origin.lon), (leg.target.lat, leg.target.lon)])
    at = f"{where} {leg.origin.name} → {leg.target.name}"
    if abs(leg.walk_m - 1000 * table.km[0, 1]) > 1000 * KM_ROUNDING:
        yield Violation("road-mark", at)
    feet = leg.walk_m / person.pace / 60
    if feet > rules.whole("walk-stretch"):
        yield Violation("walk-stretch", at, round(feet) - rules.whole("walk-stretch"), "min")
    needed = ceil(feet) + (leg.walk_m - 1) // person.seat_every_m * SIT_MIN
    if leg.end - leg.start < needed:
        yield Violation("ride-too-short", at, needed - (leg.end - leg.start), "min")


def _train(context: CheckContext, leg: Leg, where: str) -> Iterator[Violation]:
    """Published, by day and not too long."""
    rules, at = context.facts.rules, f"{where} {leg.train}"
    excess = {
        "train-from": rules.minute("train-from") - leg.start,
        "train-by": leg.end - rules.minute("train-by"),
        "train-longest": leg.end - leg.start - rules.whole("train-longest"),
    }
    for rule, over in excess.items():
        if over > 0:
            yield Violation(rule, at, over, "min")
    if not _published(context, leg):
        yield Violation("no-such-train", at, values={"from": leg.origin.name, "to": leg.target.name})


def _day_trip(context: CheckContext, day: Day, where: str) -> Iterator[Violation]:
    """A day has one train, or one there and one back, neither of them long."""
    trains = [item for item in day.items if isinstance(item, Leg) and item.mode == "train"]
    most = context.facts.rules.whole("day-trip-train")
    if len(trains) > 2:
        yield Violation("day-trip-train", where, len(trains) - 2, "count")
    for train in trains if len(trains) > 1 else ():
        over = train.end - train.start - most
        if over > 0:
            yield Violation("day-trip-train", f"{where} {train.train}", over, "min")


def _published(context: CheckContext, leg: Leg) -> bool:
    """Is there such a train at these minutes, its last arrival estimated where none is published?"""
    calls = context.facts.rail.calls.get(leg.train or "", ())
    boards = [(c.seq, c.depart) for c in calls if c.station == leg.origin.id and c.depart is not None]
    leaves = [(c.seq, c.depart if c.arrive is None else c.arrive) for c in calls if c.station == leg.target.id]
    if leg.estimated and leaves and leaves[-1][1] is None:
        leaves = [(leaves[-1][0], _estimated_arrival(calls))]
    for first, depart in boards:
        for second, arrive in leaves:
            if (
                arrive is not None
                and first < second
                and depart % DAY_MIN == leg.start
                and arrive - depart == leg.end - leg.start
            ):
                return True
    return False


def _estimated_arrival(calls: Sequence[TrainCall]) -> int | None:
    """At the end of a run whose arrival is not published, by the speed on the way to the stop before."""
    minutes = {call.seq: [m for m in (call.arrive, call.depart) if m is not None] for call in calls}
    way = {call.seq: call.leg_km or 0 for call in calls}
    *_, before, last = (call.seq for call in calls)
    run_km = sum(way.values()) - way[last] - way[calls[0].seq]
    if calls[0].depart is None or not minutes[before] or not way[last] or run_km <= 0:
        return None
    speed = (minutes[before][0] - calls[0].depart) / run_km
    return int(minutes[before][-1] + ceil(way[last] * speed))


def _visit(context: CheckContext, visit: Visit, day: date) -> Iterator[Violation]:
    place, rules, person = context.facts.catalog.places.get(visit.place.id), context.facts.rules, context.person
    where = f"{day.isoformat()} {visit.place.name}"
    if place is None or not place.usable:
        yield Violation("place-unsure", where)
        return
    if not _open_on(place, day):
        yield Violation("closed", where)
    if visit.start < rules.minute("day-start"):
        yield Violation("day-start", where, rules.minute("day-start") - visit.start, "min")
    yield from _hours(place, visit, day, rules, where)
    if not passable(place.step_free, person.steps):
        yield Violation("steps", where)
    if place.intensity > rules.whole("no-strenuous"):
        yield Violation("no-strenuous", where, place.intensity - rules.whole("no-strenuous"), "count")
    break_min = rules.whole("break-length")
    needed = stay_minutes(place.visit_min, place.walk_m, person) + visit.pauses * break_min
    if visit.end - visit.start < needed:
        yield Violation("visit-too-short", where, needed - (visit.end - visit.start), "min")
    stretch = -(-(visit.end - visit.start - visit.pauses * break_min) // (visit.pauses + 1))
    if stretch > rules.whole("sightseeing-stretch"):
        yield Violation("sightseeing-stretch", where, stretch - rules.whole("sightseeing-stretch"), "min")
    effort = visit_effort(place.visit_min, place.walk_m, person)
    if (visit.walk_m, visit.climb_m, visit.met_min) != (place.walk_m, place.climb_m, effort):
        yield Violation("load-mark", where)
    yield from _breaks(visit, place, person, where)


def _breaks(visit: Visit, place: Place, person: MobilityProfile, where: str) -> Iterator[Violation]:
    """Time to sit down and for the toilet as often as the person needs it."""
    on_site = visit.end - visit.start
    if visit.sits < (place.walk_m - 1) // person.seat_every_m:
        yield Violation("seat-stretch", where, place.walk_m - person.seat_every_m * (visit.sits + 1), "m")
    stretch = stay_minutes(place.visit_min, place.walk_m, person) / (visit.toilets + 1)
    if stretch > person.toilet_min:
        yield Violation("toilet", where, round(stretch - person.toilet_min), "min")
    spent = (
        walking_minutes(place.walk_m, person) + visit.sits * SIT_MIN + visit.toilets * (TOILET_MIN + person.queue_min)
    )
    if spent > on_site:
        yield Violation("visit-too-short", where, spent - on_site, "min")
    if person.steps == "none" and place.accessible_toilet == "no" and on_site > person.toilet_min:
        yield Violation("toilet", where, on_site - person.toilet_min, "min")


def _hours(place: Place, visit: Visit, day: date, rules: RulePack, where: str) -> Iterator[Violation]:
    """Within one span of opening, and in before the last entry."""
    spans = hours_on(place.hours, day)
    if visit.hours_known != bool(spans):
        yield Violation("hours-mark", where)
    offered = spans or ((rules.minute("assumed-opens"), rules.minute("assumed-closes")),)
    over = min(max(opens - visit.start, visit.end - closes) for opens, closes in offered)
    late = min(visit.start - (closes - (place.last_entry_min or 0)) for _, closes in offered)
    if over > 0:
        yield Violation("opening-hours", where, over, "min")
    elif late > 0:
        yield Violation("last-entry", where, late, "min")


def _open_on(place: Place, day: date) -> bool:
    months = {place.season_from}
    month = place.season_from
    while month != place.season_to:
        month = month % 12 + 1
        months.add(month)
    return day.month in months and hours_on(place.hours, day) != ()


def _lunch(
    context: CheckContext, day: Day, clock: tuple[int, int], where: str, ends_at_home: bool
) -> Iterator[Violation]:
    rules, person, (begin, end) = context.facts.rules, context.person, clock
    lunches = [item for item in day.items if isinstance(item, Lunch)]
    rests = [item for item in day.items if isinstance(item, Rest)]
    latest = min(
        rules.minute("lunch-to"),
        rules.minute("midday-rest-to") - person.rest_min - rules.whole("lunch-minutes") - person.seating_min,
    )
    finished = max((item.end for item in day.items if not isinstance(item, Supper)), default=begin)
    if not lunches:
        by_train = any(isinstance(item, Leg) and item.mode == "train" for item in day.items)
        if (
            begin <= latest
            and finished > max(latest, rules.minute("home-lunch-by") if ends_at_home else 0)
            and (by_train or end > latest + rules.whole("lunch-minutes") + person.seating_min)
        ):
            yield Violation("lunch", where)
        return
    lunch = lunches[0]
    if len(lunches) > 1:
        yield Violation("lunch", where, len(lunches) - 1, "count")
    due = rules.whole("lunch-minutes") + person.seating_min
    if lunch.end - lunch.start < due:
        yield Violation("lunch-minutes", where, due - (lunch.end - lunch.start), "min")
    if rests and rests[0].start < rules.minute("midday-rest-from"):
        yield Violation("midday-rest-from", where, rules.minute("midday-rest-from") - rests[0].start, "min", hard=False)
    early, late = rules.minute("lunch-from") - lunch.start, lunch.start - rules.minute("lunch-to")
    if max(early, late) > 0:
        yield Violation("lunch-time", where, max(early, late), "min")
    rested = sum(rest.end - rest.start for rest in rests if lunch.end <= rest.start)
    if rested < person.rest_min:
        yield Violation("midday-rest", where, person.rest_min - rested, "min")
    yield from check_rest_place(context, day, lunch, rests, where)
    if rests and rests[-1].end > rules.minute("midday-rest-to"):
        yield Violation("midday-rest", where, rests[-1].end - rules.minute("midday-rest-to"), "min")


def _lift_mark(context: CheckContext, day: Day) -> Iterator[Violation]:
    """Says the day what is known of its hotel's lift?"""
    hotel = context.facts.catalog.hotels[day.hotel.id] if day.hotel else None
    known = "confirmed" if hotel and hotel.lift == "yes" else "unknown"
    if hotel and day.hotel_lift not in ("", known):
        yield Violation("lift-mark", hotel.name)


def _hotel(context: CheckContext, spot: Spot, request: TripRequest) -> Iterator[Violation]:
    """A hotel the facts know; with a lift for who needs one, or, unless the request forbids it, in a city where no
    hotel's lift is confirmed."""
    hotels = context.facts.catalog.hotels
    hotel = hotels.get(spot.id)
    if hotel is None or not hotel.usable:
        yield Violation("hotel-unsure", spot.name)
        return
    if hotel.lift != "yes" and request.lift == "confirmed":
        yield Violation("hotel-lift", spot.name)
    elif hotel.lift != "yes" and context.person.needs_lift:
        others = any(h.city == hotel.city and h.usable and h.lift == "yes" for h in hotels.values())
        if others or hotel.lift is not None:
            yield Violation("hotel-lift", spot.name)
    far = (hotel.hospital_km or 0) - context.facts.rules.number("base-reach")
    if far > 0:
        yield Violation("base-reach", spot.name, round(far, 1), "km", hard=False)


def _pace(context: CheckContext, days: tuple[Day, ...]) -> Iterator[Violation]:
    share, person = context.facts.rules.number("hard-day"), context.person
    hard = [
        max(day.walk_m / person.walk_m, day.climb_m / person.climb_m, day.met_min / person.met_min) > share
        for day in days
    ]
    for (first, second), day in zip(pairwise(hard), days[1:], strict=True):
        if first and second:
            yield Violation("hard-day", day.date.isoformat(), hard=context.facts.rules["hard-day"].hard)
    if len(days) >= context.facts.rules.whole("long-trip-days"):
        share = context.facts.rules.number("trip-effort") * len(days)
        for total, budget, unit in (
            (sum(day.walk_m for day in days), person.walk_m, "m"),
            (sum(day.climb_m for day in days), person.climb_m, "m"),
            (sum(day.met_min for day in days), person.met_min, "MET-min"),
        ):
            if total > share * budget:
                yield Violation("trip-effort", days[0].date.isoformat(), round(total - share * budget), unit)


def _proof(itinerary: Itinerary) -> Iterator[Violation]:
    proof = itinerary.proof
    if proof.bound < proof.worth or (proof.optimal and proof.gap > 0) or not 0 <= proof.gap <= 1:
        yield Violation("proof", itinerary.request.start.isoformat())
