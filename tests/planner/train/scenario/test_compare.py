"""Scenarios side by side: what is the same is called so, what differs is shown by how much and for better or worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog import RailFacts
from planner.errors import OutOfRange
from planner.facts import Facts
from planner.language import translator
from planner.train.check import Case
from planner.train.entry import read_calls
from planner.train.insertion import PathRequest, read_call_wishes
from planner.train.report import VERDICTS, WORDS, comparison_lines, measure_words, moved_words
from planner.train.scenario.compare import COMPARISON_JSON, ComparisonCell, compare, compare_evaluations
from planner.train.scenario.evaluate import Evaluation
from planner.train.scenario.indicators import CODES, Measure, Measures, TrainStop
from planner.train.scenario.scenario import SCENARIO_JSON, Scenario
from planner.train.types import Cruise, TrainSpec

DAY = date(2027, 5, 11)
CALLS = "沈阳 -- 21:40\n大连 06:40 20:00\n沈阳 02:30 --"
RUNS = 200
ZH = translator("zh")


def entered(rail: RailFacts, text: str = CALLS, name: str = "A") -> Scenario:
    calls, bad = read_calls(text, rail.stations, ZH)
    assert not bad
    return Scenario(name, TrainSpec(calls, Case()), DAY)


def searched(rail: RailFacts) -> Scenario:
    wishes = read_call_wishes(["锦州@02:00-05:00", "义县"], rail.stations)
    return Scenario("B", PathRequest(wishes), DAY)


def test_a_scenario_is_kept_as_it_is(rail: RailFacts, cruise: Cruise) -> None:
    for scenario in (entered(rail), searched(rail), Scenario("C", cruise)):
        assert SCENARIO_JSON.validate_json(SCENARIO_JSON.dump_json(scenario)) == scenario
    assert [each.kind for each in (entered(rail), searched(rail), Scenario("C", cruise))] == ["calls", "path", "cruise"]


@pytest.mark.thorough
def test_a_train_beside_itself_differs_in_nothing(facts: Facts, rail: RailFacts) -> None:
    found = compare(facts, [entered(rail), entered(rail, name="B")], RUNS)
    assert all(line.cells[1].verdict == "same" and not line.differs for line in found.lines)
    assert [(row.station, row.moved, row.differs) for row in found.stops] == [
        ("沈阳", (0, 0), False), ("大连", (0, 0), False), ("沈阳", (0, 0), False),
    ]  # fmt: skip
    assert {line.code for line in found.lines} == set(CODES)


def test_what_differs_is_reported_for_better_or_worse(facts: Facts, rail: RailFacts) -> None:
    """Half an hour later and so half an hour quicker; the way back the same."""
    later = entered(rail, CALLS.replace("21:40", "22:10"), "B")
    found = compare(facts, [entered(rail), later], RUNS)
    cells = {line.code: line.cells[1] for line in found.lines}
    assert (cells["depart"].verdict, cells["depart"].more) == ("other", 30)
    assert (cells["running"].verdict, cells["running"].more) == ("better", -30)
    assert cells["arrive"].verdict == cells["km"].verdict == cells["worth_gentle"].verdict == "same"
    assert [row.moved[1] for row in found.stops] == [30, 0, 0]
    reported = "\n".join(comparison_lines(found, ZH))
    assert "≠ B  第1天 22:10  晚 30 分，不同" in reported
    assert "▲ B  15 小时  少 30 分，更好" in reported


@pytest.mark.thorough
def test_all_three_kinds_stand_beside_each_other(facts: Facts, rail: RailFacts, cruise: Cruise) -> None:
    found = compare(facts, [Scenario("C", cruise), searched(rail), entered(rail)], RUNS)
    numbers = {line.code: [cell.measure and cell.measure.value for cell in line.cells] for line in found.lines}
    assert numbers["hard"][:2] == [0, 0]
    assert numbers["km"][0] == round(cruise.km)
    assert numbers["worth_gentle"][0] == sum(e.groups[1].worth for e in cruise.excursions)
    assert numbers["worth_gentle"][1] == 0  # no call by day
    assert numbers["reached"][1] is None
    assert COMPARISON_JSON.validate_json(COMPARISON_JSON.dump_json(found)) == found
    again = compare(facts, [Scenario("C", cruise), searched(rail), entered(rail)], RUNS)
    assert again == found


def test_without_a_day_nobody_knows_what_can_be_seen(facts: Facts, rail: RailFacts) -> None:
    undated = replace(entered(rail), start=None)
    found = compare(facts, [entered(rail), undated], RUNS)
    cells = {line.code: line.cells[1] for line in found.lines}
    assert cells["worth_gentle"] == ComparisonCell(None, "unknown")


def test_no_path_is_reported(facts: Facts, rail: RailFacts) -> None:
    wishes = read_call_wishes(["沈阳@22:00", "大连@22:30"], rail.stations)
    found = compare(facts, [searched(rail), Scenario("B", PathRequest(wishes))], RUNS)
    assert found.studies[1].none is not None
    assert all(line.cells[1].verdict == "unknown" for line in found.lines)
    assert "B  没有找到运行线。" in "\n".join(comparison_lines(found, ZH))


@pytest.mark.parametrize("count", [0, 1, 7])
def test_too_few_or_too_many_are_refused(facts: Facts, rail: RailFacts, count: int) -> None:
    with pytest.raises(OutOfRange):
        compare(facts, [entered(rail)] * count)


def test_a_difference_within_the_error_of_the_simulation_is_none(rail: RailFacts) -> None:
    studies = (Evaluation(entered(rail), (), ""),) * 3
    measured = [Measures((), {"on_time": Measure(value, 0.01)}) for value in (0.9, 0.92, 0.95)]
    (line,) = compare_evaluations(studies, measured, RUNS, 1).lines
    assert [cell.verdict for cell in line.cells] == ["first", "unsure", "better"]


stations = st.lists(st.sampled_from("abcde"), min_size=2, max_size=6)


@given(st.lists(stations, min_size=2, max_size=4))
def test_every_stop_of_every_train_stands_in_one_row_in_its_order(trains: list[list[str]]) -> None:
    measured = [
        Measures(tuple(TrainStop(name, 60 * n, 60 * n + 5, n % 2 == 1) for n, name in enumerate(names)))
        for names in trains
    ]
    rows = compare_evaluations((), measured, RUNS, 1).stops
    for number, each in enumerate(measured):
        column = [row.stops[number] for row in rows if row.stops[number] is not None]
        assert column == list(each.stops)
        assert all(stop is None or stop.station == row.station for row in rows for stop in row.stops)
    assert all(any(stop is not None for stop in row.stops) for row in rows)


def test_a_long_call_is_matched_before_short_stops() -> None:
    """a b C against C a b: two short stops at one station each weigh less than the long call."""
    first = (TrainStop("a", 0, 2, False), TrainStop("b", 5, 6, False), TrainStop("c", 60, 600, True))
    other = (TrainStop("c", 0, 540, True), TrainStop("a", 600, 602, False), TrainStop("b", 605, 606, False))
    rows = compare_evaluations((), [Measures(first), Measures(other)], RUNS, 1).stops
    assert [row.station for row in rows if None not in row.stops] == ["c"]


def test_every_measure_and_verdict_has_words() -> None:
    assert set(WORDS) == set(CODES)
    assert {"first", "same", "better", "worse", "other", "unsure", "unknown"} == set(VERDICTS)
    for unit, _ in CODES.values():
        assert measure_words(unit, Measure(61), ZH)
    assert measure_words("yuan", Measure(100, 0, 50, 150), ZH) == "约 100 元（50 到 150）"
    assert [moved_words(n, ZH) for n in (0, 5, -65)] == ["一样", "晚 5 分", "早 1 小时 5 分"]
