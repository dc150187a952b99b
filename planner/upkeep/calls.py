"""Which calls would improve the most plans; and what was answered, kept as changes with their source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Field, Session, SQLModel, col, select

from planner.catalog import SHEETS, FactTables, Proposal, change_facts, read_cell, undone_batches, usable
from planner.errors import BadFile, Fault, Unknown
from planner.language import N_
from planner.rules import RulePack
from planner.settings import Settings
from planner.upkeep.demand import Demand
from planner.upkeep.questions import QUESTIONS, open_questions, row_named

LONGEST_SAID_BY = 60  # characters


class FactCall(SQLModel, table=True):
    """A call that was made; `batch` are the changes it brought, "" if nobody answered or nothing was learnt."""

    __tablename__ = "fact_call"
    id: int | None = Field(default=None, primary_key=True)
    file: str = Field(index=True)
    row: str
    called_on: str  # ISO date
    said_by: str  # "" if nobody answered
    who: str  # the operator
    batch: str


@dataclass(frozen=True)
class CallWanted:
    """A call worth making: how many of the measured plans have the row, how many of its five questions are open."""

    file: str
    row: str
    name: str
    name_en: str
    city: str
    phone: str  # "" is not known: to be found first
    plans: int
    open: int


@dataclass(frozen=True)
class Answers:
    """What was learnt in a call: new texts by column, and the columns that are still as they stand."""

    texts: Mapping[str, str]
    same: tuple[str, ...]
    said_by: str
    said_on: date


def call_sheet(
    facts: FactTables, rules: RulePack, today: date, demand: Demand | None, called: Iterable[tuple[str, str]]
) -> list[CallWanted]:
    """The calls by what they would improve: plans times open questions. Those `called` of late are left out, and rows
    that stand in no plan, unless nothing was measured: then all that is planned with."""
    done, found = set(called), []
    for file in QUESTIONS:
        plans_of = (
            {row: plans for (of, row), plans in demand.plans.items() if of == file}
            if demand
            else dict.fromkeys((row["id"] for row in facts.sheets[file].rows if usable(row)), 1)
        )
        for _number, row in facts.raws[file].rows:
            plans = plans_of.get(row["id"], 0)
            if plans and (file, row["id"]) not in done and (unknown := open_questions(facts, rules, today, file, row)):
                found.append(
                    CallWanted(file, row["id"], row["name"], row["name_en"], row["city"], row["phone"], plans, unknown)
                )
    return sorted(found, key=lambda call: (-call.plans * call.open, call.file, call.row))


def called_of_late(session: Session, rules: RulePack, today: date) -> set[tuple[str, str]]:
    """Whom nobody should call yet; calls whose answers were taken back do not count."""
    since = (today - timedelta(rules.whole("call-again"))).isoformat()
    calls = session.exec(select(FactCall).where(col(FactCall.called_on) >= since)).all()
    undone = undone_batches(session)
    return {(call.file, call.row) for call in calls if call.batch not in undone}


def note_call(settings: Settings, who: str, facts: FactTables, file: str, key: str, answers: Answers) -> str:
    """Keep a call and what was answered, all or nothing; the batch of changes, "" if nothing was learnt.

    Raises
    ------
    Unknown, BadFile, BadFacts, EditConflict
        If there is no such row, for what is wrong with the answers, or with the facts after them.
    """
    row = row_named(facts, file, key)
    if row is None:
        raise Unknown("row", key)
    proposals = proposed(file, row, answers)

    def before_commit(session: Session, batch: str) -> None:
        session.add(
            FactCall(file=file, row=key, called_on=answers.said_on.isoformat(), said_by=answers.said_by, who=who,
                     batch=batch if proposals else "")
        )  # fmt: skip

    batch = change_facts(settings, who, proposals, before_commit=before_commit)
    return batch if proposals else ""


def proposed(file: str, row: Mapping[str, str], answers: Answers) -> list[Proposal]:
    """The changes that answers bring; also to cells that are as they were: their source is new.

    Raises
    ------
    BadFile
        With all that is wrong, by column.
    """
    asked = {column for question in QUESTIONS[file] for column in question.columns} | {"phone"}
    source = f"电话问过{answers.said_by}，{answers.said_on.isoformat()}"
    faults, proposals = list(_wrong(answers)), []
    texts = {column: row.get(column, "") for column in answers.same} | {c: t for c, t in answers.texts.items() if t}
    for column, text in texts.items():
        if column not in asked:
            faults.append(Fault(file, 0, column, N_("电话里不问这一项。")))
            continue
        if not text:
            faults.append(Fault(file, 0, column, N_("原来不知道，请写出回答。")))
            continue
        try:
            read_cell(text, SHEETS[file][1][column])
        except ValueError as error:
            faults.append(Fault(file, 0, column, str(error)))
            continue
        year = answers.said_on.year
        proposals.append(Proposal(file, row["id"], column, row[column], text, source, "cited", year))
    if faults:
        raise BadFile(tuple(faults))
    return proposals


def _wrong(answers: Answers) -> Iterable[Fault]:
    learnt = any(answers.texts.values()) or answers.same
    if learnt and not answers.said_by:
        yield Fault("", 0, "said-by", N_("请写是谁说的，如“售票处”。"))
    if len(answers.said_by) > LONGEST_SAID_BY:
        yield Fault("", 0, "said-by", N_("最多写 {most} 个字。"), {"most": LONGEST_SAID_BY})
