"""Wishes for silver trains: each ends in a clean train that keeps the wish, or in a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from planner.catalog import Catalog
from planner.errors import OutOfRange, PastDate, SilverwayError, Unknown
from planner.facts import Facts
from planner.itinerary.types import Infeasible
from planner.solving import Progress, SolveOptions
from planner.train.check import check_cruise
from planner.train.cruise.plan import CheckedCruises, plan_cruise, plan_cruises
from planner.train.traffic import traffic
from planner.train.types import CruiseRequest
from planner.violations import Checked

TODAY = date(2027, 1, 1)
GOOD = CruiseRequest("大连", 3, "nature", date(2027, 6, 4), "wheelchair")
WISHES = (
    GOOD,
    CruiseRequest("沈阳", 4, "nostalgia", date(2027, 5, 10)),
    CruiseRequest("丹东", 3, "food", date(2027, 10, 20), "steady", guests=950),
    CruiseRequest("锦州", 3, "culture", date(2027, 9, 6), "cane", guests=100, bans=("大连",)),
    CruiseRequest("沈阳", 3, "health", date(2027, 8, 1), "brisk", musts=("丹东",)),
    CruiseRequest("沈阳", 3, "youth", date(2027, 2, 8), "wheelchair", musts=("大连",)),
)
CONFLICTS = (
    (replace(GOOD, musts=("大连",)), "train_must_not"),
    (replace(GOOD, musts=("丹东",), bans=("丹东",)), "train_must_not"),
    (replace(GOOD, musts=("沈阳", "丹东", "锦州", "鞍山", "朝阳")), "train_no_calls"),
)
WRONG = (
    (replace(GOOD, home="北京"), Unknown),
    (replace(GOOD, musts=("nowhere",)), Unknown),
    (replace(GOOD, theme="gambling"), Unknown),
    (replace(GOOD, profile="superhuman"), Unknown),
    (replace(GOOD, days=2), OutOfRange),
    (replace(GOOD, days=9), OutOfRange),
    (replace(GOOD, guests=99), OutOfRange),
    (replace(GOOD, guests=951), OutOfRange),
    (replace(GOOD, start=date(2026, 11, 23)), PastDate),
)


@pytest.mark.thorough
@pytest.mark.parametrize("request_", WISHES, ids=lambda r: f"{r.home}-{r.days}-{r.theme}-{r.profile}")
def test_a_wish_ends_in_a_clean_train(catalog: Catalog, facts: Facts, request_: CruiseRequest) -> None:
    planned = plan_cruise(facts, request_, SolveOptions())
    assert isinstance(planned, Checked)
    cruise = planned.result
    assert check_cruise(facts, traffic(facts.rail), cruise) == planned.violations
    assert not any(violation.hard for violation in planned.violations)
    sights = [call for call in cruise.calls if call.purpose == "sight"]
    cities = [call.city for call in sights]
    assert set(request_.musts) <= set(cities)
    assert not {request_.home, *request_.bans} & set(cities)
    assert len(set(cities)) == len(cities) == len(cruise.excursions)
    assert request_.days - 2 <= len(cities) <= request_.days - 1
    assert cruise.calls[0].city == cruise.calls[-1].city == request_.home
    assert cruise.proof.worth <= cruise.proof.bound
    left = {each.city for each in cruise.not_called}
    assert not left & {*cities, request_.home, *request_.bans}
    assert left | {*cities, request_.home, *request_.bans} == set(catalog.cities)


@pytest.mark.thorough
@pytest.mark.parametrize("days", [3, 5])
def test_other_trains_are_clean_and_unlike_each_other(facts: Facts, days: int) -> None:
    wish = CruiseRequest("沈阳", days, "nostalgia", date(2027, 5, 10))
    found = plan_cruises(facts, wish, SolveOptions(), 2)
    assert isinstance(found, CheckedCruises)
    assert len(found.alternatives) == 2
    trains = [found.train.result, *(other.train.result for other in found.alternatives)]
    for train in trains:
        assert [violation for violation in check_cruise(facts, traffic(facts.rail), train) if violation.hard] == []
    for one, other in combinations(trains, 2):
        cities = [{call.city for call in train.calls if call.purpose == "sight"} for train in (one, other)]
        assert len(cities[0] & cities[1]) <= (days - 2) // 2
        assert one.proof.worth >= other.proof.worth
    assert all(other.reason.code.startswith("train_other_") for other in found.alternatives)


@pytest.mark.thorough
def test_where_the_musts_fill_the_days_only_the_order_can_differ(facts: Facts) -> None:
    wish = CruiseRequest("沈阳", 4, "nostalgia", date(2027, 5, 10), musts=("大连", "丹东"))
    found = plan_cruises(facts, wish, SolveOptions(), 1)
    assert isinstance(found, CheckedCruises)
    orders = [
        [call.city for call in train.calls if call.purpose == "sight"]
        for train in (found.cruises.train, *(other.train for other in found.cruises.others))
    ]
    assert len(orders) == 2
    assert all({"大连", "丹东"} <= set(order) for order in orders)
    assert sum(one == other for one, other in zip(*orders, strict=False)) <= 1


@pytest.mark.parametrize(("request_", "code"), CONFLICTS)
def test_a_wish_that_cannot_be_met_is_reported_why(facts: Facts, request_: CruiseRequest, code: str) -> None:
    conflict = plan_cruise(facts, request_, SolveOptions())
    assert isinstance(conflict, Infeasible)
    assert [reason.code for reason in conflict.reasons] == [code]


@pytest.mark.parametrize(("request_", "error"), WRONG)
def test_a_wrong_wish_is_refused(facts: Facts, request_: CruiseRequest, error: type[SilverwayError]) -> None:
    with pytest.raises(error):
        plan_cruise(facts, request_, SolveOptions())


@pytest.mark.thorough
def test_the_same_seed_gives_the_same_train(facts: Facts) -> None:
    one, other = (plan_cruise(facts, GOOD, SolveOptions(seed=7)) for _ in range(2))
    assert isinstance(one, Checked)
    assert isinstance(other, Checked)
    first, second = (replace(each, proof=replace(each.proof, seconds=0)) for each in (one.result, other.result))
    assert first == second


def test_the_planner_says_where_it_is(facts: Facts) -> None:
    heard: list[Progress] = []
    plan_cruise(facts, GOOD, SolveOptions(progress=heard.append))
    assert list(dict.fromkeys(progress.step for progress in heard)) == ["days", "choose", "check", "others"]
    assert all(0 < progress.done <= progress.total for progress in heard)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("home", "days", "theme"),
    [("鞍山", 3, "youth"), ("抚顺", 3, "food"), ("朝阳", 3, "health"), ("葫芦岛", 4, "nature"), ("鞍山", 5, "food")],
)
def test_any_wish_ends_in_a_clean_train_or_a_reason(facts: Facts, home: str, days: int, theme: str) -> None:
    request = CruiseRequest(home, days, theme, date(2027, 1 + days, 3 * days))
    answer = plan_cruise(facts, request, SolveOptions())
    if isinstance(answer, Checked):
        assert check_cruise(facts, traffic(facts.rail), answer.result) == answer.violations
    else:
        assert answer.reasons
