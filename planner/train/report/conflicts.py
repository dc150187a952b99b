"""Published trains that contradict each other in the model, in words and as data."""

from __future__ import annotations

import json

from planner.catalog import RailFacts
from planner.language import Translate
from planner.sentences import N_
from planner.train.infrastructure import running_table
from planner.train.traffic import traffic
from planner.train.types import TrainConflict

CAUSES = {
    "published": N_("公布的时刻本身就隔得太近"),
    "forced": N_("中间站的时刻怎么定，这两趟车都隔不开"),
    "together": N_("这两趟车能隔开，但和别的车合在一起隔不开"),
}


def conflict_lines(rail: RailFacts, _: Translate) -> list[str]:
    """Published trains that the model cannot have together, by line: with each other, where, by how much, and why."""
    network, lines = running_table(rail).network, []
    for line, c in worst_conflicts(rail):
        link = network.links[c.link]
        where = f"{network.names[link.one]}–{network.names[link.other]}"
        lack = _("差 {minutes} 分钟").format(minutes=-(-c.shortfall_s // 60))
        lines.append(f"{line}  {where}  {c.train}  {c.other}  {lack}  {_(CAUSES[c.cause])}")
    return lines or [_("公布的列车之间没有对不上的地方。")]


def worst_conflicts(rail: RailFacts) -> list[tuple[str, TrainConflict]]:
    """Each two trains in conflict on a line, where most is lacking; by line and train."""
    links = running_table(rail).network.links
    worst: dict[tuple[str, str, str], TrainConflict] = {}
    for c in traffic(rail).conflicts:
        key = links[c.link].line, min(c.train, c.other), max(c.train, c.other)
        if key not in worst or c.shortfall_s > worst[key].shortfall_s:
            worst[key] = c
    return [(line, c) for (line, _train, _other), c in sorted(worst.items())]


def conflicts_json(rail: RailFacts) -> str:
    """The same, section by section, to be read by a program."""
    network, known = running_table(rail).network, traffic(rail)
    return json.dumps(
        {
            "contradictions": [
                {
                    "line": network.links[c.link].line,
                    "from": network.names[network.links[c.link].one],
                    "to": network.names[network.links[c.link].other],
                    "trains": [c.train, c.other],
                    "kind": c.kind,
                    "lack_s": c.shortfall_s,
                    "cause": c.cause,
                }
                for c in known.conflicts
            ],
            "never_on_one_day": sorted(map(list, known.apart)),
            "double_by_evidence": sorted({network.links[link].line for link in known.double}),
        },
        ensure_ascii=False,
        indent=2,
    )
