"""Delays propagated over the event graph by simulation."""

from typing import TYPE_CHECKING

from planner import lazy_names
from planner.train.robustness.delay_graph import delay_graph
from planner.train.robustness.simulate import simulate

if TYPE_CHECKING:
    from planner.train.robustness.delay_graph import GuestStay, TrainConnection
    from planner.train.robustness.delays import NUMBERS, read_delays, rule_id
    from planner.train.robustness.simulate import (
        DEFAULT_RUNS,
        ROBUSTNESS_JSON,
        Robustness,
        SimulationOptions,
        WeakPoint,
        cruise_robustness,
        cruise_stays,
        way_robustness,
    )
    from planner.train.robustness.summary import CAUSES, robustness_summary
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "CAUSES",
    "DEFAULT_RUNS",
    "NUMBERS",
    "ROBUSTNESS_JSON",
    "GuestStay",
    "Robustness",
    "SimulationOptions",
    "TrainConnection",
    "WeakPoint",
    "cruise_robustness",
    "cruise_stays",
    "delay_graph",
    "read_delays",
    "robustness_summary",
    "rule_id",
    "simulate",
    "way_robustness",
]
