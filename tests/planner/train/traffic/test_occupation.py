"""Who stands at a station when: nobody twice on a track, no track too many, each train of each day."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.traffic import TrackStay, most_at_once, station_occupation, stays
from planner.train.types import Passing
from tests.support.effort import examples

HOUR_S = 3600


def ways(times: Sequence[tuple[int, int]]) -> Mapping[str, Sequence[Passing]]:
    return {f"Y{n}": (Passing("盘锦", begin, begin + long, 0, None),) for n, (begin, long) in enumerate(times, 501)}


@settings(max_examples=examples(60))
@given(
    times=st.lists(st.tuples(st.integers(0, 26 * HOUR_S), st.integers(0, 3 * HOUR_S)), max_size=12),
    span=st.tuples(st.integers(-DAY_S, DAY_S), st.integers(HOUR_S, 26 * HOUR_S)),
)
def test_tracks_are_shared_without_overlap_and_none_is_spare(
    rail: RailFacts, times: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    begin, end = span[0], span[0] + span[1]
    found = station_occupation(rail, "盘锦", ways(times), (begin, end))
    assert all(stay.arrive_s <= end and stay.depart_s >= begin for stay in found)
    for track in {stay.track for stay in found}:
        row = [stay for stay in found if stay.track == track]
        assert all(one.depart_s < other.arrive_s for one, other in itertools.pairwise(row))
    most, second = most_at_once(found)
    assert most == len({stay.track for stay in found}) == sum(s.arrive_s <= second <= s.depart_s for s in found)
    here = [(a, a + long) for a, long in times if a <= end and a + long >= begin]
    assert sorted((s.arrive_s, s.depart_s) for s in found if s.own) == sorted(here)


def test_published_trains_come_each_day(rail: RailFacts) -> None:
    day, night = (station_occupation(rail, "大石桥", {}, (at, at + DAY_S)) for at in (0, 7 * DAY_S))
    assert [(s.train, s.arrive_s + 7 * DAY_S, s.track) for s in day] == [(s.train, s.arrive_s, s.track) for s in night]
    names = {stay.train for stay in stays(rail)}
    assert {"K580", "K682"} < {stay.train for stay in day} <= names


@pytest.mark.parametrize(("second", "expected"), [(60, 2), (61, 1)])
def test_a_track_is_free_only_after_the_second_of_leaving(rail: RailFacts, second: int, expected: int) -> None:
    trains = {"Y501": (Passing("高台山", 0, 60, 0, None),), "Y502": (Passing("高台山", second, 300, 0, None),)}
    found: tuple[TrackStay, ...] = station_occupation(rail, "高台山", trains, (-60, 600))
    assert len({stay.track for stay in found if stay.own}) == expected
