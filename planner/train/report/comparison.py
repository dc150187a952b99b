"""Scenarios side by side in words: what each number says, and how it differs from the first one's."""

from __future__ import annotations

from planner.clock import DAY_MIN, clock_text
from planner.language import Translate
from planner.sentences import N_
from planner.train.report.checks import ONLY_PUBLISHED
from planner.train.scenario import Comparison, ComparisonCell, IndicatorRow, Measure, StopRow, TrainStop

WORDS = {
    "hard": N_("冲突"),
    "soft": N_("还可以更好的地方"),
    "depart": N_("始发"),
    "arrive": N_("终到"),
    "journey": N_("从始发到终到"),
    "running": N_("在路上跑"),
    "waiting": N_("短停和待避"),
    "km": N_("里程"),
    "night": N_("夜里跑的占"),
    "worth_brisk": N_("白天游玩得分：腿脚好的"),
    "worth_gentle": N_("白天游玩得分：走不远的"),
    "worth_wheelchair": N_("白天游玩得分：坐轮椅的"),
    "on_time": N_("终到晚点不超过5分钟的机会"),
    "late": N_("终到晚点，八成不超过"),
    "reached": N_("赶得上白天游玩的机会（最差一站）"),
    "others": N_("给别的车添的晚点，平均"),
    "access": N_("线路使用费（估算）"),
}
VERDICTS = {
    "first": N_("拿它来比"),
    "same": N_("一样"),
    "better": N_("更好"),
    "worse": N_("更差"),
    "other": N_("不同"),
    "unsure": N_("差别在模拟误差以内"),
    "unknown": N_("不知道"),
}
MARKS = {"first": "", "same": "=", "better": "▲", "worse": "▼", "other": "≠", "unsure": "≈", "unknown": "?"}
KINDS = {"calls": N_("时刻表"), "path": N_("找的运行线"), "cruise": N_("设计的银发列车")}


def measure_words(unit: str, measure: Measure | None, _: Translate) -> str:
    """A number with its unit; an estimate with its range."""
    if measure is None:
        return _("不知道")
    value = measure.value
    if unit == "clock":
        return clock_words(round(value), _)
    said = _amount(unit, value, _)
    if measure.least is None or measure.most is None:
        return said
    ends = {"least": f"{measure.least:,.0f}", "most": f"{measure.most:,.0f}"}
    return _("约 {said}（{least} 到 {most}）").format(said=said, **ends)


def more_words(unit: str, cell: ComparisonCell, _: Translate) -> str:
    """How much more than the first one's, "" if that says nothing."""
    if not cell.more:
        return ""
    size = abs(cell.more)
    if unit == "share":
        said = _("高 {points} 个百分点") if cell.more > 0 else _("低 {points} 个百分点")
        return said.format(points=f"{size * 100:.1f}")
    if unit == "clock":
        return moved_words(round(cell.more), _)
    said = _("多 {amount}") if cell.more > 0 else _("少 {amount}")
    return said.format(amount=_amount(unit, size, _))


def moved_words(minutes: int, _: Translate) -> str:
    """By how much a time is later or earlier."""
    if not minutes:
        return _("一样")
    said = _("晚 {amount}") if minutes > 0 else _("早 {amount}")
    return said.format(amount=_amount("minutes", abs(minutes), _))


def clock_words(minute: int, _: Translate) -> str:
    """A time of the train, with its day."""
    return _("第{day}天 {clock}").format(day=minute // DAY_MIN + 1, clock=clock_text(minute, "wrap"))


def stop_words(stop: TrainStop | None, _: Translate) -> str:
    """When a train stands at a station."""
    if stop is None:
        return _("不停")
    if stop.arrive is None or stop.depart is None:
        minute = stop.depart if stop.arrive is None else stop.arrive
        said = _("{clock} 开") if stop.arrive is None else _("{clock} 到")
        return said.format(clock=clock_words(minute or 0, _))
    same_day = stop.arrive // DAY_MIN == stop.depart // DAY_MIN
    depart = clock_text(stop.depart, "wrap") if same_day else clock_words(stop.depart, _)
    return f"{clock_words(stop.arrive, _)}–{depart}"


def comparison_lines(found: Comparison, _: Translate) -> list[str]:
    """All of it for a terminal: what differs is marked by a sign and by words."""
    lines = [
        f"{chr(65 + n)}  {each.scenario.name}{_('：')}{_(KINDS[each.scenario.kind])}"
        for n, each in enumerate(found.studies)
    ]
    lines += [_("{letter}  没有找到运行线。").format(letter=chr(65 + n)) for n, s in enumerate(found.studies) if s.none]
    lines.append("")
    for line in found.lines:
        lines += [_(WORDS[line.code]), *(_cell_line(line, number, cell, _) for number, cell in enumerate(line.cells))]
    if found.stops:
        lines += ["", _("各站时刻（* 是有不同的站）：")]
        lines += [_stop_line(row, _) for row in found.stops]
    lines += ["", _("晚点是模拟 {runs} 次（种子 {seed}）得来的，晚点的分布是默认假定。").format(
        runs=f"{found.runs:,}", seed=found.seed
    )]  # fmt: skip
    lines.append(_(ONLY_PUBLISHED))
    return lines


def _cell_line(line: IndicatorRow, number: int, cell: ComparisonCell, _: Translate) -> str:
    more = more_words(line.unit, cell, _)
    verdict = [_(VERDICTS[cell.verdict])] if cell.verdict not in ("first", "unknown") else []
    said = _("，").join(([more] if more else []) + verdict)
    mark = MARKS[cell.verdict] or " "
    return f"  {mark} {chr(65 + number)}  {measure_words(line.unit, cell.measure, _)}" + (f"  {said}" if said else "")


def _stop_line(row: StopRow, _: Translate) -> str:
    mark = "*" if row.differs else " "
    return f" {mark} {row.station:　<6}" + "  ".join(f"{stop_words(stop, _):<22}" for stop in row.stops).rstrip()


def _amount(unit: str, value: float, _: Translate) -> str:
    match unit:
        case "minutes":
            hours, minutes = divmod(round(value), 60)
            if not hours:
                return _("{minutes} 分").format(minutes=minutes)
            said = _("{hours} 小时 {minutes} 分") if minutes else _("{hours} 小时")
            return said.format(hours=hours, minutes=minutes)
        case "delay":
            return _("{minutes} 分").format(minutes=f"{value:g}")
        case "km":
            return _("{km} 公里").format(km=f"{value:,.0f}")
        case "share":
            return f"{value:.1%}"
        case "points":
            return _("{points} 分").format(points=f"{value:,.0f}")
        case "yuan":
            return _("{yuan} 元").format(yuan=f"{value:,.0f}")
    return _("{count} 处").format(count=f"{value:g}")
