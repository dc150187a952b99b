"""A group as the party of a trip: budgets of its weakest, ages on the day of travel, time for so many heads; and who of
it cannot do a trip that was planned for others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from planner.facts import Facts
from planner.group.types import TravelGroup, Traveller, age_on
from planner.itinerary.check import check_itinerary
from planner.itinerary.types import MAX_PEOPLE, PROFILES, Itinerary, TripRequest
from planner.violations import Violation

UNSAID_BY_AGE = (
    (80, "gentle"),
    (0, "steady"),
)  # of those whose mobility nobody told; an assumption, and said to be one
UNKNOWN = "steady"
FIGURES = ("proof",)  # beside the marks: what a trip says of itself, worked out for others


def mobility_of(traveller: Traveller, age: int | None) -> str:
    """The profile somebody told, or the one that is assumed by age."""
    if traveller.mobility:
        return traveller.mobility
    return next((profile for least, profile in UNSAID_BY_AGE if age is not None and age >= least), UNKNOWN)


def assumed(group: TravelGroup) -> tuple[Traveller, ...]:
    """Whose mobility nobody told."""
    return tuple(each for each in group.guests if not each.mobility)


def profiles_of(group: TravelGroup, facts_day: TripRequest) -> Counter[str]:
    """How many guests have each mobility profile, the least limited first."""
    counts = Counter(mobility_of(each, age_on(each, facts_day.start)) for each in group.guests)
    return Counter({profile: counts[profile] for profile in PROFILES if counts[profile]})


def request_for(group: TravelGroup, wish: TripRequest) -> TripRequest:
    """The wish with the group as its party: every mobility in it, ages on the first day, so many heads.

    A trip is planned for at most MAX_PEOPLE; who has more travels in several coaches of which each is such a party, so
    the time they take is that of the fullest coach.
    """
    profiles = tuple(profiles_of(group, wish))
    if not profiles:
        return wish
    heads = len(group.travellers)
    parties = -(-heads // MAX_PEOPLE)
    people = -(-heads // parties)
    ages = tuple(sorted(age for each in group.guests if (age := age_on(each, wish.start)) is not None))
    if len(ages) > people:  # evenly from the youngest to the oldest, both kept
        ages = tuple(ages[round(n * (len(ages) - 1) / max(1, people - 1))] for n in range(people))
    return replace(wish, profile=profiles[-1], companions=profiles[:-1], ages=ages, people=people)


@dataclass(frozen=True)
class Unsuited:
    """The guests of one mobility who cannot do a trip as it stands, and the hard rules it breaks for them."""

    mobility: str
    guests: tuple[Traveller, ...]
    violations: tuple[Violation, ...]


def unsuited(facts: Facts, group: TravelGroup, itinerary: Itinerary) -> tuple[Unsuited, ...]:
    """Who of the group cannot do the trip, by the checker of itineraries; nobody if the tuple is empty.

    Each mobility is tried by itself with the heads of the whole group, so that what is reported is those people's.
    What the trip breaks for no reason of theirs, as it would for those it was planned for, is not theirs; nor are its
    own figures, which were worked out for others.
    """
    wish = request_for(group, itinerary.request)
    own = {_what(each) for each in check_itinerary(facts, itinerary) if each.hard}
    found = []
    for profile in profiles_of(group, wish):
        alone = replace(wish, profile=profile, companions=())
        broken = check_itinerary(facts, replace(itinerary, request=alone))
        theirs = tuple(each for each in broken if each.hard and _what(each) not in own and not _of_figures(each))
        if theirs:
            guests = tuple(each for each in group.guests if mobility_of(each, age_on(each, wish.start)) == profile)
            found.append(Unsuited(profile, guests, theirs))
    return tuple(found)


def _of_figures(violation: Violation) -> bool:
    return violation.rule.endswith("-mark") or violation.rule in FIGURES


def _what(violation: Violation) -> tuple[str, str]:
    return violation.rule, violation.where
