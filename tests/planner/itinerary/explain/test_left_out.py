"""Why a place is left out: the reason holds by the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.columns import ColumnPool, build_pool
from planner.itinerary.explain.left_out import left_out
from planner.itinerary.inputs import is_open, refusal
from planner.itinerary.planning import solve_pool
from planner.itinerary.types import Itinerary, LeftOut, TripRequest
from planner.people import profile
from planner.solving import SolveOptions
from planner.travel import road_table
from tests.support.results import accepted

TODAY, START = date(2026, 11, 23), date(2027, 5, 10)  # a Monday: museums rest
WISH = TripRequest("nostalgia", "沈阳", 1, "steady", START)


@pytest.fixture(scope="module")
def explained(facts: Facts):  # type: ignore[no-untyped-def]
    def reasons(wish: TripRequest, most: int = 60) -> tuple[Itinerary, dict[str, LeftOut]]:
        pool = build_pool(facts, wish, SolveOptions())
        assert isinstance(pool, ColumnPool)
        trip = accepted(solve_pool(pool, SolveOptions()))
        return trip, {other.place: other for other in left_out(pool, trip, SolveOptions(), most)}

    return reasons


def test_every_place_left_out_has_a_true_reason(explained, catalog, rules) -> None:  # type: ignore[no-untyped-def]
    trip, others = explained(WISH)
    person = profile(rules, "steady")
    assert others
    assert not {visit.place.id for visit in trip.days[0].visits} & set(others)
    for other in others.values():
        place, code = catalog.places[other.place], other.reason.code
        if code.startswith("place_"):
            assert refusal(place, person, rules) == other.reason
            if other.able:
                assert refusal(place, profile(rules, other.able), rules) is None
        elif code == "out_closed":
            assert not is_open(place, START)
            assert is_open(place, date.fromisoformat(str(other.reason.values["opens"])))
        else:
            assert code in {"out_far", "out_instead", "out_other_trip", "out_longer", "out_worth_less", "out_no_room"}
            assert is_open(place, START)
    assert {"out_closed", "out_instead"} <= {other.reason.code for other in others.values()}


def test_what_would_have_to_go_is_in_the_trip(explained, facts: Facts) -> None:  # type: ignore[no-untyped-def]
    trip, others = explained(WISH)
    other = next(o for o in others.values() if o.reason.code == "out_instead")
    assert set(other.instead) <= {visit.place.id for visit in trip.days[0].visits}
    pool = build_pool(facts, replace(WISH, musts=(other.place,)), SolveOptions())
    assert isinstance(pool, ColumnPool)
    forced = accepted(solve_pool(pool, SolveOptions()))
    lost = (trip.proof.worth - forced.proof.worth) / trip.proof.worth
    assert other.reason.values["percent"] == f"{100 * lost:.1f}"


def test_bans_and_kinds_are_remembered(explained, catalog) -> None:  # type: ignore[no-untyped-def]
    trip, _ = explained(WISH)
    first = catalog.places[trip.days[0].visits[0].place.id]
    assert explained(replace(WISH, bans=(first.id,)))[1][first.id].reason.code == "out_banned"
    assert explained(replace(WISH, kinds_out=(first.kind,)))[1][first.id].reason.code == "out_kind"


def test_how_far_a_place_lies_is_told_from_where_one_sleeps(explained, facts: Facts) -> None:  # type: ignore[no-untyped-def]
    trip, others = explained(replace(WISH, days=2))
    hotel = trip.days[0].hotel
    assert hotel
    home = facts.catalog.stations[facts.catalog.cities["沈阳"].station]
    far = {key: int(other.reason.values["minutes"]) for key, other in others.items() if other.reason.code == "out_far"}
    assert far
    for key, minutes in far.items():
        place = facts.catalog.places[key]
        table = road_table([(place.lat, place.lon), (hotel.lat, hotel.lon), (home.lat, home.lon)])
        assert minutes == table.minutes[1, 0]
    assert any(minutes > 120 for minutes in far.values())  # places of home, a train away from the hotel
