"""Everything, one after another."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import (
    checks,
    insertion,
    leave_one_out,
    pages,
    requests,
    roads,
    robustness,
    running,
    several,
    trains,
    trips,
)
from benchmarks.facts import fresh_facts

with TemporaryDirectory() as folder:
    facts = fresh_facts(Path(folder))
    print(f"Python {platform.python_version()}, OR-Tools {version('ortools')}, facts {facts.catalog.digest[:12]}")
    for part in (trips, requests, trains, running, checks, insertion, several, leave_one_out, robustness, pages, roads):
        print()
        part.run(facts)
