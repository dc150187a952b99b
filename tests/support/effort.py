"""How hard tests try: SILVERWAY_TEST_EFFORT=10 gives each property test ten times its examples; solvers are patient."""

import os

from planner.solving import SolveOptions

EFFORT = float(os.environ.get("SILVERWAY_TEST_EFFORT", "1"))


def be_patient() -> None:
    """Solvers stop by effort; the net above it is an hour here, so that no answer hangs on how busy the machine is."""
    _, *others = SolveOptions.__init__.__defaults__ or ()
    SolveOptions.__init__.__defaults__ = (3600.0, *others)
    os.environ.setdefault("SILVERWAY_PLAN_SECONDS", "3600")


def examples(count: int) -> int:
    """That many examples in a usual run."""
    return max(1, round(count * EFFORT))
