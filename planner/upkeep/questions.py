"""The five questions to ask a place, a hotel or a restaurant by telephone, and the cells their answers fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.catalog import KEY_OF, FactTables, may_age, provenance, usable
from planner.language import N_
from planner.rules import RulePack
from planner.upkeep.freshness import is_stale
from planner.upkeep.kinds import KIND_OF


@dataclass(frozen=True)
class Question:
    """What to ask, and the columns that hold the answer."""

    words: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class AskedCell:
    """A cell of a question as it stands: why it is asked for (unknown, stale, unconfirmed), or known."""

    column: str
    text: str
    state: str


QUESTIONS = {
    "places.csv": (
        Question(N_("几点开门、几点关门？星期几休息？冬天一样吗？"), ("hours",)),
        Question(
            N_("门票多少钱？60 岁、65 岁、70 岁各付多少？"),
            ("ticket_yuan", "price_60_yuan", "price_65_yuan", "price_70_yuan"),
        ),
        Question(N_("能不能一路不走台阶？有没有轮椅借？"), ("step_free", "wheelchair_loan")),
        Question(N_("有没有无障碍厕所？哪里有椅子坐？"), ("accessible_toilet", "seats")),
        Question(N_("要不要预约？旅游大巴能不能停？"), ("reservation", "coach_parking")),
    ),
    "hotels.csv": (
        Question(N_("有没有电梯？"), ("lift",)),
        Question(N_("有没有无障碍房，轮椅进得去吗？"), ("accessible_room",)),
        Question(N_("平日标准间多少钱一晚？"), ("price_band",)),
        Question(N_("是几星级？"), ("stars",)),
        Question(N_("订房打哪个电话？"), ("phone",)),
    ),
    "restaurants.csv": (
        Question(N_("进门要不要走台阶？"), ("step_free",)),
        Question(N_("有没有软烂好嚼的菜？"), ("soft_food",)),
        Question(N_("一个人大约多少钱？"), ("price_band",)),
        Question(N_("中午、晚上都做正餐吗？"), ("serves_meals",)),
        Question(N_("订座打哪个电话？"), ("phone",)),
    ),
}
_UNSURE = {  # asked first, in the place of the last, where nobody is sure enough to plan with it
    "places.csv": Question(N_("现在还开着吗？在什么地址？"), ("state", "address")),
    "hotels.csv": Question(N_("现在还营业吗？在什么地址？"), ("address",)),
    "restaurants.csv": Question(N_("现在还营业吗？在什么地址？"), ("address",)),
}
OPEN = ("unknown", "stale", "unconfirmed")


def questions_of(file: str, row: Mapping[str, str]) -> tuple[Question, ...]:
    """The five questions to ask about a row as it stands in the files."""
    return QUESTIONS[file] if usable(row) else (_UNSURE[file], *QUESTIONS[file][:4])


def asked_columns(file: str, row: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that its answers fill, in order; its telephone is always among them."""
    columns = (column for question in questions_of(file, row) for column in question.columns)
    return tuple(dict.fromkeys((*columns, "phone")))


def asked_cells(
    facts: FactTables, rules: RulePack, today: date, file: str, row: Mapping[str, str]
) -> tuple[tuple[Question, tuple[AskedCell, ...]], ...]:
    """The five questions with the cells as they stand."""
    return tuple(
        (question, tuple(_cell(facts, rules, today, file, row, column) for column in question.columns))
        for question in questions_of(file, row)
    )


def open_questions(facts: FactTables, rules: RulePack, today: date, file: str, row: Mapping[str, str]) -> int:
    """How many of the five have a cell that is unknown, too old or not confirmed."""
    asked = asked_cells(facts, rules, today, file, row)
    return sum(any(cell.state in OPEN for cell in cells) for _question, cells in asked)


def _cell(
    facts: FactTables, rules: RulePack, today: date, file: str, row: Mapping[str, str], column: str
) -> AskedCell:  # fmt: skip
    text = row[column]
    if not text:
        return AskedCell(column, "", "unknown")
    told = provenance(facts.noted, file, row, column)
    if is_stale(rules, KIND_OF.get((file, column), ""), told.as_of, today) and may_age(row, column):
        return AskedCell(column, text, "stale")
    return AskedCell(column, text, "unconfirmed" if told.basis == "reader" else "known")


def row_named(facts: FactTables, file: str, key: str) -> Mapping[str, str] | None:
    """The row of that id; None if there is none."""
    return next((row for _, row in facts.raws[file].rows if row[KEY_OF[file]] == key), None)
