"""Routes with their own ends, windows, resources and break: insertion, annealing, exact labels for each route."""

from planner.orienteering.general.labels import all_routes, best_route
from planner.orienteering.general.solve import collect_general, warm_up

__all__ = ["all_routes", "best_route", "collect_general", "warm_up"]
