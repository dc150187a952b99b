"""Mobility profiles and what walking and looking cost a body."""

from __future__ import annotations

from dataclasses import dataclass
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
WALKING_SHARE = 0.8  # a visit is at least so long that no more than this share of it is walking


def stay_minutes(visit_min: int, walk_m: int, person: MobilityProfile) -> int:
    """How long the person needs for a visit, seated pauses beyond the usual ones not counted."""
    return max(visit_min, ceil(walking_minutes(walk_m, person) / WALKING_SHARE))


def visit_effort(visit_min: int, walk_m: int, person: MobilityProfile) -> int:
    """MET-minutes on foot and standing in a visit; what is done seated counts nothing."""
    walking = walking_minutes(walk_m, person)
    if person.steps == "none":
        return ceil(walking * PUSHED_MET)
    standing = (stay_minutes(visit_min, walk_m, person) - walking) * STANDING_SHARE
    return ceil(walking * walking_met(person.pace) + standing * STANDING_MET)
