"""A module's sources are its own and those of what it imports, directly or not; all others may change."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.caching.sources import source_files, sources_digest

TREE = {
    "planner/__init__.py": "",
    "planner/clock.py": "DAY_MIN = 1440",
    "planner/alone.py": "import numpy",
    "planner/train/__init__.py": "from planner.alone import numpy",
    "planner/train/lines.py": "import planner.clock",
    "planner/train/traffic.py": "from planner.train import lines\n",
    "planner/train/late.py": "def late():\n    from planner.train.lines import planner\n",
    "planner/train/circle.py": "from planner.train.other import (\n    a,\n)\n",
    "planner/train/other.py": "from planner.train.circle import b",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in TREE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("module", "files"),
    [
        ("planner.clock", {"clock"}),
        ("planner.train.lines", {"train/lines", "clock"}),
        ("planner.train.traffic", {"train/traffic", "train/__init__", "alone", "train/lines", "clock"}),
        ("planner.train.late", {"train/late", "train/lines", "clock"}),
        ("planner.train.circle", {"train/circle", "train/other"}),
    ],
)
def test_imports_are_followed(root: Path, module: str, files: set[str]) -> None:
    # `import planner.clock` names the module alone; `from planner.train import …` names the package, too
    assert source_files(module, root) == {Path(f"planner/{file}.py") for file in files}


def test_an_edited_dependency_changes_the_digest_and_an_unrelated_file_does_not(root: Path) -> None:
    def digest(module: str) -> str:
        return sources_digest.__wrapped__(module, root)

    before = digest("planner.train.lines")
    (root / "planner/alone.py").write_text("import sys", encoding="utf-8")
    assert digest("planner.train.lines") == before
    (root / "planner/clock.py").write_text("DAY_MIN = 24 * 60", encoding="utf-8")
    assert digest("planner.train.lines") != before


def test_traffic_depends_on_its_rooms_and_not_on_those_above() -> None:
    files = {path.as_posix() for path in source_files("planner.train.traffic.published")}
    assert {
        "planner/train/traffic/solver/passing_times.py",
        "planner/train/infrastructure/calibration.py",
        "planner/catalog/queries.py",
    } <= files
    assert not [f for f in files if f.startswith(("planner/commands/", "planner/jobs/", "planner/train/insertion/"))]


def test_compiled_code_depends_on_the_constants_it_takes_from_elsewhere() -> None:
    assert Path("planner/itinerary/problem.py") in source_files("planner.itinerary.solver.labelling")
    assert not [f for f in source_files("planner.itinerary.solver.labelling") if "orienteering" in f.parts]
