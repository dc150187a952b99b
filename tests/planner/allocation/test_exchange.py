"""Two people change places, nobody is lost but who had to leave a place to somebody without one."""

from __future__ import annotations

from planner.allocation import exchanged


def test_two_change_places_and_nobody_else_moves() -> None:
    places = {"a": 1, "b": 2, "c": 3}
    assert exchanged(places, "a", 2) == {"a": 2, "b": 1, "c": 3}
    assert exchanged(places, "a", 9) == {"a": 9, "b": 2, "c": 3}
    assert exchanged(places, "a", 1) == places
    assert exchanged(places, "d", 2) == {"a": 1, "c": 3, "d": 2}
    assert places == {"a": 1, "b": 2, "c": 3}
