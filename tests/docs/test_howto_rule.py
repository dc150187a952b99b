"""docs/howto/add-a-rule.md: a rule in the pack is checked, read by its unit, and shown by its own text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.catalog import check_facts
from planner.rules import RulePack, load_rules
from planner.sentences import violation_sentence
from planner.violations import Violation
from tests.support.planted import REGION, copy_data, replace_text
from tests.support.recipes import pieces


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The facts with the recipe's rule in them."""
    data = copy_data(tmp_path)
    rule, _later = pieces("add-a-rule", "toml")
    with (data / "rules" / "trips.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + rule)
    return data


@pytest.fixture
def rules(data: Path) -> RulePack:
    return load_rules(data)


def test_it_is_whole(data: Path) -> None:
    assert check_facts(data, REGION) == ()


def test_a_later_edition_holds_from_its_day(data: Path) -> None:
    rule, later = pieces("add-a-rule", "toml")
    replace_text(data, "rules/trips.toml", rule, f"{rule}\n{later}")
    assert check_facts(data, REGION) == ()
    pack = load_rules(data)
    assert [pack.on(day).whole("photo-stop") for day in (date(2027, 6, 30), date(2027, 7, 1))] == [15, 10]


def test_what_it_lacks_is_reported(data: Path) -> None:
    replace_text(data, "rules/trips.toml", 'source = "our choice: longer stops belong among the visits"\n', "")
    assert [str(fault) for fault in check_facts(data, REGION)] == ["rules/trips.toml:0: photo-stop: lacks source"]


def test_its_number_is_read_by_its_unit(rules: RulePack) -> None:
    read, _shown = pieces("add-a-rule", "python")
    known = {"facts": type("Facts", (), {"rules": rules})}
    exec(read, known)  # noqa: S102  # the recipe's own line
    assert known["limit"] == 15


def test_a_violation_of_it_is_reported_by_its_text(rules: RulePack) -> None:
    _read, reported = pieces("add-a-rule", "python")
    violation = eval(reported, {"Violation": Violation})  # noqa: S307  # the recipe's own line
    assert violation_sentence(violation, rules, "en", lambda text: text).endswith(rules["photo-stop"].en)
    assert rules["photo-stop"].zh in violation_sentence(violation, rules, "zh", lambda text: text)
