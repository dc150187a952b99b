"""Paths for one more train, as ghost lines on the diagram; taking one makes it a train of the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.caching import memoize
from planner.clock import clock_text
from planner.errors import BadValue, SilverwayError
from planner.facts import Facts
from planner.sentences import error_sentence
from planner.train.entry import published_traffic_known, read_call_time, train_of_path
from planner.train.infrastructure import STOCK_KMH
from planner.train.insertion import CallWish, FoundPath, NoPath, PathRequest, Paths, explain, find_paths
from planner.train.project import check_one_train, free_number, with_train
from planner.train.report import no_path_lines
from planner.train.types import Passing
from routes.costs import costs
from routes.formatters import stations_words
from routes.rail.forms.calls import fault_words, read_wishes
from routes.rail.workbench.editing import bad_value_words
from routes.rail.workbench.opening import Opened, keep, opened_base, refuse
from routes.rail.workbench.view import View
from routes.rail.workbench.words import minute_words

MOST_GHOSTS = 5
ABOUT = ("30", "60", "120", "240")  # minutes before and after that a path may set out


@dataclass(frozen=True)
class GhostRow:
    """A path in the list."""

    number: int
    times: str
    journey: str
    buffer: str
    near: str
    own: str  # trains of the project it would be in conflict with


@dataclass(frozen=True)
class Pick:
    """Two stations and a time about which to set out, as the form has them."""

    origin: str
    target: str
    at: str
    by: str


@dataclass(frozen=True)
class Ghosts:
    """What was found: rows, and the passings of each for the diagram; or why nothing was (`said`)."""

    rows: list[GhostRow]
    passings: tuple[tuple[Passing, ...], ...]
    said: list[str]
    wishes: str
    stock: str


def usual_wishes(opened: Opened, name: str) -> str:
    """What the form begins with: the ends of a train, two hours about its departure; "" without a train."""
    spec = opened.project.trains.get(name)
    if spec is None or spec.calls[0].depart is None:
        return ""
    first, last = spec.calls[0], spec.calls[-1]
    begin, end = ((first.depart or 0) + by for by in (-60, 60))
    window = f"{clock_text(max(begin, 0), 'mark')}-{clock_text(end, 'mark')}"
    return f"{stations_words(first.station)}@{window}\n{stations_words(last.station)}"


def asked_pick() -> Pick:
    """What the form of two stations says."""
    origin, target, at, by = (request.args.get(f"pick-{name}", "").strip()[:40] for name in ("from", "to", "at", "by"))
    return Pick(origin, target, at, by if by in ABOUT else ABOUT[1])


def _picked(pick: Pick) -> str:
    """The same as one types it; a time that cannot be read stays as it is, to be told."""
    try:
        second = read_call_time(pick.at, 0)
    except BadValue:
        second = None
    if second is None:
        return f"{pick.origin}@{pick.at}\n{pick.target}"
    begin, end = (max(second // 60 + sign * int(pick.by), 0) for sign in (-1, 1))
    return f"{pick.origin}@{clock_text(begin, 'mark')}-{clock_text(end, 'mark')}\n{pick.target}"


def _in_the_way(opened: Opened, path: FoundPath, stock: str) -> list[str]:
    """Own trains that a path would be in conflict with: it was looked for among the published ones."""
    if not opened.project.trains:
        return []
    calls = tuple(CallWish(p.station) for p in (path.passings[0], path.passings[-1]))
    spec = train_of_path(path, PathRequest(calls, STOCK_KMH.get(stock, 120)))
    name = free_number(opened.project)
    try:
        project = with_train(opened.project, name, spec, new=True)
    except SilverwayError:
        return []
    found = check_one_train(opened.facts, published_traffic_known(opened.rail), project, name).conflicts
    met = {other for c in found for other in (c.train, c.other)}
    return sorted(met & set(opened.project.trains))


def ghosts(opened: Opened, view: View) -> Ghosts | None:
    """The paths that the address asks for; None if it asks for none."""
    pick, stock = asked_pick(), request.args.get("stock", "25G")
    wishes = _picked(pick) if pick.origin and pick.target else request.args.get("wishes", "")
    if view.dock != "insert" or not wishes.strip():
        return None
    found = _found(opened, wishes, stock)
    if not isinstance(found, Paths):
        return Ghosts([], (), found, wishes, stock)
    rows = [_row(number, path, _in_the_way(opened, path, stock)) for number, path in enumerate(found.paths, 1)]
    return Ghosts(rows, tuple(path.passings for path in found.paths), [], wishes, stock)


@costs("search")
def take(project_id: str) -> ResponseReturnValue:
    """One of the paths becomes a train."""
    base = opened_base(project_id)
    wishes, stock = request.form.get("wishes", ""), request.form.get("stock", "25G")
    asked, found = _request(base, wishes, stock), _found(base, wishes, stock)
    text = request.form.get("path", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0
    if isinstance(asked, list) or not isinstance(found, Paths) or not 1 <= number <= len(found.paths):
        return refuse(base, _("这条备选不在了，请再找一次。"))
    try:
        spec = train_of_path(found.paths[number - 1], PathRequest(asked.calls, asked.top_kmh))
        project = with_train(base.project, request.form.get("number", ""), spec, new=True)
    except BadValue as bad:
        return refuse(base, bad_value_words(bad))
    except SilverwayError as wrong:
        return refuse(base, error_sentence(wrong, _))
    name = next(name for name in project.trains if name not in base.project.trains)
    return keep(base, project, {"kind": "take", "train": name}, name)


def _request(opened: Opened, wishes: str, stock: str) -> PathRequest | list[str]:
    calls, bad = read_wishes(wishes, opened.rail.stations)
    if bad:
        return bad
    try:
        return PathRequest(
            calls, STOCK_KMH.get(stock, 120), objective="disturbance", paths=MOST_GHOSTS,
            possessions=opened.project.possessions, assumes=opened.project.assumes,
        )  # fmt: skip
    except SilverwayError as wrong:
        return [fault_words(wrong, opened.rail.stations)]


def _found(opened: Opened, wishes: str, stock: str) -> Paths | list[str]:
    asked = _request(opened, wishes, stock)
    if not isinstance(asked, PathRequest):
        return asked
    try:
        found = _search(opened.facts, asked)
    except SilverwayError as wrong:
        return [fault_words(wrong, opened.rail.stations)]
    if isinstance(found, Paths):
        return found
    told = explain(found)
    helps = tuple(replace(each, where=stations_words(each.where)) for each in told.helps)
    return no_path_lines(replace(told, station=stations_words(told.station), helps=helps), _)


@memoize(key=lambda facts, asked: (facts.rail.digest, asked), size=16)
def _search(facts: Facts, asked: PathRequest) -> Paths | NoPath:
    return find_paths(facts, asked)


def _row(number: int, path: FoundPath, own: Sequence[str]) -> GhostRow:
    first, last = path.passings[0], path.passings[-1]
    minutes = path.journey_s // 60
    buffer = _("旁边没有车") if path.buffer_s is None else _("最少宽 %(n)s 分", n=path.buffer_s // 60)
    near: Sequence[str] = path.near
    return GhostRow(
        number,
        f"{minute_words(first.depart_s // 60)} → {minute_words(last.arrive_s // 60)}",
        f"{minutes // 60}:{minutes % 60:02d}",
        buffer,
        _("、").join(near) if near else _("没有"),
        _("、").join(own) if own else _("没有"),
    )
