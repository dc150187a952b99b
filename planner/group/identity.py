"""Resident identity numbers and passports as people write them, and what an identity number says.

The check digit is that of GB 11643-1999 (ISO 7064, MOD 11-2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from planner.errors import BadValue
from planner.language import N_
from planner.text import plain

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_ROUNDED = re.compile(r"\d(\.\d+)?E\+?\d+|\d{18,}\.0*", re.IGNORECASE)
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}")
OLDEST_YEARS = 120


@dataclass(frozen=True)
class Identity:
    """A resident's identity number and what it says of its holder."""

    number: str
    born: date
    sex: str  # f | m


def read_identity(text: str, today: date) -> Identity:
    """An identity number of 18 characters, or of 15 digits as they were until 1999.

    Raises
    ------
    BadValue
        With what is wrong and what to do.
    """
    number = re.sub(r"[\s\-]", "", plain(text)).upper()
    if _ROUNDED.fullmatch(number):
        raise BadValue(N_("身份证号被表格软件改成了约数，后几位没有了。请把这一列设成“文本”，照证件重填。"))
    if re.fullmatch(r"\d{15}", number):
        return Identity(number, _birthday("19" + number[6:12], today), _sex(number[14]))
    if len(number) != 18:
        raise BadValue(N_("身份证号应是 18 位，这里是 {length} 位。请照证件重填。"), length=len(number))
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise BadValue(N_("身份证号前 17 位应是数字，末位是数字或 X。请照证件重填。"))
    expected = check_digit(number[:17])
    if number[17] != expected:
        raise BadValue(N_("身份证号的校验位对不上，多半有一位打错了。请照证件核对每一位。"))
    return Identity(number, _birthday(number[6:14], today), _sex(number[16]))


def check_digit(body: str) -> str:
    """The eighteenth character that belongs to the seventeen digits."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def read_passport(text: str) -> str:
    """A passport's number in capitals without blanks.

    Raises
    ------
    BadValue
        If it cannot be one.
    """
    number = re.sub(r"[\s\-]", "", plain(text)).upper()
    if not _PASSPORT.fullmatch(number) or number.isalpha():
        raise BadValue(N_("护照号应是 5 到 15 位字母和数字，例如 E12345678。请照证件重填。"))
    return number


def check_birthday(born: date, today: date) -> date:
    """The birthday of somebody alive.

    Raises
    ------
    BadValue
        If it lies ahead, or further back than anybody lives.
    """
    if born > today:
        raise BadValue(N_("出生日期 {born} 在今天之后。请核对年份。"), born=born.isoformat())
    if today.year - born.year > OLDEST_YEARS:
        raise BadValue(N_("出生日期 {born} 在 {years} 多年前。请核对年份。"), born=born.isoformat(), years=OLDEST_YEARS)
    return born


def _birthday(digits: str, today: date) -> date:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise BadValue(N_("身份证号里的生日 {digits} 不是一个日子。请照证件重填。"), digits=digits) from None
    return check_birthday(born, today)


def _sex(digit: str) -> str:
    return "m" if int(digit) % 2 else "f"
