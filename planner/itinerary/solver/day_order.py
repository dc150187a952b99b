"""The same days in another order: neither two hard ones nor two spent at rest in a row, where that costs nothing."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np

from planner.itinerary.problem import Offer, TripProblem

Pick = tuple[int, int]  # an offer and a plan of it


def evened(problem: TripProblem, picks: tuple[Pick, ...]) -> tuple[Pick, ...]:
    """The picks with days swapped, among those that begin and end alike, so that fewer hard days follow each other, and
    fewer days without a visit. Worth, and what the days ask for, stay the same."""
    days = list(picks)
    improving = True
    while improving:
        improving, before = False, _in_a_row(problem, days)
        for one, other in combinations(range(len(days)), 2):
            swapped = _exchanged(problem, days[one], days[other])
            if swapped is None:
                continue
            kept = days[one], days[other]
            days[one], days[other] = swapped
            if _in_a_row(problem, days) < before:
                improving = True
                break
            days[one], days[other] = kept
    return tuple(days)


def _in_a_row(problem: TripProblem, days: list[Pick]) -> int:
    """How often a hard day follows a hard one, or a day at rest another."""
    kinds = [_kind(problem.offers[offer], plan) for offer, plan in days]
    return sum(kind != "" and kind == after for kind, after in pairwise(kinds))


def _kind(offer: Offer, plan: int) -> str:
    if offer.hard[plan]:
        return "hard"
    return "" if (offer.places[plan] >= 0).any() else "rest"


def _exchanged(problem: TripProblem, one: Pick, other: Pick) -> tuple[Pick, Pick] | None:
    """Each day's plan on the other's day; None where that is not the same plan or cannot be."""
    first, second = problem.offers[one[0]], problem.offers[other[0]]
    if one[0] == other[0]:
        return other, one
    if (first.origin, first.target) != (second.origin, second.target):
        return None
    here, there = _same(second, other[1], first), _same(first, one[1], second)
    return None if here is None or there is None else ((one[0], here), (other[0], there))


def _same(offer: Offer, plan: int, elsewhere: Offer) -> int | None:
    """The plan of another offer with the same places that is worth and asks the same."""
    alike = (elsewhere.places == offer.places[plan]).all(axis=1)
    for name in ("value", "walk", "climb", "met"):
        alike &= getattr(elsewhere.plans, name) == getattr(offer.plans, name)[plan]
    rows = np.flatnonzero(alike)
    return int(rows[0]) if len(rows) else None
