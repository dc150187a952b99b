"""Published trains that conflict with each other in the model: on which line, where, by how much, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.sentences import N_
from planner.train.infrastructure import running_table
from planner.train.report import CAUSES, worst_conflicts
from planner.train.traffic import published_traffic
from planner.train.types import TrainConflict
from routes.formatters import own_name
from routes.state import rail

KINDS = {"headway": N_("同方向，前后隔得太近"), "crossing": N_("单线上迎面相遇")}


@dataclass(frozen=True)
class ConflictRow:
    """Two trains on a line, where most is lacking; minutes rounded up."""

    line: str
    where: str
    trains: tuple[str, str]
    kind: str
    shortfall_min: int
    cause: str
    drawn: dict[str, str]  # what to ask the page of diagrams for


def show() -> str:
    """How many on each line, and those of one line, or all."""
    facts = rail()
    found = worst_conflicts(facts)
    counts = Counter(line for line, _conflict in found)
    asked = request.args.get("line", "")
    line = asked if asked in counts else ""
    return render_template(
        "rail/conflicts.html",
        counts=sorted(counts.items(), key=lambda count: (-count[1], count[0])),
        line=line,
        unknown=asked if asked != line else "",
        total=len(found),
        conflicts=[_conflict_row(facts, on, conflict) for on, conflict in found if line in ("", on)],
    )


def _conflict_row(facts: RailFacts, line: str, conflict: TrainConflict) -> ConflictRow:
    network = running_table(facts).network
    link = network.links[conflict.link]
    one, other = (own_name(facts.stations[network.names[end]]) for end in (link.one, link.other))
    return ConflictRow(
        line,
        f"{one} – {other}",
        (conflict.train, conflict.other),
        _(KINDS[conflict.kind]),
        -(-conflict.shortfall_s // 60),
        _(CAUSES[conflict.cause]),
        _drawn(facts, conflict),
    )


def _drawn(facts: RailFacts, conflict: TrainConflict) -> dict[str, str]:
    """The way of the first train, from an hour before to two hours after it is there."""
    enter_s = next(
        run.enter_s for run in published_traffic(facts) if (run.train, run.link) == (conflict.train, conflict.link)
    )
    hour = enter_s // 3600 % 24
    return {"train": conflict.train, "from": str((hour - 1) % 24), "to": str((hour + 3) % 24)}
