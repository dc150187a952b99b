"""How hard a day is on its party: how much of what they can do it asks for, in five steps."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from planner.itinerary.types import Day, Itinerary, Leg
from planner.people import MobilityProfile, walking_minutes

STEPS = 5  # the last one begins where the rule `hard-day` does, at 80 percent
_WORDS = ("easy", "easy", "fair", "fair", "tiring")


@dataclass(frozen=True)
class Effort:
    """A day's effort. `share` (0-1) is the largest one used of the day's budgets of walking, climbing and strength,
    `step` 1-5 the same in fifths; minutes on foot are at the slowest one's pace, `left_m` metres are not used."""

    share: float
    step: int
    walk_m: int
    feet_min: int
    left_m: int

    @property
    def word(self) -> str:
        """easy, fair or tiring."""
        return _WORDS[self.step - 1]


def day_effort(day: Day, person: MobilityProfile) -> Effort:
    """The effort of a day for a party with this profile."""
    share = max(day.walk_m / person.walk_m, day.climb_m / person.climb_m, day.met_min / person.met_min)
    ways = [item.walk_m for item in day.items if isinstance(item, Leg)]
    feet = sum(walking_minutes(walk_m, person) for walk_m in (*ways, *(visit.walk_m for visit in day.visits)))
    step = min(STEPS, max(1, ceil(share * STEPS)))
    return Effort(share, step, day.walk_m, feet, max(0, person.walk_m - day.walk_m))


def hardest(trip: Itinerary, person: MobilityProfile) -> tuple[int, Effort]:
    """The day that asks most, 1 is the first, and how much."""
    efforts = [day_effort(day, person) for day in trip.days]
    number = max(range(len(efforts)), key=lambda n: (efforts[n].share, efforts[n].walk_m))
    return number + 1, efforts[number]
