"""Paths that are offered together are really different: another way, other trains before or behind, or ten minutes."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.facts import Facts
from planner.train.check import Case, TimedPath, check_path
from planner.train.infrastructure import running_table
from planner.train.insertion import OBJECTIVES, CallWish, FoundPath, PathRequest, Paths, find_paths
from planner.train.traffic import published_traffic, traffic

NIGHT = CallWish("大连", (1230, 1380)), CallWish("鞍山", stay_s=(300, 1200)), CallWish("沈阳", (None, 1920))
APART_S, NEAR_S = 600, 3 * 3600


def before(rail: RailFacts, path: FoundPath) -> list[frozenset[tuple[str, int]]]:
    """By section, the trains (and days) that entered it in the three hours before."""
    network, found = running_table(rail).network, []
    for one, other in pairwise(path.passings):
        links = set(network.between(one.station, other.station, other.line))
        found.append(
            frozenset(
                (run.train, day)
                for run in published_traffic(rail)
                if run.link in links and network.names[run.origin] == one.station
                for day in range(-2, 4)
                if 0 <= one.depart_s - run.enter_s - day * DAY_S < NEAR_S
            )
        )
    return found


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_two_paths_are_the_same_but_for_minutes(rail: RailFacts, facts: Facts, objective: str) -> None:
    found = find_paths(facts, PathRequest(NIGHT, objective=objective, paths=3))
    assert isinstance(found, Paths)
    assert len(found.paths) == 3
    for one, other in combinations(found.paths, 2):
        way = [passing.station for passing in one.passings], [passing.station for passing in other.passings]
        ends = (one.passings[0].depart_s, one.passings[-1].arrive_s), (
            other.passings[0].depart_s, other.passings[-1].arrive_s,
        )  # fmt: skip
        apart = max(abs(mine - theirs) for mine, theirs in zip(*ends, strict=True))
        assert way[0] != way[1] or apart >= APART_S or before(rail, one) != before(rail, other)


def test_on_an_empty_line_they_are_ten_minutes_apart(facts: Facts) -> None:
    found = find_paths(facts, PathRequest((CallWish("周水子", (600, 660)), CallWish("旅顺")), paths=4))
    assert isinstance(found, Paths)
    arrivals = [path.passings[-1].arrive_s for path in found.paths]
    assert len(arrivals) == 4
    assert all(later - earlier >= APART_S for earlier, later in pairwise(arrivals))
    for path in found.paths:
        timed = TimedPath(path.passings, running_table(facts.rail).loco_s)
        assert check_path(facts, traffic(facts.rail), timed, Case()) == ()
