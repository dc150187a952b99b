"""Whatever is in a file, it is read or refused in words: no other end."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.errors import BadFacts
from planner.exchange.gtfs import write_gtfs
from planner.exchange.timetables.any_format import read_timetable
from planner.exchange.trains.runs import TIMETABLE_JSON
from tests.planner.exchange.graphs.test_etrc import SAMPLE
from tests.planner.exchange.gtfs.test_gtfs import TABLE
from tests.support.effort import examples

URL = "https://silverway.example.org/"


def survives(content: bytes) -> None:
    try:
        TIMETABLE_JSON.dump_json(read_timetable(content, "file", {}, URL).timetable)
    except BadFacts as refused:
        reported = [str(fault) for fault in refused.faults]
    else:
        reported = ["read"]
    assert reported


@settings(max_examples=examples(200))
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode())))
def test_any_bytes(content: bytes) -> None:
    survives(content)


@settings(max_examples=examples(200))
@given(st.lists(st.lists(st.text('+:-0123456789abcK站,"\u200b\u3000', max_size=8), min_size=3, max_size=5), max_size=6))
def test_any_table(rows: list[list[str]]) -> None:
    survives("\n".join(["train,station,arrive,depart,km", *(",".join(row) for row in rows)]).encode())


with zipfile.ZipFile(io.BytesIO(write_gtfs(TABLE))) as _feed:
    FEED = {file: _feed.read(file) for file in _feed.namelist()}


@settings(max_examples=examples(300))
@given(st.data())
def test_any_change_of_a_feed(data: st.DataObject) -> None:
    tables = dict(FEED)
    for _ in range(data.draw(st.integers(1, 3))):
        file = data.draw(st.sampled_from(sorted(FEED)))
        rows = [line.split(",") for line in tables[file].decode(errors="replace").splitlines()]
        row = data.draw(st.integers(0, len(rows) - 1)) if rows else 0
        if rows:
            cell = data.draw(st.integers(0, len(rows[row]) - 1))
            rows[row][cell] = data.draw(
                st.one_of(st.text(max_size=6), st.sampled_from(["", "-1", "nan", "1e400", "T1"]))
            )
        tables[file] = "\n".join(",".join(line) for line in rows).encode(errors="replace")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as feed:
        for file, content in tables.items():
            feed.writestr(file, content)
    survives(target.getvalue())


@settings(max_examples=examples(200))
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
@example(1795, b"\0\0\0\0\0")  # a member without a name
def test_any_damage_of_a_zip(place: int, noise: bytes) -> None:
    whole = write_gtfs(TABLE)
    at = place % len(whole)
    survives(whole[:at] + noise + whole[at + len(noise) :])


def test_a_sheet_whose_kind_is_damaged_or_locked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as sheet:
        sheet.writestr("mimetype", "application/x")
    whole, begins = target.getvalue(), 30 + len("mimetype")
    survives(whole[:begins] + b"\xff" * 8 + whole[begins + 8 :])
    survives(whole[:6] + b"\1" + whole[7:].replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(reported: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        reported.items() if isinstance(reported, dict) else enumerate(reported) if isinstance(reported, list) else ()
    )
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


@settings(max_examples=examples(300))
@given(st.data())
def test_any_change_of_a_train_graph(data: st.DataObject) -> None:
    reported = json.loads(json.dumps(SAMPLE))
    path = data.draw(st.sampled_from(places(reported)[1:]))
    at = reported
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = data.draw(JSON)
    survives(json.dumps(reported).encode())
