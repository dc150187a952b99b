"""Trains compared as scenarios: evaluated on the facts of the day, by indicators."""

from planner.train.scenario.compare import (
    COMPARISON_JSON,
    LEAST,
    MOST,
    Cell,
    Comparison,
    IndicatorRow,
    StopRow,
    beside,
    compare,
)
from planner.train.scenario.evaluate import Study, study
from planner.train.scenario.indicators import RUNS, SEED, Measure, Measures, TrainStop, measure
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
    "IndicatorRow",
    "Measure",
    "Measures",
    "Scenario",
    "StopRow",
    "Study",
    "TrainStop",
    "beside",
    "compare",
    "measure",
    "study",
]
