"""Which format a file is in, by its content and not by its name."""

from __future__ import annotations

import io
import re
import zipfile

from planner.clock import read_timetable_clock
from planner.errors import DAMAGED_ZIP, BadValue
from planner.exchange.graphs import TRC_MARK
from planner.exchange.workbooks import is_ods
from planner.language import N_
from planner.text import decode, read_json
from planner.train.entry import is_call_table, split_rows

ZIP, OLD_OFFICE, JSON, XML = b"PK", b"\xd0\xcf\x11\xe0", ("{", "["), "<"
FORMATS = {
    "gtfs": N_("GTFS（zip）"),
    "csv": N_("时刻表格（CSV）"),
    "lines": N_("每行一站的文本"),
    "case": N_("一趟车的 JSON"),
    "etrc": N_("pyETRC / qETRC 运行图"),
    "trc": N_("ETRC 运行图（.trc）"),
    "xml": N_("railML、jTrainGraph 运行图"),
    "xlsx": N_("Excel 时刻表格"),
    "ods": N_("OpenDocument 时刻表格（.ods）"),
    "silverway": N_("试排的银发列车"),
}
READABLE = (
    "GTFS (.zip), CSV (.csv, .txt), Excel (.xlsx), OpenDocument (.ods), JSON, pyETRC / qETRC (.json, .pyetgr, "
    ".pyetdb), ETRC (.trc), railML (.xml, .railml), jTrainGraph (.fpl)"
)
LARGEST_BYTES = 50_000_000
LOOKED_AT = 2000  # characters of a text
ROOTS = ("railml", "jtraingraph_timetable")
GRAPH_KEYS = ("line", "lines", "trains")
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


def format_of(content: bytes) -> str:
    """One of FORMATS, or what is known of a file that cannot be read: geojson, xls, other_xml, or "" for nothing."""
    if content.startswith(ZIP):
        return _zipped(content)
    if content.startswith(OLD_OFFICE):
        return "xls"
    try:
        text = decode(content)[0].lstrip("\ufeff \t\r\n")
    except BadValue:
        return ""
    if text.startswith(JSON):
        return _json(text)
    if text.startswith(XML):
        root = _ROOT.search(text[:LOOKED_AT])
        return "xml" if root is None or root[1].lower() in ROOTS else "other_xml"
    if text.startswith(TRC_MARK):
        return "trc"
    if is_call_table(content):
        return "csv"
    times = (word for _, _, *words in split_rows(text[:LOOKED_AT], str)[0] for word in words if word)
    return "lines" if any(read_timetable_clock(word) for word in times) else ""


def _zipped(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if is_ods(packed):
                return "ods"
    except DAMAGED_ZIP:
        return "gtfs"  # whose reader says what is wrong
    return "xlsx" if "xl/workbook.xml" in names else "gtfs"


def _json(text: str) -> str:
    """Which JSON it looks like; readers say what is wrong with it."""
    try:
        parsed = read_json(text)
    except BadValue:
        return "etrc"
    if not isinstance(parsed, dict):
        return "etrc" if isinstance(parsed, list) else ""
    if parsed.get("type") == "FeatureCollection":
        return "geojson"
    if "passings" in parsed:
        return "silverway"
    if "calls" in parsed:
        return "case"
    return "etrc" if any(key in parsed for key in GRAPH_KEYS) else ""
