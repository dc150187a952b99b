"""How often places, hotels and restaurants are planned: counted over trips for seeded wishes, and kept.

A stand-in for what readers ask for, which nobody records: themes, cities, lengths and seasons are drawn evenly, and of
ways to walk only those the plans are made for.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, select

from planner.facts import Facts
from planner.itinerary.types import PROFILES, Infeasible, Itinerary, Lunch, Supper, TripRequest
from planner.solving import SolveOptions

LONGEST = 3  # days of a drawn trip
AHEAD = 365  # days within which it begins
FILE_OF = {"place": "places.csv", "hotel": "hotels.csv", "restaurant": "restaurants.csv"}
Row = tuple[str, str]  # file, id


class FactDemand(SQLModel, table=True):
    """In how many of the planned trips a row of facts stands."""

    __tablename__ = "fact_demand"
    file: str = Field(primary_key=True)
    row: str = Field(primary_key=True)
    plans: int
    of_plans: int
    measured_on: str  # ISO date
    digest: str  # of the facts they were planned on


@dataclass(frozen=True)
class Demand:
    """Plans by row, out of how many, and when that was measured."""

    plans: dict[Row, int]
    of_plans: int
    measured_on: str


def drawn_requests(facts: Facts, count: int, seed: int) -> Iterator[TripRequest]:
    """Wishes of 1-3 days, the same for the same facts, day and seed."""
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    themes, homes = sorted(facts.rules.themes), sorted(facts.catalog.cities)
    soonest = facts.today + timedelta(facts.rules.whole("notice-days"))
    for _ in range(count):
        start = soonest + timedelta(chance.randrange(AHEAD))
        theme, home, profile = chance.choice(themes), chance.choice(homes), chance.choice(PROFILES)
        yield TripRequest(theme, home, chance.randint(1, LONGEST), profile, start)


def measure(facts: Facts, requests: Iterable[TripRequest], options: SolveOptions) -> Demand:
    """Plan each request and count what stands in the trips."""
    from planner.itinerary.planning import plan_trip  # only who measures needs the whole planner

    counts, planned = Counter[Row](), 0
    for request in requests:
        answer = plan_trip(facts, request, options)
        if not isinstance(answer, Infeasible):
            planned += 1
            counts.update(set(_rows(answer.result)))
    return Demand(dict(sorted(counts.items())), planned, facts.today.isoformat())


def keep_demand(session: Session, demand: Demand, digest: str) -> None:
    """Put a measurement on record, in the place of an earlier one."""
    session.execute(delete(FactDemand))
    for (file, row), plans in demand.plans.items():
        session.add(
            FactDemand(file=file, row=row, plans=plans, of_plans=demand.of_plans, measured_on=demand.measured_on,
                       digest=digest)
        )  # fmt: skip
    session.flush()


def read_demand(session: Session) -> Demand | None:
    """The measurement on record; None if nothing was measured."""
    rows = session.exec(select(FactDemand)).all()
    if not rows:
        return None
    return Demand({(row.file, row.row): row.plans for row in rows}, rows[0].of_plans, rows[0].measured_on)


def _rows(trip: Itinerary) -> Iterator[Row]:
    for day in trip.days:
        spots = [visit.place for visit in day.visits]
        for item in day.items:
            if isinstance(item, Lunch):
                spots.append(item.spot)
            elif isinstance(item, Supper) and item.table:
                spots.append(item.table)
        spots += [day.hotel] if day.hotel else []
        yield from ((FILE_OF[spot.kind], spot.id) for spot in spots if spot.kind in FILE_OF)
