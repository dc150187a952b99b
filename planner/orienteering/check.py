"""What routes really collect, recomputed from the file alone; shares no code with the solver."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path


def check_toptw(path: Path, routes: Sequence[Sequence[int]], most: int) -> tuple[Decimal, list[str]]:
    """(profit, everything that is wrong) of at most `most` routes through the vertices of a TOPTW file."""
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()[2:] if line.strip()]
    vertex = [tuple(Decimal(word) for word in (*row[1:5], *row[-2:])) for row in rows]
    grain = Decimal("0.01") if path.name.lower().startswith("pr") else Decimal("0.1")
    wrong: list[str] = []
    profit, seen = Decimal(0), set[int]()
    if len(routes) > most:
        wrong.append(f"{len(routes)} routes, not {most}")
    for number, route in enumerate(routes, 1):
        x, y, service, _, now, _ = vertex[0]
        for v in (*route, 0):
            to_x, to_y, its_service, prize, opens, closes = vertex[v]
            way = ((to_x - x) ** 2 + (to_y - y) ** 2).sqrt().quantize(grain, ROUND_FLOOR)
            now = max(now + service + way, opens)
            if now > closes:
                wrong.append(f"route {number}: {v} at {now:g}, closed since {closes:g}")
            if v in seen:
                wrong.append(f"route {number}: {v} a second time")
            elif v:
                seen.add(v)
                profit += prize
            x, y, service = to_x, to_y, its_service
    return profit, wrong
