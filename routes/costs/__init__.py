"""What routes cost, and how often a visitor may ask for them."""

from routes.costs.classes import AT_ONCE, HEAVY, LIMITS, bounded, cost_of, costs, limiter, shared_visitor
from routes.costs.storage import SHARED

__all__ = ["AT_ONCE", "HEAVY", "LIMITS", "SHARED", "bounded", "cost_of", "costs", "limiter", "shared_visitor"]
