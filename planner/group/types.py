"""People who travel together: who they are, what each needs, who belongs to whom. Keys are unique within a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from pydantic import TypeAdapter

MOST_TRAVELLERS = 1200  # the largest silver train carries some 950 guests, and staff
GUEST = "guest"
ROLES = (GUEST, "guide", "doctor", "nurse", "driver", "staff")
STAFF = ROLES[1:]
SEXES = ("f", "m")
UNABLE = ("cane", "wheelchair")  # mobility profiles that climb into no upper berth


@dataclass(frozen=True)
class Traveller:
    """One person; "" is not known. `age` is as somebody said it, used where `born` is not known.

    `mobility` is the id of a mobility profile. `room_with` and `travels_with` hold keys: a room or compartment is
    shared with the former; the latter are friends who sit near. `alone` wants a room of their own. `unread` keeps what
    stood in a cell that could not be read, by column, and what stood in columns nobody knows.
    """

    key: str
    name: str
    sex: str = ""
    born: date | None = None
    age: int | None = None
    id_number: str = ""
    passport: str = ""
    phone: str = ""
    mobility: str = ""
    diet: str = ""
    medical: str = ""
    emergency_name: str = ""
    emergency_phone: str = ""
    home_stop: str = ""
    alone: bool = False
    room_with: tuple[str, ...] = ()
    travels_with: tuple[str, ...] = ()
    role: str = GUEST
    notes: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_guest(self) -> bool:
        return self.role == GUEST

    @property
    def in_wheelchair(self) -> bool:
        return self.mobility == "wheelchair"


def age_on(traveller: Traveller, day: date) -> int | None:
    """Full years on that day; the age somebody gave where the birthday is not known; None if neither is."""
    born = traveller.born
    if born is None:
        return traveller.age
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True)
class TravelGroup:
    """Everybody on a trip, guests and staff, in the order of their list."""

    travellers: tuple[Traveller, ...] = ()

    @property
    def guests(self) -> tuple[Traveller, ...]:
        return tuple(each for each in self.travellers if each.is_guest)

    @property
    def staff(self) -> tuple[Traveller, ...]:
        return tuple(each for each in self.travellers if not each.is_guest)

    def by_key(self) -> dict[str, Traveller]:
        """All travellers by their key."""
        return {each.key: each for each in self.travellers}

    def with_traveller(self, changed: Traveller) -> TravelGroup:
        """The group with one traveller as changed, or added at the end."""
        if changed.key not in self.by_key():
            return TravelGroup((*self.travellers, changed))
        return TravelGroup(tuple(changed if each.key == changed.key else each for each in self.travellers))

    def without(self, key: str) -> TravelGroup:
        """The group without a traveller; nobody shares a room with them any more."""
        left = (
            replace(each, room_with=_less(each.room_with, key), travels_with=_less(each.travels_with, key))
            for each in self.travellers
            if each.key != key
        )
        return TravelGroup(tuple(left))

    def new_key(self) -> str:
        """A key that nobody in the group has."""
        numbers = [int(each.key[1:]) for each in self.travellers if each.key[1:].isdecimal()]
        return f"p{max(numbers, default=0) + 1}"


def together(group: TravelGroup, link: Literal["room_with", "travels_with"]) -> list[tuple[str, ...]]:
    """The sets of two or more that are linked, directly or through others, in the order of the list."""
    known = group.by_key()
    leader = {key: key for key in known}

    def find(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for each in group.travellers:
        for other in getattr(each, link):
            if other in known:
                leader[find(other)] = find(each.key)
    sets: dict[str, list[str]] = {}
    for key in known:
        sets.setdefault(find(key), []).append(key)
    return [tuple(keys) for keys in sets.values() if len(keys) > 1]


def _less(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(each for each in keys if each != key)


GROUP_JSON: TypeAdapter[TravelGroup] = TypeAdapter(TravelGroup)
TRAVELLER_JSON: TypeAdapter[Traveller] = TypeAdapter(Traveller)
