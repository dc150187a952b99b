"""What each day on land is worth to guests who get about differently."""

from __future__ import annotations

from dataclasses import replace

from planner.catalog.queries import Catalog
from planner.itinerary.excursion import best_excursion
from planner.people import profile
from planner.rules import RulePack
from planner.train.build import boarding_minutes
from planner.train.timetable import Call, Cruise, Excursion, GroupWorth

GROUPS = ("brisk", "gentle", "wheelchair")
DAY_MIN = 1440


def with_groups(catalog: Catalog, rules: RulePack, cruise: Cruise) -> Cruise:
    """The train with the worth of each excursion for each group, in the minutes its call really leaves."""
    calls = {call.station: call for call in cruise.calls if call.purpose == "sight"}
    return replace(
        cruise,
        excursions=tuple(
            replace(
                excursion,
                groups=tuple(
                    _worth(catalog, rules, cruise, excursion, calls[excursion.station], who) for who in GROUPS
                ),
            )
            for excursion in cruise.excursions
        ),
    )


def _worth(catalog: Catalog, rules: RulePack, cruise: Cruise, excursion: Excursion, call: Call, who: str) -> GroupWorth:
    if call.arrive is None or call.depart is None:
        raise ValueError(f"{call.station} is no call on the way")
    if profile(rules, who).steps == "none" and call.step_free == "no":
        return GroupWorth(who, 0, 0)
    boarding = boarding_minutes(cruise.request.guests, rules)
    midnight = DAY_MIN * (excursion.day.date - cruise.start).days
    begin = call.arrive - midnight + boarding
    end = min(call.depart - midnight - boarding, rules.minute("dinner-by"))
    city = catalog.stations[call.station].city
    elsewhere = [place.id for place in catalog.places.values() if place.city != city]
    theme, day = cruise.request.theme, excursion.day.date
    best = best_excursion(catalog, rules, theme, who, call.station, day, begin, end, elsewhere)
    return GroupWorth(who, 0, 0) if best is None else GroupWorth(who, best[1], len(best[0].visits))
