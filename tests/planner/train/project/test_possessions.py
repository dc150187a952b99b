"""A possession moved: it keeps its length as a whole, the other end at one end, and begins within a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.clock import DAY_MIN
from planner.errors import BadValue
from planner.train.project import moved_possession
from planner.train.types import Possession

minutes = st.integers(-2000, 2000)


@given(st.integers(0, DAY_MIN - 1), st.integers(1, DAY_MIN - 1), minutes)
def test_moving_there_and_back_changes_nothing(begin: int, length: int, by: int) -> None:
    was = Possession("甲", "乙", begin, begin + length)
    moved = moved_possession(was, "", by)
    assert (moved.end - moved.begin, moved.begin % DAY_MIN) == (length, (begin + by) % DAY_MIN)
    assert 0 <= moved.begin < DAY_MIN
    assert moved_possession(moved, "", -by) == was


@given(st.sampled_from(("begin", "end")), minutes)
def test_an_end_moves_alone_or_is_refused(edge: str, by: int) -> None:
    was = Possession("甲", "乙", 100, 300)
    length = 200 + (by if edge == "end" else -by)
    if not 0 < length < DAY_MIN:
        with pytest.raises(BadValue):
            moved_possession(was, edge, by)
        return
    moved = moved_possession(was, edge, by)
    assert moved.end - moved.begin == length
    still = "end" if edge == "begin" else "begin"
    assert getattr(moved, still) % DAY_MIN == getattr(was, still)
