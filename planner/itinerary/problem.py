"""Trips as numbers only: what the solver sees. Imports no facts.

Minutes count from 00:00 of the day; points are rows of one travel table: places first, then the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
MAX_PLACES = 48  # a set of places is one 64-bit key together with the point and two flags
NO_LIMIT = 100_000  # more than any day has of anything
MAX_POINTS, MAX_TRAINS = 128, 200  # of one day
HALF_HOUR = 30  # minutes
HOME = -1


@dataclass(frozen=True)
class Transfer:
    """A published train as a step of the day: be at `entry` by `ready_by`, continue from `exit` at `out`. For an
    `early` one the day may begin before its usual time."""

    entry: int
    exit: int
    ready_by: int
    out: int
    early: bool = False


@dataclass(frozen=True)
class DayLimits:
    """One day's clock and a person's budgets for it.

    `early` is when the day may begin for an early train, `fixed` that whoever waits for a train has been on the way
    since `start`; `run` minutes of sightseeing without a pause lie behind. Of a wait, minutes beyond `wait_free` after
    being ready for the train count as riding. `stretch` of sightseeing is the longest without a pause of `pause`.
    `out_min` are minutes outdoors, none of them between `shade`. Who is at the day's end by `home_lunch`, and at home
    there, eats then; -1: the day ends elsewhere. With `fixed_end` it ends with a departure, which one need not wait for
    where there is a bed.
    """

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
    early: int | None = None
    fixed: bool = False
    run: int = 0
    wait_free: int = 0
    stretch: int = NO_LIMIT
    pause: int = 0
    out_min: int = NO_LIMIT
    shade: tuple[int, int] = (0, 0)
    home_lunch: int = -1
    fixed_end: bool = False

    @property
    def lunch_needed(self) -> bool:
        """May the day go on so long that nobody should be without lunch?"""
        return self.start <= self.lunch_latest and self.end > self.lunch_latest + self.lunch_min


OF_PLACES = (  # arrays over places
    *("opens", "closes", "stay", "walk", "climb", "met", "out", "part", "pauses", "ride_due", "worth"),
)


@dataclass(frozen=True)
class DayProblem:
    """All day plans from point `start` to point `end`. Arrays over places unless said otherwise.

    `travel` (points x points) are minutes with pauses inside, `ride` those of them on wheels, 0 of ways that are
    walked; `foot` the metres of these, else 0.
    `lunch_at` (points) says where one eats after being at a point (-1: nowhere), `rest_at` where one then rests,
    `named` (points) whether a point is a known table: lunch there is worth `table_worth` points.
    `transfers` empty: no train that day; else exactly one is taken. With trains `back` it is the first that is caught,
    and exactly one of them follows. Trains between the same points leave and arrive in their order.
    `out` are the minutes of a visit outdoors, `part` its longest stretch without a seated pause, `pauses` how many it
    has.
    `worth` are points. A minute on wheels costs `ride_cost` of them, one more than the `ride_due` of all visits
    (`ride_free` without any) `over_cost` on top, a minute of neither a visit nor lunch and its rest `idle_cost`, and
    each half hour, begun ones whole, that one sets out earlier than usual for a train `early_cost`. A kilometre on foot
    takes `foot_met` MET-minutes.
    """

    travel: Ints
    ride: Ints
    foot: Ints
    lunch_at: Ints
    rest_at: Ints
    named: Ints
    start: int
    end: int
    opens: Ints
    closes: Ints
    stay: Ints
    walk: Ints
    climb: Ints
    met: Ints
    out: Ints
    part: Ints
    pauses: Ints
    ride_due: Ints
    worth: Ints
    limits: DayLimits
    transfers: tuple[Transfer, ...]
    ride_cost: int
    idle_cost: int
    over_cost: int = 0
    ride_free: int = 0
    early_cost: int = 0
    table_worth: int = 0
    foot_met: int = 0
    back: tuple[Transfer, ...] = ()

    @property
    def trains(self) -> tuple[Transfer, ...]:
        """All trains, in the order in which steps number them."""
        return (*self.transfers, *self.back)

    @property
    def lunch_due(self) -> int:
        """By when whoever had no lunch must be at the day's end; -1: nobody may go without."""
        if self.transfers:
            return max(self.limits.lunch_latest, self.limits.home_lunch)
        return self.limits.home_lunch if self.limits.lunch_needed else self.limits.end

    def __post_init__(self) -> None:
        points, places = len(self.travel), len(self.worth)
        if {self.travel.shape, self.ride.shape, self.foot.shape} != {(points, points)}:
            raise ValueError("travel, ride and foot must be square and cover the same points")
        if {len(self.lunch_at), len(self.rest_at), len(self.named)} != {points}:
            raise ValueError("lunch_at, rest_at and named must cover the points")
        if any(len(getattr(self, name)) != places for name in OF_PLACES):
            raise ValueError("place arrays must have one length")
        if places > MAX_PLACES or points > MAX_POINTS or len(self.trains) > MAX_TRAINS:
            raise ValueError("too many places, points or trains for one day")
        if not (0 <= self.start < points and 0 <= self.end < points):
            raise ValueError("start and end must be points")


