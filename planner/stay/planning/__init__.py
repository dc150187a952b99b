"""From a wish for weeks away to a checked stay at one or two bases, proven over all hotels; or why there is none."""

from planner.stay.planning.plan import plan_stay

__all__ = ["plan_stay"]
