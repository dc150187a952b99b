"""What a checker reports, and a result it has accepted: the same for trips, trains and packages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


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


@dataclass(frozen=True)
class Checked(Generic[T]):
    """A result that its checker accepts; `violations` are the soft rules it breaks.

    Raises
    ------
    RuntimeError
        If a violation is hard: a fault of the program that made the result.
    """

    result: T
    violations: tuple[Violation, ...] = ()

    def __post_init__(self) -> None:
        broken = [violation for violation in self.violations if violation.hard]
        if broken:
            raise RuntimeError(f"the solver broke rules: {broken}")
