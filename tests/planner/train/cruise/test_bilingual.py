"""English sentences about silver trains name cities and stations in English."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from planner.catalog import Catalog
from planner.itinerary.types import Reason
from planner.language import translator
from planner.sentences import REASONS, reason_sentence
from planner.train.cruise.bilingual import bilingual

NAMES = {
    "city": "锦州",
    "station": "大连北",
    "from": "沈阳",
    "to": "丹东",
    "cities": "沈阳、大连",
    "others": "丹东、鞍山",
    "legs": "沈阳–丹东、丹东–大连",
}
CHINESE = re.compile(r"[\u4e00-\u9fff，。、：]")


@pytest.mark.parametrize("code", sorted(code for code in REASONS if code.startswith("train_")))
def test_every_reason_is_english_throughout(catalog: Catalog, code: str) -> None:
    fields = {name for _, name, _, _ in Formatter().parse(REASONS[code]) if name}
    reason = bilingual(catalog, Reason(code, {name: NAMES.get(name, 7) for name in fields}))
    english = reason_sentence(reason, translator("en"))
    assert not CHINESE.search(english), english
    assert reason_sentence(reason, translator("zh")).endswith("。")


def test_names_keep_what_stands_between_them(catalog: Catalog) -> None:
    reason = Reason("train_not_path", {"city": "丹东", "legs": "沈阳–丹东、丹东–哪里", "points": 3})
    values = bilingual(catalog, reason).values
    assert values["legs_en"] == "Shenyang–Dandong、Dandong–哪里"
    assert "others_en" not in values
