"""The checker believes the traffic as far as the published times bear it out, and makes the rest anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.catalog import RailFacts
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.check.context import TrainCheckContext
from planner.train.traffic import published_traffic, single_links, stays, traffic
from planner.train.types import Run
from tests.support.facts import rail_only
from tests.support.small_rail import small_rail

LINE = small_rail("believed", {"K1": (("a", None, 600), ("d", 633, None)), "K2": (("d", None, 800), ("a", 833, None))})


def test_what_it_makes_anew_is_what_the_traffic_says(facts: Facts, rail: RailFacts) -> None:
    """Counted from the published times and those taken, without the order of assigning them."""
    known, context = traffic(rail), TrainCheckContext(facts, traffic(rail))
    assert {run for runs in context.runs() for run in runs} == set(published_traffic(rail))
    assert sum(map(len, context.runs())) == len(published_traffic(rail))
    assert tuple(context.single(link) for link in range(len(context.network.links))) == single_links(rail)
    trains = sorted({run.train for run in known.runs})
    assert {(a, b) for a in trains for b in trains if a < b and not context.same_day(a, b)} == known.apart
    reported = {(s.station, s.train, s.arrive_s, s.depart_s) for s in stays(rail)}
    stations = range(len(context.network.names))
    assert {(s.station, s.train, s.arrive_s, s.depart_s) for n in stations for s in context.stays_at(n)} == reported


@pytest.mark.parametrize(
    "change",
    [
        lambda run: replace(run, leave_s=run.leave_window[1] + 1),
        lambda run: replace(run, enter_s=run.enter_window[0] - 1),
        lambda run: replace(run, leave_window=(run.leave_window[0], run.leave_window[1] + 60)),
        lambda run: replace(run, train="K3"),
        lambda run: replace(run, link=run.link + 1),
    ],
)
def test_times_that_the_published_ones_rule_out_are_refused(rules: RulePack, change: object) -> None:
    known = traffic(LINE)
    wrong: Run = change(known.runs[0])  # type: ignore[operator]
    with pytest.raises(ValueError, match="published"):
        TrainCheckContext(rail_only(LINE, rules), replace(known, runs=(wrong, *known.runs[1:])))
    with pytest.raises(ValueError, match="published"):
        TrainCheckContext(rail_only(LINE, rules), replace(known, runs=known.runs[1:]))
