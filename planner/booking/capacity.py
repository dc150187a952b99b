"""What bookings take of a departure's places, rooms and berths, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

ROOMS = ("twin", "accessible", "single")  # two sleep in each, but in the last
BERTHS = ("lower", "middle", "upper")
STOCK = (*ROOMS, *BERTHS)
MOST_UNITS = 600


@dataclass(frozen=True)
class Units:
    """What a booking is for: so many people, rooms and berths. `shared_f` and `shared_m` are women and men who share a
    twin room with somebody of their own sex from another booking."""

    people: int
    twin: int = 0
    accessible: int = 0
    single: int = 0
    shared_f: int = 0
    shared_m: int = 0
    lower: int = 0
    middle: int = 0
    upper: int = 0

    @property
    def beds(self) -> int:
        """How many can sleep in its rooms."""
        return 2 * (self.twin + self.accessible) + self.single + self.shared_f + self.shared_m

    @property
    def berths(self) -> int:
        """How many berths it is for."""
        return self.lower + self.middle + self.upper


@dataclass(frozen=True)
class Limits:
    """A departure takes `most` people; of a kind in `quotas` there are so many, of the others as many as are asked."""

    most: int
    quotas: Mapping[str, int]

    @property
    def has_rooms(self) -> bool:
        """Are there quotas of rooms?"""
        return any(kind in self.quotas for kind in ROOMS)

    @property
    def has_berths(self) -> bool:
        """Are there quotas of berths?"""
        return any(kind in self.quotas for kind in BERTHS)


@dataclass(frozen=True)
class Shortage:
    """Of `kind` (people, or one of STOCK) only `left` are left, and `needed` are asked for."""

    kind: str
    left: int
    needed: int


def taken_by(units: Iterable[Units]) -> dict[str, int]:
    """People, and of each kind in STOCK how many these take together; who shares takes half a room of their sex."""
    total = dict.fromkeys((field.name for field in fields(Units)), 0)
    for each in units:
        for name in total:
            total[name] += getattr(each, name)
    total["twin"] += -(-total.pop("shared_f") // 2) - (-total.pop("shared_m") // 2)
    return total


def shortages(limits: Limits, held: Iterable[Units], more: Units) -> tuple[Shortage, ...]:
    """What is missing for one more booking beside those that hold places; nothing if it fits."""
    before = list(held)
    now, then = taken_by(before), taken_by([*before, more])
    limit = {"people": limits.most, **limits.quotas}
    return tuple(
        Shortage(kind, max(0, most - now[kind]), then[kind] - now[kind])
        for kind, most in limit.items()
        if then[kind] > max(most, now[kind])
    )


def unit_faults(limits: Limits, units: Units) -> tuple[str, ...]:
    """What does not go together in a booking: people, beds (fewer than people), berths (not one each)."""
    found = []
    if not 1 <= units.people <= limits.most or any(
        not 0 <= getattr(units, field.name) <= MOST_UNITS for field in fields(Units)
    ):
        found.append("people")
    if (limits.has_rooms or units.beds) and units.beds < units.people:
        found.append("beds")
    if (limits.has_berths or units.berths) and units.berths != units.people:
        found.append("berths")
    return tuple(found)
