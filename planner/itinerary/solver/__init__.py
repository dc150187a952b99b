"""The solver of itineraries: day plans by labelling, bounds, branch and price. Sees numbers only, no facts."""

from planner.itinerary.solver.branch_and_price import SHORT_DAYS, BranchAndPrice, WarmStart, choose_days, settled_worth
from planner.itinerary.solver.city_bounds import CityBounds
from planner.itinerary.solver.endings import best_of_sets
from planner.itinerary.solver.labelling import TooManyPlans, enumerate_days
from planner.itinerary.solver.lp import NoOptimum, TripRelaxation, Ways
from planner.itinerary.solver.master import MasterSolution
from planner.itinerary.solver.place_sets import with_subsets
from planner.itinerary.solver.plan_worth import PENALTY, Trip, best_between, charged, least_of_plans, moves, route_cost
from planner.itinerary.solver.warm_up import warm_up

__all__ = [
    "PENALTY",
    "SHORT_DAYS",
    "BranchAndPrice",
    "CityBounds",
    "MasterSolution",
    "NoOptimum",
    "TooManyPlans",
    "Trip",
    "TripRelaxation",
    "WarmStart",
    "Ways",
    "best_between",
    "best_of_sets",
    "charged",
    "choose_days",
    "enumerate_days",
    "least_of_plans",
    "moves",
    "route_cost",
    "settled_worth",
    "warm_up",
    "with_subsets",
]
