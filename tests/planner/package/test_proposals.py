"""Packages to choose from: none beaten by another, each within reach of the whole group, compared without hiding what
is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from planner.facts import Facts
from planner.group import unsuited
from planner.itinerary.types import Itinerary, TripRequest
from planner.package import CostInputs, Party, PriceEntry, group_of_party
from planner.package.estimates import estimate_of
from planner.package.proposals import (
    Candidate,
    FoundPackages,
    PackageFigures,
    ProposalRequest,
    front_of,
    propose,
    three_of,
)
from planner.solving import SolveOptions
from planner.violations import Checked
from tests.support.facts import thinned

ANY_TRIP = cast("Itinerary", SimpleNamespace())
FIGURES = st.builds(
    PackageFigures, worth=st.integers(-40, 40), met_min=st.integers(1, 9), known_fen=st.integers(0, 9),
    assumed_fen=st.integers(1, 30),
)  # fmt: skip


@given(st.lists(FIGURES, min_size=1, max_size=12))
def test_nothing_on_the_front_is_beaten_and_tiers_cost_and_show_more_and_more(drawn: list[PackageFigures]) -> None:
    candidates = [Candidate(ANY_TRIP, "train", figures) for figures in drawn]
    front = front_of(candidates)

    def beats(one: PackageFigures, other: PackageFigures) -> bool:
        pairs = [(one.worth, other.worth), (-one.total_fen, -other.total_fen), (-one.met_min, -other.met_min)]
        return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)

    for kept in front:
        assert not any(beats(other, kept.figures) for other in drawn)
    for other in drawn:
        assert any(kept.figures == other or beats(kept.figures, other) for kept in front)
    chosen = three_of(front)
    prices = [each.figures.total_fen for _, each in chosen]
    assert prices == sorted(prices)
    assert chosen[-1][1].figures.worth == max(figures.worth for figures in drawn)


def test_every_package_is_one_the_whole_group_can_do(facts: Facts) -> None:
    party = Party(46, ages=(62,) * 20 + (81,) * 10, wheelchairs=2, singles=4)
    wish = TripRequest(
        "nostalgia", "沈阳", 2, "wheelchair", date(2027, 5, 11), companions=("steady", "gentle"), people=46
    )
    few = thinned(facts, 3)
    answer = propose(few, ProposalRequest("p", wish, (wish.start, date(2027, 5, 18)), party), SolveOptions())
    assert isinstance(answer, Checked)
    found: FoundPackages = answer.result
    assert found.chosen
    assert (wish.start, "train") in found.tried
    for _tier, each in found.chosen:
        assert each.trip.request.people == 46
        assert not unsuited(few, group_of_party(party), each.trip)
        cost = estimate_of(few, each.trip, party, CostInputs())
        assert each.figures.assumed_fen == cost.assumed_fen > 0
        assert "toll" in cost.unpriced or each.ride == "train"
    trip = found.chosen[0][1].trip
    hotel = next(day.hotel.id for day in trip.days if day.hotel)
    priced = CostInputs({f"room.twin.{hotel}": PriceEntry(fen=10_000)})
    cheaper, before = estimate_of(few, trip, party, priced), estimate_of(few, trip, party, CostInputs())
    assert cheaper.known_fen > before.known_fen
    assert cheaper.assumed_fen < before.assumed_fen


def test_a_party_of_numbers_has_its_wheelchairs_and_everybody() -> None:
    group = group_of_party(Party(5, births=(date(1950, 1, 1),), ages=(84, 60), wheelchairs=2), ("gentle",))
    assert len(group.guests) == 5
    assert [each.mobility for each in group.guests] == ["wheelchair", "wheelchair", "gentle", "", ""]
    assert replace(group.guests[1]).age == 84
