"""What a package names lazily is what its modules hold, and no module hides it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from planner import names_for_types
from planner.folders import ROOT

PACKAGES = [
    path.parent
    for path in sorted((ROOT / "planner").rglob("__init__.py"))
    if "    __getattr__ = lazy_names(__name__)" in path.read_text(encoding="utf-8")
]


def dotted(package: Path) -> str:
    return ".".join(package.relative_to(ROOT).parts)


@pytest.mark.parametrize("package", PACKAGES, ids=dotted)
def test_each_name_is_found_and_none_is_a_modules(package: Path) -> None:
    module = import_module(dotted(package))
    origins = names_for_types((package / "__init__.py").read_bytes())
    assert origins
    assert {
        name for name, origin in origins.items() if getattr(module, name) is not getattr(import_module(origin), name)
    } == set()
    assert not set(origins) & {path.stem for path in package.iterdir()}
    assert not [name for name in module.__all__ if not hasattr(module, name)]


def test_an_unknown_name_is_told_as_ever() -> None:
    with pytest.raises(ImportError, match="nothing_like_this"):
        exec("from planner.catalog import nothing_like_this")  # noqa: S102
    with pytest.raises(AttributeError, match=r"'planner\.catalog' has no attribute 'nothing_like_this'"):
        import_module("planner.catalog").nothing_like_this  # noqa: B018
