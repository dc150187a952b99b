"""How long a silver train takes to plan, choice of calls, paths among the published trains and check included.

The last line is the size planners ask for: 12 cities to choose from, seven days, and two other trains beside the first.
"""

from __future__ import annotations

from time import perf_counter

from benchmarks.facts import START, BenchFacts
from planner.solving import SolveOptions
from planner.train.cruise import CheckedCruises, plan_cruise, plan_cruises
from planner.train.types import Cruise, CruiseRequest
from planner.violations import Checked

BANNED = ("本溪",)  # of the thirteen cities besides 沈阳


def run(facts: BenchFacts) -> None:
    """Print a line for each train."""
    print("silver trains: theme nostalgia")
    for home in ("沈阳", "大连"):
        for days in (3, 4, 6, 7, 8):
            began = perf_counter()
            wish = CruiseRequest(home, days, "nostalgia", START)
            train = plan_cruise(facts, wish, SolveOptions())
            text = _size(train.result) if isinstance(train, Checked) else "none"
            print(f"  {home} {days} days: {perf_counter() - began:5.2f} s; {text}")
    for count in (0, 2):
        began = perf_counter()
        wish = CruiseRequest("沈阳", 7, "nostalgia", START, bans=BANNED)
        found = plan_cruises(facts, wish, SolveOptions(), count)
        if isinstance(found, CheckedCruises):
            seconds, best = perf_counter() - began, found.train.result
            proofs = [best.proof, *(each.train.result.proof for each in found.alternatives)]
            sights = sum(call.purpose == "sight" for call in best.calls)
            text = "; ".join(f"worth {p.worth:.0f}, bound {p.bound:.0f}" for p in proofs)
            print(f"  12 cities to choose from, 7 days, {count} others: {seconds:5.2f} s; calls {sights}; {text}")


def _size(cruise: Cruise) -> str:
    return f"{cruise.km:.0f} km, gap {cruise.proof.gap:.2%}"