@dataclass(frozen=True)
class DayPlans:
    """All day plans worth having for one `DayProblem`: for each set of places the best order, and any that is worth
    less but walks less between them.

    `steps` (plans x 8) are in order: a place's index, LUNCH, or TRAIN + its number; -1 ends.
    `value` is worth less the costs of riding, idle time and an early start, in points; `walk` and `met` have the ways
    on foot in them.
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

    Nodes number the hotels, then the trip's clusters of them; `HOME` is where the trip begins and ends.
    """

    origin: int
    target: int
    days: tuple[int, ...]
    plans: DayPlans
    places: Ints  # plans x up to 6: the trip's numbering of places, -1 pads
    hard: npt.NDArray[np.bool_]  # plans that use most of a day's budget


@dataclass(frozen=True)
class TripProblem:
    """Choose one day plan a day. `kinds` groups places for variety: more than `kind_free` of one kind cost
    `kind_cost` points each, growing. `must` places are not optional, `banned` ones are out. Costs are in points.

    Offers from or to a cluster (its number follows those of the nodes) may be used from or to any of its nodes.
    `extra` (places) are points on top of a plan's own for having a place, `night_costs` (nodes) what a night there
    costs, `first_costs` (nodes) what the first one costs beside; `fees` (places) add up to at most `budget`, the metres
    on foot, metres up and MET-minutes of all days to at most `load_most`; None: no such cost or limit.
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
    clusters: tuple[tuple[int, ...], ...] = ()  # of nodes, which are one place to decide on
    banned: frozenset[int] = frozenset()
    night_costs: Ints | None = None
    first_costs: Ints | None = None
    extra: Ints | None = None
    fees: Ints | None = None
    budget: int | None = None
    load_most: tuple[int, int, int] | None = None

    def city_of(self, end: int) -> int:
        """The city of an offer's end, HOME of home."""
        return HOME if end == HOME else self.cities[self.nodes_of(end)[0]]

    def nodes_of(self, end: int) -> tuple[int, ...]:
        """The nodes that an offer's end stands for."""
        return (end,) if end < self.nodes else self.clusters[end - self.nodes]


@dataclass(frozen=True)
class DualPrices:
    """What having a place (the last is of no place), and a metre, a metre up and a MET-minute, costs a plan; what all
    there is of them is worth, in points. `seen` is what having a place costs more on days from a node and back; coming
    to stay there is worth the sum of it."""

    place: npt.NDArray[np.float64]
    loads: tuple[float, ...]
    stock: float
    seen: Mapping[int, npt.NDArray[np.float64]] = field(default_factory=dict)

    def arrival_worth(self, origin: int, target: int) -> float:
        """What a way to another node is worth for coming to stay there."""
        return float(self.seen[target].sum()) if origin != target and target in self.seen else 0.0


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
