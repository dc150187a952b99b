"""What an import would change: shown first, applied only when somebody says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.catalog import KEY_OF, Proposal, RawSheet
from planner.errors import Fault


@dataclass
class ChangeSet:
    """The cells an import would change, what is wrong with it, and what a person should know before applying it.

    A change set with faults is not applied at all.
    """

    proposals: list[Proposal] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, file: str, row: int, column: str, why: str) -> None:
        self.faults.append(Fault(file, row, column, why))

    def by_row(self) -> dict[tuple[str, str], list[Proposal]]:
        """The proposals of each row, in order."""
        rows: dict[tuple[str, str], list[Proposal]] = {}
        for proposal in self.proposals:
            rows.setdefault((proposal.file, proposal.row), []).append(proposal)
        return rows


def rows_by_key(raws: Mapping[str, RawSheet], file: str) -> dict[str, dict[str, str]]:
    """A file's rows by id or name."""
    return {row[KEY_OF[file]]: row for _, row in raws[file].rows}


def new_rows(proposals: Iterable[Proposal], raws: Mapping[str, RawSheet]) -> set[tuple[str, str]]:
    """The rows that the proposals would make."""
    known = {(file, key) for file in KEY_OF for key in rows_by_key(raws, file)}
    return {(p.file, p.row) for p in proposals} - known
