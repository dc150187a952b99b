"""Whether a solution of a DISPLIB problem holds and what it costs, recomputed from the two files alone.

Shares no code with the solver. Rules of the format: keys, order of the list, paths, windows and durations, resources
with their release times, all trains at their exit, the objective.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

_SOLUTION, _EVENT = {"objective_value", "events"}, {"time", "train", "operation"}


def check_displib(path: Path, solution: Mapping[str, Any]) -> tuple[int, list[str]]:
    """As `check_events`, of the problem in a file."""
    return check_events(json.loads(path.read_text(encoding="utf-8")), solution)


def check_events(problem: Mapping[str, Any], solution: Mapping[str, Any]) -> tuple[int, list[str]]:
    """(cost, everything that is wrong) of a solution of a problem in the format's words.

    Two keys are ours: `given`, the numbers of trains that make no room for each other, and `early` of an objective's
    part, what each unit before its threshold costs. After keys that are missing or unknown nothing else is looked at; a
    train that leaves its path is not looked at further.
    """
    wrong = _form(problem, solution)
    if wrong:
        return 0, wrong
    trains, events = problem["trains"], solution["events"]
    for before, after in pairwise(events):
        if after["time"] < before["time"]:
            wrong.append(f"{_name(after)} at {after['time']} is listed after one at {before['time']}")
    runs: list[list[tuple[int, int, int]]] = [[] for _ in trains]  # of each train: place in the list, time, operation
    for place, event in enumerate(events):
        runs[event["train"]].append((place, event["time"], event["operation"]))
    for train, run in enumerate(runs):
        wrong += _path(train, trains[train], run)
    wrong += _resources(trains, runs, set(problem.get("given", ())))
    cost = _cost(problem["objective"], runs)
    if solution["objective_value"] != cost:
        wrong.append(f"the objective is {cost}, not {solution['objective_value']}")
    return cost, wrong


def _form(problem: Mapping[str, Any], solution: Mapping[str, Any]) -> list[str]:
    wrong = [f"unknown key {key!r}" for key in solution if key not in _SOLUTION]
    wrong += [f"key {key!r} is missing" for key in sorted(_SOLUTION) if key not in solution]
    if wrong:
        return wrong
    if not _whole(solution["objective_value"]):
        wrong.append("objective_value is not a whole number")
    trains = problem["trains"]
    for place, event in enumerate(solution["events"]):
        where = f"events[{place}]"
        if set(event) != _EVENT:
            wrong.append(f"{where}: keys are {sorted(event)}, not {sorted(_EVENT)}")
        elif not all(_whole(value) for value in event.values()):
            wrong.append(f"{where}: not whole numbers")
        elif not 0 <= event["train"] < len(trains):
            wrong.append(f"{where}: there is no train {event['train']}")
        elif not 0 <= event["operation"] < len(trains[event["train"]]):
            wrong.append(f"{where}: train {event['train']} has no operation {event['operation']}")
    return wrong


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _name(event: Mapping[str, int]) -> str:
    return f"train {event['train']} operation {event['operation']}"


def _path(train: int, ops: list[dict[str, Any]], run: list[tuple[int, int, int]]) -> list[str]:
    """From operation 0 along successors to the exit, in its windows, each operation for its duration."""
    if not run:
        return [f"train {train} does not run"]
    wrong = []
    if run[0][2] != 0:
        wrong.append(f"train {train} begins with operation {run[0][2]}, not 0")
    for _, time, op in run:
        low, high = ops[op].get("start_lb", 0), ops[op].get("start_ub")
        if time < low:
            wrong.append(f"train {train} operation {op} starts at {time}, before {low}")
        if high is not None and time > high:
            wrong.append(f"train {train} operation {op} starts at {time}, after {high}")
    for (_, time, op), (_, later, following) in pairwise(run):
        if following not in ops[op]["successors"]:
            wrong.append(f"train {train} operation {following} cannot follow {op}")
        if later - time < ops[op]["min_duration"]:
            wrong.append(f"train {train} operation {op} lasts {later - time}, not {ops[op]['min_duration']}")
    if ops[run[-1][2]]["successors"]:
        wrong.append(f"train {train} ends with operation {run[-1][2]}, which is not its exit")
    return wrong


def _resources(
    trains: list[list[dict[str, Any]]], runs: list[list[tuple[int, int, int]]], given: set[int]
) -> list[str]:
    """Who comes to a resource comes in the list after the other has left it, and late enough."""
    held: dict[str, list[tuple[int, int, int, int, tuple[int, int] | None]]] = {}
    for train, run in enumerate(runs):
        for n, (place, time, op) in enumerate(run):
            leaves = run[n + 1][:2] if n + 1 < len(run) else None  # the exit never ends
            for item in trains[train][op].get("resources", []):
                release = item.get("release_time", 0)
                held.setdefault(item["resource"], []).append((place, time, train, release, leaves))
    wrong = []
    for name, its in held.items():
        its.sort(key=lambda one: one[0])
        for n, (_, _, one, release, leaves) in enumerate(its):
            for place, time, other, _, _ in its[n + 1 :]:
                if other == one or {one, other} <= given:
                    continue
                if leaves is None:
                    wrong.append(f"{name}: train {other} comes, but train {one} stays for ever")
                elif leaves[0] > place:
                    wrong.append(f"{name}: train {other} comes at {time}, in the list before train {one} leaves")
                elif time < leaves[1] + release:
                    wrong.append(f"{name}: train {other} comes at {time}, free of train {one} at {leaves[1] + release}")
    return wrong


def _cost(objective: list[dict[str, Any]], runs: list[list[tuple[int, int, int]]]) -> int:
    total = 0
    starts = [{op: time for _, time, op in run} for run in runs]
    for part in objective:
        start = starts[part["train"]].get(part["operation"])
        if start is not None:
            late = start - part.get("threshold", 0)
            total += part.get("coeff", 0) * max(0, late) + (part.get("increment", 0) if late >= 0 else 0)
            total += part.get("early", 0) * max(0, -late)
    return total
