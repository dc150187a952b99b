"""Whole numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("68", 68), ("６８", 68), ("六十八", 68), ("十", 10), ("十二", 12), ("一十二", 12), ("二十", 20), ("两", 2),
        ("两千零五", 2005), ("一百零八", 108), ("一千零十", 1010), ("二〇二七", 2027), ("一九五八", 1958), ("〇", 0),
        ("陆拾捌", 68), ("兩百", 200), (" 3 ", 3), ("007", 7),
    ],
)  # fmt: skip
def test_numbers(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", "²", "十十", "百", "一百二", "12345678901", "六十8", "½", "很多", "9" * 5000]
)
def test_what_is_no_whole_number(text: str) -> None:
    assert whole_number(text) is None


def test_units_may_stand_behind_it() -> None:
    assert whole_number("六十八岁", ("周岁", "岁")) == whole_number("68 岁", ("周岁", "岁")) == 68
    assert whole_number("七十周岁", ("岁", "周岁")) == 70
    assert whole_number("两个人", ("人", "个人")) == 2
    assert whole_number("三天", ("岁",)) is None
    assert whole_number("岁", ("岁",)) is None


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert whole_number(text) is None or 0 <= whole_number(text) < 10**10  # type: ignore[operator]
