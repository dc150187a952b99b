"""A day to travel on that is always ahead: a Tuesday in May."""

from planner.clock import today
from planner.jobs import next_start

SPRING = next_start(5, today()).isoformat()
