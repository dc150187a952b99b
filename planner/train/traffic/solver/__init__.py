"""Unpublished passing times as numbers: a simple temporal network, conflicts resolved pair by pair."""

from planner.train.traffic.solver.passing_times import DAY_S, Section, Spacing, untangle

__all__ = ["DAY_S", "Section", "Spacing", "untangle"]
