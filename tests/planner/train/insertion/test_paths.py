"""Wishes among the real trains: the paths pass the checker and keep the wish; where there is none, the reason helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.facts import Facts
from planner.train.check import Case, TimedPath, check_path
from planner.train.entry import read_possession
from planner.train.infrastructure import running_table
from planner.train.insertion.infeasibility import explain, no_path_json
from planner.train.insertion.paths import NoPath, Paths, find_paths
from planner.train.insertion.request import PathRequest, read_call_wishes
from planner.train.traffic import published_traffic, stays, traffic


def wish(rail: RailFacts, *calls: str, **changes: object) -> PathRequest:
    return replace(PathRequest(read_call_wishes(calls, rail.stations)), **changes)  # type: ignore[arg-type]


def found_paths(facts: Facts, request: PathRequest) -> Paths:
    """The paths of a wish that has some."""
    found = find_paths(facts, request)
    assert isinstance(found, Paths)
    return found


@pytest.fixture(scope="module")
def night(rail: RailFacts) -> PathRequest:
    return wish(rail, "大连@20:30-23:00", "鞍山/5-20", "沈阳@-08:00", paths=3)


def test_paths_keep_the_wish_and_are_distinct(facts: Facts, night: PathRequest) -> None:
    paths = found_paths(facts, night).paths
    assert len(paths) == 3
    assert [p.passings[-1].arrive_s for p in paths] == sorted(p.passings[-1].arrive_s for p in paths)
    assert len({p.passings for p in paths}) == 3
    for path in paths:
        first, halt, last = (path.passings[number] for number in path.calls)
        assert (first.station, halt.station, last.station) == ("大连", "鞍山", "沈阳")
        assert 1230 * 60 <= first.depart_s < 1381 * 60
        assert 300 <= halt.depart_s - halt.arrive_s < 21 * 60
        assert last.arrive_s < (1440 + 481) * 60
        stops = [p.station for p in path.passings[1:-1] if p.depart_s > p.arrive_s]
        assert sorted(stops) == sorted((*path.waits, "鞍山"))


def test_the_widest_path_has_the_most_room(rail: RailFacts, facts: Facts, night: PathRequest) -> None:
    earliest = found_paths(facts, night).best
    widest = found_paths(facts, replace(night, objective="buffer")).paths
    assert widest[0].buffer_s == max(path.buffer_s for path in widest) > earliest.buffer_s
    assert widest[0].passings[-1].arrive_s <= earliest.passings[-1].arrive_s + 3600
    least, case = running_table(rail).loco_s, Case()
    room = widest[0].buffer_s
    for seconds in (-room, room):  # the room is there on both sides
        moved = [replace(p, arrive_s=p.arrive_s + seconds, depart_s=p.depart_s + seconds) for p in widest[0].passings]
        assert check_path(facts, traffic(facts.rail), TimedPath(moved, least), case) == ()


@pytest.mark.thorough
def test_the_least_disturbing_path_is_close_to_fewest(facts: Facts, night: PathRequest) -> None:
    by_close = found_paths(facts, replace(night, objective="disturbance", comfort_min=20)).paths
    assert [path.close for path in by_close] == sorted(path.close for path in by_close)
    free = found_paths(facts, replace(night, objective="buffer")).best.buffer_s
    easy = found_paths(facts, replace(night, objective="disturbance", comfort_min=free // 60)).best
    assert easy.close == 0
    assert easy.buffer_s >= free // 60 * 60


@pytest.mark.thorough
def test_a_path_is_near_to_a_train_exactly_if_it_has_less_room(
    rail: RailFacts, facts: Facts, night: PathRequest
) -> None:
    for path in found_paths(facts, replace(night, objective="buffer", paths=5)).paths:
        room = path.buffer_s // 60
        roomy, tight = (
            found_paths(facts, replace(night, objective="buffer", paths=5, comfort_min=minutes)).paths
            for minutes in (room, room + 1)
        )
        [same] = [other for other in roomy if other.passings == path.passings]
        assert not same.near
        [same] = [other for other in tight if other.passings == path.passings]
        assert same.near
        assert set(same.near) <= set(rail.runs)


def test_a_possession_is_kept_clear_of(rail: RailFacts, facts: Facts, night: PathRequest) -> None:
    closed = read_possession("普兰店-瓦房店@20:00-02:00", rail.stations)
    paths = found_paths(facts, replace(night, possessions=(closed,))).paths
    for path in paths:
        at = next(p for p in path.passings if p.station == "普兰店")
        assert at.depart_s >= 26 * 3600


def test_tracks_that_are_said_to_be_few_are_not_overfilled(rail: RailFacts, facts: Facts) -> None:
    day = wish(rail, "鞍山@08:00-", "海城/30-", "大石桥", assumes=("海城:tracks=1",))
    halt = next(p for p in found_paths(facts, day).best.passings if p.station == "海城")
    here = running_table(rail).network.numbers["海城"]
    for stay in stays(rail):
        if stay.station == here:
            shift = round((halt.arrive_s - stay.arrive_s) / 86_400) * 86_400
            assert stay.depart_s + shift < halt.arrive_s or stay.arrive_s + shift > halt.depart_s
    assert isinstance(find_paths(facts, replace(day, assumes=("海城:tracks=0",))), NoPath)  # nowhere to stop


def test_a_train_taken_out_leaves_its_place(rail: RailFacts, facts: Facts) -> None:
    """A free published train is put back where it was: with its stock, its calls and the quickest running."""
    in_conflict = {train for c in traffic(rail).conflicts for train in (c.train, c.other)}
    names = running_table(rail).network.names
    runs = [r for r in published_traffic(rail) if r.train == "Y415"]
    assert "Y415" not in in_conflict
    departs = runs[0].enter_s // 60
    request = wish(
        rail, f"大连@{departs // 60}:{departs % 60:02d}", names[runs[-1].target], away="Y415", running="quickest"
    )  # fmt: skip
    (path,) = found_paths(facts, request).paths
    assert path.journey_s <= runs[-1].leave_s - runs[0].enter_s


def test_a_wish_without_a_path_is_reported_what_helps(rail: RailFacts, facts: Facts) -> None:
    request = wish(rail, "沈阳@21:00-21:10", "丹东@-23:00")
    none = find_paths(facts, request)
    assert isinstance(none, NoPath)
    found = explain(none)
    assert found.station in rail.stations
    assert found.helps
    for help_ in found.helps:
        first, last = request.calls
        if help_.kind == "arrive_later":
            for minutes, there in ((help_.minutes, True), (help_.minutes - 1, False)):
                later = replace(last, window=(None, (last.window[1] or 0) + minutes))
                assert isinstance(find_paths(facts, replace(request, calls=(first, later))), Paths) == there
    assert {"arrive_later", "depart_earlier"} <= {help_.kind for help_ in found.helps}
    assert no_path_json(found)["station"] == found.station


def test_a_train_in_the_way_is_named(rail: RailFacts, facts: Facts) -> None:
    """Nobody leaves 瓦房店 for the north in the minute in which a published train does."""
    names = running_table(rail).network.names
    north = next(
        r for r in published_traffic(rail)
        if r.enter_published and names[r.origin] == "瓦房店" and rail.runs[r.train].kind == "K"
        and 6 * 3600 < r.enter_s < 20 * 3600 and names[r.target] == "松树"
    )  # fmt: skip
    clock = f"{north.enter_s // 3600:02d}:{north.enter_s // 60 % 60:02d}"
    none = find_paths(facts, wish(rail, f"瓦房店@{clock}", "熊岳城"))
    assert isinstance(none, NoPath)
    found = explain(none)
    assert found.station == "瓦房店"
    assert north.train in found.by
    assert "depart_later" in {help_.kind for help_ in found.helps}


def test_what_nobody_knows_is_refused(rail: RailFacts, facts: Facts, night: PathRequest) -> None:
    with pytest.raises(Unknown):
        find_paths(facts, replace(night, away="X1"))
    with pytest.raises(Unknown):  # on a high-speed line only
        find_paths(facts, wish(rail, "大连@10:00-", "沈阳南"))


def test_a_line_nobody_runs_on_is_free(rail: RailFacts, facts: Facts) -> None:
    assert isinstance(find_paths(facts, wish(rail, "大连@10:00-", "旅顺")), Paths)


def test_many_calls_do_not_make_too_many_ways(rail: RailFacts, facts: Facts) -> None:
    towns = (
        "金州",
        "普兰店",
        "瓦房店",
        "熊岳城",
        "盖州",
        "大石桥",
        "海城",
        "鞍山",
        "辽阳",
        "沈阳",
        "铁岭",
        "开原",
        "昌图",
    )
    (path,) = found_paths(facts, wish(rail, "大连@06:00-", *towns)).paths
    assert [path.passings[number].station for number in path.calls] == ["大连", *towns]
