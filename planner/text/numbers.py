"""Whole numbers in digits of either width or in Chinese numerals."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

from planner.text.normalize import plain

MOST_DIGITS = 10
YEAR_DIGITS = 4
_FIGURES = "零一二三四五六七八九"
_SAME = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟", "零二一二三四五六七八九十百千")
_STEPS = ((1000, "千"), (100, "百"), (10, "十"))


def whole_number(text: str, units: tuple[str, ...] = ()) -> int | None:
    """68, ６８, 六十八 or 二〇二七, with one of the `units` behind it or none; None if it is no such number."""
    if any(category(sign) == "No" for sign in text):  # ² and ½ would become figures
        return None
    typed = plain(text).replace(" ", "")
    unit = max((unit for unit in units if typed.endswith(unit)), key=len, default="")
    figures = typed.removesuffix(unit)
    if figures.isascii() and figures.isdigit():
        return int(figures) if len(figures) <= MOST_DIGITS else None
    spoken = figures.translate(_SAME)
    if spoken in _spoken():
        return _spoken()[spoken]
    if 1 < len(spoken) <= MOST_DIGITS and all(c in _FIGURES for c in spoken):
        return int("".join(str(_FIGURES.index(c)) for c in spoken))
    return None


def year_in(text: str) -> int | None:
    """The year, if the text is four plain figures."""
    return int(text) if len(text) == YEAR_DIGITS and text.isascii() and text.isdecimal() else None


@lru_cache(maxsize=1)
def _spoken() -> dict[str, int]:
    """The numbers below 10,000 as they are said: 十二 and 一十二 are the same."""
    numbers = {_say(number): number for number in range(10_000)}
    short = {said.removeprefix("一"): number for said, number in numbers.items() if said.startswith("一十")}
    return numbers | short | {said.replace("零一十", "零十"): number for said, number in numbers.items()}


def _say(number: int) -> str:
    if number < 10:
        return _FIGURES[number]
    said, rest = "", number
    for step, name in _STEPS:
        figure, rest = divmod(rest, step)
        if figure:
            said += _FIGURES[figure] + name
        elif said and not said.endswith("零") and rest:
            said += "零"
    return said + (_FIGURES[rest] if rest else "")
