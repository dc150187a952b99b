"""Rooms, coach seats and berths, and who has which. Data only; people are keys of a group's list.

`Quality` says how good a plan is: what it costs in points (see the weights below), and that no plan costs less than
`bound`. The weights are ours: they order wishes, they are no money.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter

ROOM_POINTS = 1000  # a room
EMPTY_BED_POINTS = 10  # a bed nobody sleeps in
SPARED_POINTS = 50  # an accessible room with nobody who needs it
LEFT_ALONE_POINTS = 300  # somebody who did not want to be alone
TWO_CHAIRS_POINTS = 3000  # two strangers in wheelchairs in one room, with nobody to help
STRANGERS_POINTS = 20  # two who are neither friends nor family
DECADE_POINTS = 10  # between the ages of two strangers, each ten years
BAND_YEARS = 5  # ages are told apart by so much

ROW_POINTS = {"wheelchair": 12, "cane": 6, "gentle": 3, "steady": 1, "brisk": 0}  # a row further from the door
MIXED_BENCH_POINTS = 30  # a woman and a man who do not belong together on one bench
APART_ROW_POINTS = 4  # a row between friends
APART_COACH_POINTS = 60  # friends in two coaches
BOTH_KINDS_POINTS = 200  # a coach with people who walk well and others who do not, where there are several
CHAIR_ROWS = 3  # wheelchair users sit within so many rows of a door

LOWER_AGE = 75  # from here on, and with a cane or a wheelchair, the lower berth is a must
BERTH_POINTS = ((70, 6, 20), (60, 3, 8), (0, 0, 1))  # from that age: not a lower berth, and an upper one on top of it
DOOR_POINTS = {"wheelchair": 8, "cane": 4, "gentle": 2}  # a compartment further from the door
CHAIR_COMPARTMENTS = 2  # wheelchair users lie within so many compartments of a door
MIXED_COMPARTMENT_POINTS = 4  # women and men who do not belong together
APART_COMPARTMENT_POINTS = 5  # friends in two compartments
APART_CAR_POINTS = 15  # and, on top, in two cars


@dataclass(frozen=True)
class Quality:
    """Points of a plan and the least that any plan costs; the gap is what is between, as a share."""

    cost: int
    bound: int

    @property
    def gap(self) -> float:
        return 0.0 if self.cost <= self.bound else (self.cost - self.bound) / self.cost


@dataclass(frozen=True)
class RoomKind:
    """Rooms of one kind in a hotel. `count`, `accessible` and `step_free` (a lift, or at most the third floor) are None
    if nobody knows: then the hotel is to be asked."""

    id: str
    beds: int
    count: int | None = None
    accessible: bool | None = False
    step_free: bool | None = None


@dataclass(frozen=True)
class Room:
    """A room and who sleeps in it."""

    id: str
    kind: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class RoomPlan:
    """Everybody's room for one hotel."""

    rooms: tuple[Room, ...]
    quality: Quality | None = None

    def without(self, keys: Collection[str]) -> RoomPlan:
        """The plan without those people, and without rooms nobody is left in."""
        left = [replace(room, people=tuple(key for key in room.people if key not in keys)) for room in self.rooms]
        return RoomPlan(tuple(room for room in left if room.people))


@dataclass(frozen=True)
class CoachKind:
    """A coach of `seats` beside the driver's, in rows of four with five in the last; `doors` are the rows one gets in
    at, counted from the front."""

    seats: int
    doors: tuple[int, ...] = (1,)


@dataclass(frozen=True)
class CoachSeat:
    """A seat: row from the front, A and B left of the aisle, C and D right, E the middle of the last row."""

    row: int
    letter: str

    @property
    def id(self) -> str:
        return f"{self.row}{self.letter}"


@dataclass(frozen=True)
class SeatPlan:
    """Who sits where: by traveller the number of the coach, from 1, and the seat."""

    seats: dict[str, tuple[int, str]]
    quality: Quality | None = None

    def without(self, keys: Collection[str]) -> SeatPlan:
        """The plan without those people."""
        return SeatPlan({key: seat for key, seat in self.seats.items() if key not in keys})


@dataclass(frozen=True)
class TrainCar:
    """A sleeping car. A compartment has `tiers` berths at each of its two walls: 3 in a hard sleeper, 2 in a soft one.
    There is a door at either end."""

    id: str
    compartments: int
    tiers: int


@dataclass(frozen=True)
class Berth:
    """A berth: car, compartment from 1, wall 1 or 2, and lower, middle or upper."""

    car: str
    compartment: int
    wall: int
    level: str


@dataclass(frozen=True)
class BerthPlan:
    """Who lies where."""

    berths: dict[str, Berth]
    quality: Quality | None = None

    def without(self, keys: Collection[str]) -> BerthPlan:
        """The plan without those people."""
        return BerthPlan({key: berth for key, berth in self.berths.items() if key not in keys})


@dataclass(frozen=True)
class UnmetDemand:
    """One of the fewest demands that cannot all be met. `rule` is room-count, alone, accessible, step-free, same-sex,
    together, seats, near-door, lower-berth, berths or staff-spread; `people` whose it is; `count` of what there is."""

    rule: str
    people: tuple[str, ...] = ()
    subject: str = ""
    count: int = 0
    needed: int = 0


@dataclass(frozen=True)
class Impossible:
    """There is no plan, and leaving out any of these demands would give one."""

    obstacles: tuple[UnmetDemand, ...]
    what: Literal["rooms", "seats", "berths"]


LEVELS = {3: ("lower", "middle", "upper"), 2: ("lower", "upper")}


def coach_seats(kind: CoachKind) -> tuple[CoachSeat, ...]:
    """All seats of a coach from the front; where they do not fill rows of four, the first row has fewer."""
    rest, last = (kind.seats - 5, "ABECD") if kind.seats >= 20 else (kind.seats, "")
    rows = -(-rest // 4)
    seats = []
    for row in range(1, rows + 1):
        full = rest - 4 * (rows - 1) if row == 1 else 4
        seats += [CoachSeat(row, letter) for letter in "ABCD"[:full]]
    return tuple(seats + [CoachSeat(rows + 1, letter) for letter in last])


ROOM_PLAN_JSON: TypeAdapter[RoomPlan] = TypeAdapter(RoomPlan)
SEAT_PLAN_JSON: TypeAdapter[SeatPlan] = TypeAdapter(SeatPlan)
BERTH_PLAN_JSON: TypeAdapter[BerthPlan] = TypeAdapter(BerthPlan)
