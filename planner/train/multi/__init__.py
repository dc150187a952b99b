"""Several new trains at once, with small shifts of flexible ones (CP-SAT)."""

from planner.train.multi.plan import insert_several
from planner.train.multi.request import MOST_SHIFT_MIN, MOST_TRAINS, SEVERAL_JSON, Several, SeveralRequest

__all__ = ["MOST_SHIFT_MIN", "MOST_TRAINS", "SEVERAL_JSON", "Several", "SeveralRequest", "insert_several"]
