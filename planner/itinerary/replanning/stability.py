"""A trip's places and days as something to hold on to when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.itinerary.columns import ColumnPool
from planner.itinerary.planning import worth_of
from planner.itinerary.problem import Offer, TripProblem, TripSolution
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Day
from planner.solving import SolveOptions

KEEP = 30_000  # points for a place that stays: more than any place is worth
ON_DAY = 5_000  # for a place that stays on its day
NIGHT = 5_000  # for a night in the same hotel


@dataclass(frozen=True)
class Attached:
    """The problem of a pool with points for what stays; `offers` are those of the pool that its own come from."""

    problem: TripProblem
    offers: tuple[int, ...]

    def choose(self, options: SolveOptions, banned: frozenset[int] = frozenset()) -> TripSolution:
        """The best choice, none of the `banned` places in it, in the offers of the pool."""
        problem = replace(self.problem, banned=self.problem.banned | banned)
        found = choose_days(problem, options)
        return replace(found, picks=tuple((self.offers[offer], plan) for offer, plan in found.picks))


def attached(pool: ColumnPool, days: Sequence[Day]) -> Attached:
    """The pool's problem with points for what stays of the `days` there were."""
    number = {place: i for i, place in enumerate(pool.inputs.worth)}
    node = {base.hotel.id: i for i, base in enumerate(pool.bases)}
    old_days = [frozenset(number[v.place.id] for v in day.visits if v.place.id in number) for day in days]
    nights = [node.get(day.hotel.id, -1) if day.hotel else -1 for day in days]
    extra = np.zeros(len(number), dtype=np.int64)
    extra[sorted({place for day in old_days for place in day})] = KEEP
    offers, origins = list[Offer](), list[int]()
    for index, offer in enumerate(pool.problem.offers):
        for each in _by_days(offer, old_days, nights):
            offers.append(each)
            origins.append(index)
    return Attached(replace(pool.problem, extra=extra, offers=tuple(offers)), tuple(origins))


def _by_days(offer: Offer, old_days: list[frozenset[int]], nights: list[int]) -> list[Offer]:
    """The offer for those of its days that it is worth the same on, with points for places on their days and for the
    same hotel."""
    seen = set(np.unique(offer.places).tolist())
    groups: dict[tuple[frozenset[int], bool], list[int]] = {}
    for day in offer.days:
        stays = old_days[day] & seen if day < len(old_days) else frozenset[int]()
        groups.setdefault((stays, day < len(nights) and offer.target == nights[day] >= 0), []).append(day)
    parts = []
    for (stays, same_hotel), days in groups.items():
        points = ON_DAY * np.isin(offer.places, list(stays)).sum(axis=1) + NIGHT * same_hotel
        value = offer.plans.value + points.astype(offer.plans.value.dtype)
        parts.append(replace(offer, days=tuple(days), plans=replace(offer.plans, value=value)))
    return parts


def plain(pool: ColumnPool, found: TripSolution, options: SolveOptions) -> TripSolution:
    """The choice at its worth without the points for staying, with the bound of the problem without them."""
    best = choose_days(pool.problem, options)
    worth = worth_of(pool, found)
    bound = max(worth, best.bound)
    return replace(found, worth=worth, bound=bound, optimal=worth == bound)
