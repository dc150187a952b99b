"""Several new trains at once, with small shifts of flexible ones (CP-SAT)."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.multi.plan import insert_several, pose
    from planner.train.multi.request import MOST_SHIFT_MIN, MOST_TRAINS, SEVERAL_JSON, Several, SeveralRequest
    from planner.train.multi.solver import SeveralProblem
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "MOST_SHIFT_MIN",
    "MOST_TRAINS",
    "SEVERAL_JSON",
    "Several",
    "SeveralProblem",
    "SeveralRequest",
    "insert_several",
    "pose",
]
