"""Ten trains inserted at once among the published ones: time, cost, bound, and what shifts of others bring."""

from __future__ import annotations

from time import process_time

from benchmarks.facts import BenchFacts
from planner.solving import SolveOptions
from planner.train.infrastructure import LOCO_KINDS, running_table
from planner.train.insertion import PathRequest, read_call_wishes
from planner.train.multi import SeveralRequest, insert_several
from planner.train.traffic import published_traffic

LINE = "沈大线"
WISHES = {
    "evening": (
        "大连@20:00-21:00 鞍山/5-20 沈阳@-06:00", "大连@20:00-21:00 沈阳", "大连@20:30-22:00 沈阳",
        "沈阳@20:00-21:00 大连", "沈阳@20:00-22:00 鞍山/5-20 大连", "沈阳@20:30-22:00 大连",
        "大连@21:00-23:00 辽阳/3-30 沈阳", "沈阳@21:00-23:00 大连", "大连@21:00-22:00 鞍山", "沈阳@21:00-23:30 营口",
    ),
    "one hour": (*["大连@20:00-21:00 沈阳"] * 5, *["沈阳@20:00-21:00 大连"] * 5),
    "half a province": (
        "大连@19:00-22:00 沈阳 锦州", "锦州@19:00-22:00 沈阳 大连", "丹东@18:00-21:00 沈阳", "沈阳@18:00-21:00 丹东",
        "锦州@18:00-21:00 沈阳", "沈阳@18:00-21:00 锦州", "大连@18:00-20:00 鞍山 本溪", "山海关@18:00-21:00 沈阳",
        "沈阳@19:00-21:00 锦州", "营口@18:00-21:00 沈阳 丹东",
    ),
}  # fmt: skip


def run(facts: BenchFacts) -> None:
    """Print lines for each set of trains: nobody shifted, and with the slower trains of the line flexible."""
    rail = facts.rail
    links = running_table(rail).network.links
    met = {run.train for run in published_traffic(rail) if links[run.link].line == LINE}
    flexible = tuple(sorted(train for train in met if rail.runs[train].kind in LOCO_KINDS))
    print(f"ten trains at once, {len(flexible)} trains of {LINE} flexible by 5 minutes or none")
    for name, wishes in WISHES.items():
        trains = {
            f"Y{501 + n}": PathRequest(read_call_wishes(wish.split(), rail.stations)) for n, wish in enumerate(wishes)
        }
        for others, cost_s in (((), 120), (flexible, 120), (flexible, 30)):
            request = SeveralRequest(trains, others, shift_cost_s=cost_s)
            began = process_time()
            found = insert_several(facts, request, SolveOptions())
            shifts = sum(map(abs, found.shifts.values()))
            print(
                f"  {name}, {len(others)} flexible at {cost_s} s a minute: {process_time() - began:5.1f} s;"
                f" {len(found.paths)} placed, {found.cost_s / 60:.1f} min, bound {found.bound_s / 60:.1f}"
                f" (gap {found.gap:.2%}); {len(found.shifts)} shifted by {shifts} min"
            )
