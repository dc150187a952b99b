"""CSV files, good, bad and hostile: proposals, or every fault with its row and column; never half of a file."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog import RawSheet, read_fact_tables
from planner.exchange.facts.changes import ChangeSet, new_rows
from planner.exchange.facts.csv_tables import LARGEST_BYTES, MOST_ROWS, read_table, write_table
from planner.folders import ROOT

RAWS = read_fact_tables(ROOT / "data" / "liaoning").raws
PALACE = next(row for _, row in RAWS["places.csv"].rows if row["id"] == "shenyang-imperial-palace")


def read(content: bytes | str, source: str = "price notice", as_of: int | None = 2026) -> ChangeSet:
    return read_table(content.encode() if isinstance(content, str) else content, "places.csv", RAWS, source, as_of)


def reported(draft: ChangeSet) -> list[str]:
    return [str(fault) for fault in draft.faults]


GOOD = "id,ticket_yuan,price_document\nshenyang-imperial-palace,66,身份证\n"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("gbk"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "with a mark", "GBK", "UTF-16", "Windows lines"],
)
def test_the_files_that_spreadsheets_write(content: bytes) -> None:
    draft = read(content)
    assert reported(draft) == []
    assert [(p.row, p.column, p.old, p.new) for p in draft.proposals] == [
        (PALACE["id"], "ticket_yuan", PALACE["ticket_yuan"], "66"),
        (PALACE["id"], "price_document", PALACE["price_document"], "身份证"),
    ]
    assert {(p.source, p.basis, p.as_of) for p in draft.proposals} == {("price notice", "cited", 2026)}
    assert bool(draft.notes) == (content == GOOD.encode("gbk"))


def test_an_empty_cell_changes_nothing_and_a_dash_empties() -> None:
    assert PALACE["hours"]
    draft = read("id,ticket_yuan,hours\nshenyang-imperial-palace,,-\n")
    assert [(p.column, p.old, p.new) for p in draft.proposals] == [("hours", PALACE["hours"], "")]


def test_a_file_with_its_own_sources() -> None:
    draft = read(
        f"id,phone,source,as_of\n{PALACE['id']},024-10000000,https://example.org,2025\n", source="", as_of=None
    )
    assert [(p.column, p.source, p.as_of) for p in draft.proposals] == [("phone", "https://example.org", 2025)]


def test_the_whole_table_changes_nothing() -> None:
    draft = read(write_table(RAWS["places.csv"]))
    assert (reported(draft), draft.proposals) == ([], [])
    assert "the file changes nothing" in draft.notes


@pytest.mark.parametrize("file", ["places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv", "stations.csv"])
def test_what_is_written_is_what_is_in_data(file: str) -> None:
    mine = (ROOT / "data" / "liaoning" / file).read_bytes()
    assert write_table(RAWS[file]).removeprefix(b"\xef\xbb\xbf") == mine


def test_a_new_row_is_reported_as_one() -> None:
    draft = read("id,name,city\nnew-place,新地方,沈阳\n")
    assert new_rows(draft.proposals, RAWS) == {("places.csv", "new-place")}
    assert {p.column for p in draft.proposals} == {"name", "city", "source", "as_of"}


BAD = [
    ("name,ticket_yuan\n沈阳故宫,50\n", "places.csv:1: header: lacks the column id, which says which row is meant"),
    ("id,mood\nbeiling-park,good\n", "places.csv:1: header: 'mood' is no column; there are id, name,"),
    ("id,hours,hours\nbeiling-park,24/7,24/7\n", "places.csv:1: hours: stands twice in the header"),
    ("id,ticket_yuan\nbeiling-park\n", "places.csv:2: row: has 1 cells instead of 2"),
    ("id,ticket_yuan\n,5\n", "places.csv:2: id: is empty: it says which row is meant"),
    ("id,ticket_yuan\nbeiling-park,7\nbeiling-park,8\n", "places.csv:3: id: 'beiling-park' stands in row 2 already"),
    ("id,ticket_yuan\nbeiling-park,7元\n", "places.csv:2: ticket_yuan: '7元' is not a price"),
    ("id,as_of,phone\nbeiling-park,soon,024-10000000\n", "places.csv:2: as_of: 'soon' is not a year such as 2026"),
    ('id,name_en\nbeiling-park,"=HYPERLINK(""http://x"")"\n', "places.csv:2: name_en: '=HYPERLINK("),
    ("id,address\nbeiling-park,@SUM(A1)\n", "places.csv:2: address: '@SUM(A1)' begins like a formula"),
    ("id,address\nbeiling-park,+1+cmd|'/C calc'!A0\n", "places.csv:2: address: "),
    ('id,address\nbeiling-park,"a\x07b"\n', "file:0: file: is neither UTF-8 nor GBK text"),
    ('id,address\nbeiling-park,"never closed\n', "places.csv:0: file: is not CSV: "),
    (b"id,address\nbeiling-park,\xff\xff\xff\n", "file:0: file: is neither UTF-8 nor GBK text"),
    (b"PK\x03\x04\x14\x00\x06\x00", "file:0: file: is neither UTF-8 nor GBK text"),
    ("", "places.csv:0: file: is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "why"), BAD)
def test_a_bad_file_tells_every_fault_and_its_place(content: bytes | str, why: str) -> None:
    draft = read(content)
    assert any(fault.startswith(why) for fault in reported(draft)), reported(draft)


def test_all_faults_are_reported_at_once() -> None:
    faults = reported(read("id,ticket_yuan,hours\nbeiling-park,x,y\nnope,-1,24/7\n"))
    assert [fault.split(": ")[0] for fault in faults] == ["places.csv:2", "places.csv:2", "places.csv:3"]


def test_a_change_needs_a_source() -> None:
    assert reported(read(GOOD, source="")) == [
        "places.csv:2: source: is empty: say where these facts come from",
    ]


def test_a_huge_file_is_refused_unread() -> None:
    assert reported(read(b"id,address\n" + b"x" * 100_000_000)) == [
        f"file:0: file: is larger than {LARGEST_BYTES // 1_000_000} MB: split it"
    ]
    assert f"{MOST_ROWS} at most" in reported(read("id\n" + "a\n" * (MOST_ROWS + 1)))[0]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    draft = read(content)
    assert draft.faults or draft.notes or draft.proposals or not content.strip()


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=5))
def test_any_cells_are_read_or_refused(cells: list[list[str]]) -> None:
    target = io.StringIO()
    csv.writer(target).writerows([["id", "address"], *cells])
    for proposal in read(target.getvalue().encode("utf-8", "replace")).proposals:
        assert proposal.new == "" or proposal.new[0] not in "=+-@"


def test_rows_of_a_sheet_without_rows_are_still_written() -> None:
    assert write_table(RawSheet("places.csv")).decode("utf-8-sig").startswith("id,name,")
