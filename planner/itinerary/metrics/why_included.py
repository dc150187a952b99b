"""Why each place of a trip was chosen for these travellers, from their request and the trip alone."""

from __future__ import annotations

from collections.abc import Mapping

from planner.catalog import Catalog, Place, happens_on, seen_between
from planner.itinerary.inputs import birth_years, meets_memories, memory_themes, themes_for
from planner.itinerary.types import Day, Itinerary, Leg, Reason, TripRequest, Visit
from planner.people import MobilityProfile
from planner.rules import Theme

COLD, HOT = (11, 12, 1, 2, 3), (6, 7, 8)
UNDER_ROOF = 80  # percent of a visit, from which on it counts as indoors
LITTLE_WALK = 0.25  # of what the party walks in a day
CLOSE_MIN = 20  # on wheels from a station or from the place before
YOUNG = 20
REMEMBERED = (
    "railway",
    "industrial",
    "hot_spring",
    "theatre",
    "memorial",
    "museum",
    "old_street",
)  # with words of its own


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
    if event := next((e for e in events if seen_between(e, visit.start, visit.end)), None):
        return Reason("chosen_event", {"event": event.name, "event_en": event.name_en})
    if memory := _memory(request, place):
        return memory
    of_place = themes_for(place, birth_years(request), memory_themes(themes))
    for theme in (request.theme, *request.also):
        if theme in of_place and theme in themes:
            return Reason("chosen_theme", {"theme": themes[theme].zh, "theme_en": themes[theme].en})
    if place.grade:
        return Reason("chosen_grade", {"grade": place.grade})
    leg = _leg_to(day, visit)
    if leg and leg.origin.kind == "place" and leg.end - leg.start <= CLOSE_MIN:
        names = {"place": leg.origin.name, "place_en": leg.origin.name_en}
        return Reason("chosen_near", {"minutes": leg.end - leg.start, **names})
    return None


def _memory(request: TripRequest, place: Place) -> Reason | None:
    """What a place was in the year somebody was twenty if it speaks of it, else in the year nearest to that."""
    if place.era_from is None or place.era_to is None:
        return None
    for year in birth_years(request):
        if meets_memories(place, year):
            then = min(max(year + YOUNG, place.era_from), place.era_to)
            values: dict[str, str | int] = {"year": then, "place": place.name, "place_en": place.name_en}
            if request.birth_year is None:
                return Reason("chosen_memory_of", values | {"age": request.start.year - year})
            code = f"chosen_memory_{place.kind}" if place.kind in REMEMBERED else "chosen_memory"
            return Reason(
                "chosen_memory_year" if place.era_from == place.era_to else code, values | {"age": then - year}
            )
    return None


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
