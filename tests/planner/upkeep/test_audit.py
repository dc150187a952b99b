"""A sample of facts: fairly drawn, the same for the same seed, entered whole or not at all, and what it says."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from planner.catalog import KEY_OF, Provenance, read_fact_tables
from planner.errors import BadFile, Unknown
from planner.settings import Settings
from planner.store import engine_for
from planner.upkeep import (
    KINDS,
    AuditedFact,
    KnownFact,
    all_audits,
    audit_cells,
    draw_audit,
    enter_audit,
    error_rates,
    how_checked,
    known_facts,
    past_audits,
    rate_sentence,
    write_sheet,
)
from planner.upkeep.audit import (
    ErrorRate,
    audit_states,
    keep_sample,
    newest_rates,
    note_findings,
    read_sample,
    sample,
    wilson,
)
from planner.upkeep.audit_sheet import check_findings, read_sheet
from planner.upkeep.audits import FOLDER
from tests.support.database import copied_database, empty_database

TODAY = date(2026, 11, 29)


def fact(kind: str, number: int) -> KnownFact:
    return KnownFact(kind, "places.csv", f"place-{number}", "=1+1", "hours", "-x", Provenance("book", "cited", 2024))


@pytest.fixture
def session(tmp_path: Path, backend: str) -> Iterator[Session]:
    with Session(engine_for(empty_database(tmp_path, backend).database_url)) as session:
        yield session


@pytest.fixture
def own(settings: Settings, tmp_path: Path, backend: str) -> Settings:
    """The facts in a database of its own."""
    return copied_database(settings, tmp_path, backend)


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
    content = write_sheet(read_sample(session, name, {}))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == ["'-x"] * 3  # no formula
    filled = filled_in(
        content, lambda n: {1: ("错", "09:00", "电话", "2026-11-28"), 2: ("right", "", "官网", "")}.get(n)
    )
    back, findings = read_sheet(filled, TODAY)
    check_findings(read_sample(session, back, {}), findings)
    assert (back, note_findings(session, back, findings, "王", {})) == (name, 2)
    (state,) = audit_states(session, {})
    assert (state.size, state.checked) == (3, 2)
    (rate,) = newest_rates(session, {})
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
    sheet = write_sheet(read_sample(session, name, {}))
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
    sheet = write_sheet(read_sample(session, name, {})).replace(f"{name},1,".encode(), f"{name},7,".encode())
    _, findings = read_sheet(filled_in(sheet, lambda _n: ("right", "", "x", "")), TODAY)
    with pytest.raises(BadFile):
        check_findings(read_sample(session, name, {}), findings)
    with pytest.raises(Unknown):
        read_sample(session, "nothing", {})


@given(st.integers(0, 400), st.integers(0, 400))
def test_an_interval_holds_what_was_seen(hits: int, misses: int) -> None:
    low, high = wilson(hits, hits + misses)
    share = hits / (hits + misses) if hits + misses else 0.5
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_intervals_are_those_of_the_books() -> None:
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_from_a_handful_nothing_is_worked_out() -> None:
    told = rate_sentence(ErrorRate("hours", 3, 1, 7, "2026-11-30", *wilson(1, 3)), str)
    assert told == "开门关门的时间：抽查 3 条，错 1 条（2026-11-30）。查得太少，还推算不出。另有 7 条查不到对不对。"


def test_what_nobody_could_settle_is_no_error() -> None:
    assert "都查不到" in rate_sentence(ErrorRate("hours", 0, 0, 3, "2026-11-29", 0, 1), str)
    told = rate_sentence(ErrorRate("hours", 20, 0, 1, "2026-11-29", *wilson(0, 20)), str)
    assert "大约错 0 到 17 条" in told
    assert "另有 1 条" in told


def test_samples_checked_before_come_with_the_facts(settings: Settings, session: Session) -> None:
    """They are read whole: every cell has a verdict with what it was checked with, and its row is one of the facts."""
    rows = {
        file: {row[KEY_OF[file]] for _, row in raw.rows}
        for file, raw in read_fact_tables(settings.region_dir).raws.items()
        if file in KEY_OF
    }
    past = past_audits(settings.region_dir)
    assert past
    for cells in past.values():
        assert [cell.number for cell in cells] == list(range(1, len(cells) + 1))
        assert all(cell.verdict and cell.checked_with and cell.row in rows[cell.file] for cell in cells)
        assert all(cell.right_value for cell in cells if cell.verdict == "wrong")
    rates = error_rates(session, settings)
    assert sum(rate.checked + rate.unclear for rate in rates) >= 30
    assert all(how_checked(settings, rates, language) for language in ("zh", "en"))


def test_what_was_wrong_in_a_sample_is_right_now(settings: Settings) -> None:
    raws = read_fact_tables(settings.region_dir).raws
    wrong = [cell for cells in past_audits(settings.region_dir).values() for cell in cells if cell.verdict == "wrong"]
    assert wrong
    for cell in wrong:
        row = next(row for _, row in raws[cell.file].rows if row[KEY_OF[cell.file]] == cell.row)
        assert row[cell.column] != cell.value


def test_a_sheet_of_the_facts_may_be_checked_further(own: Settings) -> None:
    """What is entered here goes before the sheet that came with the facts; its other cells stay as they were."""
    with Session(engine_for(own.database_url)) as db:
        (name,) = past_audits(own.region_dir)
        before = audit_cells(db, own, name)
        number = next(cell.number for cell in before if cell.verdict == "unclear")
        filled = filled_in(write_sheet(before), lambda n: ("right", "", "电话", "2026-11-29") if n == number else None)
        assert enter_audit(db, own, filled, "王") == (name, len(before))
        (state,) = all_audits(db, own)
        assert (state.audit, state.size, state.checked) == (name, len(before), len(before))
        after = {cell.number: cell for cell in audit_cells(db, own, name)}
        assert after[number].verdict == "right"
        assert all(after[cell.number].verdict == cell.verdict for cell in before if cell.number != number)


def test_drawing_a_sample_again_hides_nothing_of_what_was_found(own: Settings) -> None:
    with Session(engine_for(own.database_url)) as db:
        ((name, cells),) = past_audits(own.region_dir).items()
        bare = [AuditedFact(**{**cell.model_dump(), "verdict": ""}) for cell in cells]
        db.add_all(bare)
        db.flush()
        assert all_audits(db, own)[0].checked == len(cells)
        assert all(cell.verdict for cell in audit_cells(db, own, name))


def test_a_sample_is_drawn_from_the_facts_as_they_are(own: Settings) -> None:
    with Session(engine_for(own.database_url)) as db:
        name = draw_audit(db, own, 12, 1)
        assert [cell.number for cell in audit_cells(db, own, name)] == list(range(1, 13))
        assert all_audits(db, own)[0].audit == name


def test_a_spoiled_sheet_of_the_facts_is_told(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "2026-11-29.csv").write_text("audit,number\nx,1\n", encoding="utf-8")
    with pytest.raises(BadFile):
        past_audits(tmp_path)
    assert past_audits(tmp_path / "nowhere") == {}
