"""Late trains among others: the least delay, by both checkers and by trying all of it at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalog import DailyPossession, RailFacts
from planner.clock import DAY_S
from planner.dispatch import dispatch
from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.rules import RulePack
from planner.solving import SolveOptions
from planner.train.check import check_redispatch
from planner.train.check.context import TrainCheckContext
from planner.train.check.redispatch import published_headway
from planner.train.redispatch import redispatch
from planner.train.redispatch.first_come import first_come
from planner.train.redispatch.problem import make_problem
from planner.train.redispatch.trains import hours_of
from planner.train.report import redispatch_lines
from planner.train.traffic import traffic
from planner.train.types import Redispatched, RedispatchRequest, RetimedRun
from tests.support.effort import examples
from tests.support.facts import rail_only
from tests.support.small_rail import Times, small_rail

QUICK: tuple[Times, ...] = (("a", None, 600), ("d", 633, None))
AFTER: tuple[Times, ...] = (("a", None, 612), ("b", 625, 628), ("d", 652, None))
TOWARDS: tuple[Times, ...] = (("d", None, 640), ("a", 673, None))
LINE = small_rail("redispatch", {"K1": QUICK, "K3": AFTER, "K2": TOWARDS})
LATE = st.builds(lambda name, minutes: {name: minutes}, st.sampled_from(("K1", "K3", "K2")), st.integers(1, 60))


def found(rules: RulePack, late: dict[str, int], rail: RailFacts = LINE, at: int = 590) -> Redispatched:
    return redispatch(rail_only(rail, rules), RedispatchRequest(late, at, 240), SolveOptions(seconds=20))


def test_a_train_alone_is_late_by_what_it_cannot_win_back(rules: RulePack) -> None:
    answer = found(rules, {"K1": 5}, small_rail("redispatch-alone", {"K1": QUICK}))
    (delay,) = answer.delays
    assert (delay.train, delay.most_s, delay.given) == ("K1", 300, True)
    assert answer.proven
    assert answer.late_s == answer.first_come_s == delay.last_s
    assert answer.decided == 1
    assert (answer.holds, answer.orders) == ((), ())


def test_one_that_comes_behind_waits_or_goes_first(rules: RulePack) -> None:
    """K1 leaves at 10:12 instead of 10:00, when K3 would: one of them waits, and less delay is chosen."""
    answer = found(rules, {"K1": 12})
    assert answer.proven
    assert answer.late_s <= answer.first_come_s
    assert {delay.train for delay in answer.delays} >= {"K1"}
    assert answer.holds or answer.orders


def test_a_late_train_waits_for_the_end_of_a_possession(rules: RulePack) -> None:
    """K1 could leave at 10:12, when a–b is closed until 11:00; K3 is published inside and runs."""
    answer = found(rules, {"K1": 12}, shut("a", "b", 616, 660))
    delays = {delay.train: delay.most_s for delay in answer.delays}
    assert answer.proven
    assert delays["K1"] >= 3600  # 10:00 to 11:00
    assert "K3" not in delays
    other_way = found(rules, {"K1": 12}, shut("b", "a", 616, 660, one_way=True))
    assert other_way.late_s == found(rules, {"K1": 12}).late_s


@settings(max_examples=examples(15))
@given(LATE, st.sampled_from("ab"), st.integers(580, 700), st.integers(1, 90))
def test_nobody_comes_late_into_a_possession(
    rules: RulePack, late: dict[str, int], origin: str, begin: int, lasts: int
) -> None:
    rail = shut(origin, chr(ord(origin) + 1), begin, begin + lasts)
    answer = found(rules, late, rail)  # both checkers pass it
    whole = dispatch(make_problem(hours_of(rail, rules, RedispatchRequest(late, 590, 240))).problem, SolveOptions(20))
    assert answer.proven
    assert answer.late_s == whole.objective
    assert answer.late_s >= found(rules, late).late_s


def test_the_checker_hears_of_a_train_in_a_possession(rules: RulePack) -> None:
    rail, request = shut("b", "c", 626, 660), RedispatchRequest({"K1": 12}, 590, 240)
    problem = make_problem(hours_of(LINE, rules, request))
    starts = {(event.train, event.operation): event.time for event in first_come(problem)}
    runs = [
        RetimedRun(section.run, train.day_s, *time)
        for number, train in enumerate(problem.hours.trains)
        for section, time in zip(train.sections, problem.times(starts, number), strict=True)
    ]
    assert "possession" in {v.rule for v in check_redispatch(rail_only(rail, rules), traffic(rail), runs, request)}


def shut(origin: str, target: str, begin: int, end: int, one_way: bool = False) -> RailFacts:
    row = DailyPossession(origin, target, begin, end, one_way)
    return replace(LINE, digest=f"redispatch-shut {row}", possessions=(row,))


def test_what_is_unknown_of_rails_and_days_is_told(rules: RulePack) -> None:
    rail = small_rail("redispatch-unknown", {"K1": QUICK, "Y3": AFTER, "K2": TOWARDS})
    sections = [replace(s, km=30) if s.from_station == "a" else s for s in rail.sections]
    long = replace(rail, digest="redispatch-long", sections=tuple(sections))
    answer = found(rules, {"K1": 12}, long)
    assert answer.charters == ("Y3",)
    assert answer.long_singles == ("a → b",)
    said = redispatch_lines(answer, RedispatchRequest({"K1": 12}, 590, 240), str)
    assert any("Y3 哪些天开没有公布" in line for line in said)
    assert any(line.startswith("a → b是很长的单线") for line in said)
    assert found(rules, {"K1": 12}).long_singles == found(rules, {"K1": 12}).charters == ()


def test_the_checker_knows_how_near_published_trains_follow(facts: Facts) -> None:
    """As every two of them say, one with the other."""
    context = TrainCheckContext(facts, traffic(facts.rail))
    for link in range(0, len(context.network.links), 25):
        for origin in (context.network.links[link].one, context.network.links[link].other):
            its = [run for run in context.runs_on(link) if run.origin == origin]
            ends = [
                (other.enter_s + day - one.enter_s, other.leave_s + day - one.leave_s)
                for one, other in permutations(its, 2)
                if one.train != other.train and context.same_day(one.train, other.train)
                for day in [round((one.enter_s - other.enter_s) / DAY_S) * DAY_S]
            ]
            near = (min(map(abs, both)) for both in ends if both[0] * both[1] > 0 and min(map(abs, both)) >= 120)
            assert published_headway(context, link, origin, 300) == min([*near, 300])


def test_of_a_train_of_two_days_the_one_that_set_out_first_is_late(rules: RulePack) -> None:
    """K1 stands in b for a day: from 10:00 on it leaves b, and a as the train of the next day."""
    days = {"K1": (("a", None, 600), ("b", 613, 2040), ("d", 2064, None)), "K2": (("d", None, 606), ("a", 639, None))}
    answer = found(rules, {"K1": 10}, small_rail("redispatch-days", days))
    assert answer.looked_at == 3
    assert [delay.train for delay in answer.delays if delay.given] == ["K1"]


def test_trains_that_do_not_run_are_refused(rules: RulePack) -> None:
    with pytest.raises(Unknown, match="train_run"):
        found(rules, {"K9": 5})
    with pytest.raises(Unknown, match="train_hours"):
        found(rules, {"K1": 5}, at=1000)
    with pytest.raises(OutOfRange):
        RedispatchRequest({"K1": 500}, 590, 240)
    with pytest.raises(OutOfRange):
        RedispatchRequest({"K1": 5}, 590, 5)


@settings(max_examples=examples(15))
@given(LATE)
def test_deciding_only_trains_in_the_way_costs_no_more_than_deciding_all(rules: RulePack, late: dict[str, int]) -> None:
    """The engine on all trains at once finds nothing better; first come, first served never does."""
    answer = found(rules, late)
    hours = hours_of(LINE, rules, RedispatchRequest(late, 590, 240))
    whole = dispatch(make_problem(hours).problem, SolveOptions(seconds=20))
    assert answer.proven
    assert answer.late_s == whole.objective == whole.bound
    assert answer.late_s <= answer.first_come_s


@settings(max_examples=examples(15))
@given(LATE, st.data())
def test_the_checker_hears_of_whatever_is_spoilt(rules: RulePack, late: dict[str, int], data: st.DataObject) -> None:
    """A run that begins earlier, ends sooner than it can, or lies on another train is told."""
    facts, request = rail_only(LINE, rules), RedispatchRequest(late, 590, 240)
    problem = make_problem(hours_of(LINE, rules, request))
    starts = {(event.train, event.operation): event.time for event in first_come(problem)}
    runs = [
        RetimedRun(section.run, train.day_s, *time)
        for number, train in enumerate(problem.hours.trains)
        for section, time in zip(train.sections, problem.times(starts, number), strict=True)
    ]
    assert check_redispatch(facts, traffic(LINE), runs, request) == ()
    place = data.draw(st.integers(0, len(runs) - 1))
    run = runs[place]
    for spoilt in (
        replace(run, enter_s=traffic(LINE).runs[run.run].enter_s - 60),
        replace(run, leave_s=run.enter_s + 60),
    ):
        assert check_redispatch(facts, traffic(LINE), [*runs[:place], spoilt, *runs[place + 1 :]], request)


def test_two_trains_on_the_same_rails_at_once_are_told(rules: RulePack) -> None:
    facts, request = rail_only(LINE, rules), RedispatchRequest({"K1": 12}, 590, 240)
    problem = make_problem(hours_of(LINE, rules, request))
    both = []
    for train in problem.hours.trains:
        late = 12 * 60 * (train.name == "K1")
        both += [RetimedRun(s.run, 0, s.enter_s + late, s.leave_s + late) for s in train.sections]
    assert "train-headway" in {v.rule for v in check_redispatch(facts, traffic(LINE), both, request)}


@pytest.mark.thorough
def test_real_trains_come_less_late_than_first_come_first_served(facts: Facts) -> None:
    answer = redispatch(facts, RedispatchRequest({"T181": 30}, 14 * 60, 180), SolveOptions(seconds=60))
    assert answer.proven
    assert answer.late_s < answer.first_come_s
    assert answer.decided < answer.looked_at
