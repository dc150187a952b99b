"""Mobility profiles and what walking and looking cost a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from planner.errors import Unknown
from planner.rules import RulePack


@dataclass(frozen=True)
class MobilityProfile:
    """How a person gets about. Budgets are for one day; paces in m/s, stretches in metres and minutes."""

    id: str
    zh: str
    en: str
    pace: float
    walk_m: int
    seat_every_m: int
    climb_m: int
    met_min: int
    steps: str  # yes | few | none: which places' steps are possible
    needs_lift: bool
    rest_min: int  # midday rest
    toilet_min: int
    visits_a_day: int
    ride_min: int  # on wheels in a day
    ride_a_visit: int  # on wheels for each visit; more weighs
    cold_out_min: int  # outdoors on a day of a cold month
    heat_out_min: int  # and of a hot one
    boarding_min: int = 0  # what the number of people adds to getting in and out
    queue_min: int = 0  # to each time at the toilet
    seating_min: int = 0  # and to a meal


def profile(rules: RulePack, profile_id: str) -> MobilityProfile:
    """The profile with that id, from data/rules/profiles.toml.

    Raises
    ------
    Unknown
        With the known ids as suggestions.
    """
    row = rules.profiles.get(profile_id)
    if row is None:
        raise Unknown("profile", profile_id, tuple(rules.profiles))
    return MobilityProfile(id=profile_id, **row)


def party_profile(rules: RulePack, profile_ids: Sequence[str], pace: str = "normal", heads: int = 1) -> MobilityProfile:
    """What suits everybody: the most limited of each budget, and less of all at a slow pace; with the time that so many
    heads take. The id is the one of whoever walks least.

    Raises
    ------
    Unknown
        If a profile is.
    """
    people = [profile(rules, each) for each in profile_ids]
    slowest = min(people, key=lambda person: (person.walk_m, person.met_min, person.pace))
    shared = {
        "pace": min, "walk_m": min, "seat_every_m": min, "climb_m": min, "met_min": min, "needs_lift": max,
        "rest_min": max, "toilet_min": min, "visits_a_day": min, "ride_min": min, "ride_a_visit": min,
        "cold_out_min": min, "heat_out_min": min,
    }  # fmt: skip
    most_limited = {name: limit(getattr(person, name) for person in people) for name, limit in shared.items()}
    steps = max((person.steps for person in people), key=STEPS.index)
    person = replace(
        slowest,
        steps=steps,
        boarding_min=heads * rules.whole("boarding-seconds") // 60,
        queue_min=heads * rules.whole("toilet-seconds") // 60,
        seating_min=heads * rules.whole("seating-seconds") // 60,
        **most_limited,
    )
    return slowed(person, rules.number("slow-pace")) if pace == "slow" else person


def slowed(person: MobilityProfile, share: float) -> MobilityProfile:
    """The same person with a share of each day's budgets, and one visit a day fewer."""
    return replace(
        person,
        walk_m=int(person.walk_m * share),
        climb_m=int(person.climb_m * share),
        met_min=int(person.met_min * share),
        ride_min=int(person.ride_min * share),
        visits_a_day=max(1, person.visits_a_day - 1),
    )


def walking_met(pace: float) -> float:
    """Standard MET of level walking at `pace` m/s (LCDA; Looney 2019, 10.1249/MSS.0000000000002002)."""
    return float((1.44 + 1.94 * pace**0.43 + 0.24 * pace**4) / 1.22)


def passable(step_free: str | None, steps: str) -> bool:
    """Can someone who manages `steps` go there? What is not known counts as not step-free."""
    if steps == "yes":
        return True
    if steps == "few":
        return step_free in ("yes", "partial")
    return step_free == "yes"


def walking_minutes(distance_m: int, person: MobilityProfile) -> int:
    """Minutes on level ground at the person's own pace, rounded up."""
    return ceil(distance_m / person.pace / 60)


STANDING_SHARE = 0.4  # of the part of a visit not spent walking; the rest is seated. Ours, an estimate
STANDING_MET = 1.8  # standing and moving about in an exhibition. Ours
PUSHED_MET = 1.3  # sitting in a chair that somebody pushes
SIT_MIN, TOILET_MIN = 3, 8  # minutes set aside for a seat on the way, and for going to the toilet. Ours
STEPS = ("yes", "few", "none")  # from the least limited
WALKING_SHARE = 0.8  # a visit is at least so long that no more than this share of it is walking


def stay_minutes(visit_min: int, walk_m: int, person: MobilityProfile) -> int:
    """How long the person needs for a visit, seated pauses beyond the usual ones not counted."""
    walking = walking_minutes(walk_m, person)
    stay = max(visit_min, ceil(walking / WALKING_SHARE))
    sits, toilets = visit_breaks(stay, walk_m, person)
    return max(stay, walking + sits * SIT_MIN + toilets * TOILET_MIN) + toilets * person.queue_min


def way_minutes(distance_m: int, person: MobilityProfile) -> int:
    """Minutes for a way on foot, or in a pushed chair, with the seats the person wants on it."""
    return walking_minutes(distance_m, person) + visit_breaks(0, distance_m, person)[0] * SIT_MIN


def met_of_km(person: MobilityProfile) -> int:
    """MET-minutes of a kilometre on foot between places."""
    met = PUSHED_MET if person.steps == "none" else walking_met(person.pace)
    return ceil(1000 / person.pace / 60 * met)


def way_effort(distance_m: int, person: MobilityProfile) -> int:
    """MET-minutes of all ways on foot between the places of a day."""
    return ceil(distance_m * met_of_km(person) / 1000)


def visit_breaks(stay: int, walk_m: int, person: MobilityProfile) -> tuple[int, int]:
    """How often the person wants a seat on the way, and a toilet, in a visit of `stay` minutes."""
    return max(0, -(-walk_m // person.seat_every_m) - 1), max(0, stay - 1) // person.toilet_min


def visit_effort(visit_min: int, walk_m: int, person: MobilityProfile) -> int:
    """MET-minutes on foot and standing in a visit; what is done seated counts nothing."""
    walking = walking_minutes(walk_m, person)
    if person.steps == "none":
        return ceil(walking * PUSHED_MET)
    standing = (stay_minutes(visit_min, walk_m, person) - walking) * STANDING_SHARE
    return ceil(walking * walking_met(person.pace) + standing * STANDING_MET)
