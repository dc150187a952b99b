"""The sheet of a diagram in words: each train drawn, and each marker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.catalog import RailFacts
from planner.clock import DAY_S, clock_text
from planner.language import Translate
from planner.sentences import N_
from planner.train.diagram import ConflictMarker, Passage, TimeDistanceDiagram, class_of
from planner.train.report.checks import CAUSES

CLASS_WORDS = {
    "K": N_("K 快速"),
    "T": N_("T 特快"),
    "Z": N_("Z 直达特快"),
    "Y": N_("Y 旅游"),
    "other": N_("其他（G、D、C）"),
}
RINGED = {
    "headway": N_("{moment}，{where}：{trains} 同方向隔得太近，差 {minutes} 分钟：{cause}。"),
    "crossing": N_("{moment}，{where}：{trains} 在单线上迎面相遇，差 {minutes} 分钟：{cause}。"),
    "possession": N_("{moment}，{where}：{trains} 进了天窗（{name}）。"),
}

Name = Callable[[str], str]


def moment(second: float, sheet: TimeDistanceDiagram, _: Translate) -> str:
    """The clock; the day before it, where the sheet shows more than the first day or the time lies on another."""
    day, clock = int(second) // DAY_S, clock_text(int(second) // 60, "wrap")
    if day < 0:
        return _("前一天 {clock}").format(clock=clock)
    if day == 0 and sheet.span[0] >= 0 and sheet.span[1] <= DAY_S:
        return clock
    return _("第 {n} 天 {clock}").format(n=day + 1, clock=clock)


def entering(passage: Passage, sheet: TimeDistanceDiagram, _: Translate) -> str:
    """When it enters the way, marked if that is only reckoned."""
    said = moment(passage.enter_s, sheet, _)
    return said if passage.known[0] else _("约 {clock}").format(clock=said)


def leaving(passage: Passage, sheet: TimeDistanceDiagram, _: Translate) -> str:
    """When it leaves the way, marked if that is only reckoned."""
    said = moment(passage.leave_s, sheet, _)
    return said if passage.known[1] else _("约 {clock}").format(clock=said)


def train_words(train: str, _: Translate) -> str:
    """A train by its number; the one of which all is about has none."""
    return _("{train} 次").format(train=train) if train else _("这趟车")


def passage_words(passage: Passage, sheet: TimeDistanceDiagram, name: Name, _: Translate) -> str:
    """A line of the sheet: which train, from where and when to where and when."""
    return _("{train}，{origin} {enter} → {target} {leave}").format(
        train=train_words(passage.train, _),
        origin=name(sheet.way[passage.origin].station),
        enter=entering(passage, sheet, _),
        target=name(sheet.way[passage.target].station),
        leave=leaving(passage, sheet, _),
    )


def towards(passage: Passage, sheet: TimeDistanceDiagram) -> str:
    """The end of the way it runs towards."""
    return sheet.way[-1 if passage.target >= passage.origin else 0].station


def marker_words(
    marker: ConflictMarker, sheet: TimeDistanceDiagram, found: Sequence[str], name: Name, _: Translate
) -> str:
    """What is ringed; `found` are the checker's own sentences."""
    if marker.kind == "found":
        return found[marker.index]
    shut = sheet.possessions[marker.index] if marker.kind == "possession" else None
    return _(RINGED[marker.kind]).format(
        moment=moment(marker.second, sheet, _),
        where=" → ".join(map(name, marker.where)),
        trains=_(" 和 ").join(train or _("这趟车") for train in marker.trains),
        minutes=-(-marker.shortfall_s // 60),
        cause=_(CAUSES[marker.cause]) if marker.cause else "",
        name=f"{name(shut.origin)}{'>' if shut.one_way else '–'}{name(shut.target)}" if shut else "",
    )


def diagram_table(sheet: TimeDistanceDiagram, markers: Sequence[str], rail: RailFacts, _: Translate) -> list[str]:
    """Every marker, in words, and every train drawn, a line each."""
    rows = [
        passage_words(p, sheet, str, _) + (f"  {_(CLASS_WORDS[class_of(rail, p.train)])}" if p.train else "")
        for p in sheet.passages
    ]
    numbered = [f"  {number}. {said}" for number, said in enumerate(markers, 1)]
    heads = _("标出来的问题：%(n)s 处") % {"n": len(markers)}, _("画出来的车：%(n)s 条线") % {"n": len(rows)}
    return [heads[0], *numbered, heads[1], *(f"  {row}" for row in rows)]
