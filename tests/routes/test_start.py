"""The site starts without the solvers: they are imported when the first job needs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from planner.folders import ROOT

SOLVERS = ("ortools", "numba", "pandas")  # CP-SAT brings the last one along
LARGE = ("pypinyin",)  # 55 MB of memory
LOADED = "import sys, {module}; print(*sorted(name for name in {heavy} if name in sys.modules))"


def loaded(module: str) -> list[str]:
    """The solvers, and what else is large, that are there once a module has been imported into a fresh process."""
    program = LOADED.format(module=module, heavy=(*SOLVERS, *LARGE))
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()


@pytest.mark.thorough
@pytest.mark.parametrize("module", ["routes", "routes.serve"])
def test_the_site_starts_without_solvers(module: str) -> None:
    assert loaded(module) == []


@pytest.mark.thorough
def test_a_solver_would_be_seen() -> None:
    assert loaded("planner.itinerary.planning") == ["numba", "ortools"]
