"""How hard property tests try: SILVERWAY_TEST_EFFORT=10 gives each ten times its examples."""

import os

EFFORT = float(os.environ.get("SILVERWAY_TEST_EFFORT", "1"))


def examples(count: int) -> int:
    """That many examples in a usual run."""
    return max(1, round(count * EFFORT))
