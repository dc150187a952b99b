"""A railway somebody brought: its lines and trains as one file keeps them, beside the facts of the region."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from planner.errors import BadFile, Fault, Malformed, Unknown
from planner.exchange.timetables import Import
from planner.exchange.trains import TrainGraph
from planner.language import N_

NAME = re.compile(r"\w[\w \-]{0,59}")
TRACKS = ("single", "double")


@dataclass(frozen=True)
class Railway:
    """Lines and trains. `source` is the file they came from; `tracks` holds for all sections, "" where nobody knows;
    `ruler` names the ruler that running times are taken from, "" for the first of each line."""

    name: str
    source: str
    graph: TrainGraph
    tracks: str = ""
    ruler: str = ""


RAILWAY_JSON: TypeAdapter[Railway] = TypeAdapter(Railway)


def make_railway(name: str, source: str, read: Import, tracks: str = "", ruler: str = "") -> Railway:
    """The railway that a file holds.

    Raises
    ------
    Malformed
        If it cannot be called so.
    Unknown
        If no line has such a ruler.
    BadFile
        If the file holds neither lines nor trains.
    """
    if not NAME.fullmatch(name):
        raise Malformed("railway", name, "dacheng")
    graph = read.graph or TrainGraph((), read.timetable, read.skipped, read.notes)
    rulers = tuple(dict.fromkeys(each.name for line in graph.lines for each in line.rulers))
    if ruler and ruler not in rulers:
        raise Unknown("ruler", ruler, rulers)
    if not graph.lines and not graph.timetable.runs:
        raise BadFile((Fault(source, 0, "file", N_("没有线路，也没有列车。")),))
    return Railway(name, source, graph, tracks, ruler)


def save_railway(folder: Path, railway: Railway) -> Path:
    """Keep it in the folder, in the place of one of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{railway.name}.json"
    part = path.with_suffix(".part")
    part.write_bytes(RAILWAY_JSON.dump_json(railway))
    part.replace(path)
    return path


def load_railway(folder: Path, name: str) -> Railway:
    """The railway of that name.

    Raises
    ------
    Unknown
        If there is none; with the names there are.
    BadFile
        If its file is damaged.
    """
    if name not in list_railways(folder):
        raise Unknown("railway", name, list_railways(folder))
    path = folder / f"{name}.json"
    try:
        return RAILWAY_JSON.validate_json(path.read_bytes())
    except ValidationError:
        raise BadFile((Fault(path.name, 0, "file", N_("坏了。请重新导入这条铁路。")),)) from None


def list_railways(folder: Path) -> tuple[str, ...]:
    """The names of all railways in the folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.json") if NAME.fullmatch(path.stem)))
