"""A group as the party of a trip, and trips it cannot do."""

from __future__ import annotations

from datetime import date

from planner.facts import Facts
from planner.group import GroupCounts, TravelGroup, Traveller, group_of_counts, request_for, unsuited
from planner.itinerary.types import Itinerary, TripRequest
from planner.people import party_profile

WISH = TripRequest("culture", "shenyang", 2, "steady", date(2027, 5, 1))


def test_the_weakest_and_the_number_of_heads_make_the_budgets(facts: Facts) -> None:
    """46 are not planned as one: boarding, toilets and lunch take their time, and the wheelchair decides the steps."""
    one = party_profile(facts.rules, ["steady"])
    wish = request_for(group_of_counts(GroupCounts(46, 72, wheelchairs=2)), WISH)
    assert (wish.profile, wish.companions, wish.people, len(wish.ages)) == ("wheelchair", ("steady",), 46, 46)
    many = party_profile(facts.rules, (wish.profile, *wish.companions), heads=wish.people)
    assert many.walk_m < one.walk_m
    assert many.steps == "none"
    assert min(many.boarding_min, many.queue_min, many.seating_min) > 0 == one.boarding_min


def test_ages_are_those_of_the_first_day() -> None:
    group = TravelGroup((Traveller("p1", "王", born=date(1957, 5, 1)), Traveller("p2", "李", born=date(1957, 5, 2))))
    assert request_for(group, WISH).ages == (69, 70)


def test_more_than_one_party_keeps_the_youngest_and_the_oldest() -> None:
    group = TravelGroup(tuple(Traveller(f"p{n}", "王", age=55 + n % 30) for n in range(200)))
    wish = request_for(group, WISH)
    assert (wish.people, len(wish.ages), wish.ages[0], wish.ages[-1]) == (50, 50, 55, 84)


def test_wheelchairs_on_a_trip_for_walkers_are_told(facts: Facts, itinerary: Itinerary) -> None:
    """Who cannot do it is named, with the rules it breaks for them; who can is not."""
    mobility = itinerary.request.profile
    walkers = TravelGroup(tuple(Traveller(f"p{n}", f"客{n}", age=68, mobility=mobility) for n in range(1)))
    assert unsuited(facts, walkers, itinerary) == ()
    found = unsuited(facts, walkers.with_traveller(Traveller("p9", "坐轮椅的", mobility="wheelchair")), itinerary)
    assert [(each.mobility, [guest.name for guest in each.guests]) for each in found] == [("wheelchair", ["坐轮椅的"])]
    assert all(violation.hard for each in found for violation in each.violations)


def test_forty_six_on_a_trip_planned_for_few_are_told(facts: Facts, itinerary: Itinerary) -> None:
    mobility = itinerary.request.profile
    group = TravelGroup(tuple(Traveller(f"p{n}", f"客{n}", age=68, mobility=mobility) for n in range(46)))
    assert [(each.mobility, len(each.guests)) for each in unsuited(facts, group, itinerary)] == [(mobility, 46)]
