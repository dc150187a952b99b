"""Allocation as numbers: classes of alike people, what may hold them, and what each choice costs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RoomColumn:
    """A room of `kind` with so many of each class in it."""

    uses: tuple[tuple[int, int], ...]  # class, how many
    kind: int
    cost: int


@dataclass(frozen=True)
class RoomProblem:
    """Cover `sizes` people of each class exactly by columns; at most `limits` rooms of each kind, None for no limit."""

    sizes: tuple[int, ...]
    limits: tuple[int | None, ...]
    columns: tuple[RoomColumn, ...]


@dataclass(frozen=True)
class SeatClass:
    """Units of `size` 1 or 2 that are alike: how many there are, points a row from the door, the furthest row, who they
    are (f, m or "" for a pair and for who is unknown), whether they walk well, and the set of friends they are in."""

    count: int
    size: int
    row_points: int
    furthest: int
    sex: str
    able: bool
    friends: int = -1


@dataclass(frozen=True)
class Bench:
    """Seats side by side: which coach, which row, rows from the nearest door, how many people fit."""

    coach: int
    row: int
    away: int
    seats: int


@dataclass(frozen=True)
class SeatProblem:
    """Put all units on benches, at most `usable` people in a coach. The staff who have their seats are not in it."""

    classes: tuple[SeatClass, ...]
    benches: tuple[Bench, ...]
    usable: tuple[int, ...]


@dataclass(frozen=True)
class BerthClass:
    """Units that lie in one compartment and are alike. `must` lower berths are needed; of the others `wants` are the
    people of each age class, in the order of BERTH_POINTS; `door_points` a compartment from the door."""

    count: int
    size: int
    must: int
    wants: tuple[int, ...]
    door_points: int
    furthest: int
    women: int  # of those who do not belong to somebody of the other sex
    men: int
    staff: int
    friends: int = -1


@dataclass(frozen=True)
class Compartment:
    """Where a compartment is, compartments from the nearest door (1 is at it), and its tiers."""

    car: int
    away: int
    tiers: int


@dataclass(frozen=True)
class BerthProblem:
    """Put all units into compartments; the staff over the cars."""

    classes: tuple[BerthClass, ...]
    compartments: tuple[Compartment, ...]


@dataclass(frozen=True)
class Allocated:
    """How many of a class are where: (class or column, place) → number; what it costs, and the bound."""

    counts: dict[tuple[int, int], int]
    cost: int
    bound: int
