"""A planner may say for one train what is not known of a station: used, stated, checked, and never a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from planner.catalog import Catalog
from planner.errors import Malformed, Unknown
from planner.facts import Facts
from planner.itinerary.types import Infeasible
from planner.solving import SolveOptions
from planner.train.check import check_cruise
from planner.train.cruise import plan_cruise
from planner.train.infrastructure.facilities import facilities, read_assumption
from planner.train.traffic import traffic
from planner.train.types import Cruise, CruiseRequest
from planner.violations import Checked

WISH = CruiseRequest("沈阳", 3, "nostalgia", date(2027, 5, 11))


@pytest.fixture
def plan(facts: Facts) -> Callable[[CruiseRequest], Cruise | Infeasible]:
    def planned(wish: CruiseRequest) -> Cruise | Infeasible:
        answer = plan_cruise(facts, wish, SolveOptions())
        return answer.result if isinstance(answer, Checked) else answer

    return planned


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("沈阳:water=yes", ("沈阳", "water", "yes")),
        (" 沈阳站：stabling = no ", ("沈阳", "stabling", "no")),
        ("Dandong:sewage=yes", ("丹东", "sewage", "yes")),
        ("鞍山:platform_m=450", ("鞍山", "platform_m", 450)),
    ],
)
def test_an_assumption_is_read(catalog: Catalog, text: str, read: tuple[str, str, str | int]) -> None:
    assert read_assumption(text, catalog.stations) == read


@pytest.mark.parametrize("text", ["", "沈阳", "沈阳:water", "沈阳:water=maybe", "沈阳:beer=yes", "沈阳:platform_m=-1"])
def test_what_cannot_be_read_is_refused(catalog: Catalog, text: str) -> None:
    with pytest.raises(Malformed):
        read_assumption(text, catalog.stations)


def test_a_station_nobody_knows(catalog: Catalog) -> None:
    with pytest.raises(Unknown):
        read_assumption("霍格沃茨:water=yes", catalog.stations)


def test_unknown_stays_unknown_unless_said(catalog: Catalog) -> None:
    assert facilities(catalog.stations, "沈阳", ()).water is None
    said = facilities(catalog.stations, "沈阳", ("沈阳:water=no", "鞍山:water=no", "沈阳:water=yes"))
    assert (said.water, said.sewage, said.assumed) == ("yes", None, {"water"})
    assert catalog.stations["沈阳"].water is None


@pytest.mark.thorough
def test_what_was_said_is_reported_with_the_train(plan, facts: Facts) -> None:
    plain = plan(WISH)
    assert isinstance(plain, Cruise)
    station = next(call.station for call in plain.calls if call.purpose == "sight")
    train = plan(replace(WISH, assumes=(f"{station}:water=yes",)))
    assert isinstance(train, Cruise)
    reported = next(call for call in train.calls if call.station == station and call.purpose == "sight")
    assert (reported.water, reported.assumed) == ("yes", ("water",))
    assert not [v for v in check_cruise(facts, traffic(facts.rail), train) if v.hard]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("said", "guests"), [("stabling=no", 320), ("platform_m=300", 320), ("water=no", 900), ("sewage=no", 900)]
)
def test_a_station_without_it_is_no_call(plan, said: str, guests: int) -> None:
    """So many guests drink the water of a night: then every call must give it."""
    wish = replace(WISH, guests=guests)
    plain = plan(wish)
    assert isinstance(plain, Cruise)
    call = next(call for call in plain.calls if call.purpose == "sight")
    assumes = (f"{call.station}:{said}",)
    other = plan(replace(wish, assumes=assumes))
    if isinstance(other, Cruise):
        assert call.station not in {c.station for c in other.calls if c.purpose == "sight"}
    refused = plan(replace(wish, assumes=assumes, musts=(call.city or "",)))
    assert isinstance(refused, Infeasible)
    assert refused.reasons[0].code == "train_station_lacks"


@pytest.mark.thorough
@pytest.mark.parametrize("fact", ["water", "sewage"])
def test_two_calls_on_end_without_service_are_none(plan, facts: Facts, fact: str) -> None:
    wish = replace(WISH, days=4)
    plain = plan(wish)
    assert isinstance(plain, Cruise)
    stations = [call.station for call in plain.calls if call.purpose == "sight"]
    dry = tuple(f"{station}:{fact}=no" for station in stations)
    reported = replace(
        plain, calls=tuple(replace(c, **{fact: "no"}) if c.station in stations else c for c in plain.calls)
    )
    planted = replace(reported, request=replace(plain.request, assumes=dry))
    assert "servicing-hours" in {v.rule for v in check_cruise(facts, traffic(facts.rail), planted)}
    other = plan(replace(wish, assumes=dry))
    assert isinstance(other, Cruise)
    called = [call.station in stations for call in other.calls if call.purpose == "sight"]
    assert not any(one and after for one, after in pairwise(called))


def test_the_checker_finds_a_call_where_the_set_cannot_stand(plan, facts: Facts) -> None:
    train = plan(WISH)
    assert isinstance(train, Cruise)
    sights = [call.station for call in train.calls if call.purpose == "sight"]
    assumes = (f"{sights[0]}:stabling=no",)
    planted = replace(train, request=replace(train.request, assumes=assumes))
    found = {v.rule for v in check_cruise(facts, traffic(facts.rail), planted)}
    assert {"stabling", "calls-differ"} <= found
