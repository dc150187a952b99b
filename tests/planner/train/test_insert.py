"""A path among fixed trains. The line of the drawn examples, ours runs from a to d, `---` single, `===` double:

a --- b === c --- d
  10 s  10 s  10 s      headway 5 s, clearing 2 s, no time to start or stop
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.train.insert import Blocked, Leg, TrainPath, insert_leg, latest_departure
from planner.train.occupation import DAY_S, Busy, make_line
from tests.support.tracks import Quest, earliest_arrival, faults, quests

A, B, C, D = range(4)
AB, BC, CD = range(3)
LEG = Leg((AB, BC, CD), (A, B, C), (10, 10, 10), (True, True, True, True), 0, 0, 1)


def run(*others: tuple[int, Busy], ready: int = 0, latest: int = 500, leg: Leg = LEG) -> TrainPath | Blocked:
    return insert_leg(make_line(others, (True, False, True), 5, 2), leg, ready, latest)


def arrival(path: TrainPath | Blocked) -> int:
    assert isinstance(path, TrainPath)
    return path.arrive_s[-1]


@settings(max_examples=300, deadline=None)
@given(quests())
def test_no_path_is_earlier_and_none_is_missed(quest: Quest) -> None:
    path = insert_leg(quest.line, quest.leg, quest.ready_s, quest.latest_s)
    assert (None if isinstance(path, Blocked) else path.arrive_s[-1]) == earliest_arrival(quest)


@settings(max_examples=200, deadline=None)
@given(quests())
def test_every_path_is_sound(quest: Quest) -> None:
    path = insert_leg(quest.line, quest.leg, quest.ready_s, quest.latest_s)
    assert isinstance(path, Blocked) or faults(quest, path) == []


@settings(max_examples=100, deadline=None)
@given(quests(), st.integers(1, 3))
def test_another_day_is_like_today(quest: Quest, days: int) -> None:
    today = insert_leg(quest.line, quest.leg, quest.ready_s, quest.latest_s)
    later = insert_leg(quest.line, quest.leg, quest.ready_s + days * DAY_S, quest.latest_s + days * DAY_S)
    if isinstance(today, TrainPath):
        assert later == TrainPath(
            tuple(t + days * DAY_S for t in today.arrive_s), tuple(t + days * DAY_S for t in today.depart_s)
        )
    else:
        assert isinstance(later, Blocked)


def test_an_empty_line_is_run_through() -> None:
    assert run() == TrainPath((0, 10, 20, 30), (0, 10, 20, 30))


def test_start_and_stop_take_time() -> None:
    leg = Leg((AB, BC, CD), (A, B, C), (10, 10, 10), (True, False, False, True), 3, 2, 1)
    assert run(leg=leg) == TrainPath((0, 13, 23, 35), (0, 13, 23, 35))


def test_an_opposing_train_is_awaited_before_setting_out() -> None:
    assert run((CD, Busy("K1", D, 15, 25))) == TrainPath((7, 17, 27, 37), (7, 17, 27, 37))  # at c from 25 + 2


@pytest.mark.parametrize(
    ("stops", "path"),
    [
        ((True, False, True, True), TrainPath((0, 10, 20, 37), (0, 10, 27, 37))),
        ((True, True, False, True), TrainPath((0, 10, 27, 37), (0, 17, 27, 37))),
        ((True, False, False, True), TrainPath((26, 36, 46, 56), (26, 36, 46, 56))),
    ],
)
def test_opposing_trains_are_met_where_one_may_stop(stops: tuple[bool, ...], path: TrainPath) -> None:
    leg = Leg((AB, BC, CD), (A, B, C), (10, 10, 10), stops, 0, 0, 1)
    assert run((AB, Busy("K2", B, 14, 24)), (CD, Busy("K1", D, 15, 25)), leg=leg) == path


def test_an_opposing_train_on_double_track_is_none_of_our_business() -> None:
    assert arrival(run((BC, Busy("K1", C, 12, 22)))) == 30


@pytest.mark.parametrize(
    ("enter", "leave", "ours"),
    [
        (0, 10, 35),  # on its heels: five seconds after it
        (5, 15, 30),  # it follows at the headway: we go first
        (4, 14, 39),  # one second less: it goes first
        (6, 9, 41),  # it would overtake us inside the section: it goes first
        (-20, 21, 46),  # it crawls: we must not catch up with it before b
    ],
)
def test_following_trains_keep_the_headway_at_both_ends(enter: int, leave: int, ours: int) -> None:
    assert arrival(run((AB, Busy("K1", A, enter, leave)))) == ours


def test_a_blocked_train_says_how_far_it_came_and_who_was_in_the_way() -> None:
    path = run((CD, Busy("K1", D, 15, 25)), latest=36)
    assert path == Blocked(C, 20, ("K1",))


def test_guests_sleep_at_the_station_they_know() -> None:
    line = make_line([], (True, False, True), 5, 2)
    path = latest_departure(line, LEG, 0, not_before_s=100, latest_s=200, step_s=20)
    assert path == TrainPath((80, 90, 100, 110), (80, 90, 100, 110))  # leaving at 60 would arrive at 90


def test_late_departure_is_given_up_when_the_morning_is_over() -> None:
    line = make_line([(AB, Busy("K1", B, 0, 300))], (True, False, True), 5, 2)
    assert isinstance(latest_departure(line, LEG, 0, 100, 200, 20), Blocked)
