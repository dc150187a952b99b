"""Trips with hotels apart from their groups bound the trips that can be made."""

from __future__ import annotations

from datetime import date

from planner.facts import Facts
from planner.itinerary.columns import GroupedHotels, HotelChoice, PlanningContext, make_context, make_pool
from planner.itinerary.problem import HOME
from planner.itinerary.solver import BranchAndPrice, Trip, TripRelaxation, choose_days
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions

OPTIONS = SolveOptions()


def test_hotels_apart_bound_trips_from_each_of_them_more_closely(facts: Facts) -> None:
    context = make_context(facts, TripRequest("culture", "锦州", 5, "gentle", date(2027, 6, 24)))
    assert isinstance(context, PlanningContext)
    groups = GroupedHotels(context, OPTIONS)
    hotels = HotelChoice(groups, OPTIONS)
    search = BranchAndPrice(groups.problem, OPTIONS, decide=hotels.decide)
    search.dive()
    bounds = search.by_cities()
    assert hotels.refine(sorted(bounds, key=lambda cities: -bounds[cities])[:3])
    apart = hotels.clusters
    relaxed = TripRelaxation(Trip(apart.problem), lambda: None)
    bound = relaxed.solve(relaxed.all_ways())
    alone = [
        node
        for node, of_group in enumerate(apart.groups)
        if len(apart.hotels[node]) == 1 < len(groups.members[of_group])
    ]
    for node in alone[::4]:
        (hotel,) = apart.hotels[node]
        best = choose_days(make_pool(context_of(groups), OPTIONS, (groups.context.bases[hotel],)).problem, OPTIONS)
        stays = tuple(frozenset({node}) for _ in range(4))
        assert best.worth <= relaxed.bound_of(stays)
    assert search.best <= bound < max(bounds.values())


def context_of(groups: GroupedHotels) -> PlanningContext:
    return groups.context


def test_an_end_of_an_offer_is_a_hotel_or_a_cluster_of_its_city(facts: Facts) -> None:
    context = make_context(facts, TripRequest("culture", "锦州", 5, "gentle", date(2027, 6, 24)))
    assert isinstance(context, PlanningContext)
    groups = GroupedHotels(context, OPTIONS)
    hotels = HotelChoice(groups, OPTIONS)
    hotels.refine([frozenset({0, 1, 2})])
    problem = hotels.clusters.problem
    assert sorted(node for cluster in problem.clusters for node in cluster) == list(range(problem.nodes))
    assert problem.city_of(HOME) == HOME
    for offer in problem.offers:
        for end in (offer.origin, offer.target):
            assert end == HOME or {problem.cities[node] for node in problem.nodes_of(end)} == {problem.city_of(end)}
