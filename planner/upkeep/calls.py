"""Which calls would improve the most plans; and what was answered, kept as changes with their source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Field, Session, SQLModel, col, select

from planner.catalog import SHEETS, FactTables, Proposal, change_facts, read_cell, undone_batches, usable
from planner.clock import today
from planner.errors import BadFile, Fault, Unknown
from planner.language import N_
from planner.rules import RulePack
from planner.settings import Settings
from planner.upkeep.demand import Demand, read_demand
from planner.upkeep.questions import QUESTIONS, asked_columns, open_questions, row_named

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
    """A call worth making: how many of the measured plans have the row, how many of its five questions are open.

    A row that stands in no plan counts as the rows of its city do on the average: `expected`. One that is not planned
    with until somebody has asked is `unsure`.
    """

    file: str
    row: str
    name: str
    name_en: str
    city: str
    phone: str  # "" is not known: to be found first
    plans: float
    open: int
    expected: bool
    unsure: bool


@dataclass(frozen=True)
class Answers:
    """What was learnt in a call: new texts by column, and the columns that are still as they stand."""

    texts: Mapping[str, str]
    same: tuple[str, ...]
    said_by: str
    said_on: date


def best_calls(
    session: Session, facts: FactTables, rules: RulePack, today: date, with_phone: bool = False
) -> tuple[list[CallWanted], Demand | None]:
    """The calls worth making, the best first, and the measurement they rest on; `with_phone` only those whose number is
    known."""
    measured = read_demand(session)
    wanted = call_sheet(facts, rules, today, measured, called_of_late(session, rules, today))
    return [call for call in wanted if call.phone or not with_phone], measured


def call_sheet(
    facts: FactTables, rules: RulePack, today: date, demand: Demand | None, called: Iterable[tuple[str, str]]
) -> list[CallWanted]:
    """The calls by what they would improve: plans times open questions. Those `called` of late are left out. Where
    nothing was measured, all that is planned with counts alike."""
    done, found = set(called), []
    for file in QUESTIONS:
        rows = [row for _number, row in facts.raws[file].rows if row.get("serves_meals") != "no"]
        if demand:
            plans_of = {row: plans for (of, row), plans in demand.plans.items() if of == file}
        else:
            plans_of = {row["id"]: 1 for row in rows if usable(row)}
        usual = _mean_by_city(rows, plans_of)
        for row in rows:
            plans, unknown = plans_of.get(row["id"], 0), open_questions(facts, rules, today, file, row)
            if unknown and (file, row["id"]) not in done:
                found.append(
                    CallWanted(file, row["id"], row["name"], row["name_en"], row["city"], row["phone"],
                               plans or usual[row["city"]], unknown, not plans, not usable(row))
                )  # fmt: skip
    return sorted(found, key=lambda call: (-call.plans * call.open, call.expected, call.file, call.row))


def _mean_by_city(rows: Sequence[Mapping[str, str]], plans_of: Mapping[str, int]) -> dict[str, float]:
    """Plans for each row of a city, on the average over all its rows."""
    counted = Counter(row["city"] for row in rows)
    planned = Counter[str]()
    for row in rows:
        planned[row["city"]] += plans_of.get(row["id"], 0)
    return {city: planned[city] / count for city, count in counted.items()}


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
    asked = asked_columns(file, row)
    source = f"电话问过{answers.said_by}，{answers.said_on.isoformat()}"
    faults, proposals = list(_wrong(answers)), []
    texts = {column: row.get(column, "") for column in answers.same} | {c: t for c, t in answers.texts.items() if t}
    if texts.get("state"):
        texts["state_as_of"] = answers.said_on.isoformat()
    for column, text in texts.items():
        if column not in (*asked, "state_as_of"):
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
    if answers.said_on > today():
        yield Fault("", 0, "said-on", N_("这一天还没有到。"))
    if len(answers.said_by) > LONGEST_SAID_BY:
        yield Fault("", 0, "said-by", N_("最多写 {most} 个字。"), {"most": LONGEST_SAID_BY})
