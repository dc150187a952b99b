"""A real silver train among the published ones, with trains that are late."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.catalog import RailFacts
from planner.errors import Malformed, Unknown
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.entry import entered_way
from planner.train.infrastructure import running_table
from planner.train.robustness.delay_graph import DelayGraph, TrainConnection, delay_graph
from planner.train.robustness.delays import NUMBERS, read_delays, rule_id
from planner.train.robustness.simulate import (
    ROBUSTNESS_JSON,
    Robustness,
    SimulationOptions,
    cruise_robustness,
    cruise_stays,
    simulate,
    way_robustness,
)
from planner.train.traffic import published_traffic
from planner.train.types import Cruise

CALM = (
    "enter-share=0", "stay-seconds=0", "guests-min=0", "slow-percent=0", "breakdowns=0",
)  # fmt: skip
RUNS = 2000


@pytest.fixture(scope="module")
def made(rail: RailFacts, rules: RulePack, cruise: Cruise) -> DelayGraph:
    return delay_graph(rail, read_delays(rules), cruise.passings, cruise_stays(rules, cruise))


@pytest.fixture(scope="module")
def found(facts: Facts, cruise: Cruise) -> Robustness:
    return cruise_robustness(facts, cruise, SimulationOptions(RUNS))


def test_the_stops_of_the_graph_are_the_calls(cruise: Cruise, made: DelayGraph) -> None:
    assert [stop.station for stop in made.stops] == [call.station for call in cruise.calls]
    for stop in made.stops:
        for event in (stop.arrive, stop.depart):
            assert event is None or (made.at[event], made.graph.train[event]) == (stop.station, 0)
    assert made.stops[0].arrive is None
    assert made.stops[-1].depart is None
    assert len(made.names) > 20
    assert set(np.unique(made.graph.train)) == set(range(len(made.names)))


def test_ours_waits_for_the_last_train_ahead_in_each_section(rail: RailFacts, cruise: Cruise, made: DelayGraph) -> None:
    """Looked up in the traffic itself: the last train the same way within two hours before us is waited for."""
    names = running_table(rail).network.names
    graph, checked = made.graph, 0
    for one, other in zip(cruise.passings, cruise.passings[1:], strict=False):
        ahead = [
            (run.enter_s + day * 86_400, run.train)
            for run in published_traffic(rail)
            if (names[run.origin], names[run.target]) == (one.station, other.station)
            for day in range(-2, 5)
            if 0 <= one.depart_s - run.enter_s - day * 86_400 <= 7200
            and run.leave_s + day * 86_400 > one.depart_s - 7200
        ]
        if not ahead:
            continue
        waited = {
            made.names[graph.train[graph.first[arc]]]
            for arc in range(len(graph.first))
            if graph.train[graph.then[arc]] == 0
            and made.sections[arc] == (one.station, other.station)
            and made.kinds[arc] == "behind"
        }
        assert max(ahead)[1] in waited
        checked += 1
    assert checked > 20


def test_without_any_delay_everything_is_as_planned(facts: Facts, cruise: Cruise) -> None:
    calm = cruise_robustness(facts, cruise, SimulationOptions(100, 1, CALM))
    assert all((call.mean, call.p95, call.on_time) == (0, 0, 1) for call in calm.calls)
    assert [call.reached for call in calm.calls if call.due is not None] == [1] * len(cruise.excursions)
    assert (calm.secondary.mean, calm.secondary.touched, calm.secondary.trains) == (0, 0, ())
    assert calm.weak == ()
    assert all((worth.own, worth.others) == (0, 0) for worth in calm.buffer)


def test_the_figures_hang_together(found: Robustness, cruise: Cruise) -> None:
    assert ROBUSTNESS_JSON.validate_json(ROBUSTNESS_JSON.dump_json(found)) == found
    assert [call.station for call in found.calls] == [call.station for call in cruise.calls]
    for call, planned in zip(found.calls, cruise.calls, strict=True):
        assert (call.arrive, call.depart) == (planned.arrive, planned.depart)
        assert 0 <= call.p50 <= call.p80 <= call.p95
        assert call.mean >= 0
        assert (call.due is not None) == (planned.purpose == "sight")
    assert any(call.mean > 0 for call in found.calls)
    assert found.secondary.mean > 0
    assert found.secondary.mean >= sum(train.mean for train in found.secondary.trains) - 0.1
    assert len(found.buffer) == len(found.calls) - 1
    assert all(worth.own >= 0 and worth.others >= 0 for worth in found.buffer)
    assert found.weak[0].added == max(point.added for point in found.weak)


def test_the_seed_decides(facts: Facts, cruise: Cruise, found: Robustness) -> None:
    assert cruise_robustness(facts, cruise, SimulationOptions(RUNS)) == found
    assert cruise_robustness(facts, cruise, SimulationOptions(RUNS, seed=2)).calls != found.calls


def test_later_trains_make_all_of_it_worse(facts: Facts, cruise: Cruise, found: Robustness) -> None:
    worse = cruise_robustness(facts, cruise, SimulationOptions(RUNS, 1, ("enter-min=12",)))
    assert all(bad.mean >= good.mean for bad, good in zip(worse.calls, found.calls, strict=True))
    assert worse.secondary.mean > found.secondary.mean
    assert worse.delays == replace(found.delays, enter_min=12)


def test_a_section_and_a_stop_have_their_own_delays(facts: Facts, cruise: Cruise, found: Robustness) -> None:
    one, other = cruise.passings[-2].station, cruise.passings[-1].station
    slow = cruise_robustness(facts, cruise, SimulationOptions(RUNS, 1, (f"{one}-{other}=100",)))
    assert slow.calls[-1].mean > found.calls[-1].mean + 1
    assert slow.calls[0] == found.calls[0]
    sight = next(n for n, call in enumerate(found.calls) if call.due is not None)
    station = found.calls[sight].station
    long = cruise_robustness(facts, cruise, SimulationOptions(RUNS, 1, (f"{station}=600",)))
    assert (long.calls[sight].left or 0) > (found.calls[sight].left or 0) + 5


def test_guests_who_come_by_train_are_waited_for(rail: RailFacts, facts: Facts, cruise: Cruise) -> None:
    start, leaves = cruise.calls[0].station, cruise.calls[0].depart or 0
    arrivals = {
        number: (leaves - call.arrive - 1) % 1440
        for number, calls in rail.calls.items()
        for call in calls[1:]
        if call.station == start and call.arrive
    }
    feeder = min(arrivals, key=lambda number: (arrivals[number], number))
    tight = TrainConnection(feeder, start, 1)
    waited = cruise_robustness(facts, cruise, SimulationOptions(RUNS, 1, ("enter-share=1", "enter-min=600"), (tight,)))
    alone = cruise_robustness(facts, cruise, SimulationOptions(RUNS, 1, ("enter-share=1", "enter-min=600")))
    assert waited.calls[0].mean > alone.calls[0].mean + 20
    for wrong in (TrainConnection("X0", start, 1), TrainConnection(feeder, "北京", 1)):
        with pytest.raises(Unknown):
            cruise_robustness(facts, cruise, SimulationOptions(RUNS, 1, (), (wrong,)))


def test_an_entered_timetable_is_simulated_too(rail: RailFacts, facts: Facts) -> None:
    number = next(n for n, run in rail.runs.items() if run.kind == "K" and len(entered_way(rail, rail.calls[n])) > 20)
    way = entered_way(rail, rail.calls[number])
    own = way_robustness(facts, way, SimulationOptions(500), number)
    assert [call.station for call in own.calls] == [call.station for call in rail.calls[number]]
    assert all(call.due is None for call in own.calls)
    assert number not in {train.train for train in own.secondary.trains}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("enter-min", Malformed), ("enter-min=", Malformed), ("=4", Malformed), ("enter-min=late", Malformed),
        ("enter-min=-1", Malformed), ("enter-min=nan", Malformed), ("enter-share=1.5", Malformed),
        ("no-such-number=3", Malformed), ("breakdown-from=90", Malformed), ("大连-金州-石河=1", Malformed),
        ("北京=3", Unknown), ("北京-大连=3", Unknown),
    ],
)  # fmt: skip
def test_a_change_that_is_none_is_refused(facts: Facts, cruise: Cruise, change: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        cruise_robustness(facts, cruise, SimulationOptions(100, 1, (change,)))


def test_every_number_comes_from_a_rule(rules: RulePack) -> None:
    delays = read_delays(rules)
    for name in NUMBERS:
        assert getattr(delays, name) == rules.number(rule_id(name))
        changed = read_delays(rules, ("breakdown-from=0", f"{name.replace('_', '-')}=1"))
        assert getattr(changed, name) == 1


def test_a_way_off_the_network_is_refused(facts: Facts, cruise: Cruise) -> None:
    first, *rest = cruise.passings
    for wrong in (replace(first, station="北京"), replace(first, station="丹东")):
        with pytest.raises(Unknown):
            way_robustness(facts, (wrong, *rest), SimulationOptions(100))


def test_a_way_without_sections_is_refused(facts: Facts) -> None:
    with pytest.raises(ValueError, match="two stations"):
        way_robustness(facts, (), SimulationOptions(100))


def test_the_graph_alone_may_be_run(made: DelayGraph, rules: RulePack, found: Robustness) -> None:
    assert simulate(made, read_delays(rules), RUNS, 1) == found
