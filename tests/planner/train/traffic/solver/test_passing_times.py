"""Unpublished times are chosen so that trains keep apart: on two sections, ten minutes each, with a station between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.train.traffic.solver.passing_times import PassingTimes, Spacing, WindowConflict, assign_passing_times
from planner.train.types import SectionWindow

SPACING = Spacing(480, 180, 180, lambda link: link == 9, 120, 60)


def train(name: str, enter: int, middle: tuple[int, int, int], leave: int, waits: bool = True) -> list[SectionWindow]:
    """A train through sections 0 and 1, published at both ends only."""
    first = SectionWindow(name, False, 0, 0, (enter,) * 3, middle, True, False, 400, False, False)
    second = SectionWindow(name, False, 1, 1, middle, (leave,) * 3, False, True, 400, True, waits)
    return [first, second]


def assigned(*trains: list[SectionWindow], apart: bool = False) -> PassingTimes:
    return assign_passing_times(
        [section for sections in trains for section in sections], SPACING, lambda _one, _other: apart
    )


def test_a_train_alone_is_where_it_is_wished() -> None:
    found = assigned(train("K1", 0, (400, 600, 800), 1200))
    assert (found.enter_s, found.leave_s, found.conflicts) == ((0, 600), (600, 1200), ())


def test_passing_times_make_room() -> None:
    """K2 is eight minutes behind at both ends; half way it may be anywhere."""
    found = assigned(train("K1", 0, (400, 700, 800), 1200), train("K2", 480, (880, 1000, 1280), 1680))
    assert found.conflicts == ()
    assert found.leave_s[2] - found.leave_s[0] >= 480


def test_an_overtaken_train_stops_at_the_station() -> None:
    """K1 leaves first and arrives last: it stands at the station from eight minutes before K2 until eight after."""
    slow, quick = train("K1", 0, (400, 1500, 2600), 3000), train("K2", 600, (1000, 1200, 1400), 2000)
    found = assigned(slow, quick)
    assert found.conflicts == ()
    assert found.leave_s[0] + 480 <= found.leave_s[2]
    assert found.enter_s[1] >= found.enter_s[3] + 480
    assert found.leave_s[0] - found.enter_s[0] >= 400 + 60
    assert found.leave_s[1] - found.enter_s[1] >= 400 + 120


def test_nobody_is_overtaken_where_nobody_can_wait() -> None:
    slow, quick = train("K1", 0, (400, 1500, 2600), 3000, waits=False), train("K2", 600, (1000, 1200, 1400), 2000)
    (conflict,) = assigned(slow, quick).conflicts
    assert (conflict.kind, conflict.cause) == ("headway", "together")


@pytest.mark.parametrize(
    ("behind", "conflicts"),
    [
        (480, []),
        (400, [WindowConflict(0, 2, "headway", 80, "published"), WindowConflict(1, 3, "headway", 80, "published")]),
    ],
)
def test_published_times_that_are_too_near_are_reported(behind: int, conflicts: list[WindowConflict]) -> None:
    middle = (400, 600, 800)
    later = (400 + behind, 600 + behind, 800 + behind)
    found = assigned(train("K1", 0, middle, 1200), train("K2", behind, later, 1200 + behind))
    assert list(found.conflicts) == conflicts


def test_trains_of_different_days_do_not_meet() -> None:
    one = train("K1", 0, (400, 600, 800), 1200)
    assert assigned(one, [replace(s, train="K2") for s in one], apart=True).conflicts == ()


def test_tomorrows_train_is_met_over_midnight() -> None:
    late, early = train("K1", 86_000, (86_400, 86_600, 86_800), 87_200), train("K2", 0, (400, 600, 800), 1200)
    assert {c.shortfall_s for c in assigned(late, early).conflicts} == {80}


@pytest.mark.parametrize(("link", "conflict"), [(9, True), (0, False)])
def test_opposing_trains_conflict_on_single_track_only(link: int, conflict: bool) -> None:
    there = SectionWindow("K1", False, link, 0, (0, 0, 0), (600, 600, 600), True, True, 400, False, False)
    back = SectionWindow("K2", False, link, 1, (700, 700, 700), (1300, 1300, 1300), True, True, 400, False, False)
    found = assigned([there], [back]).conflicts
    assert found == ((WindowConflict(0, 1, "crossing", 80, "published"),) if conflict else ())
