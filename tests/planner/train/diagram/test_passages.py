"""Who is on a way, and from when to when: what the published runs themselves say, section by section."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Unknown
from planner.train.diagram.passages import (
    CLASSES,
    Hop,
    class_of,
    passages_of,
    published_passages,
    train_passages,
    whole_passage,
)
from planner.train.diagram.sources import line_way, published_way, within
from planner.train.infrastructure import running_table
from planner.train.traffic import published_traffic
from planner.train.types import Passing
from tests.support.effort import examples
from tests.support.small_rail import small_rail

HOUR_S = 3600
RAIL = small_rail(
    "passages",
    {
        "K1": (("d", None, 600), ("a", 633, None)),
        "T2": (("a", None, 1420), ("c", 1445, 1450), ("d", 1462, None)),
        "G9": (("b", None, 700), ("c", 712, None)),
    },
)
STOPS = ("大连", "瓦房店", "大石桥", "鞍山", "辽阳", "沈阳", "铁岭", "四平", "锦州", "山海关", "盘锦", "本溪", "丹东")
CHAINS = st.lists(st.sampled_from(STOPS), min_size=2, max_size=4, unique=True)


@pytest.mark.thorough
def test_all_and_only_the_sections_run_through_in_these_hours_are_drawn(rail: RailFacts) -> None:
    names = running_table(rail).network.names
    runs = [(run, (names[run.origin], names[run.target])) for run in published_traffic(rail)]

    @settings(max_examples=examples(25))
    @given(
        st.lists(st.sampled_from(STOPS), min_size=2, max_size=4, unique=True), st.integers(0, 47), st.integers(1, 50)
    )
    def check(chain: list[str], first: int, hours: int) -> None:
        try:
            way = [passing.station for passing in line_way(rail, chain)]
        except Unknown:
            assume(False)
        span = first * HOUR_S, (first + hours) * HOUR_S
        sections: dict[frozenset[str], list[int]] = {}
        for place, ends in enumerate(pairwise(way)):
            sections.setdefault(frozenset(ends), []).append(place)
        published = Counter(
            (run.train, place, way[place] == ends[0], run.enter_s + day * DAY_S, run.leave_s + day * DAY_S)
            for run, ends in runs
            for place in sections.get(frozenset(ends), ())
            for day in range(-9, 5)  # a tourist train comes by on its sixth day
        )
        found = published_passages(rail, way, span)
        drawn = Counter(
            (p.train, min(leg.origin, leg.target), leg.target > leg.origin, leg.enter_s, leg.leave_s)
            for p in found
            for leg in p.segments
        )
        assert not drawn - published
        shown = Counter({leg: n for leg, n in published.items() if leg[4] > span[0] and leg[3] < span[1]})
        assert not shown - drawn
        for passage in found:
            assert passage.leave_s > span[0]
            assert passage.enter_s < span[1]
            steps = [other - one for (_, one), (_, other) in pairwise(passage.points) if one != other]
            assert steps == [steps[0]] * len(steps)
            assert len(steps) == abs(passage.target - passage.origin)
            assert all(one[0] <= other[0] for one, other in pairwise(passage.points))

    check()


def test_a_train_comes_in_and_leaves_where_its_timetable_says() -> None:
    (k1, g9) = published_passages(RAIL, list("abcd"), (9 * HOUR_S, 12 * HOUR_S))
    assert (k1.train, k1.origin, k1.target, k1.enter_s, k1.leave_s) == ("K1", 3, 0, 600 * 60, 633 * 60)
    assert (g9.train, g9.origin, g9.target) == ("G9", 1, 2)
    assert (k1.known[0], k1.known[-1]) == (True, True)


def test_a_time_that_is_reckoned_is_marked() -> None:
    (inner,) = (p for p in published_passages(RAIL, list("bc"), (9 * HOUR_S, 11 * HOUR_S)) if p.train == "K1")
    assert (inner.known[0], inner.known[-1]) == (False, False)


def test_a_night_train_is_there_on_both_sides_of_midnight() -> None:
    days = published_passages(RAIL, list("abcd"), (0, DAY_S))
    nights = [p for p in days if p.train == "T2"]
    assert [p.enter_s for p in nights] == [1420 * 60 - DAY_S, 1420 * 60]
    assert published_passages(RAIL, list("abcd"), (0, 20 * 60))[0].train == "T2"
    assert not published_passages(RAIL, list("abcd"), (23 * 60, 9 * HOUR_S))


def test_several_days_show_a_train_once_a_day_and_never_in_pieces() -> None:
    found = published_passages(RAIL, list("abcd"), (0, 3 * DAY_S))
    assert Counter(p.train for p in found) == {"K1": 3, "T2": 4, "G9": 3}
    assert all(abs(p.target - p.origin) == 3 for p in found if p.train != "G9")


def test_a_spur_run_to_and_fro_is_drawn_twice_and_a_train_past_it_twice() -> None:
    spur = list("abcb")
    hops = [Hop("a", "b", 0, 600), Hop("b", "c", 700, 1300)]
    found = [(p.origin, p.target) for p in passages_of("K1", spur, hops)]
    assert found == [(0, 2), (3, 2)]


def test_a_train_that_turns_round_is_drawn_as_two() -> None:
    hops = [Hop("a", "b", 0, 600), Hop("b", "a", 700, 1300)]
    assert [(p.origin, p.target) for p in passages_of("K1", list("ab"), hops)] == [(0, 1), (1, 0)]
    assert passages_of("K1", list("cd"), hops) == []


def test_a_train_on_another_way_is_seen_where_they_share_sections() -> None:
    train = [Passing(name, at, at, 15.0 * at, "test line") for at, name in enumerate("abc")]
    (seen,) = train_passages(list("dcb"), train, (0, HOUR_S))
    assert seen.points == ((1, 2), (2, 1))
    assert train_passages(list("dcb"), train, (2, HOUR_S)) == ()
    assert [p for _, p in whole_passage(train).points] == [0, 1, 2]


def test_lines_are_distinguished_by_the_class_of_the_train() -> None:
    assert [class_of(RAIL, train) for train in ("K1", "T2", "G9")] == ["K", "T", "other"]
    assert set(CLASSES) == {"K", "T", "Z", "Y", "other"}


def test_a_published_train_has_a_way_of_its_own(rail: RailFacts) -> None:
    way = published_way(RAIL, "T2")
    assert [(p.station, p.km) for p in way] == [("a", 0), ("b", 15), ("c", 30), ("d", 45)]
    assert way[2].depart_s - way[2].arrive_s == 300
    assert published_way(RAIL, "X1") == ()
    assert len(published_way(rail, "K682")) > 10


def test_a_train_is_found_by_any_of_its_numbers(rail: RailFacts) -> None:
    run = next(run for run in rail.runs.values() if run.also_numbered)
    assert {rail.listed_number(number) for number in (run.also_numbered or "").split("/")} == {run.number}
    assert rail.listed_number(f" {run.number.lower()} ") == run.number
    assert rail.listed_number("") == rail.listed_number("X0") == ""


def test_the_part_of_a_way_in_some_hours() -> None:
    way = [Passing(name, at * 600, at * 600, at, "test line") for at, name in enumerate("abcd")]
    assert [p.station for p in within(way, (700, 1100))] == ["b", "c"]
    assert [p.station for p in within(way, (0, 9000))] == list("abcd")
    assert within(way, (1800, 9000)) == ()


@pytest.mark.parametrize("chain", [["大连", "火星"], ["大连", "伯官"]])
def test_stations_that_cannot_be_joined_are_reported(rail: RailFacts, chain: list[str]) -> None:
    with pytest.raises(Unknown):
        line_way(rail, chain)
