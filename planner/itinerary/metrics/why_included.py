"""Why each place of a trip was chosen for these travellers, from their request and the trip alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.catalog import Catalog, Place, happens_on, seen_during
from planner.itinerary.inputs import birth_years, meets_memories, memory_themes, themes_for
from planner.itinerary.types import Day, Itinerary, Leg, Reason, TripRequest, Visit
from planner.people import MobilityProfile
from planner.rules import Theme

COLD, HOT = (11, 12, 1, 2, 3), (6, 7, 8)
UNDER_ROOF = 80  # percent of a visit, from which on it counts as indoors
LITTLE_WALK = 0.25  # of what the party walks in a day
CLOSE_MIN = 20  # on wheels from a station or from the place before
YOUNG = 20
SOON_AFTER = 10  # years: a memory of later than this is told without saying how old one was
TENS = "一二三四五六七八九"


def why_chosen(
    catalog: Catalog, themes: Mapping[str, Theme], trip: Itinerary, person: MobilityProfile
) -> dict[str, tuple[Reason, ...]]:
    """By place id, up to two reasons: what speaks for it most, and what makes it easy there."""
    chosen = {}
    for day in trip.days:
        for visit in day.visits:
            place = catalog.places.get(visit.place.id)
            if place is not None:
                reasons = (_appeal(catalog, themes, trip.request, day, visit, place), _ease(day, visit, place, person))
                chosen[place.id] = tuple(reason for reason in reasons if reason)
    return chosen


def _appeal(
    catalog: Catalog, themes: Mapping[str, Theme], request: TripRequest, day: Day, visit: Visit, place: Place
) -> Reason | None:
    if place.id in request.musts or any(pin.place == place.id for pin in request.pins):
        return Reason("chosen_must")
    events = (e for e in catalog.events.values() if e.place_id == place.id and happens_on(e, day.date))
    if event := next((e for e in events if seen_during(e, visit.start, visit.end)), None):
        return Reason("chosen_event", {"event": event.name, "event_en": event.name_en})
    if memory := _memory(request, place):
        return memory
    if place.memory and place.memory_en:
        return Reason("chosen_memory_here", {"memory": place.memory, "memory_en": place.memory_en})
    of_place = themes_for(place, birth_years(request), memory_themes(themes))
    for theme in (request.theme, *request.also):
        if theme in of_place and theme in themes:
            return Reason("chosen_theme", {"why": themes[theme].why_zh, "why_en": themes[theme].why_en})
    if place.grade:
        return Reason("chosen_grade", {"grade": place.grade})
    leg = _leg_to(day, visit)
    if leg and leg.origin.kind == "place" and leg.end - leg.start <= CLOSE_MIN:
        names = {"place": leg.origin.name, "place_en": leg.origin.name_en}
        return Reason("chosen_near", {"minutes": leg.end - leg.start, **names})
    return None


def _memory(request: TripRequest, place: Place) -> Reason | None:
    """What one saw there, in the year somebody was twenty if the place speaks of it, else in the year nearest to
    that."""
    if place.era_from is None or place.era_to is None:
        return None
    for year in birth_years(request):
        if meets_memories(place, year):
            then = min(max(year + YOUNG, place.era_from), place.era_to)
            values: dict[str, str | int] = {"year": then, "place": place.name, "place_en": place.name_en}
            alone = request.birth_year is not None
            values["age"] = then - year if alone else request.start.year - year
            told_of = first_year(place.memory or "")
            if told_of is not None and told_of > then + SOON_AFTER and place.memory_en:
                return Reason("chosen_memory_here", {"memory": place.memory or "", "memory_en": place.memory_en})
            if alone and told_of is not None and told_of > then:
                values |= {"year": told_of, "age": told_of - year}
            if place.memory and place.memory_en:
                code = "chosen_memory_told" if alone else "chosen_memory_told_of"
                return Reason(code, values | {"memory": place.memory, "memory_en": place.memory_en})
            if not alone:
                return Reason("chosen_memory_of", values)
            return Reason("chosen_memory_year" if place.era_from == place.era_to else "chosen_memory", values)
    return None


def first_year(memory: str) -> int | None:
    """The earliest year that a memory names, 1978年 or 八十年代; None if it names none."""
    decades = (1900 + 10 * (TENS.index(ten) + 1) for ten in re.findall(rf"([{TENS}])十年代", memory))
    years = (int(year) for year in re.findall(r"(?<![0-9])((?:19|20)[0-9]{2})年", memory))
    return min((*decades, *years), default=None)


def _ease(day: Day, visit: Visit, place: Place, person: MobilityProfile) -> Reason | None:
    indoors = (place.indoor_share or 0) >= UNDER_ROOF
    if indoors and day.date.month in COLD:
        return Reason("chosen_warm")
    if indoors and day.date.month in HOT:
        return Reason("chosen_shade")
    leg = _leg_to(day, visit)
    if leg and leg.origin.kind == "station" and leg.end - leg.start <= CLOSE_MIN:
        names = {"station": leg.origin.name, "station_en": leg.origin.name_en}
        return Reason("chosen_station", {"minutes": leg.end - leg.start, **names})
    if visit.walk_m <= LITTLE_WALK * person.walk_m:
        return Reason("chosen_little_walk")
    return Reason("chosen_indoors") if indoors else None


def _leg_to(day: Day, visit: Visit) -> Leg | None:
    """The ride that ends at a visit."""
    legs = (item for item in day.items if isinstance(item, Leg) and item.mode == "ride")
    return next((leg for leg in legs if leg.target == visit.place), None)
