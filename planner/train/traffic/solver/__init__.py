"""Unpublished passing times as numbers: a simple temporal network, conflicts resolved pair by pair."""

from planner.train.traffic.solver.passing_times import Spacing, assign_passing_times

__all__ = ["Spacing", "assign_passing_times"]
