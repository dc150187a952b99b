"""A timetable as somebody writes it, line by line: station, arrival, departure. `_` says what cannot be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.catalog import Station
from planner.clock import clock_text
from planner.errors import BadValue, Unknown
from planner.language import Translate
from planner.train.entry.call_times import NONE, read_call_time
from planner.train.infrastructure import known_station
from planner.train.types import EnteredCall

MAX_LINES = 200


@dataclass(frozen=True)
class BadLine:
    """What cannot be read, and where; line 0 is the whole text."""

    line: int
    sentence: str


Row = tuple[int, str, str | None, str | None]  # line, station, arrival, departure as written; None = none


def read_calls(
    text: str, stations: Mapping[str, Station], _: Translate
) -> tuple[tuple[EnteredCall, ...], tuple[BadLine, ...]]:
    """Every line that can be read, and every one that cannot. Stations go by their Chinese
    names, or by English ones that only one of them has.

    A time that is earlier than the one before it belongs to the next day; `+1` after a time says the day itself,
    counted from the first.
    """
    rows, bad = split_rows(text, _)
    return read_rows(rows, stations, _, bad)


def split_rows(text: str, _: Translate) -> tuple[list[Row], list[BadLine]]:
    """The lines that have three parts, and those that have not."""
    rows: list[Row] = []
    bad: list[BadLine] = []
    for number, raw in enumerate(text.splitlines(), 1):
        row = _plain(raw)
        if row:
            try:
                rows.append((number, *_split(row, _)))
            except ValueError as why:
                bad.append(BadLine(number, str(why)))
    return rows, bad


def read_rows(
    rows: Sequence[Row], stations: Mapping[str, Station], _: Translate, bad: Sequence[BadLine] = ()
) -> tuple[tuple[EnteredCall, ...], tuple[BadLine, ...]]:
    """As `read_calls`, from rows that are split already; `bad` are the ones that could not be."""
    calls: list[EnteredCall] = []
    bad = list(bad)
    if len(rows) + len(bad) < 2:
        return (), (BadLine(0, _("至少要写两行：一个始发站，一个终到站。")),)
    if len(rows) + len(bad) > MAX_LINES:
        return (), (BadLine(0, _("最多写 %(most)s 行。") % {"most": MAX_LINES}),)
    ends = min([row[0] for row in rows] + [b.line for b in bad]), max([row[0] for row in rows] + [b.line for b in bad])
    latest = 0
    for number, typed, arrive, depart in rows:
        try:
            station = _known(typed, stations, _)
            arrive_s = _second(arrive, latest, _)
            latest = latest if arrive_s is None else arrive_s
            depart_s = _second(depart, latest, _)
            latest = latest if depart_s is None else depart_s
            _ends(number, ends, arrive_s, depart_s, _)
        except ValueError as why:
            bad.append(BadLine(number, str(why)))
        else:
            calls.append(_in_minutes(number, station, arrive_s, depart_s))
    together = merged(calls)
    if len(together) < 2 and not bad:
        return (), (BadLine(0, _("至少要有两个不同的车站。")),)
    return together, tuple(sorted(bad, key=lambda b: b.line))


def merged(calls: Iterable[EnteredCall]) -> tuple[EnteredCall, ...]:
    """Rows of one station that follow each other as one call, from the first arrival to the last departure."""
    found: list[EnteredCall] = []
    for call in calls:
        if found and found[-1].station == call.station:
            before = found.pop()
            arrive = before.arrive if before.arrive is not None or before.depart is not None else call.arrive
            depart = call.depart if call.depart is not None or call.arrive is not None else before.depart
            call = EnteredCall(before.line, call.station, arrive, depart)
        found.append(call)
    return tuple(found)


def write_calls(calls: Iterable[tuple[str, int | None, int | None]]) -> str:
    """The text of a timetable in the same form, with a day mark wherever the day is not the first."""
    return "\n".join(f"{station} {_clock(arrive)} {_clock(depart)}" for station, arrive, depart in calls)


def _plain(raw: str) -> str:
    row = re.sub(r"[,;|\t、]", " ", unicodedata.normalize("NFKC", raw))
    row = re.sub(r"([当次翌][日天]|第.[日天])\s+(?=\d)", r"\1", row)
    row = re.sub(r"(?<=\d)\s+(?=[AaPp]\.?[Mm]\b)", "", row)
    return re.sub(r"\s*\+\s*(?=\d)", "+", row).strip()


def _split(row: str, _: Translate) -> tuple[str, str | None, str | None]:
    words = row.rsplit(None, 2)
    if len(words) != 3:
        raise ValueError(_("每行写三项：站名、到点、开点，中间空格。没有的写 --。"))
    station, arrive, depart = words
    return station, None if arrive in NONE else arrive, None if depart in NONE else depart


def _known(typed: str, stations: Mapping[str, Station], _: Translate) -> str:
    try:
        return known_station(typed, stations)
    except Unknown as unknown:
        near = unknown.suggestions_en if typed.isascii() else unknown.suggestions
    if near:
        raise ValueError(_("没有“%(name)s”这个车站。是不是：%(near)s？") % {"name": typed, "near": _("、").join(near)})
    raise ValueError(_("没有“%(name)s”这个车站。") % {"name": typed})


def _second(word: str | None, latest: int, _: Translate) -> int | None:
    try:
        return None if word is None else read_call_time(word, latest)
    except BadValue as bad:
        raise ValueError(_(bad.why).format(**bad.values)) from None


def _in_minutes(line: int, station: str, arrive_s: int | None, depart_s: int | None) -> EnteredCall:
    """The call in whole minutes: nobody arrives too early or departs too late, nor before the arrival."""
    arrive = None if arrive_s is None else -(-arrive_s // 60)
    depart = None if depart_s is None else max(depart_s // 60, arrive or 0)
    return EnteredCall(line, station, arrive, depart)


def _ends(number: int, ends: tuple[int, int], arrive: int | None, depart: int | None, _: Translate) -> None:
    first, last = number == ends[0], number == ends[1]
    if first and (arrive is not None or depart is None):
        raise ValueError(_("第一行是始发站：到点写 --，开点要写。"))
    if last and (arrive is None or depart is not None):
        raise ValueError(_("最后一行是终到站：到点要写，开点写 --。"))
    if not first and not last and (arrive is None) != (depart is None):
        raise ValueError(_("中间的站，到点和开点都要写；没有公布时刻的，两个都写 --。"))


def _clock(minute: int | None) -> str:
    return "--" if minute is None else clock_text(minute, "mark")
