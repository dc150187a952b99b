"""What the workbench says of conflicts, steps and clashes, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from planner.clock import DAY_MIN, clock_text
from planner.sentences import N_
from planner.train.check import Possession
from planner.train.project import FieldClash, ProjectConflict, Shift
from planner.train.types import EnteredCall
from routes.formatters import stations_words
from routes.presenters import possession_name

FIELDS = {"arrive": N_("到点"), "depart": N_("开点"), "calls": N_("停站"), "train": N_("整趟车")}
KINDS = {
    "train-headway": N_("同向太近"),
    "train-crossing": N_("单线迎面"),
    "possession": N_("在天窗里"),
    "possession-stuck": N_("在天窗里"),
    "station-full": N_("股道不够"),
    "running-short": N_("跑不出来"),
    "time-order": N_("时间倒了"),
}
MOST_TOLD = 6


def minute_words(minute: int | None) -> str:
    """21:40, and 次日 01:40 from the second day on."""
    if minute is None:
        return "—"
    day, clock = minute // DAY_MIN, clock_text(minute, "wrap")
    if day == 0:
        return clock
    return _("次日 %(clock)s", clock=clock) if day == 1 else _("第 %(n)s 天 %(clock)s", n=day + 1, clock=clock)


def cell_words(minute: int | None) -> str:
    """A time as it stands in a cell: the clock, +1 behind it from the second day on."""
    return "" if minute is None else clock_text(minute, "mark")


def shift_words(shift: Shift) -> str:
    """What pressing it does."""
    if shift.minutes > 0:
        return _("晚 %(n)s 分", n=shift.minutes)
    return _("早 %(n)s 分", n=-shift.minutes)


def size_words(conflict: ProjectConflict) -> str:
    """How large it is."""
    violation = conflict.violation
    count = f"{violation.excess:g}"
    match violation.unit:
        case "min" if violation.rule.startswith("possession"):
            return _("占 %(n)s 分", n=count)
        case "min":
            return _("差 %(n)s 分", n=count)
        case "m":
            return _("差 %(n)s 米", n=count)
        case "h":
            return _("超 %(n)s 小时", n=count)
    return _("差 %(n)s", n=count) if violation.excess else ""


def against_words(conflict: ProjectConflict) -> str:
    """Which train it is of, and with what."""
    values = conflict.violation.values
    if conflict.other:
        return f"{conflict.train} × {conflict.other}"
    if "name" in values:
        return f"{conflict.train} × {_('天窗')} {possession_name(str(values['name']))}"
    return conflict.train


def kind_words(conflict: ProjectConflict) -> str:
    """What is the matter, in a word or two; "" where only the sentence says it."""
    rule = conflict.violation.rule
    return _(KINDS[rule]) if rule in KINDS else ""


def possession_hours(possession: Possession) -> str:
    """01:42-04:30."""
    return f"{clock_text(possession.begin)}–{clock_text(possession.end, 'wrap')}"


def possession_words(possession: Possession) -> str:
    """A possession as one writes it."""
    mark = ">" if possession.one_way else "-"
    ends = (
        possession.origin if possession.origin == possession.target else f"{possession.origin}{mark}{possession.target}"
    )
    return f"{ends}@{clock_text(possession.begin)}-{clock_text(possession.end, 'wrap')}"


def clash_words(clashes: Sequence[FieldClash]) -> Iterator[str]:
    """Where somebody else changed the same: both values, the first few."""
    yield _("别人刚改了同一处，您的改动没有存：")
    for clash in clashes[:MOST_TOLD]:
        where = f"{clash.train} {stations_words(clash.station)}".strip()
        values = {
            "where": where, "field": _(FIELDS[clash.field]) if clash.field in FIELDS else clash.field,
            "theirs": _value(clash.theirs), "mine": _value(clash.mine),
        }  # fmt: skip
        yield _("%(where)s %(field)s：别人改成 %(theirs)s，您要改成 %(mine)s。", **values)
    if len(clashes) > MOST_TOLD:
        yield _("还有 %(n)s 处。", n=len(clashes) - MOST_TOLD)


def _value(value: Any) -> str:
    match value:
        case None:
            return _("（删掉）")
        case bool():
            return _("有") if value else _("无")
        case int():
            return minute_words(value)
        case str():
            return value
        case tuple() if value and isinstance(value[0], EnteredCall):
            return _("%(n)s 站", n=len(value))
    return _("别的样子")


def step_words(step: Mapping[str, Any]) -> str:
    """What a step did, for the button that undoes it and the list of versions."""
    train, minutes = step.get("train", ""), step.get("minutes", 0)
    station = stations_words(str(step.get("station", "")))
    match step.get("kind"):
        case "move":
            return f"{train} {shift_words(Shift(train, int(minutes)))}"
        case "from":
            return _("%(train)s 从%(station)s起 %(shift)s", train=train, station=station, shift=_shift(step))
        case "upto":
            return _("%(train)s 到%(station)s为止 %(shift)s", train=train, station=station, shift=_shift(step))
        case "cells":
            return _("%(train)s 改 %(n)s 格", train=train, n=step.get("count", 1))
        case "add":
            return _("加 %(train)s", train=train)
        case "remove":
            return _("删 %(train)s", train=train)
        case "mend":
            return _("全部消除（挪 %(n)s 分）", n=minutes)
        case "take":
            return _("插入 %(train)s", train=train)
        case "possession" | "conditions" | "station":
            return _conditions(step)
        case "train":
            return _("改 %(train)s 的车底和条件", train=train)
        case "restore":
            return _("回到“%(name)s”", name=step.get("name", ""))
    return _("新建")


def _conditions(step: Mapping[str, Any]) -> str:
    if step["kind"] == "possession":
        return _("挪天窗 %(name)s", name=possession_name(str(step.get("name", ""))))
    if step["kind"] == "station":
        return _("改%(station)s的假定", station=stations_words(str(step.get("station", ""))))
    return _("改天窗和假定")


def _shift(step: Mapping[str, Any]) -> str:
    return shift_words(Shift("", int(step.get("minutes", 0))))
