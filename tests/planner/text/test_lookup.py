"""Rows are found by what people call them."""

from __future__ import annotations

import pytest

from planner.errors import Ambiguous, Unknown
from planner.text.lookup import Named, NameIndex

ROWS = (
    Named("palace", "沈阳故宫博物院", "Shenyang Imperial Palace"),
    Named("zhang", "张学良旧居(张氏帅府博物馆)", "Marshal Zhang's Mansion Museum"),
    Named("jinzhou-1", "金州", "Jinzhou"),
    Named("jinzhou-2", "锦州", "Jinzhou"),
    Named("lvshun", "旅顺站旧址", "Former station"),
)
PARTS = NameIndex("place", ROWS, suffixes=("站", "station"), parts=True, near=2)
WHOLE = NameIndex("city", ROWS)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("palace", "palace"),
        (" 沈阳故宫博物院 ", "palace"),
        ("瀋陽故宮博物院", "palace"),
        ("故宫", "palace"),
        ("Shen Yang Gu Gong", "palace"),
        ("shenyang imperial palace", "palace"),
        ("张学良旧居（张氏帅府博物馆）", "zhang"),
        ("Marshal Zhang’s Mansion Museum", "zhang"),
        ("zhangxueliangjiuju", "zhang"),
        ("lvshun zhan", "lvshun"),
        ("lushun", "lvshun"),
        ("Jinzhou 锦州", "jinzhou-2"),
        ("锦州站", "jinzhou-2"),
    ],
)
def test_a_row_by_its_names(typed: str, key: str) -> None:
    assert PARTS.find(typed) == key


def test_several_of_one_name_are_listed_so_that_they_differ() -> None:
    with pytest.raises(Ambiguous) as caught:
        PARTS.find("Jinzhou")
    assert caught.value.suggestions == ("金州", "锦州")
    assert caught.value.suggestions_en == ("Jinzhou 金州", "Jinzhou 锦州")


def test_what_is_unknown_is_answered_with_names_that_are_near_or_with_all() -> None:
    with pytest.raises(Unknown) as caught:
        PARTS.find("沈阳故居")
    assert caught.value.suggestions[0] == "沈阳故宫博物院"
    assert len(caught.value.suggestions) <= 2
    with pytest.raises(Unknown) as caught:
        WHOLE.find("北京")
    assert caught.value.suggestions == tuple(row.zh for row in ROWS)


@pytest.mark.parametrize("typed", ["", "  ", "（）", "\udcff\x00"])
def test_nothing_means_nothing(typed: str) -> None:
    with pytest.raises(Unknown):
        PARTS.find(typed)
