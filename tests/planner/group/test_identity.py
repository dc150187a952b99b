"""Identity numbers: the examples of GB 11643-1999, and what one wrong sign does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BadValue
from planner.group import Traveller, age_on, check_digit, read_identity, read_passport

TODAY = date(2026, 11, 30)
BODIES = st.builds(
    lambda born, order: f"210102{born:%Y%m%d}{order:03d}",
    st.dates(date(1910, 1, 1), TODAY),
    st.integers(0, 999),
)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_examples_of_the_standard(number: str) -> None:
    assert check_digit(number[:17]) == number[17]


def test_a_number_says_birthday_and_sex() -> None:
    identity = read_identity(" 110105 1949-1231 002x ", TODAY)
    assert (identity.number, identity.born, identity.sex) == ("11010519491231002X", date(1949, 12, 31), "f")
    assert read_identity("１１０１０５１９４９１２３１００２Ｘ", TODAY) == identity


def test_a_number_of_fifteen_digits() -> None:
    identity = read_identity("110105491231001", TODAY)
    assert (identity.born, identity.sex) == (date(1949, 12, 31), "m")


@given(BODIES, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(body: str, at: int, more: int) -> None:
    wrong = body[:at] + str((int(body[at]) + more) % 10) + body[at + 1 :] + check_digit(body)
    with pytest.raises(BadValue):
        read_identity(wrong, TODAY)


@given(BODIES, st.integers(0, 15))
def test_two_digits_in_the_wrong_order_are_always_seen(body: str, at: int) -> None:
    swapped = body[:at] + body[at + 1] + body[at] + body[at + 2 :]
    if swapped != body:
        with pytest.raises(BadValue):
            read_identity(swapped + check_digit(body), TODAY)


@given(BODIES)
def test_a_good_number_is_read(body: str) -> None:
    identity = read_identity(body + check_digit(body), TODAY)
    assert f"{identity.born:%Y%m%d}" == body[6:14]
    assert identity.sex == ("m" if int(body[16]) % 2 else "f")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2.10102E+17", "约数"), ("210102195403120000.0", "约数"), ("2101021954", "18 位"), ("21010219540312002Y", "X"),
        ("21010219540230002" + check_digit("21010219540230002"), "不是一个日子"),
        ("21010220540312002" + check_digit("21010220540312002"), "今天之后"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(text: str, told: str) -> None:
    with pytest.raises(BadValue, match=told):
        read_identity(text, TODAY)


def test_passports() -> None:
    assert read_passport("e 12345678") == "E12345678"
    for wrong in ("护照", "ABCDEF", "12", "E1234567890123456"):
        with pytest.raises(BadValue):
            read_passport(wrong)


@given(st.dates(date(1920, 1, 1), date(2020, 12, 31)), st.integers(0, 36_000))
def test_age_on_a_day_is_the_number_of_birthdays_since(born: date, later: int) -> None:
    day = born + timedelta(days=later)
    birthdays = sum(
        (year, born.month, born.day) <= (day.year, day.month, day.day) for year in range(born.year + 1, day.year + 1)
    )
    assert age_on(Traveller("p1", "王", born=born), day) == birthdays


def test_age_is_that_of_the_day_of_travel() -> None:
    traveller = Traveller("p1", "王", born=date(1957, 5, 2))
    assert [age_on(traveller, date(2027, 5, day)) for day in (1, 2)] == [69, 70]
    assert age_on(Traveller("p2", "李", age=72), date(2027, 5, 1)) == 72
