"""The checkers of rooms, seats and berths: from people, rooms, coaches and cars alone; they share no code with the
solvers."""

from planner.allocation.check.berths import check_berths
from planner.allocation.check.rooms import check_rooms
from planner.allocation.check.seats import check_seats

__all__ = ["check_berths", "check_rooms", "check_seats"]
