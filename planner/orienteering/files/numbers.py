"""Numbers of public files: exact decimals, within reason."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from planner.errors import BadFacts, Fault

PLACES = 9  # decimals a file may have
MOST = 10**6
MOST_POINTS = 2000


def lines_of(path: Path) -> list[tuple[int, list[str]]]:
    """The words of each line that has any, with its number.

    Raises
    ------
    BadFacts
        The file is no text.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as why:
        raise refused(path, 0, "file", str(why)) from why
    return [(number, line.split()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def decimals(words: list[str], fewest: int) -> list[Decimal]:
    """At least so many numbers.

    Raises
    ------
    ValueError
        Too few, or something that is not a number of reasonable size.
    """
    if len(words) < fewest:
        raise ValueError(f"{len(words)} columns, not {fewest}")
    try:
        found = [Decimal(word) for word in words]
    except InvalidOperation as why:
        raise ValueError("not a number") from why
    if not all(value.is_finite() and abs(value) < MOST for value in found):
        raise ValueError("a number is too large")
    if any(value != round(value, PLACES) for value in found):
        raise ValueError(f"more than {PLACES} decimals")
    return found


def whole(values: list[Decimal]) -> list[int]:
    """The same as whole numbers.

    Raises
    ------
    ValueError
        One is not whole, or negative.
    """
    if any(value != value // 1 or value < 0 for value in values):
        raise ValueError("not a whole number, or negative")
    return [int(value) for value in values]


def refused(path: Path, line: int, what: str, why: str) -> BadFacts:
    return BadFacts((Fault(path.name, line, what, why),))
