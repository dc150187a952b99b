"""An itinerary as people get it: days of legs, visits, lunch and rest. Data only; no logic a checker would trust.

Times are minutes from 00:00 of the day; money is fen; distances are metres on foot and kilometres on wheels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from planner.itinerary.types.request import TripRequest

LateSupper = Literal["", "station", "train", "home"]
EditKind = Literal["keep", "drop", "swap", "pin", "slower", "faster", "not_this_kind"]


@dataclass(frozen=True)
class Spot:
    """A point on the ground. `kind` is place, hotel, restaurant or station; `id` is its key in the facts."""

    kind: str
    id: str
    name: str
    name_en: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Leg:
    """From one spot to the next. `ride` is a car or coach, with `stops` pauses inside.

    `train` is a published train (`train` names it): the leg then runs from its departure to its arrival, which is
    `estimated` where none is published. A `walk` is `walk_m` metres on foot, or in a pushed chair.
    """

    start: int
    end: int
    origin: Spot
    target: Spot
    mode: Literal["ride", "train", "walk"]
    km: float
    stops: int = 0  # pauses (toilet, stretch) inside the ride
    train: str | None = None
    walk_m: int = 0
    estimated: bool = False
    measured: bool = False  # a ride along real roads, by a routing server; else kilometres and minutes are estimates
    kind: Literal["leg"] = "leg"


@dataclass(frozen=True)
class Visit:
    """A place from arrival to departure; `pauses` seated breaks lie inside."""

    start: int
    end: int
    place: Spot
    walk_m: int
    climb_m: int
    met_min: int
    pauses: int
    hours_known: bool  # False: planned within assumed hours; ask before going
    sits: int = 0  # times to sit down on the way that there is time for
    toilets: int = 0  # the same for going to the toilet
    kind: Literal["visit"] = "visit"


@dataclass(frozen=True)
class Lunch:
    """Lunch; `spot` is a known restaurant, or the place or station where one then is (find one nearby). `book` is the
    number of people for whom a table has to be booked ahead, 0: few enough to walk in."""

    start: int
    end: int
    spot: Spot
    book: int = 0
    kind: Literal["lunch"] = "lunch"


@dataclass(frozen=True)
class Rest:
    """The midday rest, seated or lying down."""

    start: int
    end: int
    spot: Spot
    kind: Literal["rest"] = "rest"


@dataclass(frozen=True)
class Pause:
    """Time to sit: while waiting for a train at its station, or to break a long stretch of sightseeing."""

    start: int
    end: int
    spot: Spot
    use: Literal["wait", "break"]
    kind: Literal["pause"] = "pause"


@dataclass(frozen=True)
class Supper:
    """Supper at the hotel `spot` of an evening arrival, or near by: at the known restaurant `table`, `walk_m` metres
    from it, if there is one and it is not too late to name any. `far_min` are the minutes on wheels to the hotel where
    none near the station will do, else 0."""

    start: int
    end: int
    spot: Spot
    table: Spot | None = None
    walk_m: int = 0
    far_min: int = 0
    kind: Literal["supper"] = "supper"


Item = Annotated[Leg | Visit | Lunch | Rest | Pause | Supper, Field(discriminator="kind")]


@dataclass(frozen=True)
class FreeTime:
    """An afternoon at the hotel from minute `start` on with nothing planned, and a `place` for who would like to go
    out: `walk_m` metres on foot, or `ride_min` minutes on wheels away. None: none near by is known that suits."""

    start: int
    place: Spot | None = None
    walk_m: int = 0
    ride_min: int = 0


@dataclass(frozen=True)
class Day:
    """One day; `hotel` is where it ends, None on the last day (back home). `walk_m` and `met_min` are of its visits and
    ways on foot. `hotel_lift`: is its lift "confirmed" or "unknown"; "" where that was not recorded. `free` is the
    afternoon of a day that is over early; `supper` where one eats on a way home that ends late, "" for other days."""

    date: date
    items: tuple[Item, ...]
    hotel: Spot | None
    walk_m: int
    climb_m: int
    met_min: int
    ride_min: int
    hotel_lift: str = ""
    free: FreeTime | None = None
    supper: LateSupper = ""

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The visits in order."""
        return tuple(item for item in self.items if isinstance(item, Visit))


@dataclass(frozen=True)
class Proof:
    """What the solver knows of its answer: `worth` was reached, more than `bound` is impossible.

    Both in points, over the `places`, the `hotels` of so many `cities` and the trains considered;
    `gap` = (bound - worth) / bound.
    """

    worth: float
    bound: float
    gap: float
    optimal: bool
    places: int
    hotels: int
    day_plans: int
    seconds: float
    cities: int = 0  # 0: not recorded


@dataclass(frozen=True)
class Itinerary:
    """A trip: its request, its days, what is proven about it, and the digest of the facts it rests on."""

    request: TripRequest
    days: tuple[Day, ...]
    proof: Proof
    facts_digest: str


@dataclass(frozen=True)
class Reason:
    """Why something cannot be: `code` names the reason, `values` fill the sentence."""

    code: str
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class LeftOut:
    """A place (its id) and why it is left out. `instead`: the ids of those that would have to go for it; `able`: the
    most limited mobility profile that could go, where this one cannot."""

    place: str
    reason: Reason
    instead: tuple[str, ...] = ()
    able: str | None = None


@dataclass(frozen=True)
class Other:
    """Another trip for the same request: the id it is saved under, and why it is worth a look."""

    trip: str
    reason: Reason


@dataclass(frozen=True)
class Insights:
    """What is shown beside a trip: places left out, a plan for rain for each day (None: nothing under a roof near by),
    other trips, and what a little more would bring, each in one or two sentences."""

    left_out: tuple[LeftOut, ...]
    rain: tuple[Day | None, ...]
    others: tuple[Other, ...] = ()
    gains: tuple[tuple[Reason, ...], ...] = ()


@dataclass(frozen=True)
class Edit:
    """One change to a trip. `place` for all kinds but slower and faster; `day` (1 is the first) and minute `at` to pin
    it.

    A dropped place leaves its time free; for one that is swapped something else comes.
    """

    kind: EditKind
    place: str | None = None
    day: int | None = None
    at: int | None = None


@dataclass(frozen=True)
class Moment:
    """A time on a trip: its day (1 is the first) and the minute of that day. `place`: the one of that day been at last,
    for those who are later than planned."""

    day: int
    minute: int
    place: str | None = None


@dataclass(frozen=True)
class Difference:
    """Ids of places, in the order of their trips. `moved`: kept, but on another day."""

    kept: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """How a trip came from the one saved as `before`; `since`: what lay before stays as it was; `idle`: what the edits
    could not bring about; `rest`: other nights and times that came of them."""

    before: str
    edits: tuple[Edit, ...]
    difference: Difference
    since: Moment | None = None
    idle: tuple[Reason, ...] = ()
    rest: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Infeasible:
    """No trip or train meets the request; `reasons` name the requirements that do not go together, and what would
    help."""

    reasons: tuple[Reason, ...]


ITINERARY_JSON: TypeAdapter[Itinerary] = TypeAdapter(Itinerary)
INSIGHTS_JSON: TypeAdapter[Insights] = TypeAdapter(Insights)
CHANGE_JSON: TypeAdapter[Change] = TypeAdapter(Change)
