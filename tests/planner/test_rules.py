"""The rule pack as loaded, and how it answers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from planner.folders import ROOT
from planner.rules import Rule, RulePack, load_rules

SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for part in ("planner", "routes")
    for path in (ROOT / part).rglob("*.py")
}
READ_BY_CODE = re.compile(r"""rules(?:\.(?:number|whole|minute)\(|\[)"([a-z0-9-]+)""")


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("senior-age", 60), ("signature-75", 75), ("companion-75", 75), ("doctor", 100),
        ("sightseeing-stretch", 180), ("coach-stretch", 120), ("break-length", 20), ("sleeper-hours", 8),
        ("walk-stretch", 30), ("no-strenuous", 3), ("medics-ratio", 350),
    ],
)  # fmt: skip
def test_numbers_of_the_standards(rules: RulePack, rule: str, value: int) -> None:
    assert rules.whole(rule) == value


def test_every_rule_says_what_it_is_and_where_it_comes_from(rules: RulePack) -> None:
    for rule in rules.rules.values():
        assert rule.trust in ("primary", "secondary", "general knowledge", "ours"), rule.id
        assert rule.zh.endswith("。"), rule.id
        assert rule.en.endswith("."), rule.id
        assert rule.source, rule.id
        assert set(rule.applies_to) <= {"itinerary", "stay", "train", "agency", "hotel", "place"}, rule.id
        assert rule.applies_to, rule.id


def test_every_rule_that_code_reads_exists(rules: RulePack) -> None:
    sources = [
        path.read_text(encoding="utf-8") for part in ("planner", "routes") for path in (ROOT / part).rglob("*.py")
    ]
    wanted = {rule for text in sources for rule in READ_BY_CODE.findall(text)}
    assert len(wanted) > 20
    assert wanted <= set(rules.rules)


def readers(rule: str) -> set[str]:
    """The files that read a rule's value; for one without a value, those that name it."""
    reads = re.compile(rf"""rules(?:\(\))?(?:\.(?:number|whole|minute)\(\s*|\[)[^()\]]*?"{re.escape(rule)}\"""")
    return {path for path, text in SOURCES.items() if reads.search(text)}


def test_every_rule_is_read(rules: RulePack) -> None:
    """Those for agencies are listed as duties; those of delays are the fields of one class; shelf lives are read by the
    kind of a fact (upkeep/test_freshness.py). Those of trips are heard as well, in itinerary/test_rules_heard.py."""
    for rule in rules.rules.values():
        if "agency" in rule.applies_to or rule.id.startswith(("delay-", "shelf-life-")):
            continue
        named = {path for path, text in SOURCES.items() if f'"{rule.id}"' in text}
        told = any(path.startswith("routes/") for path in named)
        assert readers(rule.id) or told or (rule.value is None and named), rule.id


def test_times_are_minutes_of_the_day(rules: RulePack) -> None:
    assert rules.minute("day-start") == 510
    assert rules.minute("night-from") == 1230


def test_a_rule_answers_only_in_its_own_unit() -> None:
    half = Rule("half", "。", ".", 0.5, "", False, ("itinerary",), "test", "ours")
    none = Rule("none", "。", ".", None, "", False, ("itinerary",), "test", "ours")
    pack = RulePack({"half": half, "none": none}, {})
    assert pack.number("half") == 0.5
    with pytest.raises(TypeError, match=r"half is not a whole number: 0\.5"):
        pack.whole("half")
    with pytest.raises(TypeError, match="none has no number"):
        pack.number("none")


EDITIONS = """[pause]
zh = "歇。"
en = "Rest."
value = 20
unit = "min"
hard = true
applies_to = ["itinerary"]
source = "the old norm"
trust = "secondary"
valid_from = 2016-09-01

[[pause.later]]
valid_from = 2027-07-01
value = 25
source = "the new norm"

[[pause.later]]
valid_from = 2028-01-01
hard = false
"""


@pytest.mark.parametrize(
    ("day", "value", "hard", "source"),
    [
        (date(2000, 1, 1), 20, True, "the old norm"), (date(2027, 6, 30), 20, True, "the old norm"),
        (date(2027, 7, 1), 25, True, "the new norm"), (date(2027, 12, 31), 25, True, "the new norm"),
        (date(2028, 1, 1), 25, False, "the new norm"),
    ],
)  # fmt: skip
def test_a_rule_holds_as_on_the_day(tmp_path: Path, day: date, value: int, hard: bool, source: str) -> None:
    pack = pack_of(tmp_path, EDITIONS).on(day)
    rule = pack["pause"]
    assert (pack.whole("pause"), rule.hard, rule.source, rule.zh) == (value, hard, source, "歇。")
    assert pack.on(day) is pack
    assert (pack.mark == pack.on(date(2026, 1, 1)).mark) == (day < date(2027, 7, 1))


def test_rules_of_one_edition_are_the_same_on_every_day(rules: RulePack) -> None:
    assert not rules.editions  # the day a later one is known, what is planned for then is judged by it
    assert rules.on(date(2000, 1, 1)) is rules.on(date(2100, 1, 1)) is rules


def test_standards_are_known_where_rules_name_them(rules: RulePack) -> None:
    named = {rule.standard for rule in rules.rules.values() if rule.standard}
    assert named <= set(rules.standards)
    assert rules.standards["lb-t-052"].successor == "gb-t-47540"
    assert rules.standards["gb-t-47540"].valid_from is None  # nobody says so yet
    assert "gb-t-47540" not in named


def pack_of(data: Path, text: str) -> RulePack:
    (data / "rules").mkdir()
    (data / "rules" / "trips.toml").write_text(text, encoding="utf-8")
    (data / "themes.toml").write_text("", encoding="utf-8")
    return load_rules(data)


def test_a_rule_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    row = (
        '[pause]\nzh = "歇。"\nen = "Rest."\nhard = true\napplies_to = ["itinerary"]\nsource = "test"\ntrust = "ours"\n'
    )
    for name in ("one.toml", "two.toml"):
        (tmp_path / "rules" / name).write_text(row, encoding="utf-8")
    with pytest.raises(ValueError, match=r"two\.toml: rule pause is defined twice"):
        load_rules(tmp_path)
