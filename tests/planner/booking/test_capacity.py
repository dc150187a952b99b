"""How many rooms, berths and places bookings take together, and what each costs and owes, by hand and by law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.booking import Limits, Shortage, Units, due_fen, fee_fen, price_fen, shortages, taken_by, unit_faults
from tests.support.bookings import TERMS

START = date(2027, 5, 11)
LIMITS = Limits(6, {"twin": 2, "single": 1})
UNITS = st.builds(Units, *(st.integers(1, 4), *(st.integers(0, 3) for _ in range(8))))


def test_women_and_men_who_share_take_rooms_of_their_own() -> None:
    shared = [Units(1, shared_f=1), Units(1, shared_m=1), Units(1, shared_f=1)]
    assert taken_by(shared)["twin"] == 2
    assert not shortages(LIMITS, shared, Units(1, shared_m=1))  # the other bed of the man's room
    assert shortages(LIMITS, shared, Units(1, shared_f=1)) == (Shortage("twin", 0, 1),)


def test_what_is_missing_is_told_by_kind() -> None:
    held = [Units(4, twin=2), Units(1, single=1)]
    assert not shortages(LIMITS, held, Units(1))
    assert shortages(LIMITS, held, Units(2, twin=1)) == (Shortage("people", 1, 2), Shortage("twin", 0, 1))


def test_who_is_over_already_may_still_take_what_is_free() -> None:
    """An agency that lowered nothing but has too many rooms out still sells its places."""
    assert not shortages(Limits(6, {"twin": 0}), [Units(2, twin=1)], Units(1, single=1))


@given(st.lists(UNITS, max_size=8), st.integers(1, 12), st.integers(0, 6))
def test_whoever_is_let_in_one_by_one_never_exceeds_any_limit(asked: list[Units], most: int, rooms: int) -> None:
    limits = Limits(most, dict.fromkeys(("twin", "single", "lower"), rooms))
    held = list[Units]()
    for each in asked:
        if not shortages(limits, held, each):
            held.append(each)
    taken = taken_by(held)
    assert taken["people"] <= most
    assert all(taken[kind] <= rooms for kind in limits.quotas)


@pytest.mark.parametrize(
    ("units", "faults"),
    [
        (Units(2, twin=1), ()),
        (Units(1, twin=1), ()),  # a whole room for one
        (Units(3, twin=1), ("beds",)),
        (Units(2), ("beds",)),
        (Units(0, twin=1), ("people",)),
        (Units(7, twin=4), ("people",)),
        (Units(2, twin=-1, single=4), ("people",)),
        (Units(2, twin=1, lower=1), ("berths",)),
    ],
)
def test_rooms_and_berths_fit_the_people(units: Units, faults: tuple[str, ...]) -> None:
    assert unit_faults(LIMITS, units) == faults


def test_a_departure_without_quotas_asks_for_no_rooms() -> None:
    assert unit_faults(Limits(6, {}), Units(3)) == ()


def test_prices_and_dues_by_hand() -> None:
    units = Units(3, twin=1, single=1)
    price = price_fen(TERMS, units)
    assert price == 3 * 250_174 + 32_000 == 782_522
    day = START - timedelta(31)
    assert due_fen(TERMS, units, price, START, day) == 150_000  # the deposit, 500 yuan a head
    assert due_fen(TERMS, units, price, START, day + timedelta(1)) == 391_261  # half, thirty days before
    assert due_fen(TERMS, units, price, START, START - timedelta(7)) == price


@pytest.mark.parametrize(
    ("before", "percent"), [(30, 0), (7, 0), (6, 20), (4, 20), (3, 40), (1, 40), (0, 60)]
)  # as the customer's page has them
def test_what_is_kept_depends_on_the_day(before: int, percent: int) -> None:
    assert fee_fen(TERMS, 100_001, START, START - timedelta(before)) == 100_001 * percent // 100
