"""Check what is done in the open air, and where one rests: daylight, heat, cold and roofs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from math import ceil, inf

import ephem

from planner.catalog import Place, month_climate
from planner.clock import CHINA
from planner.itinerary.check.context import CheckContext
from planner.itinerary.types import Day, Lunch, Rest, Spot, Visit
from planner.people import SIT_MIN, stay_minutes
from planner.travel import road_table
from planner.violations import Violation


def check_daylight(context: CheckContext, days: Iterable[Day], asked: Collection[str] = ()) -> Iterator[Violation]:
    """Nobody visits a place outdoors in the dark; but those `asked` for (by id) at that time."""
    for day in days:
        for visit in day.visits:
            place = context.facts.catalog.places.get(visit.place.id)
            if place is None or place.id in asked or not _open(context, place):
                continue
            dark = _dark_minutes(place, day, visit)
            if dark > 0:
                yield Violation("dark", f"{day.date.isoformat()} {place.name}", dark, "min")


def _dark_minutes(place: Place, day: Day, visit: Visit) -> int:
    """How long before sunrise a visit begins, or after sunset it ends; 0 or less by day."""
    sky = ephem.Observer()
    sky.lat, sky.lon, sky.pressure, sky.horizon = str(place.lat), str(place.lon), 0, "-0:34"
    noon = datetime.combine(day.date, time(12), CHINA)
    sky.date = (noon - timedelta(hours=8)).replace(tzinfo=None)
    up, down = sky.previous_rising(ephem.Sun()).datetime(), sky.next_setting(ephem.Sun()).datetime()
    midnight = sky.date.datetime() - timedelta(hours=12)
    rise, fall = ((moment - midnight).total_seconds() / 60 for moment in (up, down))
    return int(max(rise - visit.start, visit.end - fall))


def check_open_air(context: CheckContext, day: Day, where: str) -> Iterator[Violation]:
    """In cold and hot months not too long outdoors, and in the heat not at noon."""
    rules, person = context.facts.rules, context.person
    minutes, most, code = 0, 0, ""
    for visit in day.visits:
        place = context.facts.catalog.places.get(visit.place.id)
        climate = month_climate(context.facts.catalog, place.city, day.date.month, inf) if place else None
        if place is None or climate is None:
            continue
        cold = (climate.high_c + climate.low_c) / 2 <= rules.number("cold-care")
        if not cold and climate.high_c < rules.number("heat-care"):
            continue
        if cold and place.kind == "hot_spring":
            continue  # one bathes in warm water
        code, most = ("cold-care", person.cold_out_min) if cold else ("heat-care", person.heat_out_min)
        stay = stay_minutes(place.visit_min, place.walk_m, person)
        minutes += stay * (100 - (place.indoor_share or 0)) // 100
        noon = visit.end > rules.minute("heat-from") and visit.start < rules.minute("heat-to")
        if not cold and noon and _open(context, place):
            yield Violation("heat-noon", f"{where} {place.name}", hard=False)
    if minutes > most:
        yield Violation(code, where, minutes - most, "min", hard=rules[code].hard)


def check_rest_place(
    context: CheckContext, day: Day, lunch: Lunch, rests: Sequence[Rest], where: str
) -> Iterator[Violation]:
    """The midday rest is in the hotel where that is near, and in winter under a roof."""
    rules = context.facts.rules
    rest = next((rest for rest in rests if rest.start >= lunch.end), None)
    if rest is None:
        return
    if day.hotel and (rest.spot.kind, rest.spot.id) != (day.hotel.kind, day.hotel.id):
        minutes = _way(context, lunch.spot, day.hotel)
        if minutes <= rules.whole("rest-reach"):
            yield Violation("rest-reach", where, hard=rules["rest-reach"].hard)
    winter = day.date.month >= rules.whole("roof-from") or day.date.month <= rules.whole("roof-to")
    place = context.facts.catalog.places.get(rest.spot.id) if rest.spot.kind == "place" else None
    if winter and place and _open(context, place):
        yield Violation("roof", f"{where} {place.name}")


def _way(context: CheckContext, first: Spot, second: Spot) -> int:
    """Minutes from spot to spot, on foot where that is near."""
    table = road_table([(first.lat, first.lon), (second.lat, second.lon)])
    metres = 1000 * float(table.km[0, 1])
    if metres < context.facts.rules.whole("walk-below"):
        seats = max(0, int(metres - 1) // context.person.seat_every_m)
        return ceil(metres / context.person.pace / 60) + seats * SIT_MIN
    return int(table.minutes[0, 1]) + context.person.boarding_min


def _open(context: CheckContext, place: Place) -> bool:
    """Is less than half of a visit under a roof?"""
    return (place.indoor_share or 0) < context.facts.rules.whole("outdoor-below")
