"""The costing as a file says the same as the page and runs nothing."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from planner.package import Group, OwnPrices, quote
from routes.agency.download import costing_csv
from tests.support.facts import facts_of
from tests.support.packages import small_catalog, small_rules, trip_of
from tests.support.words import speaking

TRIP = trip_of(("known", "unknown"), ("half-known",), hotels=("mid",))
PACKAGE = quote(
    facts_of(small_catalog(), small_rules()),
    TRIP,
    Group(1, 2, 3, 4),
    OwnPrices(room_fen=30050, markup_percent=5),
)
NAMES = {name: name for name in ("known", "unknown", "half-known", "mid")}


def rows(names: dict[str, str], language: str = "zh") -> list[list[str]]:
    with speaking(language):
        text = costing_csv(PACKAGE, names)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_every_line_and_the_total_are_there() -> None:
    header, *lines, total, person = rows(NAMES)
    assert header == ["项目", "数量", "次数", "单价（元）", "小计（元）", "依据"]
    assert len(lines) == len(PACKAGE.lines)
    counted = sum(round(float(line[4]) * 100) for line in lines if line[4])
    assert total == ["合计（至少）", "", "", "", f"{PACKAGE.total_fen / 100:.2f}", ""]
    assert counted == PACKAGE.total_fen
    assert person[4] == f"{PACKAGE.per_person_fen / 100:.2f}"
    assert ["住宿：mid", "6", "1", "300.50", "1803.00", "您填的价"] in lines
    assert ["全程导游", "1", "2", "", "", "未填"] in lines


@given(name=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_no_cell_is_a_formula(name: str) -> None:
    for row in rows(dict.fromkeys(NAMES, name)):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
