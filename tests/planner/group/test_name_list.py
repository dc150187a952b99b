"""Name lists as agencies have them: any format and encoding, any order of columns, and faults told in place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from planner.errors import BadFile
from planner.exchange.rosters import read_name_table
from planner.group import NameList, name_table, read_name_list

TODAY = date(2026, 11, 30)
HEADER = ["姓名", "性别", "身份证号", "电话", "同住", "轮椅", "饮食"]
ROWS = [
    ["王秀英", "女", "210102195403120024", "13800001234", "李国强", "", "低盐"],
    ["李国强", "男", "21010219511105001X", "13800001235", "王秀英", "", ""],
    ["张敏", "女", "", "024-22334455", "", "是", "回民"],
]


def listed(content: bytes, name: str = "名单.csv", fields: Sequence[str] = ()) -> NameList:
    return read_name_list(read_name_table(content, name), name, TODAY, fields)


def csv_of(rows: Sequence[Sequence[str]], sign: str = ",") -> str:
    return "\r\n".join(sign.join(row) for row in rows)


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


FORMATS = {
    "utf-8": csv_of([HEADER, *ROWS]).encode(),
    "utf-8-sig": csv_of([HEADER, *ROWS]).encode("utf-8-sig"),
    "gbk": csv_of([HEADER, *ROWS]).encode("gbk"),
    "utf-16": csv_of([HEADER, *ROWS]).encode("utf-16"),
    "pasted": csv_of([HEADER, *ROWS], "\t").encode(),
    "semicolons": csv_of([HEADER, *ROWS], ";").encode(),
    "xlsx": workbook([HEADER, *ROWS]),
}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_the_same(form: str) -> None:
    found = listed(FORMATS[form])
    assert not found.faults
    wang, li, zhang = found.group.travellers
    assert (wang.name, wang.sex, wang.born, wang.diet) == ("王秀英", "f", date(1954, 3, 12), "低盐")
    assert (wang.room_with, li.room_with) == (("p2",), ("p1",))
    assert (li.born, li.sex, li.phone) == (date(1951, 11, 5), "m", "+86 138 0000 1235")
    assert (zhang.mobility, zhang.born) == ("wheelchair", None)


@given(st.permutations(range(len(HEADER))))
def test_columns_may_stand_in_any_order(order: list[int]) -> None:
    moved = [[row[n] for n in order] for row in [HEADER, *ROWS]]
    assert listed(csv_of(moved).encode()).group == listed(FORMATS["utf-8"]).group


def test_english_headings() -> None:
    text = "Full Name,Gender,Date of Birth,Mobility,Room with,Emergency contact,Emergency phone\n"
    text += "Mary Lee,F,1954-03-12,slow,John Lee,Ann,+8613800001234\nJohn Lee,M,1950/1/2,cane,Mary Lee,,\n"
    mary, john = listed(text.encode()).group.travellers
    assert (mary.sex, mary.mobility, mary.room_with, mary.emergency_name) == ("f", "gentle", ("p2",), "Ann")
    assert (john.born, john.mobility) == (date(1950, 1, 2), "cane")


def test_titles_sums_and_empty_rows_are_no_people() -> None:
    rows = [
        ["阳光旅行社 沈阳–大连 5日 名单"],
        [],
        ["序号", *HEADER],
        ["1", *ROWS[0]],
        ["2", *ROWS[1]],
        ["", "合计2人"],
        ["注：以证件为准"],
    ]
    found = listed(workbook(rows), "名单.xlsx")
    assert [each.name for each in found.group.travellers] == ["王秀英", "李国强"]
    assert not found.faults
    assert [note.row for note in found.notes] == [6, 7]


def test_a_mapping_for_headings_nobody_knows() -> None:
    text = "甲,乙,丙\n王秀英,1954-03-12,爱唱歌\n"
    lost = listed(text.encode())
    assert not lost.group.travellers
    assert lost.faults[0].column == "name"
    found = listed(text.encode(), fields=["name", "born", ""])
    assert found.group.travellers[0].born == date(1954, 3, 12)
    assert found.group.travellers[0].unread == {"丙": "爱唱歌"}


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("性别", "甲", "“男”或“女”"), ("出生日期", "54年3月", "年份四位"), ("出生日期", "1954-02-30", "读不懂"),
        ("出生日期", "2054-03-12", "今天之后"), ("年龄", "72.5", "整数"), ("年龄", "1e2", "整数"),
        ("年龄", "172", "整数"),
        ("身份证号", "21010219540312002X", "校验位"), ("身份证号", "2.10102E+17", "文本"), ("护照", "护照", "护照号"),
        ("电话", "1380000", "手机号"), ("同住", "查无此人", "没有“查无此人”"), ("轮椅", "也许", "“是”或“否”"),
        ("行动能力", "？", "行动能力"), ("身份", "？", "导游"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_and_kept(column: str, cell: str, told: str) -> None:
    found = listed(f"备注,{column},姓名\n好,{cell},王秀英\n,,李国强\n".encode())
    assert [(fault.row, told in str(fault)) for fault in found.faults] == [(2, True)]
    assert [each.name for each in found.group.travellers] == ["王秀英", "李国强"]
    assert list(found.group.travellers[0].unread.values()) == [cell]


def test_excel_that_rounded_the_numbers_is_seen() -> None:
    book = workbook([["姓名", "身份证号", "生日", "年龄"], ["王秀英", 210102195403120024, datetime(1954, 3, 12), 72.0]])
    found = listed(book)
    assert [fault.column for fault in found.faults] == ["id_number"]
    assert (found.group.travellers[0].born, found.group.travellers[0].age) == (date(1954, 3, 12), 72)


def test_what_contradicts_the_identity_number_is_told() -> None:
    found = listed("姓名,性别,生日,身份证号\n王秀英,男,1954-03-13,210102195403120024\n".encode())
    assert {fault.column for fault in found.faults} == {"sex", "born"}
    assert found.group.travellers[0].sex == "m"  # as it was written, until somebody mends it


def test_the_same_identity_twice() -> None:
    found = listed("姓名,身份证号\n王秀英,210102195403120024\n王秀,210102195403120024\n".encode())
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, "id_number")]
    assert len(found.group.travellers) == 2


def test_two_of_one_name_need_a_household() -> None:
    rows = "姓名,同住,家庭\n王秀英,李强,{}\n李强,王秀英,1\n李强,,2\n"
    assert [fault.column for fault in listed(rows.format("").encode()).faults] == ["room_with"]
    found = listed(rows.format("1").encode())
    assert not found.faults
    assert found.group.travellers[0].room_with == ("p2",)
    assert found.group.travellers[0].travels_with == ("p2",)


def test_a_row_without_a_name_is_told() -> None:
    found = listed("姓名,电话\n,13800001234\n王秀英,\n".encode())
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "name")]
    assert len(found.group.travellers) == 1


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0" + b"0" * 600, b"PK\x03\x04broken", b"\x00\x01\x02\xff" * 9, "姓名\n".encode()]
)
def test_what_is_no_list_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        read_name_table(content, "名单.xls")
    assert refused.value.faults[0].why


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_nothing_is_lost_in_silence(rows: list[list[str]]) -> None:
    """Every row below the heading is a traveller, or is told of; and every cell of a traveller is somewhere."""
    header = ["姓名", "性别", "生日", "电话", "同住", "杂项"]
    table = name_table((n, row) for n, row in enumerate([header, *rows], 1))
    found = read_name_list(table, "x", TODAY)
    spoken = {fault.row for fault in (*found.faults, *found.notes)} | set(found.rows.values())
    assert spoken >= {number for number, _row in table.rows}
    by_row = {number: found.group.by_key()[key] for key, number in found.rows.items()}
    for number, row in table.rows:
        if number in by_row and len(row) > 5 and row[5]:
            assert by_row[number].unread["杂项"] == row[5]
