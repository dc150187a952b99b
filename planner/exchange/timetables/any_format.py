"""A file of trains in whatever format it is: found out by its content, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.catalog import Station
from planner.errors import BadFile, Fault
from planner.exchange.graphs import read_etrc, read_trc, read_xml_graph
from planner.exchange.gtfs import read_gtfs
from planner.exchange.timetables.calls_csv import table_runs
from planner.exchange.timetables.detection import LARGEST_BYTES, READABLE, format_of
from planner.exchange.timetables.saved_train import cruise_timetable, read_saved_train
from planner.exchange.timetables.sheets import read_sheet
from planner.exchange.trains import FileNote, Skipped, Timetable, TrainGraph
from planner.language import N_
from planner.text import decode, read_json
from planner.train.entry import CallTable, TableCall, read_call_table, split_rows

UNKNOWN = N_("认不出这是哪种文件。能读的有：{formats}。")
UNREADABLE = {
    "geojson": N_("这是 GeoJSON，里面没有完整的时刻，读不了。能读的有：{formats}。"),
    "xls": N_("这是旧的 .xls 或 Word 文件，读不了。请另存为 .xlsx 或 CSV。能读的有：{formats}。"),
    "other_xml": N_("这种 XML 读不了。能读的有：{formats}。"),
}


@dataclass(frozen=True)
class Import:
    """What was read. `format` is one of `FORMATS`; trains in `skipped` were left out, `notes` say what else is to be
    known; a train graph has lines too."""

    format: str
    timetable: Timetable
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[FileNote, ...] = ()
    graph: TrainGraph | None = None


def read_timetable(content: bytes, name: str, stations: Mapping[str, Station], url: str) -> Import:
    """The trains in a file called `name`; `stations` and `url` supply what a saved silver train leaves out.

    Raises
    ------
    BadFile
        If it is in no format we read, something in it is wrong, or no train of it can be used; then nothing is taken.
    """
    read = read_file(content, name, stations, url)
    if not read.timetable.runs:
        faults = [Fault(name, 0, each.train, each.why, each.values) for each in read.skipped]
        raise BadFile((*faults, Fault(name, 0, "file", N_("没有一趟车能用。"))))
    return read


def read_file(content: bytes, name: str, stations: Mapping[str, Station], url: str) -> Import:
    """The same of a file that may hold lines and no trains."""
    if len(content) > LARGEST_BYTES:
        raise BadFile((Fault(name, 0, "file", N_("超过 {most} MB。"), {"most": LARGEST_BYTES // 1_000_000}),))
    found = format_of(content)
    if found == "silverway":
        return Import(found, cruise_timetable(read_saved_train(content, name), stations, url))
    if found == "gtfs":
        feed = read_gtfs(content, name, stations)
        return Import(found, feed.timetable, notes=feed.notes)
    if found in GRAPHS:
        graph = GRAPHS[found](content, name)
        return Import(found, graph.timetable, graph.skipped, graph.notes, graph)
    if found in TABLES:
        table = TABLES[found](content, name)
        notes = (
            (FileNote(N_("没有用到的列：{columns}。"), {"columns": "、".join(table.unused)}),) if table.unused else ()
        )
        return Import(found, table_runs(table, name), notes=notes)
    raise BadFile((Fault(name, 0, "file", UNREADABLE.get(found, UNKNOWN), {"formats": READABLE}),))


def _lines(content: bytes, name: str) -> CallTable:
    """A station a line, as one types them."""
    rows, bad = split_rows(decode(content)[0], str)
    if bad:
        raise BadFile(tuple(Fault(name, line.line, "", line.sentence) for line in bad))
    return CallTable({"1": tuple(TableCall(line, name, a or "", d or "") for line, name, a, d in rows)})


def _case(content: bytes, name: str) -> CallTable:
    """The calls of a train in JSON, without what else it says of the train."""
    calls: Any = read_json(decode(content)[0])["calls"]
    if not isinstance(calls, list) or not all(isinstance(call, dict) for call in calls):
        raise BadFile((Fault(name, 0, "calls", N_("不是列表。")),))
    return CallTable({
        "1": tuple(
            TableCall(n, *(str(call.get(key) or "") for key in ("station", "arrive", "depart")))
            for n, call in enumerate(calls, 1)
        )
    })  # fmt: skip


GRAPHS: dict[str, Callable[[bytes, str], TrainGraph]] = {"etrc": read_etrc, "trc": read_trc, "xml": read_xml_graph}
TABLES: dict[str, Callable[[bytes, str], CallTable]] = {
    "csv": read_call_table,
    "lines": _lines,
    "case": _case,
    "xlsx": read_sheet,
    "ods": read_sheet,
}
