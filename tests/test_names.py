"""One name means one thing: no two classes of the planner and the site share theirs. Some names are for nobody."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_a_class_name_is_defined_once() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for path in (path for top in ("planner", "routes") for path in sorted((ROOT / top).rglob("*.py"))):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                where[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert len(where) > 100
    assert not {name: places for name, places in where.items() if len(places) > 1}


def test_no_browser_is_waited_for_by_eval() -> None:
    """The pages' security policy refuses the second look of `wait_for_function`, which fails where it has to wait."""
    waiting = [
        str(path.relative_to(ROOT))
        for top in ("tests", "docs", "benchmarks")
        for path in sorted((ROOT / top).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "wait_for_function"
    ]
    assert not waiting
