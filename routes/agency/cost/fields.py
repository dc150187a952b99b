"""The fields of the costs: how each is read, and what to mend in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from flask_babel import gettext as _

from planner.clock import today
from planner.package import MAX_FEN, MAX_PEOPLE, PER, SEATS, SOURCES
from planner.sentences import N_
from planner.text import read_day, read_fen, read_rate
from routes.forms import plain, whole

LONGEST = 60
SWITCHES = {
    "set.by_km": N_("大巴另按公里算"), "set.by_night": N_("房费一晚一行"),
    "set.drivers_stay": N_("司机随团住"), "set.breakfast_apart": N_("早餐另付"),
}  # fmt: skip
RATES = {"set.contingency_bp": N_("不可预见费，百分之几"), "set.tax_bp": N_("税费，按成本百分之几")}


Read = tuple[bool, Any]


def reader_of(name: str) -> Callable[[str], Read] | None:
    """How the field of that name is read: whether it can be meant, and what it is (None: taken out)."""
    cell = name.rpartition(".")[2]
    of_line: dict[str, Callable[[str], Read]] = {
        "fen": _read_money, "source": partial(_read_choice, SOURCES), "on": _read_date, "valid_to": _read_date,
        "supplier": _read_text, "free_per": partial(_read_whole, 1, MAX_PEOPLE), "commission_bp": _read_percent,
        "off": _read_switch,
    }  # fmt: skip
    of_own: dict[str, Callable[[str], Read]] = {
        "name": _read_text, "per": partial(_read_choice, PER), "times": partial(_read_whole, 1, 1000),
        "voucher": _read_switch,
    }  # fmt: skip
    if name.startswith("cost."):
        return of_line.get(cell)
    if name.startswith("own."):
        return of_own.get(cell)
    if name in SWITCHES:
        return _read_yes_or_no
    if name in RATES:
        return _read_percent
    return {"set.sizes": _read_sizes, "set.mix": _read_sizes, "set.bands": _read_bands}.get(name)


def _read_money(text: str) -> Read:
    fen = read_fen(text) if text.strip() else None
    return not text.strip() or (fen is not None and fen <= MAX_FEN), fen


def _read_percent(text: str) -> Read:
    rate = read_rate(text) if text.strip() else None
    return not text.strip() or rate is not None, rate


def _read_choice(choices: tuple[str, ...], text: str) -> Read:
    return text in choices, text


def _read_date(text: str) -> Read:
    day: date | None = read_day(text, today()) if text.strip() else None
    return not text.strip() or day is not None, day.isoformat() if day else None


def _read_text(text: str) -> Read:
    found = " ".join(plain(text).split())
    return len(found) <= LONGEST, found or None


def _read_whole(low: int, high: int, text: str) -> Read:
    number = whole(text) if text.strip() else None
    return not text.strip() or (number is not None and low <= number <= high), number


def _read_switch(text: str) -> Read:
    return True, True if text == "1" else None


def _read_yes_or_no(text: str) -> Read:
    return text in ("0", "1"), text == "1"


def _numbers(text: str) -> list[int | None]:
    return [whole(part) for part in text.replace("、", " ").replace("，", " ").replace("+", " ").split()]


def _read_sizes(text: str) -> Read:
    found = _numbers(text)
    good = len(found) <= 20 and all(n is not None and SEATS[0] <= n <= SEATS[1] for n in found)
    return good, found or None


def _read_bands(text: str) -> Read:
    found = _numbers(text)
    good = len(found) <= 5 and all(n is not None and 1 <= n <= 120 for n in found)
    return good and len(set(found)) == len(found), sorted(n for n in found if n is not None) or None


def fault_of(name: str) -> str:
    """What to mend in the field of that name."""
    cell = name.rpartition(".")[2]
    return {
        "fen": _("单价请写金额，例如 320 或 45.50。不知道就空着，不会当 0 算。"),
        "on": _("看不懂这个日期。请写成 2027-05-11。"), "valid_to": _("看不懂这个日期。请写成 2027-05-11。"),
        "free_per": _("几人免一，请写整数，例如 16。"), "times": _("份数请写 1 到 1000 的整数。"),
        "supplier": _("最多写 %(most)s 个字。", most=LONGEST), "name": _("最多写 %(most)s 个字。", most=LONGEST),
        "sizes": _("座位数请写 10 到 60 的整数，用顿号隔开，例如 33、45、56。"),
        "mix": _("座位数请写 10 到 60 的整数，用顿号隔开，例如 33、45、56。"),
        "bands": _("年龄请从小到大写，用顿号隔开，例如 70、80。"),
    }.get(cell, _("百分比请写 0 到 100，例如 2 或 12.5。"))  # fmt: skip
