"""Facts, rules and a wish to stay → numbers for the solver, with the meaning of the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.catalog import Hotel, is_holiday
from planner.facts import Facts
from planner.itinerary.inputs import suitable_hotels, weights_of
from planner.people import MobilityProfile
from planner.stay.planning.hospitals import cautious_km
from planner.stay.planning.moves import Moves
from planner.stay.planning.nights import NightWorth
from planner.stay.planning.outings import ListedOutings, Outings
from planner.stay.planning.problem import BaseOffer, Rhythm, StayProblem
from planner.stay.planning.surroundings import Surroundings, surroundings_of
from planner.stay.types import PRICES, StayRequest

SATURDAY = 5


@dataclass(frozen=True)
class StayContext:
    """A validated wish and what it is planned on: the bases in the order of the problem's, with what is around them and
    their outings."""

    facts: Facts
    request: StayRequest
    person: MobilityProfile
    dates: tuple[date, ...]
    moves: Moves
    outings: Outings
    nights: NightWorth
    around: tuple[Surroundings, ...]
    listed: tuple[tuple[ListedOutings, ...], ...]
    problem: StayProblem


def make_context(facts: Facts, request: StayRequest, person: MobilityProfile) -> StayContext | None:
    """Every hotel the party may stay at, with its worth a night, its ways and its outings; None if there is none."""
    dates = tuple(request.start + timedelta(days=n) for n in range(request.nights + 1))
    moves = Moves(facts, person, request.home)
    ends = dict(reachable(candidates(facts, request, person), moves, dates))
    if not ends:
        return None
    nights = NightWorth(facts, person, request.setting)
    hotels = [facts.catalog.hotels[key] for key in ends]
    around = tuple(surroundings_of(facts, person, hotel, request.bans) for hotel in hotels)
    outings = Outings(facts, request, person, hotels, dates)
    listed = tuple(tuple(outings.of(here.hotel, here.daily)) for here in around)
    cities = sorted({hotel.city for hotel in hotels})
    bases = tuple(
        BaseOffer(
            cities.index(here.hotel.city),
            np.array([nights.points(here, day) for day in dates[:-1]], dtype=np.int64),
            *ends[here.hotel.id],
            tuple(each.offer for each in found),
        )
        for here, found in zip(around, listed, strict=True)
    )
    problem = _problem(facts, request, person, bases, outings, dates)
    return StayContext(facts, request, person, dates, moves, outings, nights, around, listed, problem)


def reachable(hotels: Iterable[Hotel], moves: Moves, dates: Sequence[date]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Those of the hotels (by id) that one can come to on the first day and leave for home on the last, with what that
    costs in points."""
    for hotel in hotels:
        come = moves.come(hotel, dates[0])
        go = moves.go(hotel, dates[-1]) if come else None
        if come and go:
            yield hotel.id, (come[1], go[1])


def candidates(facts: Facts, request: StayRequest, person: MobilityProfile) -> list[Hotel]:
    """The hotels of every city that suit the party, with a hospital in reach, none dearer than wished; none of the home
    city, unless one comes from elsewhere."""
    by_city: dict[str, list[Hotel]] = {}
    for hotel in sorted(facts.catalog.hotels.values(), key=lambda each: each.id):
        by_city.setdefault(hotel.city, []).append(hotel)
    reach = facts.rules.number("stay-hospital-km")
    dear = PRICES[PRICES.index(request.price) + 1 :]
    return [
        hotel
        for city, hotels in sorted(by_city.items())
        if request.elsewhere or city != request.home
        for hotel in suitable_hotels(hotels, person, request.lift)
        if cautious_km(facts, hotel) <= reach and hotel.price_band not in dear
    ]


def week_most(facts: Facts, request: StayRequest, person: MobilityProfile) -> int:
    """How many outings a week may have: fewer for slower travellers, and at a slow pace."""
    slow = person.needs_lift or request.pace == "slow"
    return facts.rules.whole("stay-outings-gentle") if slow else facts.rules.whole("stay-outings")


def _problem(
    facts: Facts,
    request: StayRequest,
    person: MobilityProfile,
    bases: tuple[BaseOffer, ...],
    outings: Outings,
    dates: tuple[date, ...],
) -> StayProblem:
    rules, weights, places = facts.rules, weights_of(facts.rules), facts.catalog.places
    kinds = sorted({place.kind for place in places.values()})
    crowd = rules.whole("stay-cost-crowd")
    return StayProblem(
        nights=request.nights,
        bases=bases,
        kinds=np.array([kinds.index(places[place].kind) for place in outings.places], dtype=np.int64),
        kind_free=weights.kind_free + request.nights // 3,
        kind_cost=weights.kind,
        move_cost=rules.whole("stay-cost-move"),
        least=rules.whole("stay-base-nights"),
        most_bases=request.bases,
        rhythm=Rhythm(
            week_most(facts, request, person),
            rules.whole("stay-settle"),
            np.array([crowd * (day.weekday() >= SATURDAY or is_holiday(day)) for day in dates], dtype=np.int64),
            rules.whole("stay-outings-least"),
            rules.whole("stay-cost-quiet"),
        ),
    )
