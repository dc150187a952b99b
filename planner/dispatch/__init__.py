"""Trains on shared tracks put in order at the least cost of delay, as numbers only (the problem of DISPLIB 2025)."""

from planner.dispatch.check import judge
from planner.dispatch.displib import read_displib, solution
from planner.dispatch.problem import Status
from planner.dispatch.solve import dispatch

__all__ = ["Status", "dispatch", "judge", "read_displib", "solution"]
