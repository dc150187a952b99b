"""The solvers of rooms, seats and berths; they see numbers only."""

from planner.allocation.solver.berths import solve_berths
from planner.allocation.solver.rooms import solve_rooms
from planner.allocation.solver.seats import solve_seats

__all__ = ["solve_berths", "solve_rooms", "solve_seats"]
