"""Several inserted trains in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from planner.language import Translate
from planner.train.insertion import no_path_json
from planner.train.multi import Several
from planner.train.report.checks import no_path_lines, path_json, path_table, unchecked_json, unknown_lines
from planner.train.types import Unchecked


def several_lines(found: Several, _: Translate, unknown: Sequence[Unchecked] = ()) -> list[str]:
    """What is proven, the shifts, each train with its calls and waits, why the others have none, what is `unknown`."""
    lines = [
        _("{placed} 趟新车有运行线，{missing} 趟没有。").format(placed=len(found.paths), missing=len(found.none)),
    ]
    if found.paths:
        cost, bound = -(-found.cost_s // 60), found.bound_s // 60
        said = _("从可以开车到终到，合计 {cost} 分钟，这已是最少。") if found.proven else _(
            "从可以开车到终到，合计 {cost} 分钟；不可能少于 {bound} 分钟（差 {gap}）。"
        )  # fmt: skip
        lines.append(said.format(cost=cost, bound=bound, gap=f"{found.gap:.1%}"))
    for train, minutes in found.shifts.items():
        said = _("{train} 次晚 {minutes} 分钟。") if minutes > 0 else _("{train} 次早 {minutes} 分钟。")
        lines.append(said.format(train=train, minutes=abs(minutes)))
    if found.paths and not found.shifts:
        lines.append(_("公布的车一趟也不用挪。"))
    for name, path in found.paths.items():
        late = -(-found.late_s[name] // 60)
        lines += ["", _("{train} 次：比单独走晚 {minutes} 分钟").format(train=name, minutes=late), *path_table(path, _)]
    for name, why in found.none.items():
        lines += ["", f"{name}", *("  " + line for line in no_path_lines(why, _))]
    lines.append("")
    if any(path.waits for path in found.paths.values()):
        lines.append(_("待避的车站当作有空股道；股道没有公布。"))
    return [*lines, *unknown_lines(unknown, _)]


def several_json(found: Several, unknown: Sequence[Unchecked] = ()) -> str:
    """The same, all stations of each path, seconds from 00:00 of the first day."""
    return json.dumps(
        {
            "cost_s": found.cost_s,
            "bound_s": found.bound_s,
            "gap": round(found.gap, 6),
            "shifts_min": dict(found.shifts),
            "trains": {n: {"late_s": found.late_s[n], **path_json(path)} for n, path in found.paths.items()},
            "unchecked": unchecked_json(unknown),
            "no_path": {name: no_path_json(why) for name, why in found.none.items()},
        },
        ensure_ascii=False,
        indent=2,
    )
