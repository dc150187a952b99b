"""Trains run late: the order with the least delay, by the engine of dispatching, beside first come, first served."""

from planner.train.redispatch.plan import redispatch
from planner.train.redispatch.result import REDISPATCHED_JSON, ChangedOrder, HeldTrain, LateTrain, Redispatched

__all__ = ["REDISPATCHED_JSON", "ChangedOrder", "HeldTrain", "LateTrain", "Redispatched", "redispatch"]
