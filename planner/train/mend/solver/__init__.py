"""The least shifts as numbers: legs that may move by whole minutes, and what they must keep clear of (CP-SAT)."""

from planner.train.mend.solver.problem import FIXED, Forbidden, LeastShifts, LegRange, ShiftProblem, StayClear
from planner.train.mend.solver.solve import in_the_way, least_shifts

__all__ = [
    "FIXED",
    "Forbidden",
    "LeastShifts",
    "LegRange",
    "ShiftProblem",
    "StayClear",
    "in_the_way",
    "least_shifts",
]
