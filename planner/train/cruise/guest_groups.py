"""What each day on land is worth to guests who get about differently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planner.clock import DAY_MIN
from planner.facts import Facts
from planner.itinerary.types import CallWindow, Day
from planner.people import profile
from planner.train.insertion import boarding_minutes
from planner.train.types import Call, Cruise, Excursion, GroupWorth

GROUPS = ("brisk", "gentle", "wheelchair")


def with_groups(facts: Facts, cruise: Cruise) -> Cruise:
    """The train with the worth of each excursion for each group, in the minutes its call really leaves."""
    calls = {call.station: call for call in cruise.calls if call.purpose == "sight"}
    return replace(
        cruise,
        excursions=tuple(
            replace(
                excursion,
                groups=tuple(_worth(facts, cruise, excursion, calls[excursion.station], who) for who in GROUPS),
            )
            for excursion in cruise.excursions
        ),
    )


def _worth(facts: Facts, cruise: Cruise, excursion: Excursion, call: Call, who: str) -> GroupWorth:
    if call.arrive is None or call.depart is None:
        raise ValueError(f"{call.station} is no call on the way")
    if profile(facts.rules, who).steps == "none" and call.step_free == "no":
        return GroupWorth(who, 0, 0)
    number = (excursion.day.date - cruise.start).days
    window = call.arrive - DAY_MIN * number, call.depart - DAY_MIN * number
    request = cruise.request
    land = LandCall(request.theme, call.station, excursion.day.date, window, request.guests)
    best = day_on_land(facts, land, who)
    return GroupWorth(who, 0, 0) if best is None else GroupWorth(who, best[1], len(best[0].visits))


@dataclass(frozen=True)
class LandCall:
    """A call for a day on land: the theme, the station, and the minutes of that day between which the train stands."""

    theme: str
    station: str
    date: date
    window: tuple[int, int]
    guests: int


def day_on_land(facts: Facts, call: LandCall, who: str, seen: Iterable[str] = ()) -> tuple[Day, int] | None:
    """The best day for guests of a profile at a call, and its points; boarding takes its time. None if nothing can be
    seen beside the places already `seen`."""
    from planner.itinerary.planning import best_excursion  # here: pages show trains without a solver

    boarding = boarding_minutes(call.guests, facts.rules)
    begin, end = call.window[0] + boarding, min(call.window[1] - boarding, facts.rules.minute("dinner-by"))
    city = facts.catalog.stations[call.station].city
    elsewhere = [place.id for place in facts.catalog.places.values() if place.city != city]
    on_land = CallWindow(call.station, call.date, begin, end)
    return best_excursion(facts, call.theme, who, on_land, [*elsewhere, *seen])
