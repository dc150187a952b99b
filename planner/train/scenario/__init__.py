"""Trains compared as scenarios: evaluated on the facts of the day, by indicators."""

from typing import TYPE_CHECKING

from planner import lazy_names
from planner.train.scenario.compare import compare
from planner.train.scenario.evaluate import evaluate

if TYPE_CHECKING:
    from planner.train.scenario.compare import (
        COMPARISON_JSON,
        LEAST,
        MOST,
        Comparison,
        ComparisonCell,
        IndicatorRow,
        StopRow,
        compare_evaluations,
    )
    from planner.train.scenario.evaluate import Evaluation
    from planner.train.scenario.indicators import RUNS, SEED, Measure, Measures, TrainStop, measure
    from planner.train.scenario.scenario import SCENARIO_JSON, Scenario
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "COMPARISON_JSON",
    "LEAST",
    "MOST",
    "RUNS",
    "SCENARIO_JSON",
    "SEED",
    "Comparison",
    "ComparisonCell",
    "Evaluation",
    "IndicatorRow",
    "Measure",
    "Measures",
    "Scenario",
    "StopRow",
    "TrainStop",
    "compare",
    "compare_evaluations",
    "evaluate",
    "measure",
]
