"""docs/howto/add-a-format.md: the recipe's writer is offered and its reader takes a file whole or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BadFacts, Fault
from planner.exchange.timetables import WRITERS
from planner.exchange.trains import runs
from planner.exchange.trains.runs import RunCall, StationPoint, Timetable, TimetableRun
from tests.support.recipes import pieces


def _functions() -> tuple[Callable[[Timetable], bytes], Callable[[bytes, str], Timetable]]:
    known = vars(runs) | {"BadFacts": BadFacts, "Fault": Fault}
    for code in pieces("add-a-format", "python"):
        exec(code, known)  # noqa: S102  # the recipe's own functions
    return known["write_lines"], known["read_lines"]


write_lines, read_lines = _functions()
CALLS = (RunCall("甲城", None, 28_800), RunCall("乙城", 36_600, 36_600), RunCall("丙城", 40_000, None))
TABLE = Timetable(tuple(map(StationPoint, ("甲城", "乙城", "丙城"))), (TimetableRun("K1", CALLS),))


def test_the_writer_is_one_of_the_writers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRITERS, "lines", write_lines)
    assert WRITERS["lines"](TABLE).decode() == "K1, 甲城 28800, 乙城 36600, 丙城 40000"


def test_out_and_in_again() -> None:
    assert read_lines(write_lines(TABLE), "trains.txt") == TABLE


@given(st.binary(max_size=200) | st.text("K1, 甲城2880-\n", max_size=80).map(str.encode))
def test_whatever_is_in_a_file_it_is_read_or_refused(content: bytes) -> None:
    found = _read(content)
    assert isinstance(found, Timetable) or {fault.file for fault in found} == {"trains.txt"}


def _read(content: bytes) -> Timetable | tuple[Fault, ...]:
    try:
        return read_lines(content, "trains.txt")
    except BadFacts as refused:
        return refused.faults
