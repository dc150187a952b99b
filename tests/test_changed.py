"""`make check` runs the tests that mirror what changed."""

from __future__ import annotations

import pytest

from tests.changed import ALWAYS, ROOT, chosen, mirror_of


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("planner/train/check/calls.py", "tests/planner/train/check"),
        ("planner/train/new_room/module.py", "tests/planner/train"),
        ("planner/people.py", "tests/planner/test_people.py"),
        ("planner/violations.py", None),
        ("routes/seniors/paper.py", "tests/routes/seniors"),
        ("routes/security.py", None),
        ("templates/rail/insert.html", "tests/routes/rail"),
        ("templates/base.html", "tests/routes"),
        ("data/liaoning/places.csv", "tests/planner/catalog"),
        ("docs/howto/add-a-rule.md", "tests/docs"),
        ("README.md", "tests/docs"),
        ("tests/planner/test_rules.py", "tests/planner/test_rules.py"),
        ("tests/planner/test_gone.py", None),
        ("tests/support/site.py", None),
        ("Makefile", None),
    ],
)
def test_a_file_has_its_tests(path: str, tests: str | None) -> None:
    assert mirror_of(path) == tests
    assert tests is None or (ROOT / tests).exists()


def test_no_test_runs_twice() -> None:
    paths = ["planner/train/check/calls.py", "planner/train/new.py", "planner/people.py", "tests/browser/test_map.py"]
    assert chosen(paths) == ["tests/planner/test_people.py", "tests/planner/train", ALWAYS]


def test_where_no_file_has_tests_of_its_own_none_is_chosen() -> None:
    assert chosen([]) == chosen(["Makefile", "planner/violations.py"]) == []
