"""What day plans of a group of hotels can be worth from each of them: compiled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.itinerary.problem import Ints

Floats = npt.NDArray[np.float64]


def best_between(priced: Floats, first: Floats, last: Floats) -> Floats:
    """The most of `priced` (plans) less what the hotels at both ends cost (`first`: origins x plans, `last`: targets x
    plans); shape (origins, targets)."""
    best: Floats = _best_between(*map(np.ascontiguousarray, (priced, first, last)))
    return best


def least_of_plans(plans: Ints, farther: Floats, always: Floats, direct: Floats) -> Floats:
    """The least of `farther` (hotels x places) over the places of each plan (plans x 6, -1 for none) and `always`
    (hotels); `direct` (hotels) for a plan without any. Shape (hotels, plans)."""
    least: Floats = _least(np.ascontiguousarray(plans), *map(np.ascontiguousarray, (farther, always, direct)))
    return least


@compiled
def _best_between(priced, first, last):  # type: ignore[no-untyped-def]
    best = np.full((len(first), len(last)), -np.inf)
    for plan in range(len(priced)):
        for origin in range(len(first)):
            left = priced[plan] - first[origin, plan]
            for target in range(len(last)):
                best[origin, target] = max(best[origin, target], left - last[target, plan])
    return best


@compiled
def _least(plans, farther, always, direct):  # type: ignore[no-untyped-def]
    result = np.empty((len(farther), len(plans)))
    for hotel in range(len(farther)):
        for plan in range(len(plans)):
            least = always[hotel]
            seen = False
            for k in range(plans.shape[1]):
                if plans[plan, k] >= 0:
                    least = min(least, farther[hotel, plans[plan, k]])
                    seen = True
            result[hotel, plan] = least if seen else direct[hotel]
    return result
