"""Cells are read exactly or refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog.csv_rows import (
    CellReader,
    clock,
    clock_seconds,
    fen,
    number,
    phone,
    season_day,
    some_ids,
    whole,
    yes_no,
)


@given(st.integers(0, 1440))
def test_times_of_day_come_back(minute: int) -> None:
    assert clock(f"{minute // 60:02}:{minute % 60:02}") == minute


@given(st.integers(0, 86_399))
def test_times_with_seconds_come_back(second: int) -> None:
    assert clock_seconds(f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}") == second


@given(st.integers(0, 9_999_999))
def test_prices_come_back_to_the_fen(price_fen: int) -> None:
    assert fen(f"{price_fen // 100}.{price_fen % 100:02}") == price_fen


@pytest.mark.parametrize(("text", "price_fen"), [("0", 0), ("50", 5000), ("12.5", 1250), ("0.01", 1)])
def test_prices_as_people_write_them(text: str, price_fen: int) -> None:
    assert fen(text) == price_fen


@pytest.mark.parametrize("text", ["024-24843001", "024-96615", "0411-82689356;0411-82399409", "12345", "400-123-4567"])
def test_telephones_as_people_dial_them(text: str) -> None:
    assert phone(text) == text


@given(st.text(max_size=12))
@pytest.mark.parametrize("read", [clock, clock_seconds, fen, season_day, yes_no, whole(0, 9), number(0, 9)])
def test_any_text_is_read_or_refused_with_a_sentence(read: CellReader, text: str) -> None:
    refusal = refused(read, text)
    assert refusal is None or text in refusal or repr(text) in refusal


def refused(read: CellReader, text: str) -> str | None:
    try:
        read(text)
    except ValueError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (clock, "24:01"), (clock, "8:30"), (clock, "08.30"), (clock, "-1:00"), (clock, "１２:00"),
        (clock_seconds, "24:00:00"), (clock_seconds, "12:00"), (clock_seconds, "12:00:60"),
        (fen, "-5"), (fen, "1,5"), (fen, "1.234"), (fen, "free"), (fen, "5."), (fen, ".5"),
        (season_day, "4-25"), (season_day, "02-32"), (season_day, "lunar-13-01"), (season_day, "00-10"),
        (yes_no, "Yes"), (some_ids, "a;C"), (some_ids, "a;"), (some_ids, "a,b"),
        (whole(0, 9), "10"), (whole(0, 9), "1.0"), (number(0, 9), "nan"), (number(0, 9), "1e3"), (number(0, 9), "9.1"),
    ],
)  # fmt: skip
def test_what_is_refused(read: CellReader, text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(text)
