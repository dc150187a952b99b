"""Trips as numbers only: what the solver sees. Imports no facts.

Minutes count from 00:00 of the day; points are rows of one travel table: places first, then the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
MAX_PLACES = 48  # a set of places is one 64-bit key together with the point and two flags


@dataclass(frozen=True)
class Transfer:
    """A published train as a step of the day: be at `entry` by `ready_by`, continue from `exit` at `out`."""

    entry: int
    exit: int
    ready_by: int
    out: int


@dataclass(frozen=True)
class DayLimits:
    """One day's clock and a person's budgets for it."""

    start: int
    end: int
    lunch_from: int
    lunch_latest: int  # latest start, so that the rest ends in time
    lunch_min: int
    rest_min: int
    walk_m: int
    climb_m: int
    met_min: int
    ride_min: int
    visits: int

    @property
    def lunch_needed(self) -> bool:
        """May the day go on so long that nobody should be without lunch?"""
        return self.start <= self.lunch_latest and self.end > self.lunch_latest + self.lunch_min


@dataclass(frozen=True)
class DayProblem:
    """All day plans from point `start` to point `end`. Arrays over places unless said otherwise.

    `travel` (points x points) are minutes with pauses inside; `lunch_at` (points) says where one eats
    after being at a point. `transfers` empty: no train that day; else exactly one is taken.
    `worth` are points; a minute on wheels costs `ride_cost`, a minute of a later end `late_cost` points.
    """

    travel: Ints
    lunch_at: Ints
    start: int
    end: int
    opens: Ints
    closes: Ints
    stay: Ints
    walk: Ints
    climb: Ints
    met: Ints
    worth: Ints
    limits: DayLimits
    transfers: tuple[Transfer, ...]
    ride_cost: int
    late_cost: int

    def __post_init__(self) -> None:
        points, places = len(self.travel), len(self.worth)
        if self.travel.shape != (points, points) or len(self.lunch_at) != points:
            raise ValueError("travel and lunch_at must cover the same points")
        if any(len(a) != places for a in (self.opens, self.closes, self.stay, self.walk, self.climb, self.met)):
            raise ValueError("place arrays must have one length")
        if places > MAX_PLACES or points > 128 or len(self.transfers) > 6:
            raise ValueError("too many places, points or trains for one day")
        if not (0 <= self.start < points and 0 <= self.end < points):
            raise ValueError("start and end must be points")


@dataclass(frozen=True)
class DayPlans:
    """All day plans worth having for one `DayProblem`, best order for each set of places.

    `steps` (plans x 8) are in order: a place's index, LUNCH, or TRAIN + its number; -1 ends.
    `value` is worth less the costs of riding and lateness, in points.
    """

    places: Ints  # plans x up to 6, a place's index or -1
    steps: Ints
    value: Ints
    walk: Ints
    climb: Ints
    met: Ints


LUNCH = 200
TRAIN = 201


@dataclass(frozen=True)
class Offer:
    """Day plans that may be used on some days, from one night's node to the next night's.

    Nodes number the hotels; `HOME` is where the trip begins and ends.
    """

    origin: int
    target: int
    days: tuple[int, ...]
    plans: DayPlans
    places: Ints  # plans x up to 6: the trip's numbering of places, -1 pads
    hard: npt.NDArray[np.bool_]  # plans that use most of a day's budget


HOME = -1


@dataclass(frozen=True)
class TripProblem:
    """Choose one day plan a day. `kinds` groups places for variety: more than `kind_free` of one kind cost
    `kind_cost` points each, growing. `must` places are not optional, `banned` ones are out. Costs are in points.

    `extra` (places) are points on top of a plan's own for having a place; `fees` (places) add up to at most `budget`,
    the metres on foot, metres up and MET-minutes of all days to at most `load_most`; None: no such limit.
    """

    days: int
    nodes: int
    places: int
    offers: tuple[Offer, ...]
    kinds: Ints
    kind_free: int
    kind_cost: int
    move_cost: int  # changing hotels
    hard_cost: int  # a day that uses most of a budget
    must: frozenset[int]
    cities: tuple[int, ...]  # of each node
    most_cities: int  # slept in
    banned: frozenset[int] = frozenset()
    extra: Ints | None = None
    fees: Ints | None = None
    budget: int | None = None
    load_most: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class TripSolution:
    """The chosen plan of each day as (offer, plan) and what is proven about it, in points.

    `missing`: must places that no choice can hold, -1 where days, budget or trip limits cannot be kept; then `picks`
    is empty.
    """

    picks: tuple[tuple[int, int], ...]
    worth: int
    bound: int
    optimal: bool
    missing: frozenset[int]
