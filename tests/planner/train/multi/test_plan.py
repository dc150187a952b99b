"""Several new trains among the real ones: the checker agrees, and hears of everything that is spoilt afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.catalog import RailFacts
from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.rules import RulePack
from planner.solving import SolveOptions
from planner.train.check import Case, TimedPath, check_path, check_several
from planner.train.infrastructure import LOCO_KINDS, running_table
from planner.train.insertion import PathRequest, make_search, read_call_wishes
from planner.train.multi.plan import _shifts, insert_several
from planner.train.multi.request import Several, SeveralRequest
from planner.train.traffic import published_traffic, traffic
from planner.train.types import Passing

FLEXIBLE = ("K682", "K580")


@pytest.fixture(scope="module")
def request_(rail: RailFacts) -> SeveralRequest:
    wishes = {
        "Y501": ("大连@20:30-23:00", "鞍山/5-20", "沈阳@-08:00"),
        "Y503": ("大连@20:30-22:00", "沈阳"),
        "Y504": ("大连@20:30-21:00", "沈阳@-21:10"),
    }
    return SeveralRequest(
        {name: PathRequest(read_call_wishes(calls, rail.stations)) for name, calls in wishes.items()}, FLEXIBLE
    )


@pytest.fixture(scope="module")
def found(facts: Facts, request_: SeveralRequest) -> Several:
    return insert_several(facts, request_, SolveOptions())


@pytest.mark.thorough
def test_each_train_has_its_path_or_a_reason(found: Several) -> None:
    assert set(found.paths) == {"Y501", "Y503"}
    assert set(found.none) == {"Y504"}
    assert found.none["Y504"].helps
    assert 0 < found.bound_s <= found.cost_s
    assert set(found.shifts) <= set(FLEXIBLE)
    assert all(late >= 0 for late in found.late_s.values())


def test_the_checker_hears_of_two_new_trains_at_once(
    facts: Facts, rail: RailFacts, rules: RulePack, found: Several
) -> None:
    least = running_table(rail).loco_s
    trains = {name: TimedPath(path.passings, least) for name, path in found.paths.items()}
    case = Case(moved=found.shifts)
    assert check_several(facts, traffic(facts.rail), trains, case) == ()
    twice = {**trains, "Y505": trains["Y501"]}
    (violation,) = check_several(facts, traffic(facts.rail), twice, case)
    assert (violation.rule, violation.values["train"]) == ("train-headway", "Y505")
    assert violation.excess == rules.whole("headway")


def test_the_checker_hears_of_a_train_moved_onto_another(facts: Facts) -> None:
    """Somewhere between no shift and an hour, K682 comes too near to another published train."""
    assert check_several(facts, traffic(facts.rail), {}, Case(moved={"K682": 0})) == ()
    moved = [
        check_several(facts, traffic(facts.rail), {}, Case(moved={"K682": minutes})) for minutes in range(-60, 61, 15)
    ]
    rules_ = {violation.rule for violations in moved for violation in violations}
    assert "train-headway" in rules_


def test_a_moved_train_is_met_where_it_is_then(rail: RailFacts, facts: Facts) -> None:
    """A section of K682 run through at its own time: it is met, and no longer once it is moved."""
    runs = [run for run in published_traffic(rail) if run.train == "K682"][:1]
    network = running_table(rail).network
    link = network.links[runs[0].link]
    passings = [
        Passing(network.names[runs[0].origin], runs[0].enter_s, runs[0].enter_s, 0.0, None),
        Passing(network.names[runs[0].target], runs[0].leave_s, runs[0].leave_s, link.km, link.line),
    ]

    def met(moved: dict[str, int]) -> set[str]:
        zero = [0] * len(network.links)
        found = check_path(facts, traffic(rail), TimedPath(passings, zero), Case(moved=moved))
        return {str(v.values.get("train")) for v in found}

    assert "K682" in met({})
    assert "K682" not in met({"K682": 120})


def test_wrong_wishes_are_reported(facts: Facts, request_: SeveralRequest) -> None:
    with pytest.raises(Unknown):
        insert_several(facts, replace(request_, flexible=("K0",)), SolveOptions())
    with pytest.raises(OutOfRange):
        replace(request_, shift_min=31)
    with pytest.raises(OutOfRange):
        replace(request_, trains={})


def test_who_can_run_as_published_only_is_not_flexible(facts: Facts, rail: RailFacts) -> None:
    occupancy = make_search(facts, PathRequest(read_call_wishes(["大连@20:00-21:00", "沈阳"], rail.stations))).occupancy
    names = sorted({run.train for run in published_traffic(rail) if rail.runs[run.train].kind in LOCO_KINDS})[:60]
    flexible, differences = _shifts(rail, occupancy, names, 5)
    assert 0 < len(flexible) < len(names)
    assert all(len(one.shifts) > 1 for one in flexible)
    assert all(0 <= one < other < len(flexible) for one, other in differences)
