"""Packages add up, count everybody, and never fill in a price that nobody gave."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import OutOfRange
from planner.itinerary.types import Itinerary
from planner.package.check import check_package
from planner.package.group import Group, OwnPrices
from planner.package.offer import CostLine, Package, Rooming, Seating, Staffing
from planner.package.quote import quote
from planner.package.rooming import rooms_for
from planner.package.staffing import staff_for
from tests.support.facts import facts_of
from tests.support.packages import small_catalog, small_rules, trip_of

CATALOG, RULES = small_catalog(), small_rules()
ALL_PRICES = OwnPrices(
    room_fen=30000,
    coach_fen=120000,
    rail_fen=5000,
    meal_fen=4000,
    guide_fen=50000,
    doctor_fen=80000,
    nurse_fen=40000,
    insurance_fen=1500,
)

money = st.none() | st.integers(0, 500_000)
prices = st.builds(
    OwnPrices,
    room_fen=money,
    coach_fen=money,
    rail_fen=money,
    meal_fen=money,
    guide_fen=money,
    doctor_fen=money,
    nurse_fen=money,
    insurance_fen=money,
    markup_percent=st.integers(0, 100),
    coach_seats=st.integers(10, 60),
)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    ages = draw(st.lists(st.integers(0, 60), min_size=5, max_size=5).filter(any))
    wheelchairs = draw(st.integers(0, sum(ages)))
    return Group(*ages, wheelchairs, draw(st.integers(0, sum(ages) - wheelchairs)))


@st.composite
def trips(draw: st.DrawFn) -> Itinerary:
    names = st.sampled_from(sorted(CATALOG.places))
    days = draw(st.lists(st.lists(names, min_size=1, max_size=4).map(tuple), min_size=1, max_size=5))
    nights = draw(st.lists(st.sampled_from(sorted(CATALOG.hotels)), min_size=len(days) - 1, max_size=len(days) - 1))
    return trip_of(*days, hotels=tuple(nights), train=draw(st.booleans()))


def price(trip: Itinerary, group: Group, own: OwnPrices = ALL_PRICES) -> Package:
    return quote(facts_of(CATALOG, RULES), trip, group, own)


@given(trip=trips(), group=groups(), own=prices)
def test_every_package_adds_up_and_passes_its_checker(trip: Itinerary, group: Group, own: OwnPrices) -> None:
    package = price(trip, group, own)
    assert package.total_fen == sum(line.total_fen or 0 for line in package.lines)
    assert package.per_person_fen * group.people - package.total_fen in range(group.people)
    assert [v for v in check_package(facts_of(CATALOG, RULES), trip, package) if v.hard] == []


@given(trip=trips(), group=groups(), own=prices)
def test_what_nobody_priced_is_named_and_not_counted(trip: Itinerary, group: Group, own: OwnPrices) -> None:
    package = price(trip, group, own)
    for line in package.lines_of("unknown", "missing"):
        assert line.unit_fen is None
        assert line.total_fen is None
    assert package.complete == (not package.lines_of("unknown", "missing"))


@given(trip=trips(), group=groups(), own=prices)
def test_filling_in_a_price_never_makes_it_cheaper(trip: Itinerary, group: Group, own: OwnPrices) -> None:
    missing = replace(own, insurance_fen=None)
    filled = replace(own, insurance_fen=100)
    assert price(trip, group, filled).total_fen >= price(trip, group, missing).total_fen


@given(group=groups(), seats=st.integers(10, 60))
def test_rooms_and_seats_are_enough_and_not_wasted(group: Group, seats: int) -> None:
    staffing, seating = staff_for(group, RULES, seats)
    rooming = rooms_for(group, staffing.people)
    beds = 2 * rooming.accessible + 2 * rooming.twin + rooming.single
    assert beds >= group.people
    assert rooming.single <= group.singles + 1
    aboard = group.people + staffing.people
    assert aboard <= seating.coaches * seating.usable
    fewer = seating.coaches - 1
    assert aboard - 1 > fewer * seating.usable  # one coach and its guide less would not do


def test_a_package_is_judged_by_the_rules_of_the_trips_day() -> None:
    """Fewer spare seats from the day of the trip on: fewer coaches; from the day after: as before."""
    old = replace(RULES["coach-spare"], value=50)
    group, trip = Group(48, 0, 0, 0), trip_of(("a",))
    coaches = []
    for days_later in (0, 1):
        new = replace(old, value=0, valid_from=trip.request.start + timedelta(days_later))
        pack = replace(RULES, rules={**RULES.rules, old.id: old}, editions={old.id: (old, new)})
        facts = facts_of(CATALOG, pack)
        package = quote(facts, trip, group, replace(ALL_PRICES, coach_seats=50))
        assert check_package(facts, trip, package) == ()
        coaches.append(package.seating.coaches)
    assert coaches == [1, 2]


def test_a_costing_worked_by_hand() -> None:
    """Two days, 10 people: 2 companions, 3 of 60-64, 2 of 65-69, 2 of 70-74, 1 of 75+; one wheelchair, one single."""
    trip = trip_of(("free", "known"), ("half-known", "unknown"), hotels=("mid",))
    group = Group(2, 3, 2, 2, 1, wheelchairs=1, singles=1)
    package = price(trip, group, OwnPrices(room_fen=30000, coach_fen=120000, meal_fen=4000, markup_percent=10))
    assert package.rooming == Rooming(accessible=1, twin=3, single=2, staff=1)  # 8 share: 1 with the wheelchair, 3x2, 1
    assert package.seating == Seating(coaches=1, seats=45, usable=38)
    assert package.staffing == Staffing(guides=1, doctors=0, nurses=0)
    totals = {(line.kind, line.subject, line.bands): (line.total_fen, line.certainty) for line in package.lines}
    everybody = ("under_60", "from_60", "from_65", "from_70")
    assert totals == {
        ("ticket", "free", everybody): (0, "known"),
        ("ticket", "known", ("under_60",)): (16000, "known"),
        ("ticket", "known", ("from_60", "from_65")): (20000, "known"),
        ("ticket", "known", ("from_70",)): (0, "known"),
        ("ticket", "half-known", ("under_60",)): (10000, "known"),
        ("ticket", "half-known", ("from_60", "from_70")): (30000, "ask"),
        ("ticket", "half-known", ("from_65",)): (5000, "known"),
        ("ticket", "unknown", everybody): (None, "unknown"),
        ("hotel", "mid", ()): (7 * 30000, "own"),
        ("coach", "", ()): (2 * 120000, "own"),
        ("lunch", "", ()): (2 * 10 * 4000, "own"),
        ("dinner", "", ()): (10 * 4000, "own"),
        ("guide", "", ()): (None, "missing"),
        ("insurance", "", ()): (None, "missing"),
        ("markup", "", ()): (65100, "own"),
    }
    assert package.total_fen == 651000 + 65100
    assert package.per_person_fen == 71610
    assert not package.complete


def test_an_empty_hotel_price_shows_the_band_of_the_facts_and_counts_nothing() -> None:
    trip = trip_of(("free",), ("free",), ("free",), hotels=("mid", "plain"))
    hotels = [line for line in price(trip, Group(from_60=4), OwnPrices()).lines if line.kind == "hotel"]
    assert [(h.subject, h.about_fen, h.total_fen, h.certainty) for h in hotels] == [
        ("mid", (30000, 60000), None, "missing"),
        ("plain", None, None, "missing"),
    ]


def test_a_place_that_has_left_the_facts_has_no_price() -> None:
    catalog = replace(CATALOG, places={}, hotels={})
    trip = trip_of(("known",), ("known",), hotels=("mid",))
    package = quote(facts_of(catalog, RULES), trip, Group(from_60=2), ALL_PRICES)
    assert [line.certainty for line in package.lines if line.kind == "ticket"] == ["unknown"]
    assert check_package(facts_of(catalog, RULES), trip, package) == ()


def test_doctors_and_nurses_go_along_from_a_hundred() -> None:
    small, big = price(trip_of(("free",)), Group(from_60=99)), price(trip_of(("free",)), Group(from_60=100))
    assert (small.staffing.doctors, small.staffing.nurses) == (0, 0)
    assert (big.staffing.doctors, big.staffing.nurses) == (1, 1)
    assert {line.kind for line in big.lines} - {line.kind for line in small.lines} == {"doctor", "nurse"}
    assert price(trip_of(("free",)), Group(from_60=351)).staffing.doctors == 2


@pytest.mark.parametrize(("people", "coaches"), [(37, 1), (38, 2)])
def test_fifteen_percent_of_the_seats_stay_free(people: int, coaches: int) -> None:
    """45 seats: floor(0.85 x 45) = 38, one of them the guide's."""
    assert price(trip_of(("free",)), Group(from_60=people)).seating.coaches == coaches


