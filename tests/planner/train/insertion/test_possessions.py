"""Laws of possessions among the real trains: what is closed is closed under every name of a line it carries."""

from __future__ import annotations

from itertools import pairwise

import pytest

from planner.catalog import RailFacts
from planner.facts import Facts
from planner.train.check import possession_links
from planner.train.entry import read_possession
from planner.train.infrastructure import running_table
from planner.train.insertion import FoundPath, NoPath, Paths, explain, find_paths, make_occupancy
from planner.train.insertion.request import CallWish, PathRequest
from planner.train.report import path_lines, paths_json, unknown_of
from planner.train.types import Possession
from tests.support.effort import EFFORT

DAY = 1440


def neighbours(rail: RailFacts) -> list[tuple[str, str]]:
    """Every two neighbouring stations on rails of conventional trains."""
    network = running_table(rail).network
    ends = {(network.names[k.one], network.names[k.other]) for k in network.links if not k.high_speed}
    return sorted(ends)


def between(facts: Facts, one: str, other: str, *closed: Possession) -> tuple[FoundPath, ...]:
    calls = CallWish(one, (600, 660)), CallWish(other)
    found = find_paths(facts, PathRequest(calls, paths=3, possessions=closed))
    return found.paths if isinstance(found, Paths) else ()


def uses(path: FoundPath, one: str, other: str) -> bool:
    return any({a.station, b.station} == {one, other} for a, b in pairwise(path.passings))


def test_no_path_runs_through_a_possession_under_another_name(facts: Facts) -> None:
    """A night's possession, on rails that three lines are listed on."""
    calls = CallWish("沈阳", (30, 90)), CallWish("苏家屯")
    assert isinstance(find_paths(facts, PathRequest(calls)), Paths)
    closed = Possession("沈阳", "苏家屯", 0, 300)
    none = find_paths(facts, PathRequest(calls, possessions=(closed,)))
    assert isinstance(none, NoPath)
    found = explain(none)
    assert (found.station, found.by) == ("沈阳", ("沈阳–苏家屯",))
    assert [(help_.kind, help_.minutes) for help_ in found.helps] == [("depart_later", 210)]


def test_solver_and_checker_close_the_same_rails(rail: RailFacts, facts: Facts) -> None:
    network = running_table(rail).network
    for one, other in neighbours(rail):
        closed = Possession(one, other, 0, DAY, one_way=True)
        links = possession_links(rail, closed)
        assert {link: network.numbers[one] for link in network.between(one, other)
                if not network.links[link].high_speed} == links  # fmt: skip
        solver = make_occupancy(facts, possessions=(closed,)).closed
        assert {link: shut[0].origin for link, shut in solver.items()} == links
    far = Possession("大连", "沈阳", 0, 60)
    assert set(make_occupancy(facts, possessions=(far,)).closed) == set(possession_links(rail, far))


@pytest.mark.thorough
def test_a_possession_of_two_neighbours_leaves_no_path_between_them(rail: RailFacts, facts: Facts) -> None:
    """By other stations there may be one; every few pairs in a usual run, all with more effort."""
    step = max(1, round(8 / EFFORT))
    for one, other in neighbours(rail)[::step]:
        closed = Possession(one, other, 0, DAY)
        assert not any(uses(path, one, other) for path in between(facts, one, other, closed)), (one, other)


def test_a_station_closed_is_left_and_entered_by_nobody(rail: RailFacts, facts: Facts) -> None:
    network = running_table(rail).network
    for name in ("沈阳", "大连", "西丰"):
        closed = read_possession(f"{name}@0:00-5:00", rail.stations)
        assert (closed, closed.name) == (Possession(name, name, 0, 300), name)
        at = {link for link in network.links_at[network.numbers[name]] if not network.links[link].high_speed}
        assert at == set(possession_links(rail, closed)) == set(make_occupancy(facts, possessions=(closed,)).closed)
    calls = CallWish("沈阳", (30, 90)), CallWish("苏家屯", (None, 240))
    assert isinstance(find_paths(facts, PathRequest(calls)), Paths)
    through = read_possession("浑河@0:00-5:00", rail.stations)
    assert isinstance(find_paths(facts, PathRequest(calls, possessions=(through,))), NoPath)


def test_long_single_track_on_a_path_is_told(facts: Facts) -> None:
    (path, *_) = between(facts, "开原", "西丰")
    unknown = unknown_of(facts, [path])
    assert [u.where for u in unknown if u.what == "crossing_stations"] == ["开原 → 西丰"]
    assert {u.what for u in unknown} >= {"freight", "throats", "calendar"}
    assert path_lines([path], str, unknown)[-1].startswith("开原 → 西丰是很长的单线")
    assert '"where": "开原 → 西丰"' in paths_json([path], unknown)
    assert not any(u.where for u in unknown_of(facts, between(facts, "沈阳", "辽阳")))


def test_room_without_a_neighbour_is_told_in_words(facts: Facts) -> None:
    (path,) = between(facts, "周水子", "旅顺")[:1]
    alone = path if path.buffer_s is None else between(facts, "龙王塘", "旅顺")[0]
    assert alone.buffer_s is None
    assert "前后三小时内没有别的车" in path_lines([alone], str)[0]
    assert '"buffer_s": null' in paths_json([alone])
