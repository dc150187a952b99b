"""A train to be tested from a file in any format: the one reader behind the page, the command line and scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.exchange.timetables.detection import format_of
from planner.language import Translate
from planner.train.entry import read_call_table, read_table_train, read_train_text, text_of
from planner.train.types import TrainSpec

if TYPE_CHECKING:
    from planner.exchange.trains import TimetableRun

NAMED = 20  # trains of a file, in a sentence


def read_train(content: bytes, name: str, rail: RailFacts, wanted: str, _: Translate) -> TrainSpec:
    """The train of a file called `name`, of several the `wanted` one.

    Raises
    ------
    BadCase, BadFile
        If it cannot be read, with everything that is wrong.
    Unknown
        If there are several and none is wanted (which_train), or none is called so (file_train).
    """
    match format_of(content):
        case "case" | "lines":
            return read_train_text(text_of(content, name, _), name, rail, _)
        case "csv":
            return _of_table(content, name, rail, wanted, _)
    from planner.exchange.timetables.any_format import read_timetable
    from planner.exchange.timetables.formats import train_spec

    return train_spec(choose(read_timetable(content, name, rail.stations, "").timetable.runs, wanted), rail)


def choose(runs: Sequence[TimetableRun], wanted: str) -> TimetableRun:
    """The train that is meant, by number, or by label where several have one; raises Unknown."""
    from planner.exchange.trains import chosen, labels

    found = chosen(runs, wanted)
    if len(found) == 1:
        return found[0]
    names = labels(runs)
    if found:
        names = tuple(name for run, name in zip(runs, names, strict=True) if run in found)
    raise Unknown("which_train" if found else "file_train", wanted, names[:NAMED])


def _of_table(content: bytes, name: str, rail: RailFacts, wanted: str, _: Translate) -> TrainSpec:
    """From its rows, so that what is wrong is named by its row."""
    trains = read_call_table(content, name).trains
    from planner.exchange.trains import numbers_in

    key = wanted.strip().casefold()
    found = [train for train in trains if not key or train.casefold() == key]
    found = found or [train for train in trains if key in map(str.casefold, numbers_in(train))]
    if len(found) != 1:
        raise Unknown("which_train" if found else "file_train", wanted, tuple(trains)[:NAMED])
    spec = read_table_train(trains[found[0]], rail, _)
    return replace(spec, case=replace(spec.case, own=rail.listed_number(found[0])))
