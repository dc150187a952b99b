"""What is ringed: where two trains are nearest, who is in a possession, where the checker finds something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.diagram.markers import (
    conflict_markers,
    drawn_possessions,
    nearest,
    possession_markers,
    violation_markers,
)
from planner.train.diagram.passages import DiagramSegment, Passage, published_passages
from planner.train.diagram.sources import line_way
from planner.train.diagram.time_distance_diagram import DiagramRequest, make_diagram
from planner.train.entry import read_possession
from planner.train.infrastructure import running_table
from planner.train.traffic import traffic
from tests.support.small_rail import small_rail

HOUR_S = 3600
RAIL = small_rail("markers")
TIMES = st.integers(0, 5000)


def given_times(train: str, points: tuple[tuple[int, int], ...]) -> Passage:
    """A passage whose times are all known."""
    return Passage(train, points, (True,) * len(points))


@given(TIMES, TIMES, TIMES, TIMES, st.booleans())
def test_two_trains_are_nearest_where_they_pass_or_at_an_end(
    start: int, runs: int, other_start: int, other_runs: int, against: bool
) -> None:
    one = DiagramSegment(4, 5, start, start + runs)
    other = DiagramSegment(*((5, 4) if against else (4, 5)), other_start, other_start + other_runs)
    second, place = nearest(one, other)
    assert 4 <= place <= 5
    theirs = [other.leave_s, other.enter_s] if against else [other.enter_s, other.leave_s]
    at = [line[0] + (place - 4) * (line[1] - line[0]) for line in ([one.enter_s, one.leave_s], theirs)]
    assert second == pytest.approx(sum(at) / 2, abs=1)
    if 4 < place < 5:
        assert at[0] == pytest.approx(at[1], abs=1)
    else:
        ends = [abs(one.enter_s - theirs[0]), abs(one.leave_s - theirs[1])]
        assert abs(at[0] - at[1]) == pytest.approx(min(ends), abs=1)


def test_a_train_in_a_possession_is_ringed_once_and_inside_it() -> None:
    span = 0, DAY_S
    (shut,) = (read_possession("b-c@10:00-11:00", RAIL.stations),)
    closed = list(drawn_possessions(RAIL, list("abcd"), [shut], span))
    assert [(c.low, c.begin_s, c.end_s) for c in closed] == [(1, 10 * HOUR_S, 11 * HOUR_S)]
    in_it = given_times("K1", ((35_000, 3), (35_600, 2), (36_200, 1), (36_800, 0)))
    before = given_times("K2", tuple((second - 2000, place) for second, place in in_it.points))
    (marker,) = possession_markers(list("abcd"), [before, in_it], closed, span)
    assert (marker.trains, marker.where) == (("K1",), ("c", "b"))
    assert 36_000 <= marker.second <= 36_200
    assert 1 <= marker.place <= 2


def test_a_possession_of_one_direction_rings_trains_in_that_direction_only() -> None:
    span = 0, DAY_S
    up = given_times("K1", ((36_200, 2), (36_800, 1)))
    down = given_times("K2", ((36_200, 1), (36_800, 2)))
    for written, met in (("b>c@10:00-11:00", "K2"), ("c>b@10:00-11:00", "K1")):
        closed = list(drawn_possessions(RAIL, list("abcd"), [read_possession(written, RAIL.stations)], span))
        assert [marker.trains for marker in possession_markers(list("abcd"), [up, down], closed, span)] == [(met,)]


def test_a_possession_past_midnight_is_closed_on_both_days() -> None:
    shut = read_possession("a-b@23:00-1:00", RAIL.stations)
    closed = list(drawn_possessions(RAIL, list("ab"), [shut], (0, DAY_S)))
    assert [(c.begin_s, c.end_s) for c in closed] == [(-HOUR_S, HOUR_S), (23 * HOUR_S, 25 * HOUR_S)]


def test_what_the_checker_finds_is_ringed_where_our_train_is() -> None:
    ours = [given_times("", ((0, 0), (600, 1), (900, 1), (1500, 2)))]
    markers = violation_markers(list("abc"), ours, ["b → c", "b", "c → b", "nowhere"], (0, 3600))
    assert [(r.second, r.place, r.index) for r in markers] == [(1200, 1.5, 0), (600, 1, 1)]
    assert violation_markers(list("abc"), ours, ["b → c"], (0, 1000)) == []


@pytest.fixture(scope="module")
def evening(rail: RailFacts) -> tuple[list[str], tuple[Passage, ...], tuple[int, int]]:
    stations, span = [p.station for p in line_way(rail, ("大连", "沈阳", "四平"))], (18 * HOUR_S, 30 * HOUR_S)
    return stations, published_passages(rail, stations, span), span


def test_every_ring_is_of_two_trains_that_contradict_each_other_there(
    rail: RailFacts, evening: tuple[list[str], tuple[Passage, ...], tuple[int, int]]
) -> None:
    stations, passages, span = evening
    names, links = running_table(rail).network.names, running_table(rail).network.links
    known = {
        (c.train, c.other, c.kind, c.shortfall_s, frozenset((names[links[c.link].one], names[links[c.link].other])))
        for c in traffic(rail).conflicts
    }
    markers = conflict_markers(rail, stations, passages, span)
    assert len(markers) > 10
    assert {(*r.trains, r.kind, r.shortfall_s, frozenset(r.where)) for r in markers} <= known
    assert all(span[0] <= r.second <= span[1] for r in markers)
    times = {p.train: (p.enter_s, p.leave_s) for p in passages}
    for marker in markers:
        for train in marker.trains:
            assert times[train][0] - HOUR_S / 2 <= marker.second <= times[train][1] + HOUR_S / 2


def test_a_way_over_the_same_rails_twice_shows_a_conflict_twice_and_counts_it_once(rail: RailFacts) -> None:
    span = 18 * HOUR_S, 30 * HOUR_S
    once = make_diagram(rail, DiagramRequest(("大连", "沈阳"), span=span))
    twice = make_diagram(rail, DiagramRequest(("大连", "沈阳", "大连"), span=span))
    assert len(once.markers) > 5
    assert [(m.kind, frozenset(m.trains), m.second) for m in once.markers] == [
        (m.kind, frozenset(m.trains), m.second) for m in twice.markers
    ]
    assert {len(m.spots) for m in once.markers} == {1}
    assert {len(m.spots) for m in twice.markers} == {2}
    for marker in twice.markers:
        assert sum(place for _second, place in marker.spots) == pytest.approx(len(twice.way) - 1)


def test_of_a_train_in_colour_its_own_conflicts_are_ringed(
    rail: RailFacts, evening: tuple[list[str], tuple[Passage, ...], tuple[int, int]]
) -> None:
    every = conflict_markers(rail, *evening)
    own = every[0].trains[0]
    assert conflict_markers(rail, *evening, own) == [marker for marker in every if own in marker.trains]
