"""Who travels on a departure, as far as its inputs say it: heads, ages, needs, rooms.

The inputs are those of a departure's file, by name: `group.people`; `group.births` (ISO dates); `group.ages` (on the
first day, of those whose birth date is not known); `group.wheelchairs`; `group.singles` (who want a room alone);
`rooms.twin`, `rooms.accessible` and `rooms.single` (of the guests, per night) once somebody has divided them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planner.errors import OutOfRange
from planner.group import TravelGroup, Traveller
from planner.itinerary.types import TripRequest

MAX_PEOPLE = 600
ROOMS = ("twin", "accessible", "single")


@dataclass(frozen=True)
class Party:
    """So many `people`; those beyond `births` and `ages` are of unknown age."""

    people: int
    births: tuple[date, ...] = ()
    ages: tuple[int, ...] = ()
    wheelchairs: int = 0
    singles: int = 0
    rooms: tuple[tuple[str, int], ...] = ()  # by kind; empty: not divided yet

    def __post_init__(self) -> None:
        known = len(self.births) + len(self.ages)
        for field, value, low, high in (
            ("people", self.people, 1, MAX_PEOPLE),
            ("people", self.people, known, MAX_PEOPLE),
            ("wheelchairs", self.wheelchairs, 0, self.people),
            ("singles", self.singles, 0, self.people - self.wheelchairs),
        ):
            if not low <= value <= high:
                raise OutOfRange(field, value, low, high)

    def ages_on(self, day: date) -> tuple[int | None, ...]:
        """The age of each on a day of travel; None where it is not known."""
        born = (day.year - b.year - ((day.month, day.day) < (b.month, b.day)) for b in self.births)
        unknown = self.people - len(self.births) - len(self.ages)
        return (*born, *self.ages, *(None,) * unknown)


def party_of(inputs: Mapping[str, Any]) -> Party | None:
    """The party of a departure's inputs; None as long as nobody said how many they are.

    Raises
    ------
    OutOfRange
        If the numbers do not go together.
    """
    people = inputs.get("group.people")
    if people is None:
        return None
    return Party(
        people=people,
        births=tuple(map(date.fromisoformat, inputs.get("group.births", ()))),
        ages=tuple(inputs.get("group.ages", ())),
        wheelchairs=inputs.get("group.wheelchairs", 0),
        singles=inputs.get("group.singles", 0),
        rooms=tuple((kind, inputs[f"rooms.{kind}"]) for kind in ROOMS if f"rooms.{kind}" in inputs),
    )


def party_of_list(group: TravelGroup, inputs: Mapping[str, Any]) -> Party:
    """The party that a name list is: its guests, and as many of unknown age as more are to come (`group.people`);
    staff are counted elsewhere.

    Raises
    ------
    OutOfRange
        If there are too many.
    """
    guests = group.guests
    chairs = sum(each.in_wheelchair for each in guests)
    return Party(
        people=max(len(guests), inputs.get("group.people", 0)),
        births=tuple(each.born for each in guests if each.born),
        ages=tuple(each.age for each in guests if each.born is None and each.age is not None),
        wheelchairs=chairs,
        singles=min(sum(each.alone for each in guests), len(guests) - chairs),
        rooms=tuple((kind, inputs[f"rooms.{kind}"]) for kind in ROOMS if f"rooms.{kind}" in inputs),
    )


def group_of_party(party: Party, profiles: tuple[str, ...] = ()) -> TravelGroup:
    """Nameless travellers for a party of which only numbers are known: the oldest use the wheelchairs; one each of the
    `profiles` is among the others."""
    ages = [Traveller("", "", born=each) for each in party.births]
    ages += [Traveller("", "", age=each) for each in sorted(party.ages, reverse=True)]
    ages += [Traveller("", "")] * (party.people - len(ages))
    mobility = ["wheelchair"] * party.wheelchairs + [each for each in profiles if each != "wheelchair"]
    told = dict(enumerate(mobility[: party.people]))
    return TravelGroup(tuple(replace(each, key=f"p{n + 1}", mobility=told.get(n, "")) for n, each in enumerate(ages)))


def group_inputs(request: TripRequest) -> dict[str, Any]:
    """What the request of a trip says of the party, as inputs of a departure."""
    profiles = (request.profile, *request.companions)
    found: dict[str, Any] = {"group.people": max(request.people, len(request.ages), len(profiles))}
    if request.ages:
        found["group.ages"] = list(request.ages)
    if "wheelchair" in profiles:
        found["group.wheelchairs"] = profiles.count("wheelchair")
    return found
