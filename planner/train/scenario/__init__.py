"""Trains compared as scenarios: evaluated on the facts of the day, by indicators."""

from planner.train.scenario.compare import (
    COMPARISON_JSON,
    LEAST,
    MOST,
    Cell,
    Comparison,
    Line,
    StopLine,
    beside,
    compare,
)
from planner.train.scenario.evaluate import Study, study
from planner.train.scenario.indicators import RUNS, SEED, Measure, Measures, Stop, measure
from planner.train.scenario.scenario import SCENARIO_JSON, Scenario

__all__ = [
    "COMPARISON_JSON",
    "LEAST",
    "MOST",
    "RUNS",
    "SCENARIO_JSON",
    "SEED",
    "Cell",
    "Comparison",
    "Line",
    "Measure",
    "Measures",
    "Scenario",
    "Stop",
    "StopLine",
    "Study",
    "beside",
    "compare",
    "measure",
    "study",
]
