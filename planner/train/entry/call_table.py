"""A table of calls, by the headings people give it: what stands in each row, by train, nothing of it read yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.language import N_
from planner.text import Faults, decode, heading, read_rows, separator

NEEDED = ("station", "arrive", "depart")
COLUMNS = ("train", *NEEDED, "track", "km", "boards")
LOOKED_AT = 4000  # bytes, for the headings
NAMELESS = "1"  # the train of a table that has no such column
_NAMES = {  # as `planner.text.tables.heading` makes them alike
    "station": "站名 车站 站 停站 停车站 停靠站 车站名 车站名称 站点 stop stopname stationname name",
    "arrive": "到点 到达 到时 到 到站 到站时间 到站时刻 到达时间 到达时刻 抵达 arrival arrivaltime arr",
    "depart": "开点 开时 开 发车 发点 发时 发 出发 开车 开车时间 开车时刻 发车时间 发车时刻 出发时间 离站 离站时间 departure departuretime dep",  # noqa: E501
    "train": "车次 列车 列车车次 车次号 trainno trainnumber number trip",
    "track": "股道 站台 站台号 到发线 platform",
    "km": "里程 公里 公里数 里程km 距离 kilometre kilometres kilometer distance",
    "boards": "上下客 办客 办理客运 boarding",
}
HEADINGS: Mapping[str, str] = {
    heading(name): column for column, names in _NAMES.items() for name in (column, *names.split())
}


@dataclass(frozen=True)
class TableCall:
    """A row as it was written; "" is an empty cell or a column that the table has not."""

    row: int
    station: str
    arrive: str
    depart: str
    track: str = ""
    km: str = ""
    boards: str = ""


@dataclass(frozen=True)
class CallTable:
    """The rows of each train, in the order of the table; `unused` are the columns that mean nothing to us."""

    trains: Mapping[str, tuple[TableCall, ...]]
    unused: tuple[str, ...] = ()


def is_call_table(content: bytes) -> bool:
    """Does the first line name columns of such a table, at least the stations and a time?"""
    try:
        text, _ = decode(content[:LOOKED_AT] if len(content) > LOOKED_AT else content)
    except ValueError:
        text = content[:LOOKED_AT].decode("utf-8", "ignore")
    first = next((line for line in text.splitlines() if line.strip()), "")
    cells = {HEADINGS.get(heading(cell.strip('" \ufeff')), "") for cell in first.split(separator(first))}
    return "station" in cells or len(cells & set(NEEDED)) >= 2


def read_call_table(content: bytes, file: str) -> CallTable:
    """The rows of a table, by train.

    Raises
    ------
    BadFile
        If it is no such table, with row and column.
    """
    faults = Faults()
    rows = read_rows(content, file, NEEDED, faults, HEADINGS)
    return _by_train(rows, file, faults)


def _by_train(rows: list[tuple[int, dict[str, str]]], file: str, faults: Faults) -> CallTable:
    by_train: dict[str, list[TableCall]] = {}
    before = ""
    for row, cells in rows:
        train = cells.get("train") or before or NAMELESS
        if train != before and train in by_train:
            faults.add(file, row, "train", N_("{train} 的各行没有写在一起。请把它们挪到一处。"), train=train)
        by_train.setdefault(train, []).append(
            TableCall(row, *(cells[name] for name in NEEDED), *(cells.get(name, "") for name in COLUMNS[4:]))
        )
        before = train
    faults.refuse_any()
    if not by_train:
        faults.add(file, 1, "file", N_("只有表头，没有停站。"))
        faults.refuse()
    unused = dict.fromkeys(name for _, cells in rows[:1] for name in cells if name and name not in COLUMNS)
    return CallTable({train: tuple(calls) for train, calls in by_train.items()}, tuple(unused))
