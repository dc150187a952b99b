"""The sheet of a sample as CSV: to be printed or filled in by hand, and read again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

from planner.errors import BadFile, Fault
from planner.language import N_
from planner.text import decode
from planner.upkeep.audit import VERDICTS, AuditedFact, Finding

FILLED_IN = ("verdict", "right_value", "checked_with", "checked_on")
COLUMNS = ("audit", "number", "kind", "file", "row", "name", "column", "value", "source", "as_of", *FILLED_IN)
UNSAFE = ("=", "+", "-", "@")  # a spreadsheet takes what begins so for a formula
_SAID = {"对": "right", "错": "wrong", "查不到": "unclear", "查不清": "unclear"}


def write_sheet(cells: Sequence[AuditedFact]) -> bytes:
    """The sheet as a spreadsheet opens it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in cells:
        writer.writerow([_inert(str(getattr(cell, column) or "")) for column in COLUMNS])
    return target.getvalue().encode("utf-8-sig")


def read_sheet(content: bytes, today: date) -> tuple[str, list[Finding]]:
    """The sample's name and what was found; cells without a verdict are not checked yet. A check without a day was
    made today.

    Raises
    ------
    BadFile
        With everything that is wrong, by row.
    """
    file = "audit.csv"
    try:
        text, _gbk = decode(content)
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
    except (ValueError, csv.Error):
        raise BadFile((Fault(file, 0, "file", N_("不是 CSV 文件。请存成 CSV（UTF-8）再试。")),)) from None
    missing = [column for column in ("audit", "number", *FILLED_IN) if not rows or column not in rows[0]]
    if missing:
        raise BadFile((Fault(file, 1, missing[0], N_("没有这一列。请用抽查单原来的表头。")),))
    faults: list[Fault] = []
    if len({row["audit"] for row in rows}) != 1:
        faults.append(Fault(file, 2, "audit", N_("里面不止一次抽查。请一次交一张单子。")))
    findings, seen = [], set[str]()
    for number, row in enumerate(rows, 2):
        found = _finding({name: (row[name] or "").strip() for name in ("number", *FILLED_IN)}, today)
        if isinstance(found, tuple):
            faults.append(Fault(file, number, *found))
        elif row["number"] in seen:
            faults.append(Fault(file, number, "number", N_("这个编号前面已经有了。")))
        elif found.verdict:
            findings.append(found)
        seen.add(row["number"])
    if faults:
        raise BadFile(tuple(faults))
    return rows[0]["audit"], findings


def check_findings(cells: Sequence[AuditedFact], findings: Sequence[Finding]) -> None:
    """Refuse findings about cells that were never drawn; raises BadFile."""
    known = {cell.number for cell in cells}
    strange = [found.number for found in findings if found.number not in known]
    if strange:
        why = N_("这次抽查里没有第 {number} 格。")
        raise BadFile(tuple(Fault("audit.csv", 0, "number", why, {"number": number}) for number in strange))


def _finding(row: Mapping[str, str], today: date) -> Finding | tuple[str, str]:
    """What a row says, or the column that is wrong and why."""
    verdict = _SAID.get(row["verdict"], row["verdict"].lower())
    if not re.fullmatch(r"[0-9]{1,6}", row["number"]):
        return "number", N_("不是编号。")
    if not verdict:
        return Finding(int(row["number"]), "", "", "", "")
    if verdict not in VERDICTS:
        return "verdict", N_("请写 right（对）、wrong（错）或 unclear（查不到）。")
    if not row["checked_with"]:
        return "checked_with", N_("请写是问谁、看哪里查的。")
    on = row["checked_on"] or today.isoformat()
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return "checked_on", N_("请写日期，如 2026-11-29。")
    if day > today:
        return "checked_on", N_("这一天还没有到。")
    return Finding(int(row["number"]), verdict, row["right_value"], row["checked_with"], day.isoformat())


def shown(text: str) -> str:
    """A cell of the sheet as it was before it was written."""
    return text[1:] if text[:1] == "'" and text[1:2] in UNSAFE else text


def _inert(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text[:1] in UNSAFE and text != "-" else text
