"""A path among fixed trains. The line of the drawn examples, ours runs from a to d, `---` single, `===` double:

a --- b === c --- d
  10 s  10 s  10 s      headway 5 s, clearing 2 s, no time to start or stop
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import DAY_S
from planner.train.insertion.solver.occupation import (
    NEVER,
    FreeIntervals,
    SectionOccupation,
    SectionPossession,
    TrackOccupation,
    occupancy_of,
)
from planner.train.insertion.solver.problem import Blocked, Route, StationWindow, TrainPath
from planner.train.insertion.solver.search import earliest, furthest_on, insert
from tests.support.effort import examples
from tests.support.tracks import Quest, earliest_arrival, faults, keeps_clear, quests

A, B, C, D = range(4)
AB, BC, CD = range(3)


def route(*stops: int, arrive: tuple[int, int] = (-NEVER, NEVER), start: int = 0, stop: int = 0) -> Route:
    """From a to d; technical stops of a second and more at `stops`."""
    between = tuple(StationWindow(stops=station in stops, stay=(1, NEVER)) for station in (B, C))
    runs = (10, 10, 10)
    return Route(
        (AB, BC, CD), (A, B, C, D), runs, runs, (StationWindow(), *between, StationWindow(arrive=arrive)), start, stop
    )


def best(*others: tuple[int, SectionOccupation], way: Route | None = None, latest: int = 500) -> TrainPath | Blocked:
    found = insert(
        FreeIntervals(occupancy_of(others, (True, False, True), 5, 2), 0, latest),
        way or route(B, C, arrive=(0, latest)),
    )
    return found if isinstance(found, Blocked) else found[0]


def times(path: TrainPath | Blocked) -> tuple[tuple[int, ...], tuple[int, ...]]:
    assert isinstance(path, TrainPath)
    return path.arrive_s, path.depart_s


def shifted(quest: Quest, seconds: int) -> Quest:
    """The same quest on another day: others repeat daily."""
    moved = tuple(
        replace(
            visit,
            arrive=(visit.arrive[0] + seconds, visit.arrive[1] + seconds),
            depart=(visit.depart[0] + seconds, visit.depart[1] + seconds),
        )
        for visit in quest.route.visits
    )
    return Quest(quest.occupancy, replace(quest.route, visits=moved), quest.ready_s + seconds, quest.latest_s + seconds)


@pytest.mark.thorough
@settings(max_examples=examples(200))
@given(quests())
def test_no_path_is_earlier_and_none_is_missed(quest: Quest) -> None:
    paths = insert(quest.slots, quest.route)
    first = earliest(quest.slots, quest.route, (2, 8, NEVER))
    assert (None if not paths else paths[0].arrive_s[-1]) == earliest_arrival(quest)
    assert (None if first is None else first.arrive_s[-1]) == earliest_arrival(quest)


@settings(max_examples=examples(150))
@given(quests(), st.integers(0, 4))
def test_every_path_is_sound_and_arrives_between_other_trains(quest: Quest, comfort: int) -> None:
    paths = insert(quest.slots, quest.route, comfort)
    if paths:
        assert [faults(quest, path) for path in paths] == [[]] * len(paths)
        assert [(path.tight_sections, path.arrive_s[-1]) for path in paths] == sorted(
            (p.tight_sections, p.arrive_s[-1]) for p in paths
        )
        assert len({path.arrive_s[-1] for path in paths}) == len(paths)


@pytest.mark.thorough
@settings(max_examples=examples(150))
@given(quests(), st.integers(1, 4))
def test_a_path_is_close_to_none_exactly_if_there_is_one_with_more_distance(quest: Quest, comfort: int) -> None:
    paths = insert(quest.slots, quest.route, comfort)
    free = bool(paths) and paths[0].tight_sections == 0
    assert free == (earliest_arrival(quest.wider(comfort)) is not None)
    if paths:
        wider = quest.wider(comfort).occupancy
        for path in paths:
            sections = enumerate(quest.route.sections)
            near = [k for k, s in sections if not keeps_clear(wider, s, s, path.depart_s[k], path.arrive_s[k + 1])]
            assert len(near) <= path.tight_sections <= 2 * len(quest.route.sections)


@settings(max_examples=examples(100))
@given(quests(), st.integers(1, 4))
def test_more_distance_is_a_wider_line(quest: Quest, extra: int) -> None:
    slots = FreeIntervals(quest.occupancy, quest.ready_s, quest.latest_s, extra)
    assert insert(slots, quest.route) == insert(quest.wider(extra).slots, quest.route)


@pytest.mark.thorough
@settings(max_examples=examples(100))
@given(quests(), st.integers(1, 3))
def test_another_day_is_like_today(quest: Quest, days: int) -> None:
    today, shift = insert(quest.slots, quest.route), days * DAY_S
    moved = shifted(quest, shift)
    later = insert(moved.slots, moved.route)
    assert [p.arrive_s[-1] - shift for p in later] == [p.arrive_s[-1] for p in today]


def test_an_empty_line_is_run_through_as_early_as_can_be() -> None:
    assert times(best()) == ((0, 10, 20, 30), (0, 10, 20, 30))


def test_start_and_stop_take_time() -> None:
    assert times(best(way=route(start=3, stop=2))) == ((0, 13, 23, 35), (0, 13, 23, 35))


def test_an_opposing_train_is_awaited_before_setting_out() -> None:
    assert times(best((CD, SectionOccupation("K1", D, 15, 25)))) == (
        (7, 17, 27, 37),
        (7, 17, 27, 37),
    )  # at c from 25 + 2


@pytest.mark.parametrize(
    ("stops", "path"),
    [
        ((C,), ((2, 12, 22, 37), (2, 12, 27, 37))),  # into b just before K2, out of c just after K1
        ((B,), ((2, 12, 27, 37), (2, 17, 27, 37))),
        ((), ((26, 36, 46, 56), (26, 36, 46, 56))),
    ],
)
def test_opposing_trains_are_met_where_one_may_stop(
    stops: tuple[int, ...], path: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    assert (
        times(
            best((AB, SectionOccupation("K2", B, 14, 24)), (CD, SectionOccupation("K1", D, 15, 25)), way=route(*stops))
        )
        == path
    )


def test_an_opposing_train_on_double_track_is_none_of_our_business() -> None:
    assert times(best((BC, SectionOccupation("K1", C, 12, 22))))[0][-1] == 30


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
    assert times(best((AB, SectionOccupation("K1", A, enter, leave))))[0][-1] == ours


def test_a_train_may_run_a_little_slower_to_fit() -> None:
    slower = replace(route(), max_running_s=(12, 12, 12))
    others = (AB, SectionOccupation("K1", A, 5, 15)), (CD, SectionOccupation("K2", D, 10, 20))
    assert times(best(*others, way=slower)) == ((0, 10, 22, 32), (0, 10, 22, 32))


def test_a_call_keeps_its_windows() -> None:
    way = route(arrive=(0, 500))
    call = StationWindow(call=True, arrive=(15, 40), depart=(50, 60), stay=(5, 20))
    way = replace(way, visits=(way.visits[0], call, *way.visits[2:]))
    assert times(best(way=way)) == ((30, 40, 60, 70), (30, 50, 60, 70))


def test_possessions_are_waited_for() -> None:
    occupancy = replace(
        occupancy_of((), (False,) * 3, 5, 2), closed={BC: (SectionPossession("possession", None, 15, 60),)}
    )
    paths = insert(FreeIntervals(occupancy, 0, 500), route(B))
    assert paths
    assert times(paths[0]) == ((50, 60, 70, 80), (50, 60, 70, 80))


@pytest.mark.parametrize(("tracks", "arrive"), [(1, 62), (2, 40)])
def test_waiting_takes_a_track(tracks: int, arrive: int) -> None:
    """K1 comes towards us between c and d; at c stands a train from 15 to 51."""
    occupancy = occupancy_of([(CD, SectionOccupation("K1", D, 18, 28))], (True, False, True), 5, 2)
    occupancy = replace(occupancy, standing={C: (TrackOccupation("K2", 15, 51),)}, tracks={C: tracks})
    always = replace(
        route(C), visits=(StationWindow(), StationWindow(), StationWindow(call=True, stay=(1, NEVER)), StationWindow())
    )
    paths = insert(FreeIntervals(occupancy, 0, 500), always)
    assert paths
    assert paths[0].arrive_s[-1] == arrive + (1 if tracks == 1 else 0)


def test_a_blocked_train_says_furthest_on_it_came_and_who_was_in_the_way() -> None:
    slots = FreeIntervals(occupancy_of([(CD, SectionOccupation("K1", D, 15, 25))], (True, False, True), 5, 2), 0, 36)
    nowhere = route(arrive=(0, 36))
    assert insert(slots, nowhere) == ()
    assert furthest_on(slots, nowhere) == Blocked(C, 20, ("K1",))


def test_every_path_arrives_between_other_trains() -> None:
    others = [(CD, SectionOccupation(f"K{n}", C, 20 + 20 * n, 30 + 20 * n)) for n in range(1, 4)]
    paths = insert(FreeIntervals(occupancy_of(others, (True, False, True), 5, 2), 0, 90), route(B, C, arrive=(0, 100)))
    assert paths
    assert [path.arrive_s[-1] for path in paths] == [30, 55, 75, 95]


def test_a_route_without_sections_is_refused() -> None:
    with pytest.raises(ValueError, match="one station more"):
        Route((), (A,), (), (), (StationWindow(),), 0, 0)
    with pytest.raises(ValueError, match="least time"):
        replace(route(), max_running_s=(9, 10, 10))
