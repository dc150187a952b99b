"""Days to travel on that are always ahead, whatever day it is; both are Tuesdays in May."""

from datetime import timedelta

from planner.clock import today
from planner.jobs import next_start

SPRING_DAY = next_start(5, today() + timedelta(days=14))
SPRING = SPRING_DAY.isoformat()
MAY_DAY = SPRING_DAY + timedelta(days=7)  # after the holidays
MAY = MAY_DAY.isoformat()
