"""The solver of itineraries: day plans by labelling, bounds, branch and price. Sees numbers only, no facts."""

from planner.itinerary.solver.branch_and_price import choose_days
from planner.itinerary.solver.city_bounds import CityBound, CityBounds, NightLink, most_through
from planner.itinerary.solver.kernels import undominated
from planner.itinerary.solver.labelling import TooManyPlans, enumerate_days
from planner.itinerary.solver.trip_model import PENALTY, Trip, route_cost
from planner.itinerary.solver.warm_up import warm_up

__all__ = [
    "PENALTY",
    "CityBound",
    "CityBounds",
    "NightLink",
    "TooManyPlans",
    "Trip",
    "choose_days",
    "enumerate_days",
    "most_through",
    "route_cost",
    "undominated",
    "warm_up",
]
