"""A sample of facts: fairly drawn, the same for the same seed, entered whole or not at all, and what it says."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from planner.catalog import Provenance, read_fact_tables
from planner.errors import BadFile, Unknown
from planner.settings import Settings
from planner.store import engine_for
from planner.upkeep import (
    KINDS,
    KnownFact,
    audits,
    check_findings,
    keep_sample,
    known_facts,
    newest_rates,
    note_findings,
    rate_sentence,
    read_sample,
    read_sheet,
    sample,
    write_sheet,
)
from planner.upkeep.audit import ErrorRate, wilson
from tests.support.database import empty_database

TODAY = date(2026, 11, 29)


def fact(kind: str, number: int) -> KnownFact:
    return KnownFact(kind, "places.csv", f"place-{number}", "=1+1", "hours", "-x", Provenance("book", "cited", 2024))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(engine_for(empty_database(tmp_path).database_url))


@given(st.dictionaries(st.sampled_from(sorted(KINDS)), st.integers(0, 30)), st.integers(0, 120), st.integers(0, 9))
def test_a_sample_is_fair(counts: dict[str, int], size: int, seed: int) -> None:
    """Every fact at most once, as many as asked for; no kind has two more than another that could give more."""
    facts = [fact(kind, number) for kind, count in counts.items() for number in range(count)]
    drawn = sample(facts, size, seed)
    assert drawn == sample(facts, size, seed)
    assert len(set(drawn)) == len(drawn) == min(size, len(facts))
    shares = Counter(f.kind for f in drawn)
    for kind, count in counts.items():
        if shares[kind] < count:
            assert all(shares[other] <= shares[kind] + 1 for other in shares)


def test_every_fact_may_be_drawn() -> None:
    facts = [fact("hours", number) for number in range(12)]
    assert {f.row for seed in range(60) for f in sample(facts, 2, seed)} == {f.row for f in facts}


def test_known_facts_are_those_of_the_files(settings: Settings) -> None:
    tables = read_fact_tables(settings.region_dir)
    facts = list(known_facts(tables))
    places = [row for _, row in tables.raws["places.csv"].rows]
    assert sum(f.column == "hours" for f in facts) == sum(bool(row["hours"]) for row in places)
    assert {f.kind for f in facts} == set(KINDS)
    assert len({(f.file, f.row, f.column) for f in facts}) == len(facts)


def test_a_sheet_goes_out_and_comes_back(session: Session) -> None:
    name = keep_sample(session, [fact("hours", 1), fact("hours", 2), fact("phones", 3)], "d", 1, TODAY)
    assert keep_sample(session, [fact("hours", 1), fact("hours", 2), fact("phones", 3)], "d", 1, TODAY) == name
    content = write_sheet(read_sample(session, name))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == ["'-x"] * 3  # no formula
    filled = filled_in(
        content, lambda n: {1: ("错", "09:00", "电话", "2026-11-28"), 2: ("right", "", "官网", "")}.get(n)
    )
    back, findings = read_sheet(filled, TODAY)
    check_findings(read_sample(session, back), findings)
    assert (back, note_findings(session, back, findings, "王")) == (name, 2)
    (state,) = audits(session)
    assert (state.size, state.checked) == (3, 2)
    (rate,) = newest_rates(session)
    assert (rate.kind, rate.checked, rate.wrong, rate.last_on) == ("hours", 2, 1, "2026-11-29")
    assert "抽查 2 条，错 1 条（2026-11-29）" in rate_sentence(rate, str)


def filled_in(content: bytes, said: Callable[[int], tuple[str, str, str, str] | None]) -> bytes:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    for number, line in enumerate(lines[1:], 1):
        line[-4:] = said(number) or line[-4:]
    target = io.StringIO()
    csv.writer(target).writerows(lines)
    return target.getvalue().encode("gbk")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("maybe", "", "x", ""), "请写 right"),
        (("right", "", "", ""), "问谁"),
        (("right", "", "x", "yesterday"), "请写日期"),
        (("right", "", "x", "2026-11-30"), "还没有到"),
    ],
)
def test_a_wrong_row_is_told_and_nothing_is_taken(session: Session, said: tuple[str, str, str, str], why: str) -> None:
    name = keep_sample(session, [fact("hours", 1), fact("hours", 2)], "d", 1, TODAY)
    sheet = write_sheet(read_sample(session, name))
    with pytest.raises(BadFile) as error:
        read_sheet(filled_in(sheet, lambda n: said if n == 2 else ("right", "", "x", "")), TODAY)
    (fault,) = error.value.faults
    assert fault.row == 3
    assert why in fault.why


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"a,b\n1,2\n", b"audit,number\nx,1\n"])
def test_what_is_no_sheet_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_sheet(content, TODAY)


def test_cells_that_were_never_drawn_are_refused(session: Session) -> None:
    name = keep_sample(session, [fact("hours", 1)], "d", 1, TODAY)
    sheet = write_sheet(read_sample(session, name)).replace(f"{name},1,".encode(), f"{name},7,".encode())
    _, findings = read_sheet(filled_in(sheet, lambda _n: ("right", "", "x", "")), TODAY)
    with pytest.raises(BadFile):
        check_findings(read_sample(session, name), findings)
    with pytest.raises(Unknown):
        read_sample(session, "nothing")


@given(st.integers(0, 400), st.integers(0, 400))
def test_an_interval_holds_what_was_seen(hits: int, misses: int) -> None:
    low, high = wilson(hits, hits + misses)
    share = hits / (hits + misses) if hits + misses else 0.5
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_intervals_are_those_of_the_books() -> None:
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_what_nobody_could_settle_is_no_error() -> None:
    assert "都查不到" in rate_sentence(ErrorRate("hours", 0, 0, 3, "2026-11-29", 0, 1), str)
    told = rate_sentence(ErrorRate("hours", 20, 0, 1, "2026-11-29", *wilson(0, 20)), str)
    assert "大约错 0 到 17 条" in told
    assert "另有 1 条" in told
