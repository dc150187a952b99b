"""Small problems in the public format, and every order of them tried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Problem = dict[str, Any]


def op(minimum: int = 0, *successors: int, on: str = "", release: int = 0, **window: int) -> dict[str, Any]:
    """An operation; `on` are resources of one letter each."""
    resources = [{"resource": name, "release_time": release} if release else {"resource": name} for name in on]
    return {"min_duration": minimum, "successors": list(successors), "resources": resources, **window}


def late(train: int, operation: int, threshold: int = 0, coeff: int = 1, increment: int = 0) -> dict[str, Any]:
    """What a delay costs."""
    return {
        "type": "op_delay", "train": train, "operation": operation, "threshold": threshold, "coeff": coeff,
        "increment": increment,
    }  # fmt: skip


def write(folder: Path, problem: Problem, name: str = "small.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(problem), encoding="utf-8")
    return path


def swap(spare: str) -> Problem:
    """a --- b, a train from each end; with a `spare` track at a, one can let the other by."""
    up = [op(0, 1, start_ub=0), op(5, 2, on="a"), op(5, 3, on="b"), op(5)]
    down = [op(0, 1, start_ub=0), op(5, 2, on="b"), op(5, 3, on=spare or "a"), op(5)]
    return {"trains": [up, down], "objective": [late(0, 3), late(1, 3)]}


def cheapest(problem: Problem) -> int | None:
    """The cost of the best order of events, by trying all; None if none holds."""
    trains, objective = problem["trains"], problem["objective"]
    best: list[int | None] = [None]

    def cost(train: int, operation: int, start: int) -> int:
        return sum(
            c["coeff"] * max(0, start - c["threshold"]) + c["increment"] * (start >= c["threshold"])
            for c in objective
            if (c["train"], c["operation"]) == (train, operation)
        )

    def go(at: list[tuple[int, int]], now: int, spent: int, free: dict[str, dict[int, int]]) -> None:
        """`at`: (operation, start) of each train, -1 before its first; `free`: resource -> train -> free from."""
        if best[0] is not None and spent >= best[0]:
            return
        if all(o >= 0 and not trains[t][o]["successors"] for t, (o, _) in enumerate(at)):
            best[0] = spent
            return
        for t, (o, began) in enumerate(at):
            before = trains[t][o] if o >= 0 else {"successors": [0], "min_duration": 0, "resources": []}
            for p in before["successors"]:
                following = trains[t][p]
                names = {item["resource"] for item in following["resources"]}
                if any(
                    item["resource"] in names
                    for u, (q, _) in enumerate(at)
                    if u != t and q >= 0
                    for item in trains[u][q]["resources"]
                ):
                    continue
                frees = [time for name in names for u, time in free.get(name, {}).items() if u != t]
                start = max([now, following.get("start_lb", 0), began + before["min_duration"], *frees])
                if start > following.get("start_ub", start):
                    continue
                left = {name: dict(its) for name, its in free.items()}
                for item in before["resources"]:
                    its = left.setdefault(item["resource"], {})
                    its[t] = max(its.get(t, 0), start + item.get("release_time", 0))
                go([*at[:t], (p, start), *at[t + 1 :]], start, spent + cost(t, p, start), left)

    go([(-1, 0)] * len(trains), 0, 0, {})
    return best[0]
