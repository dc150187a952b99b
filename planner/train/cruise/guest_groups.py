"""What each day on land is worth to guests who get about differently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.catalog import Catalog
from planner.itinerary.planning import best_excursion
from planner.itinerary.types import Day
from planner.people import profile
from planner.rules import RulePack
from planner.train.insertion import boarding_minutes
from planner.train.types import Call, Cruise, Excursion, GroupWorth

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
    number = (excursion.day.date - cruise.start).days
    window = call.arrive - DAY_MIN * number, call.depart - DAY_MIN * number
    request = cruise.request
    best = day_on_land(catalog, rules, request.theme, who, call.station, excursion.day.date, window, request.guests)
    return GroupWorth(who, 0, 0) if best is None else GroupWorth(who, best[1], len(best[0].visits))


def day_on_land(
    catalog: Catalog, rules: RulePack, theme: str, who: str, station: str, on: date, window: tuple[int, int],
    guests: int, seen: Iterable[str] = (),
) -> tuple[Day, int] | None:  # fmt: skip
    """The best day for guests of a profile whose train stands at a station from one minute of that day to another, and
    its points; boarding takes its time. None if nothing can be seen beside the places already `seen`."""
    boarding = boarding_minutes(guests, rules)
    begin, end = window[0] + boarding, min(window[1] - boarding, rules.minute("dinner-by"))
    city = catalog.stations[station].city
    elsewhere = [place.id for place in catalog.places.values() if place.city != city]
    return best_excursion(catalog, rules, theme, who, station, on, begin, end, [*elsewhere, *seen])
