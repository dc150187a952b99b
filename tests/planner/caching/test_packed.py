"""What is packed comes back as it was, before and after it has been on disk."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from planner.caching import PackedMapping


@given(st.dictionaries(st.integers(), st.lists(st.text())))
def test_it_is_the_same_mapping(values: dict[int, list[str]]) -> None:
    packed = PackedMapping(values)
    back = pickle.loads(pickle.dumps(packed))  # noqa: S301  # our own
    assert packed == values
    assert back == values
    assert [back.get(key) for key in (*values, "none")] == [*values.values(), None]


def test_what_was_asked_for_stays_the_same_object() -> None:
    packed = PackedMapping({1: [2]})
    assert packed[1] is packed[1]
    assert pickle.loads(pickle.dumps(packed))[1] == [2]  # noqa: S301  # our own
