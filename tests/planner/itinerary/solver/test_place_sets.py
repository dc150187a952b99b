"""Tables of sets of places: every subset is found, with all that contain it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.itinerary.solver.place_sets import with_subsets
from tests.support.effort import examples


@given(st.lists(st.integers(0, (1 << 9) - 1), max_size=40))
@settings(max_examples=examples(60))
def test_every_subset_is_there_with_the_members_of_all_that_contain_it(sets: list[int]) -> None:
    table = with_subsets(np.array(sets, dtype=np.int64))
    expected = {part: 0 for part in range(1 << 9) if part == 0 or any(part & whole == part for whole in sets)}
    for part in expected:
        for whole in sets:
            expected[part] |= whole if part & whole == part else 0
    assert {int(part): int(members) for part, members in table if part >= 0} == expected
    assert len(table) & (len(table) - 1) == 0
