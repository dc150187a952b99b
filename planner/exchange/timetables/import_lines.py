"""What was read from a file of trains, as plain lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from planner.catalog import Station
from planner.exchange.timetables.any_format import Import
from planner.exchange.timetables.detection import FORMATS
from planner.exchange.timetables.formats import known_name
from planner.exchange.trains import TimetableRun, labels
from planner.language import Translate
from planner.train.entry import write_call_time

SHOWN = 40


def import_summary(read: Import, stations: Mapping[str, Station], _: Translate, railway: str = "") -> str:
    """Each train in a line, what was left out and why, and which stations the facts do not know, or the `railway` made
    of it does not have."""
    timetable = read.timetable
    head = _("{format}：列车 {trains} 趟，车站 {stations} 个。")
    lines = [head.format(format=_(FORMATS[read.format]), trains=len(timetable.runs), stations=len(timetable.stations))]
    lines += [
        _run(run, label, _) for run, label in list(zip(timetable.runs, labels(timetable.runs), strict=True))[:SHOWN]
    ]
    if len(timetable.runs) > SHOWN:
        lines.append(_("还有 {count} 趟。").format(count=len(timetable.runs) - SHOWN))
    for line in read.graph.lines if read.graph else ():
        lines.append(
            _("线路“{name}”：{count} 个车站。").format(
                name=line.name or railway or _("没有名字"), count=len(line.stations)
            )
        )
        lines += [
            _("运行标尺“{name}”：{count} 个区间（上下行分开算）。").format(
                name=ruler.name, count=len(ruler.both_ways())
            )
            for ruler in line.rulers
        ]
    lines += [_(note.why).format(**note.values) for note in read.notes]
    lines += [
        _("没有读入 {train}：{why}").format(train=left.train, why=_(left.why).format(**left.values))
        for left in read.skipped
    ]
    strange = [s.name for s in timetable.stations if known_name(s.name, stations) not in stations]
    if strange:
        said = (
            _("线路上没有这些车站，列车走到那里就不跟了：{names}")
            if railway
            else _("本站资料里没有这些车站，检查和模拟不了：{names}")
        )
        lines.append(said.format(names=_("、").join(strange[:SHOWN])))
    return "\n".join(lines)


def _run(run: TimetableRun, label: str, _: Translate) -> str:
    first, last = run.calls[0], run.calls[-1]
    ends = f"{first.station} {write_call_time(first.depart_s)} → {last.station} {write_call_time(last.arrive_s)}"
    text = _("{calls} 站").format(calls=len(run.calls))
    if blank := [call.station for call in run.calls if not call.published]:
        text += _("（没有公布时刻：{names}）").format(names=_("、").join(blank))
    if not run.dates:
        return f"  {label}  {ends}  {text}"
    days = run.dates[0].isoformat() if len(run.dates) == 1 else f"{run.dates[0]} … {run.dates[-1]}"
    return f"  {label}  {ends}  {text}  {days} " + _("（{count} 天）").format(count=len(run.dates))
