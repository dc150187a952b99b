"""Checking a random sample of the facts by hand, and what that says of all of them.

A sample is stratified: each kind of fact gives as many cells as the others, as far as it has them. The same facts and
the same seed give the same sample. What was found stays on record with who checked, with whom and when.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from sqlmodel import Field, Session, SQLModel, col, select

from planner.errors import Unknown
from planner.upkeep.kinds import KINDS, KnownFact

VERDICTS = ("right", "wrong", "unclear")
Z_95 = 1.96  # of the normal distribution: 95 of 100 intervals hold the true share


class AuditedFact(SQLModel, table=True):
    """One cell of a sample as it stood when it was drawn; `verdict` is empty until somebody has checked it."""

    __tablename__ = "audited_fact"
    audit: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    drawn_on: str  # ISO date
    digest: str  # of the facts it was drawn from
    kind: str
    file: str
    row: str
    name: str
    column: str
    value: str
    source: str
    basis: str
    as_of: int | None = None
    verdict: str = ""  # right | wrong | unclear
    right_value: str = ""
    checked_with: str = ""  # a page, a telephone, a visit
    checked_by: str = ""
    checked_on: str = ""  # ISO date


PastAudits = Mapping[str, Sequence[AuditedFact]]  # those that come with the facts


@dataclass(frozen=True)
class Finding:
    """What was found about the cell with that number in the sample."""

    number: int
    verdict: str
    right_value: str
    checked_with: str
    checked_on: str


@dataclass(frozen=True)
class ErrorRate:
    """Of a kind of facts: cells checked for good, how many were wrong, how many could not be settled, the day of the
    last check, and between which shares of all cells the wrong ones lie (Wilson's interval, 95 %)."""

    kind: str
    checked: int
    wrong: int
    unclear: int
    last_on: str
    low: float
    high: float


@dataclass(frozen=True)
class AuditState:
    """A sample: how much of it is checked, and the rates by kind of what is."""

    audit: str
    drawn_on: str
    size: int
    checked: int
    rates: tuple[ErrorRate, ...]


def sample(facts: Iterable[KnownFact], size: int, seed: int) -> list[KnownFact]:
    """`size` facts, each kind as often as the others as far as it goes, in the order of kinds."""
    by_kind: dict[str, list[KnownFact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind].append(fact)
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    shuffled = {kind: chance.sample(by_kind[kind], len(by_kind[kind])) for kind in KINDS if by_kind[kind]}
    shares = dict.fromkeys(shuffled, 0)
    left = min(size, sum(map(len, shuffled.values())))
    while left:
        for kind in shares:
            if left and shares[kind] < len(shuffled[kind]):
                shares[kind] += 1
                left -= 1
    return [fact for kind, share in shares.items() for fact in shuffled[kind][:share]]


def keep_sample(session: Session, drawn: Sequence[KnownFact], digest: str, seed: int, on: date) -> str:
    """Put a sample on record, unless it is there; its name."""
    audit = hashlib.sha256(f"{digest} {len(drawn)} {seed}".encode()).hexdigest()[:8]
    if session.get(AuditedFact, (audit, 1)) is None:
        for number, fact in enumerate(drawn, 1):
            told = fact.source
            session.add(
                AuditedFact(
                    audit=audit, number=number, drawn_on=on.isoformat(), digest=digest, kind=fact.kind, file=fact.file,
                    row=fact.row, name=fact.name, column=fact.column, value=fact.value, source=told.source,
                    basis=told.basis, as_of=told.as_of,
                )
            )  # fmt: skip
        session.flush()
    return audit


def read_sample(session: Session, audit: str, past: PastAudits) -> Sequence[AuditedFact]:
    """The cells of a sample in order; as entered here, else as they come with the facts.

    Raises
    ------
    Unknown
        If there is no such sample.
    """
    wanted = select(AuditedFact).where(AuditedFact.audit == audit).order_by(col(AuditedFact.number))
    found = session.exec(wanted).all()
    if not any(cell.verdict for cell in found):
        found = past.get(audit, found)
    if not found:
        raise Unknown("audit", audit)
    return found


def note_findings(session: Session, audit: str, findings: Iterable[Finding], who: str, past: PastAudits) -> int:
    """Put what was found on record, over what was found before; how many cells."""
    rows = {row.number: row for row in read_sample(session, audit, past)}
    count = 0
    for count, found in enumerate(findings, 1):  # noqa: B007  # counted
        row = rows[found.number]
        row.verdict, row.right_value = found.verdict, found.right_value
        row.checked_with, row.checked_on, row.checked_by = found.checked_with, found.checked_on, who
    session.add_all(rows.values())
    session.flush()
    return count


def audit_states(session: Session, past: PastAudits) -> list[AuditState]:
    """All samples, the newest first; what was entered here goes before the same sample of the facts."""
    rows: dict[str, list[AuditedFact]] = defaultdict(list)
    for row in session.exec(select(AuditedFact).order_by(col(AuditedFact.audit), col(AuditedFact.number))):
        rows[row.audit].append(row)
    entered = {audit: cells for audit, cells in rows.items() if any(cell.verdict for cell in cells)}
    states = [
        AuditState(audit, cells[0].drawn_on, len(cells), sum(bool(c.verdict) for c in cells), _rates(cells))
        for audit, cells in {**rows, **past, **entered}.items()
    ]
    return sorted(states, key=lambda state: (state.drawn_on, state.audit in rows, state.audit), reverse=True)


def newest_rates(session: Session, past: PastAudits) -> tuple[ErrorRate, ...]:
    """The rates of each kind by the newest sample of which cells of that kind are checked, in the order of kinds."""
    newest: dict[str, ErrorRate] = {}
    for state in audit_states(session, past):
        for rate in state.rates:
            newest.setdefault(rate.kind, rate)
    return tuple(newest[kind] for kind in KINDS if kind in newest)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share of which `hits` of `of` were seen (Wilson 1927); (0, 1) where nothing was."""
    if not of:
        return 0.0, 1.0
    share, extra = hits / of, Z_95**2 / of
    middle = (share + extra / 2) / (1 + extra)
    half = Z_95 * sqrt(share * (1 - share) / of + extra / (4 * of)) / (1 + extra)
    return max(0.0, middle - half), min(1.0, middle + half)


def _rates(cells: Sequence[AuditedFact]) -> tuple[ErrorRate, ...]:
    found: Mapping[str, list[AuditedFact]] = defaultdict(list)
    for cell in cells:
        if cell.verdict:
            found[cell.kind].append(cell)
    rates = []
    for kind in (kind for kind in KINDS if kind in found):
        verdicts = [cell.verdict for cell in found[kind]]
        checked, wrong = sum(verdict != "unclear" for verdict in verdicts), verdicts.count("wrong")
        low, high = wilson(wrong, checked)
        last = max(cell.checked_on for cell in found[kind])
        rates.append(ErrorRate(kind, checked, wrong, verdicts.count("unclear"), last, low, high))
    return tuple(rates)
