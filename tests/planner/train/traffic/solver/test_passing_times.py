"""Unpublished times are chosen so that trains keep apart: on two sections, ten minutes each, with a station between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.train.traffic.solver.passing_times import Contradiction, Section, Spacing, Untangled, untangle

SPACING = Spacing(480, 180, 180, lambda link: link == 9, 120, 60)


def train(name: str, enter: int, middle: tuple[int, int, int], leave: int, waits: bool = True) -> list[Section]:
    """A train through sections 0 and 1, published at both ends only."""
    first = Section(name, False, 0, 0, (enter,) * 3, middle, True, False, 400, False, False)
    second = Section(name, False, 1, 1, middle, (leave,) * 3, False, True, 400, True, waits)
    return [first, second]


def untangled(*trains: list[Section], apart: bool = False) -> Untangled:
    return untangle([section for sections in trains for section in sections], SPACING, lambda _one, _other: apart)


def test_a_train_alone_is_where_it_is_wished() -> None:
    found = untangled(train("K1", 0, (400, 600, 800), 1200))
    assert (found.enter_s, found.leave_s, found.contradictions) == ((0, 600), (600, 1200), ())


def test_passing_times_make_room() -> None:
    """K2 is eight minutes behind at both ends; half way it may be anywhere."""
    found = untangled(train("K1", 0, (400, 700, 800), 1200), train("K2", 480, (880, 1000, 1280), 1680))
    assert found.contradictions == ()
    assert found.leave_s[2] - found.leave_s[0] >= 480


def test_an_overtaken_train_stops_at_the_station() -> None:
    """K1 leaves first and arrives last: it stands at the station from eight minutes before K2 until eight after."""
    slow, quick = train("K1", 0, (400, 1500, 2600), 3000), train("K2", 600, (1000, 1200, 1400), 2000)
    found = untangled(slow, quick)
    assert found.contradictions == ()
    assert found.leave_s[0] + 480 <= found.leave_s[2]
    assert found.enter_s[1] >= found.enter_s[3] + 480
    assert found.leave_s[0] - found.enter_s[0] >= 400 + 60
    assert found.leave_s[1] - found.enter_s[1] >= 400 + 120


def test_nobody_is_overtaken_where_nobody_can_wait() -> None:
    slow, quick = train("K1", 0, (400, 1500, 2600), 3000, waits=False), train("K2", 600, (1000, 1200, 1400), 2000)
    (clash,) = untangled(slow, quick).contradictions
    assert (clash.kind, clash.cause) == ("headway", "together")


@pytest.mark.parametrize(
    ("behind", "clashes"),
    [
        (480, []),
        (400, [Contradiction(0, 2, "headway", 80, "published"), Contradiction(1, 3, "headway", 80, "published")]),
    ],
)
def test_published_times_that_are_too_near_are_told(behind: int, clashes: list[Contradiction]) -> None:
    middle = (400, 600, 800)
    later = (400 + behind, 600 + behind, 800 + behind)
    found = untangled(train("K1", 0, middle, 1200), train("K2", behind, later, 1200 + behind))
    assert list(found.contradictions) == clashes


def test_trains_of_different_days_do_not_meet() -> None:
    one = train("K1", 0, (400, 600, 800), 1200)
    assert untangled(one, [replace(s, train="K2") for s in one], apart=True).contradictions == ()


def test_tomorrows_train_is_met_over_midnight() -> None:
    late, early = train("K1", 86_000, (86_400, 86_600, 86_800), 87_200), train("K2", 0, (400, 600, 800), 1200)
    assert {c.lack_s for c in untangled(late, early).contradictions} == {80}


@pytest.mark.parametrize(("link", "clash"), [(9, True), (0, False)])
def test_opposing_trains_clash_on_single_track_only(link: int, clash: bool) -> None:
    there = Section("K1", False, link, 0, (0, 0, 0), (600, 600, 600), True, True, 400, False, False)
    back = Section("K2", False, link, 1, (700, 700, 700), (1300, 1300, 1300), True, True, 400, False, False)
    found = untangled([there], [back]).contradictions
    assert found == ((Contradiction(0, 1, "crossing", 80, "published"),) if clash else ())
