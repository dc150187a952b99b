"""Two laws over many small regions: a wish that only restricts gains nothing; who walks better is refused no more.

SILVERWAY_TEST_EFFORT=10 draws ten times as many.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from planner.clock import DAY_MIN
from planner.facts import Facts
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Connection, Infeasible, Itinerary, Pin, TripRequest
from planner.rules import load_themes
from planner.settings import Settings
from planner.solving import SolveOptions
from tests.support.effort import examples
from tests.support.facts import thinned

SPRING = date(2027, 5, 12)
THEMES = tuple(load_themes(Settings().data_dir))
CITIES = (
    "沈阳", "大连", "鞍山", "抚顺", "本溪", "丹东", "锦州", "营口", "阜新", "辽阳", "盘锦", "铁岭", "朝阳", "葫芦岛",
)  # fmt: skip
WALKERS = ("cane", "gentle", "steady", "brisk")  # each can do what the one before can
DRAWN = (Phase.reuse, Phase.generate)  # the seed says nothing by its size: there is nothing to shrink
BEFORE_LUNCH, AFTER_LUNCH = (
    10 * 60 + 30,
    16 * 60,
)  # whoever is on a train between has no lunch planned, and so more time
MILD = (5, 9)
EVENING = 18 * 60  # who arrives later may go on to another hotel the next day, and so has more to choose from
Narrowed = tuple[Facts, TripRequest] | None
Restriction = Callable[[random.Random, Facts, TripRequest, Itinerary | None], Narrowed]


def best(facts: Facts, wish: TripRequest) -> Itinerary | None:
    answer = plan_trip(facts, wish, SolveOptions())
    return None if isinstance(answer, Infeasible) else answer.result


def wish_of(facts: Facts, chance: random.Random, profiles: Sequence[str]) -> TripRequest:
    """One to three days, with trains at both ends or without; none about noon."""
    home, days = chance.choice(CITIES), chance.randint(1, 3)
    station = facts.catalog.cities[home].station
    morning, later = chance.randint(9 * 60, BEFORE_LUNCH), chance.randint(AFTER_LUNCH, 21 * 60)
    arrive = chance.choice((None, morning, later if days > 1 else morning))
    leave = chance.choice((None, chance.randint(AFTER_LUNCH, 21 * 60)))
    return TripRequest(
        theme=chance.choice(THEMES),
        home=home,
        days=days,
        profile=chance.choice(profiles),
        start=SPRING + timedelta(days=chance.randint(0, 300)),
        pace=chance.choice(("normal", "normal", "slow")),
        birth_year=chance.choice((None, None, 1940, 1955)),
        arrival=None if arrive is None else Connection(station, arrive),
        departure=None if leave is None else Connection(station, leave),
    )


def _usable(facts: Facts) -> list[str]:
    return sorted(place.id for place in facts.catalog.places.values() if place.usable)


def _seen(facts: Facts, trip: Itinerary | None) -> list[str]:
    return [visit.place.id for day in trip.days for visit in day.visits] if trip else _usable(facts)


def _asked_for(facts: Facts, wish: TripRequest, trip: Itinerary | None) -> list[str]:
    """Places to insist on where the trip goes. One in the open air may be asked for in any weather; unasked, it is left
    out of a day of great heat or cold."""
    rows = [facts.catalog.places[key] for key in _usable(facts)]
    cities = {wish.home, *(facts.catalog.places[key].city for key in _seen(facts, trip))}
    return [row.id for row in rows if row.city in cities and (row.indoor_share == 100 or wish.start.month in MILD)]


def _must(chance: random.Random, facts: Facts, wish: TripRequest, trip: Itinerary | None) -> Narrowed:
    found = _asked_for(facts, wish, trip)
    return (facts, replace(wish, musts=(chance.choice(found),))) if found else None


def _pin(chance: random.Random, facts: Facts, wish: TripRequest, trip: Itinerary | None) -> Narrowed:
    at, found = chance.choice((None, 10 * chance.randint(54, 96))), _asked_for(facts, wish, trip)
    return (
        (facts, replace(wish, pins=(Pin(chance.choice(found), chance.randint(1, wish.days), at),))) if found else None
    )


def _ban(chance: random.Random, facts: Facts, wish: TripRequest, trip: Itinerary | None) -> Narrowed:
    seen = _seen(facts, trip)
    return facts, replace(wish, bans=tuple(chance.sample(seen, min(len(seen), chance.randint(1, 3)))))


def _kind(chance: random.Random, facts: Facts, wish: TripRequest, _: Itinerary | None) -> Narrowed:
    kinds = sorted({place.kind for place in facts.catalog.places.values()})
    return facts, replace(wish, kinds_out=(chance.choice(kinds),))


def _budget(chance: random.Random, facts: Facts, wish: TripRequest, _: Itinerary | None) -> Narrowed:
    return facts, replace(wish, budget_fen=100 * chance.randint(0, 120))


def _lift(_chance: random.Random, facts: Facts, wish: TripRequest, _: Itinerary | None) -> Narrowed:
    return facts, replace(wish, lift="confirmed")


def _later(chance: random.Random, facts: Facts, wish: TripRequest, _: Itinerary | None) -> Narrowed:
    came = wish.arrival
    latest = BEFORE_LUNCH if came is None or came.minute < BEFORE_LUNCH else EVENING
    if came is None or came.minute >= latest - 1:
        return None
    return facts, replace(wish, arrival=replace(came, minute=chance.randint(came.minute + 1, latest - 1)))


def _earlier(chance: random.Random, facts: Facts, wish: TripRequest, _: Itinerary | None) -> Narrowed:
    latest = DAY_MIN - 1
    if wish.days == 1:  # one is home for dinner; who has a train to catch later may be out longer
        latest = facts.rules.minute("dinner-by") + facts.rules.whole("station-before")
    leaves = wish.departure or Connection(facts.catalog.cities[wish.home].station, latest)
    if leaves.minute <= AFTER_LUNCH:
        return None
    return facts, replace(wish, departure=replace(leaves, minute=chance.randint(AFTER_LUNCH, leaves.minute - 1)))


def _fewer_cities(chance: random.Random, facts: Facts, wish: TripRequest, _: Itinerary | None) -> Narrowed:
    catalog, gone = facts.catalog, chance.choice(CITIES)
    fewer = replace(
        catalog,
        digest=f"{catalog.digest} without {gone}",
        places={key: row for key, row in catalog.places.items() if row.city != gone},
        hotels={key: row for key, row in catalog.hotels.items() if row.city != gone},
    )
    return replace(facts, catalog=fewer), wish


RESTRICTIONS: dict[str, Restriction] = {
    "must": _must, "pin": _pin, "ban": _ban, "kind out": _kind, "budget": _budget, "confirmed lift": _lift,
    "later arrival": _later, "earlier departure": _earlier, "fewer cities": _fewer_cities,
}  # fmt: skip


def _less_to_wait(facts: Facts, wish: TripRequest, other: TripRequest) -> float:
    """What the minutes are worth that who comes later need not wait for the same train: waits count as rides."""
    if wish.arrival is None or other.arrival is None:
        return 0
    minute = sum(facts.rules.number(cost) for cost in ("cost-ride-minute", "cost-ride-over", "cost-idle-minute"))
    return minute * (other.arrival.minute - wish.arrival.minute)


def broken(facts: Facts, seed: int, tried: int = 3) -> list[str]:
    """The restrictions, of some drawn for a wish drawn, that bring a trip of more worth, or one where there is none."""
    chance = random.Random(seed)
    few, wish = thinned(facts, seed), wish_of(facts, chance, ("gentle", "cane", "wheelchair"))
    trip, found = best(few, wish), []
    for name in chance.sample(sorted(RESTRICTIONS), tried):
        narrowed = RESTRICTIONS[name](chance, few, wish, trip)
        other = narrowed and best(*narrowed)
        if narrowed is None or other is None:
            continue
        assert other.proof.optimal == (other.proof.gap == 0)
        event(name)
        most = None if trip is None else trip.proof.worth if trip.proof.optimal else trip.proof.bound
        if most is None or other.proof.worth > most + _less_to_wait(facts, wish, narrowed[1]):
            found.append(f"{name}: {wish} has {trip and trip.proof}, {narrowed[1]} has {other.proof}")
    return found


def walkers_met(facts: Facts, seed: int) -> list[bool]:
    """For each of WALKERS, is there a trip for them of a wish drawn?"""
    few, wish = thinned(facts, seed), wish_of(facts, random.Random(seed), WALKERS[:1])
    return [best(few, replace(wish, profile=profile)) is not None for profile in WALKERS]


@pytest.mark.slow
@given(seed=st.integers(0, 10**6))
@settings(max_examples=examples(40), phases=DRAWN)
def test_a_wish_that_only_restricts_never_adds_worth(facts: Facts, seed: int) -> None:
    assert broken(facts, seed) == []


@pytest.mark.slow
@given(seed=st.integers(0, 10**6))
@settings(max_examples=examples(30), phases=DRAWN)
def test_what_suits_a_weaker_walker_is_never_refused_to_a_stronger_one(facts: Facts, seed: int) -> None:
    met = walkers_met(facts, seed)
    assert met == sorted(met)
