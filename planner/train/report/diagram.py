"""The sheet of a diagram in words: each train drawn, and each marker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.clock import DAY_S, clock_text
from planner.language import Translate
from planner.sentences import N_
from planner.train.diagram import ConflictMarker, CruiseSheets, Passage, TimeDistanceDiagram
from planner.train.report.conflicts import CAUSES
from planner.train.types import Possession

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
    return said if passage.known[-1] else _("约 {clock}").format(clock=said)


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
        name=_possession_name(shut, name) if shut else "",
    )


def _possession_name(shut: Possession, name: Name) -> str:
    if shut.origin == shut.target:
        return name(shut.origin)
    return f"{name(shut.origin)}{'>' if shut.one_way else '–'}{name(shut.target)}"


def sheet_title(sheet: TimeDistanceDiagram, name: Name, _: Translate) -> str:
    """From where to where, and from when to when."""
    ends = " – ".join(name(end.station) for end in (sheet.way[0], sheet.way[-1]))
    return f"{ends}  {sheet_hours(sheet, _)}"


def sheet_hours(sheet: TimeDistanceDiagram, _: Translate) -> str:
    """From when to when a sheet is; midnight is the end of its day."""
    begin, end = sheet.span
    until = moment(end, sheet, _)
    if end > 0 and end % DAY_S == 0:
        until = moment(end - 60, sheet, _).replace("23:59", "24:00")
    return f"{moment(begin, sheet, _)} – {until}"


def cruise_titles(sheets: CruiseSheets, name: Name, _: Translate) -> list[str]:
    """The overview's title, and those of the legs."""
    titles = []
    for number, sheet in enumerate((sheets.overview, *sheets.nights)):
        (ours,) = sheet.ours
        titles.append(
            (
                _("第 {n} 段：{origin} → {target}，{leave} – {reach}")
                if number
                else _("全程：{origin} → {target}，{leave} – {reach}")
            ).format(
                n=number,
                origin=name(sheet.way[0].station),
                target=name(sheet.way[-1].station),
                leave=_day_clock(ours.enter_s, _),
                reach=_day_clock(ours.leave_s, _)
                if ours.leave_s // DAY_S != ours.enter_s // DAY_S
                else clock_text(ours.leave_s // 60, "wrap"),
            )
        )
    return titles


def _day_clock(second: int, _: Translate) -> str:
    return _("第 {n} 天 {clock}").format(n=second // DAY_S + 1, clock=clock_text(second // 60, "wrap"))
