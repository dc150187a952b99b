"""Trains run late: the order with the least delay, by the engine of dispatching, beside first come, first served."""

from planner.train.redispatch.plan import redispatch

__all__ = ["redispatch"]
