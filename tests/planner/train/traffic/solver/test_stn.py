"""Windows are the smallest ones, and a distance is refused exactly if nobody could keep it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.train.traffic.solver.stn import Distance, Events
from tests.support.effort import examples

WINDOWS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda w: (min(w), max(w)))
DISTANCES = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(-10, 15)).filter(lambda d: d[0] != d[1])


def smallest(windows: list[tuple[int, int]], distances: list[Distance]) -> list[tuple[int, int]] | None:
    """The smallest windows by going over all distances until nothing changes; None if there is no solution."""
    low, high = [w[0] for w in windows], [w[1] for w in windows]
    changed = True
    while changed:
        changed = False
        for one, other, least in distances:
            if low[one] + least > low[other]:
                low[other], changed = low[one] + least, True
            if high[other] - least < high[one]:
                high[one], changed = high[other] - least, True
        if any(a > b for a, b in zip(low, high, strict=True)):
            return None
    return list(zip(low, high, strict=True))


@pytest.mark.thorough
@settings(max_examples=examples(400))
@given(st.lists(WINDOWS, min_size=6, max_size=6), st.lists(DISTANCES, max_size=12), st.data())
def test_windows_are_the_smallest_and_refusals_are_right(
    windows: list[tuple[int, int]], distances: list[Distance], data: st.DataObject
) -> None:
    events, kept = Events(), list[Distance]()
    for window in windows:
        events.add(*window)
    for distance in distances:
        wanted = smallest(windows, [*kept, distance])
        assert events.require([distance]) == (wanted is not None)
        kept += [distance] if wanted is not None else []
        assert list(zip(events.low, events.high, strict=True)) == smallest(windows, kept)
    settled = [events.settle(number, data.draw(st.integers(0, 20))) for number in range(6)]
    assert all(low <= second <= high for (low, high), second in zip(windows, settled, strict=True))
    assert all(settled[other] >= settled[one] + least for one, other, least in kept)


def test_what_is_refused_together_changes_nothing() -> None:
    events = Events()
    one, other = events.add(0, 10), events.add(0, 10)
    assert not events.require([(one, other, 4), (other, one, 1)])
    assert (events.low, events.high) == ([0, 0], [10, 10])
    assert events.require([(other, one, 9)])
    assert (events.low, events.high) == ([9, 0], [10, 1])


def test_a_settled_event_is_as_near_to_the_wish_as_can_be() -> None:
    events = Events()
    one, other = events.add(0, 10), events.add(0, 10)
    events.require([(one, other, 4)])
    assert events.settle(one, 8) == 6
    assert (events.low[other], events.high[other]) == (10, 10)


def test_an_event_that_can_never_be_is_refused() -> None:
    with pytest.raises(ValueError, match="between 2 and 1"):
        Events().add(2, 1)
