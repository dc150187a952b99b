"""The public file format of train dispatching (DISPLIB 2025, arXiv 2509.12254): problems read, solutions written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planner.dispatch.problem import ENDLESS, DelayCost, Dispatch, Dispatched, Operation
from planner.errors import BadFacts, Fault

MOST = 10**9  # no number is larger
MOST_FAULTS = 20
_OPERATION = {"start_lb", "start_ub", "min_duration", "resources", "successors"}
_RESOURCE = {"resource", "release_time"}
_COST = {"type", "train", "operation", "threshold", "coeff", "increment"}


class _Bad(Exception):
    """A value that does not fit; says where and why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where, self.why = where, why


def read_displib(path: Path) -> Dispatch:
    """The problem in a file.

    Raises
    ------
    BadFacts
        What cannot be read, at most MOST_FAULTS of it; a fault's column tells the place in the file.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as why:
        raise BadFacts((Fault(path.name, 0, "file", f"not JSON: {why}"),)) from why
    faults: list[Fault] = []
    trains: list[tuple[Operation, ...]] = []
    costs: list[DelayCost] = []
    try:
        _keys("file", found, {"trains", "objective"}, {"trains", "objective"})
        given = _list("trains", found["trains"])
        named = _list("objective", found["objective"])
    except _Bad as bad:
        raise BadFacts((Fault(path.name, 0, bad.where, bad.why),)) from bad
    numbers: dict[str, int] = {}
    for t, train in enumerate(given):
        try:
            trains.append(_train(f"trains[{t}]", train, numbers))
        except _Bad as bad:
            faults.append(Fault(path.name, 0, bad.where, bad.why))
    for n, cost in enumerate(named):
        try:
            costs.append(_cost(f"objective[{n}]", cost, given))
        except _Bad as bad:
            faults.append(Fault(path.name, 0, bad.where, bad.why))
    if faults:
        raise BadFacts(tuple(faults[:MOST_FAULTS]))
    return Dispatch(tuple(trains), tuple(costs))


def solution(found: Dispatched) -> dict[str, Any]:
    """What the format calls a solution."""
    return {
        "objective_value": found.objective,
        "events": [{"time": e.time, "train": e.train, "operation": e.operation} for e in found.events],
    }


def as_mapping(problem: Dispatch) -> dict[str, Any]:
    """A problem in the format's words, for its checker; the keys `given` and `early`, which are ours, if needed."""
    trains = [
        [
            {
                "min_duration": op.min_duration,
                "start_lb": op.start_lb,
                "start_ub": op.start_ub,
                "resources": [{"resource": str(r), "release_time": release} for r, release in op.resources],
                "successors": list(op.successors),
            }
            for op in ops
        ]
        for ops in problem.trains
    ]
    objective = [
        {"type": "op_delay", "train": c.train, "operation": c.operation, "threshold": c.threshold, "coeff": c.coeff,
         "increment": c.increment, **({"early": c.early} if c.early else {})}
        for c in problem.costs
    ]  # fmt: skip
    its: dict[str, Any] = {"trains": trains, "objective": objective}
    return its | {"given": sorted(problem.given)} if problem.given else its


def _train(where: str, given: object, numbers: dict[str, int]) -> tuple[Operation, ...]:
    ops = _list(where, given)
    if not ops:
        raise _Bad(where, "no operations; a train has at least one")
    found = tuple(_operation(f"{where}[{o}]", op, o, len(ops), numbers) for o, op in enumerate(ops))
    exits = [o for o, op in enumerate(found) if not op.successors]
    if exits != [len(ops) - 1]:
        raise _Bad(where, f"operations without successors: {exits}; only the last, the exit, may have none")
    entered = {0, *(p for op in found for p in op.successors)}
    if len(entered) < len(ops):
        raise _Bad(where, f"operation {min(set(range(len(ops))) - entered)} follows none")
    return found


def _operation(where: str, given: object, number: int, count: int, numbers: dict[str, int]) -> Operation:
    op = _keys(where, given, _OPERATION, {"min_duration", "successors"})
    resources: dict[int, int] = {}
    for n, item in enumerate(_list(f"{where}.resources", op.get("resources", []))):
        its = _keys(f"{where}.resources[{n}]", item, _RESOURCE, {"resource"})
        name = its["resource"]
        if not isinstance(name, str):
            raise _Bad(f"{where}.resources[{n}].resource", "not a name in quotation marks")
        release = _number(f"{where}.resources[{n}]", its, "release_time", 0)
        r = numbers.setdefault(name, len(numbers))
        resources[r] = max(release, resources.get(r, 0))
    successors = _list(f"{where}.successors", op["successors"])
    for p in successors:
        if type(p) is not int or not number < p < count:
            raise _Bad(f"{where}.successors", f"{p!r} is not a later operation of this train")
    start_lb, start_ub = _number(where, op, "start_lb", 0), _number(where, op, "start_ub", ENDLESS)
    if start_lb > start_ub:
        raise _Bad(f"{where}.start_ub", f"{start_ub} is before start_lb {start_lb}")
    return Operation(
        _number(where, op, "min_duration", 0),
        start_lb,
        start_ub,
        tuple(resources.items()),
        tuple(dict.fromkeys(successors)),
    )


def _cost(where: str, given: object, trains: list[Any]) -> DelayCost:
    cost = _keys(where, given, _COST, {"type", "train", "operation"})
    if cost["type"] != "op_delay":
        raise _Bad(f"{where}.type", f"{cost['type']!r}; only op_delay is known")
    train, operation = _number(where, cost, "train", 0), _number(where, cost, "operation", 0)
    if train >= len(trains):
        raise _Bad(f"{where}.train", f"there is no train {train}")
    if not isinstance(trains[train], list) or operation >= len(trains[train]):
        raise _Bad(f"{where}.operation", f"train {train} has no operation {operation}")
    threshold, coeff, increment = (_number(where, cost, key, 0) for key in ("threshold", "coeff", "increment"))
    return DelayCost(train, operation, threshold, coeff, increment)


def _keys(where: str, given: object, known: set[str], needed: set[str]) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _Bad(where, "not an object in braces")
    for key in sorted(set(given) - known):
        raise _Bad(where, f"unknown key {key!r}; known are {', '.join(sorted(known))}")
    for key in sorted(needed - set(given)):
        raise _Bad(where, f"key {key!r} is missing")
    return given


def _list(where: str, given: object) -> list[Any]:
    if not isinstance(given, list):
        raise _Bad(where, "not a list in brackets")
    return given


def _number(where: str, given: dict[str, Any], key: str, default: int) -> int:
    value = given.get(key, default)
    if type(value) is not int or not (0 <= value <= MOST or value == default):
        raise _Bad(f"{where}.{key}", f"{value!r} is not a whole number from 0 to {MOST}")
    return value
