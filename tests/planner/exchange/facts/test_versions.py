"""Two versions of the facts: what differs makes the one of the other, and what cannot be read is told."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BadFile
from planner.exchange.facts import compare_versions, read_version, zipped
from planner.exchange.facts.versions import TableVersion

COLUMNS = ("id", "name", "phone")
ROWS = st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.sampled_from("xyz"), st.sampled_from(("", "1", "2"))))


def table(rows: Mapping[str, tuple[str, str]]) -> TableVersion:
    return TableVersion(COLUMNS, {key: dict(zip(COLUMNS, (key, *row), strict=True)) for key, row in rows.items()})


def content(rows: Mapping[str, tuple[str, str]], columns: tuple[str, ...] = COLUMNS) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerows([columns, *((key, *row) for key, row in rows.items())])
    return target.getvalue().encode("utf-8-sig")


@given(ROWS, ROWS)
def test_the_differences_make_the_one_of_the_other(
    before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]
) -> None:
    found = compare_versions({"places.csv": table(before)}, {"places.csv": table(after)})
    made = {key: dict(row) for key, row in table(before).rows.items()}
    for difference in found:
        for key in difference.removed:
            del made[key]
        for key in difference.added:
            made[key] = dict(table(after).rows[key])
        for cell in difference.changed:
            assert made[cell.row][cell.column] == cell.old
            made[cell.row][cell.column] = cell.new
    assert made == table(after).rows
    assert bool(found) == (before != after)


def test_a_folder_is_the_same_as_its_zip_within_a_folder(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_bytes(content({"a": ("x", "1")}))
    (tmp_path / "readme.txt").write_text("no table")
    file = tmp_path / "facts.zip"
    file.write_bytes(zipped({"facts-2/places.csv": content({"a": ("x", "1")}), "facts-2/readme.txt": b"?"}))
    assert compare_versions(read_version(tmp_path), read_version(file)) == []


def test_a_column_that_one_version_lacks_is_told_and_not_compared(tmp_path: Path) -> None:
    (tmp_path / "old.zip").write_bytes(zipped({"places.csv": content({"a": ("x",)}, ("id", "name"))}))  # type: ignore[dict-item]
    (tmp_path / "new.zip").write_bytes(zipped({"places.csv": content({"a": ("y", "1")})}))
    (found,) = compare_versions(read_version(tmp_path / "old.zip"), read_version(tmp_path / "new.zip"))
    assert (found.columns_added, found.columns_removed) == (("phone",), ())
    assert [(cell.column, cell.old, cell.new) for cell in found.changed] == [("name", "x", "y")]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "里面没有资料的表"),
        ({"places.csv": b"\xff\xfe\x00"}, "不是 UTF-8"),
        ({"places.csv": b"name\nx\n"}, "没有这一列"),
        ({"places.csv": b"id,name\na\n"}, "格数和表头不一样"),
        ({"places.csv": b"id\na\na\n"}, "前面已经有一行"),
        ({"places.csv": b"id\na\n", "old/places.csv": b"id\na\n"}, "两个同名的表"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, files: dict[str, bytes], why: str) -> None:
    path = tmp_path / "facts.zip"
    path.write_bytes(zipped(files))
    with pytest.raises(BadFile) as error:
        read_version(path)
    assert why in str(error.value.faults[0])


WHOLE = zipped({"places.csv": content({"a": ("x", "1")}) * 40})


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_zip_is_read_or_refused_with_a_sentence(place: int, noise: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.zip"
        path.write_bytes(WHOLE[:place] + noise + WHOLE[place + len(noise) :])
        with suppress(BadFile):
            read_version(path)


def test_no_zip_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "facts.zip"
    path.write_text("no zip")
    with pytest.raises(BadFile):
        read_version(path)
    assert zipfile.is_zipfile(path) is False
