"""The solver of itineraries: day plans by labelling, bounds, branch and price. Sees numbers only, no facts."""

from planner.itinerary.solver.branch_and_price import choose_days
from planner.itinerary.solver.kernels import undominated
from planner.itinerary.solver.labelling import TooManyPlans, enumerate_days
from planner.itinerary.solver.warm_up import warm_up

__all__ = ["TooManyPlans", "choose_days", "enumerate_days", "undominated", "warm_up"]
