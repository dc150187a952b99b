"""Entered trains mended: the least shifts that clear every conflict, or what stands in the way."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.mend.plan import mend
    from planner.train.mend.result import MOST_SHIFT_MIN, USUAL_SHIFT_MIN, Block, Mended, Move, NotMended
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["MOST_SHIFT_MIN", "USUAL_SHIFT_MIN", "Block", "Mended", "Move", "NotMended", "mend"]
