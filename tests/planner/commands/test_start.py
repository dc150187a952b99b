"""Commands start with what they need: no solver, no table of pandas, nothing of pages or of other formats."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from planner.folders import ROOT
from planner.settings import Settings

CALLS = ["山海关 -- 8:00", "沈阳 15:00 15:30", "大连 21:00 --"]
HEAVY = (
    *("alembic", "asyncio", "flask", "holidays", "numba", "numpy", "ortools", "pandas", "pyproj"),
    *("requests", "shapely", "sqlalchemy", "sqlmodel"),
)
RUN = """
import sys
from planner.cli import main
try:
    main({words!r})
except SystemExit:
    pass
print("loaded:", *sorted(name for name in {heavy!r} if name in sys.modules))
"""


def loaded(settings: Settings, *words: str) -> list[str]:
    """Which heavy packages are there once a command has run in a fresh process."""
    program = RUN.format(words=list(words), heavy=(*HEAVY, "pydantic") if "check" in words else HEAVY)
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "SILVERWAY_DATABASE_URL": settings.database_url},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert len(said) > 3, said
    return said[-1].split()[1:]


@pytest.mark.thorough
@pytest.mark.parametrize("words", [(), ("trip",), ("train",), ("train", "check"), ("train", "insert")])
def test_help_loads_nothing_but_words(settings: Settings, words: tuple[str, ...]) -> None:
    assert loaded(settings, *words, "--help") == []


@pytest.mark.thorough
def test_a_timetable_is_checked_and_a_path_found_without_solvers(settings: Settings) -> None:
    """The database is read once; what is known of the facts lies beside the code then."""
    for command in (("train", "check", *CALLS), ("train", "insert", "沈阳@20:00-23:00", "大连")):
        loaded(settings, *command)
        assert loaded(settings, *command) == []


@pytest.mark.thorough
def test_what_is_heavy_would_be_seen(settings: Settings) -> None:
    assert "ortools" in loaded(settings, "train", "insert-several", "Y501: 沈阳@20:00-23:00 大连")
