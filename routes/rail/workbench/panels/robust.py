"""How the selected train stands delays: a simulation of many runs, as tables and as marks on the diagram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flask import request
from flask_babel import gettext as _

from planner.caching import memoize
from planner.errors import SilverwayError
from planner.facts import Facts
from planner.train.entry import entered_way
from planner.train.robustness import CAUSES, Robustness, SimulationOptions, WeakPoint, way_robustness
from planner.train.types import TrainSpec
from routes.formatters import stations_words
from routes.rail.forms.calls import fault_words
from routes.rail.workbench.opening import Opened, opened, way_of
from routes.rail.workbench.view import View
from routes.rail.workbench.words import minute_words

RUNS = 2000  # a third of a second
SHOWN = 5
LITTLE_MIN = 0.005  # a minute that saves less is no advice


@dataclass(frozen=True)
class DelayRow:
    """A stop: when it is planned, the delay in minutes on average and in so many of a hundred runs, the share of runs
    within five minutes."""

    station: str
    planned: str
    mean: float
    p50: float
    p80: float
    p95: float
    on_time: str


@dataclass(frozen=True)
class WeakRow:
    """Where delay arises: `number` as on the diagram, minutes in a run on average."""

    number: int
    cause: str
    minutes: str
    share: str


@dataclass(frozen=True)
class BufferRow:
    """A minute more before the call at `place`: what it saves at our stops and for others, in minutes a run."""

    place: int
    ends: str
    own: str
    others: str


@dataclass(frozen=True)
class RobustView:
    """What the simulation of a step says; `step` 0: none was asked for. `old`: the project has changed since."""

    step: int
    old: bool = False
    wrong: str = ""
    said: tuple[str, ...] = ()
    calls: tuple[DelayRow, ...] = ()
    weak: tuple[WeakRow, ...] = ()
    buffers: tuple[BufferRow, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()  # stations between which delay arises, the worst first


def robust_view(now: Opened, view: View) -> RobustView:
    """The simulation that the address asks for, of the step it names."""
    text = request.values.get("robust", "")
    step = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    if view.dock != "robust" or not step or view.train not in now.project.trains:
        return RobustView(0)
    then = now if step == now.number else opened(now.id, step)
    if view.train not in then.project.trains:
        return RobustView(0)
    spec = then.project.trains[view.train]
    try:
        way_of(then, view.train)
        found = _simulated(then.id, then.number, view.train, then.facts, spec)
    except SilverwayError as wrong:
        return RobustView(step, wrong=fault_words(wrong, then.rail.stations))
    return RobustView(
        step,
        old=spec != now.project.trains[view.train],
        said=tuple(_said(found)),
        calls=tuple(_calls(found)),
        weak=tuple(
            WeakRow(number, _cause(point), f"{point.added:.2f}", f"{point.share:.0%}")
            for number, point in enumerate(found.weak[:SHOWN], 1)
        ),
        buffers=tuple(_buffers(found, now.project.trains[view.train])),
        marks=tuple((point.origin, point.target) for point in found.weak[:SHOWN]),
    )


@memoize(key=lambda project_id, step, name, facts, _spec: (project_id, step, name, facts.rail.digest), size=64)
def _simulated(_project_id: str, _step: int, _name: str, facts: Facts, spec: TrainSpec) -> Robustness:
    way = entered_way(facts.rail, spec.calls)
    return way_robustness(facts, way, SimulationOptions(RUNS), spec.case.own)


def _said(found: Robustness) -> Iterator[str]:
    yield _(
        "和 %(trains)s 趟公布的列车一起模拟了 %(runs)s 次。晚点单位：分钟。",
        trains=found.trains,
        runs=f"{found.runs:,}",
    )
    yield _(
        "给别的列车带来的晚点：每次平均 %(mean)s 分钟；%(touched)s 的情况有。",
        mean=found.secondary.mean,
        touched=f"{found.secondary.touched:.0%}",
    )


def _calls(found: Robustness) -> Iterator[DelayRow]:
    for call in found.calls:
        planned = minute_words(call.depart if call.arrive is None else call.arrive)
        yield DelayRow(
            stations_words(call.station), planned, call.mean, call.p50, call.p80, call.p95, f"{call.on_time:.0%}"
        )


def _cause(point: WeakPoint) -> str:
    ends = {"origin": stations_words(point.origin), "target": stations_words(point.target)}
    return _(CAUSES[point.kind]).format(**ends, train=point.train)


def _buffers(found: Robustness, spec: TrainSpec) -> Iterator[BufferRow]:
    stops = [number for number, call in enumerate(spec.calls) if call.arrive is None or call.arrive != call.depart]
    places = {
        (spec.calls[one].station, spec.calls[other].station): other
        for one, other in pairwise(stops)
        if spec.calls[other].arrive is not None
    }
    for worth in found.buffer[:SHOWN]:
        place = places.get((worth.origin, worth.target))
        if place is not None and worth.own + worth.others > LITTLE_MIN:
            ends = f"{stations_words(worth.origin)} → {stations_words(worth.target)}"
            yield BufferRow(place, ends, f"{worth.own:.2f}", f"{worth.others:.2f}")
