"""What a checker reports, the same for trips, trains and packages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Violation:
    """A broken rule: which (`rule`, an id of the rule pack or of the checker), where, by how much.

    `where` is for people (a day, a place, a station, a train); `values` fill the sentence of the rule;
    `remedy` is a code with its own sentence. `hard` violations never reach a user.
    """

    rule: str
    where: str
    excess: float = 0.0
    unit: str = ""
    hard: bool = True
    remedy: str = ""
    values: dict[str, str | int | float] = field(default_factory=dict)
