"""`silverway rail`: railways of one's own."""

from planner.commands.rail.railways import rail

__all__ = ["rail"]
