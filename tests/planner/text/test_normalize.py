"""Spellings of one name come down to one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from planner.catalog import Catalog
from planner.text.normalize import name_key, plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("张学良旧居（张氏帅府博物馆）", "张学良旧居(张氏帅府博物馆)"),
        ("張學良舊居（張氏帥府博物館）", "张学良旧居(张氏帅府博物馆)"),
        ("瀋陽", "沈阳"),
        ("大連", "大连"),
        ("遼寧省博物館", "辽宁省博物馆"),
        ("Ｓｈｅｎ　Ｙａｎｇ", "shenyang"),
        ("Shěn yáng", "Shenyang"),
        ("Lüshun", "LUSHUN"),
        ("K６８２", "K682"),
    ],
)
def test_spellings_of_one_name(typed: str, meant: str) -> None:
    assert name_key(typed) == name_key(meant)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" ２０２７－０５－１０ ", "2027-05-10"),
        ("5–10", "5-10"),
        ("a\u200bb\x00", "ab"),
        ("甲\t乙", "甲 乙"),
        ("\udcff", ""),
    ],
)
def test_plain_text(typed: str, read: str) -> None:
    assert plain(typed) == read


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
def test_every_name_of_the_facts_can_be_typed_in_traditional_characters(catalog: Catalog, config: str) -> None:
    names = [row.name for rows in (catalog.places, catalog.cities, catalog.stations) for row in rows.values()]
    convert = OpenCC(config).convert
    assert [name for name in names if name_key(convert(name)) != name_key(name)] == []


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_has_a_key_that_is_its_own(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
