"""How hard tests try; solvers are patient.

SILVERWAY_TEST_EFFORT=10 gives each property test ten times the examples it names, a usual run two fifths of them.
SILVERWAY_TEST_CASES=first runs the first case alone of each test that has several.
"""

import os
from collections.abc import Sequence

from planner.solving import SolveOptions

EFFORT = float(os.environ.get("SILVERWAY_TEST_EFFORT", "0.4"))
FIRST_CASES = os.environ.get("SILVERWAY_TEST_CASES") == "first"


def be_patient() -> None:
    """Solvers stop by effort; the net above it is an hour here, so that no answer hangs on how busy the machine is."""
    _, *others = SolveOptions.__init__.__defaults__ or ()
    SolveOptions.__init__.__defaults__ = (3600.0, *others)
    os.environ.setdefault("SILVERWAY_PLAN_SECONDS", "3600")


def examples(count: int) -> int:
    """That many examples at effort 1."""
    return max(1, round(count * EFFORT))


def first_cases(names: Sequence[str]) -> list[bool]:
    """For each name of a test whether it is the first of its cases, which differ in what stands in brackets."""
    first: dict[str, int] = {}
    return [first.setdefault(name.partition("[")[0], number) == number for number, name in enumerate(names)]
