"""How a planned silver train fares when trains are late."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from planner.saved import load_train
from planner.train.robustness import CAUSES, NUMBERS, SimulationOptions, WeakPoint, cruise_robustness, rule_id
from routes.costs import costs
from routes.formatters import own_name
from routes.state import english, facts_today, rail, rules, session

RUNS = 2000  # a third of a second; `silverway train simulate` makes more


@dataclass(frozen=True)
class Assumption:
    """A number of the simulation in words, and where it comes from."""

    text: str
    source: str


@costs("search")
def show(train_id: str) -> str:
    """Each stop's delays, what other trains suffer, where delay arises, and where a minute helps."""
    with session() as db:
        train = load_train(db, train_id)
    facts, pack = rail(), rules()
    return render_template(
        "rail/delays.html",
        train_id=train_id,
        train=train,
        found=cruise_robustness(facts_today(), train, SimulationOptions(RUNS)),
        cause=_cause,
        station=lambda name: own_name(facts.stations[name]),
        assumptions=[
            Assumption(pack[rule_id(name)].en if english() else pack[rule_id(name)].zh, pack[rule_id(name)].source)
            for name in NUMBERS
        ],
    )


def _cause(point: WeakPoint) -> str:
    stations = rail().stations
    ends = {"origin": own_name(stations[point.origin]), "target": own_name(stations[point.target])}
    return _(CAUSES[point.kind]).format(**ends, train=point.train)
