"""What is typed into a cell of a timetable: 2140, 21:40, 940, 次日0140, +3, -2; and a block from a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from planner.errors import BadValue
from planner.language import N_
from planner.train.entry import read_call_time
from planner.train.project.edits import End
from planner.train.types import TrainSpec

_RELATIVE = re.compile(r"([+-])(\d{1,4})")
_NONE = N_("这一格要写时间：2140、21:40、+3、-2 或 次日0140。")
_TOO_LARGE = N_("粘贴的有 {rows} 行 {columns} 列，从这一格起放不下。")


def read_cell(text: str, now: int, before: int = 0) -> int:
    """The minute a cell means: so many more or less than `now`, else the first such time from minute `before` on.

    Raises
    ------
    BadValue
        If it means none.
    """
    word = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("–", "-")
    if (relative := _RELATIVE.fullmatch(word)) is not None:
        return now + int(relative[2]) * (1 if relative[1] == "+" else -1)
    second = read_call_time(word, 0 if "+" in word or re.match(r"[次翌第当]", word) else max(0, before) * 60)
    if second is None:
        raise BadValue(_NONE)
    return second // 60


def paste_block(spec: TrainSpec, text: str, place: int, end: End) -> dict[tuple[int, End], int]:
    """The cells a block copied from a spreadsheet fills, from one cell on to the right and down: arrivals and
    departures; an empty field leaves its cell.

    Raises
    ------
    BadValue
        If the block is too large, or a field is no time.
    """
    rows = [line.split("\t") for line in text.strip("\r\n").splitlines()]
    ends: tuple[End, ...] = ("arrive", "depart") if end == "arrive" else ("depart",)
    if place + len(rows) > len(spec.calls) or any(len(row) > len(ends) for row in rows):
        raise BadValue(_TOO_LARGE, rows=len(rows), columns=max(map(len, rows), default=0))
    found: dict[tuple[int, End], int] = {}
    latest = max((m for call in spec.calls[:place] for m in (call.arrive, call.depart) if m is not None), default=0)
    for number, row in enumerate(rows, place):
        for which, written in _written(row, ends):
            now = getattr(spec.calls[number], which)
            if now is not None:
                found[number, which] = latest = read_cell(written, now, latest)
    return found


def _written(row: list[str], ends: tuple[End, ...]) -> Iterator[tuple[End, str]]:
    for which, field in zip(ends, row, strict=False):
        if field.strip() and field.strip() not in ("--", "-", "—", "…"):
            yield which, field
