"""A small copy of the data folder to plant faults in: everything, but three trains only."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

from planner.folders import ROOT

REGION = "liaoning"
TRAINS = ("C1101", "C1102", "C1105")


def copy_data(folder: Path) -> Path:
    """data/ copied into `folder`, with three published trains instead of a thousand."""
    data = shutil.copytree(ROOT / "data", folder / "data")
    for name in ("train_runs.csv", "train_calls.csv"):
        path = data / REGION / name
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(head + "".join(row for row in rows if row.startswith(TRAINS)), encoding="utf-8")
    named = data / REGION / "region.toml"
    text = re.sub(r"(?m)^trains = .*$", f"trains = {list(TRAINS)}", named.read_text(encoding="utf-8"))
    named.write_text(re.sub(r'(?m)^arriving = "\w+"', f'arriving = "{TRAINS[0]}"', text), encoding="utf-8")
    return data


def plant(data: Path, file: str, row: int, /, **cells: str) -> None:
    """Write cells into a row of a CSV file; rows count as a spreadsheet's, the header is row 1."""
    path = data / REGION / file
    with path.open(encoding="utf-8", newline="") as source:
        lines = list(csv.reader(source))
    for column, text in cells.items():
        lines[row - 1][lines[0].index(column)] = text
    _write(path, lines)


def rows_of(data: Path, file: str) -> list[dict[str, str]]:
    """The rows of a CSV file as text; the first one is row 2."""
    with (data / REGION / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def repeat(data: Path, file: str, row: int) -> None:
    """Enter a row a second time, at the end."""
    path = data / REGION / file
    with path.open(encoding="utf-8", newline="") as source:
        lines = list(csv.reader(source))
    _write(path, [*lines, lines[row - 1]])


def replace_text(data: Path, file: str, old: str, new: str) -> None:
    """Change the first `old` in any file under data/."""
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _write(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(lines)