def test_the_agencys_duties_name_their_rules() -> None:
    duties = {duty.rule: (duty.status, duty.count) for duty in price(trip_of(("free",)), Group(2, from_75=5)).duties}
    assert duties["signature-75"] == ("todo", 5)
    assert duties["companion-75"] == ("advice", 3)
    assert duties["coach-spare"] == ("met", 1)
    assert duties["insurance-age"] == ("todo", 7)
    assert "doctor" not in duties  # nobody needs one
    assert "sleeper-hours" not in duties  # no train rides that long
    assert "lunch" not in duties  # not the agency's


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("people", lambda: Group()),
        ("people", lambda: Group(from_60=400, from_70=400)),
        ("from_60", lambda: Group(from_60=-1, from_70=4)),
        ("wheelchairs", lambda: Group(from_60=2, wheelchairs=3)),
        ("singles", lambda: Group(from_60=2, wheelchairs=1, singles=2)),
        ("room_fen", lambda: OwnPrices(room_fen=-1)),
        ("meal_fen", lambda: OwnPrices(meal_fen=10_000_001)),
        ("markup_percent", lambda: OwnPrices(markup_percent=101)),
        ("coach_seats", lambda: OwnPrices(coach_seats=5)),
    ],
)
def test_nonsense_is_refused(field: str, make: object) -> None:
    with pytest.raises(OutOfRange) as refusal:
        make()  # type: ignore[operator]
    assert refusal.value.field == field


def test_lines_are_distinguished_by_certainty() -> None:
    package = price(trip_of(("unknown", "known")), Group(from_60=2))
    assert package.lines_of("unknown") == (CostLine("ticket", 2, 1, None, None, "unknown", "unknown", ("from_60",)),)
