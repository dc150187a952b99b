"""Amounts and rates are read as they are meant, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text import plain_amount, read_fen, read_rate


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("320", 32000), ("45.5", 4550), ("¥1,320.50", 132050), ("４０元", 4000), (" 0 ", 0), ("12 yuan", 1200),
        ("1,2,3", None), ("1e3", None), ("-5", None), ("0.001", None), ("三百", None), ("NaN", None), ("", None),
        ("12,34", None), ("1.", None), (".5", None), ("²", None),
    ],
)  # fmt: skip
def test_amounts(text: str, fen: int | None) -> None:
    assert read_fen(text) == fen


@pytest.mark.parametrize(
    ("text", "rate"),
    [("18", 1800), ("12.5 %", 1250), ("12.5％", 1250), ("0", 0), ("100", 10000), ("101", None), ("x", None),
     ("1,000", None)],
)  # fmt: skip
def test_rates(text: str, rate: int | None) -> None:
    assert read_rate(text) == rate


@given(fen=st.integers(0, 10**10))
def test_an_amount_written_is_read_back(fen: int) -> None:
    assert read_fen(plain_amount(fen)) == fen


@given(text=st.text(max_size=12))
def test_nothing_typed_breaks_the_reader(text: str) -> None:
    for found in (read_fen(text), read_rate(text)):
        assert found is None or found >= 0
