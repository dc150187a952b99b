"""What a train asks of its stations follows from its calls and its stock; what nobody knows stays unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.facts import Facts
from planner.product import StationRequest, requests_of
from planner.train.types import Case, EnteredCall, TrainSpec

# 大连 20:00, 沈阳 from 02:00 to 02:30 by night, 四平 by day from 08:00 to 17:00, 长春 at 22:00
CALLS = (
    EnteredCall(1, "大连", None, 1200), EnteredCall(2, "沈阳", 1560, 1590), EnteredCall(3, "铁岭", 1650, 1650),
    EnteredCall(4, "四平", 1920, 2460), EnteredCall(5, "锦州", 2760, None),
)  # fmt: skip
SPEC = TrainSpec(CALLS, Case(length_m=450))


def asked(facts: Facts, spec: TrainSpec, what: str) -> list[StationRequest]:
    return [each for each in requests_of(facts, spec) if each.what == what]


def places(found: list[StationRequest]) -> list[str]:
    return [each.station + (f">{each.upto}" if each.upto else "") for each in found]


def test_what_nobody_knows_is_unknown_and_what_the_planner_says_is_an_assumption(facts: Facts) -> None:
    said = replace(SPEC, case=replace(SPEC.case, assumes=("四平:stabling=yes", "大连:platform_m=400")))
    (stands,) = asked(facts, said, "stabling")
    assert (stands.station, stands.known, stands.assumed, stands.amount) == ("四平", "yes", True, 450)
    assert (stands.begin, stands.end) == (1920, 2460)
    known = {each.station: each.known for each in asked(facts, said, "platform")}
    assert known["大连"] == "no"
    assert asked(facts, SPEC, "stabling")[0].known is None
    unknown_length = replace(SPEC, case=Case(assumes=("大连:platform_m=400",)))
    assert asked(facts, unknown_length, "platform")[0].known is None


def test_nothing_is_asked_where_the_train_runs_through(facts: Facts) -> None:
    assert "铁岭" not in {each.station for each in requests_of(facts, SPEC)}


@pytest.mark.parametrize(
    ("assumes", "where"),
    [
        ((), ["大连", "沈阳", "四平"]),  # 12 hours to the stop by day are too many: 沈阳 is needed
        (("沈阳:water=no",), ["大连", "大连>四平", "四平"]),
        (("四平:sewage=no",), ["大连", "沈阳", "沈阳>锦州"]),
    ],
)
def test_water_and_sewage_come_in_time_or_the_way_is_told(
    facts: Facts, assumes: tuple[str, ...], where: list[str]
) -> None:
    spec = replace(SPEC, case=replace(SPEC.case, assumes=assumes))
    for what in ("water", "sewage"):
        assert sorted(places(asked(facts, spec, what))) == sorted(where)


def test_crews_change_where_the_planner_says_else_before_they_work_too_long(facts: Facts) -> None:
    crews = asked(facts, SPEC, "crew")
    assert [(each.station, each.amount, each.known) for each in crews] == [("沈阳", 360, None), ("四平", 330, None)]
    said = replace(SPEC, case=replace(SPEC.case, crew=frozenset({"四平"})))
    found = asked(facts, said, "crew")
    assert places(found) == ["大连>四平", "四平"]
    assert found[1].known == "yes"
