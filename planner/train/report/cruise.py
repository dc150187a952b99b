"""A silver train as plain lines for a terminal or a log."""

from __future__ import annotations

from collections.abc import Sequence

from planner.language import Translate
from planner.sentences import NAMES, reason_sentence
from planner.train.report.checks import ONLY_PUBLISHED
from planner.train.report.comparison import clock_words
from planner.train.types import Call, Cruise, CruiseAlternative, GroupWorth


def summary(cruise: Cruise, _: Translate, needs: Sequence[str] = ()) -> str:
    """Calls with day and time, what is seen where, what is known of the answer; `needs` are lines shown beside it."""
    lines = [_call(call, _) for call in cruise.calls]
    lines.append("")
    for excursion in cruise.excursions:
        places = _("、").join(visit.place.name for visit in excursion.day.visits)
        lines.append(f"{excursion.day.date.isoformat()}  {excursion.station}{_('：')}{places}")
        if excursion.groups:
            lines.append("    " + _("；").join(_group(group, _) for group in excursion.groups))
    unknown = [call.station for call in cruise.calls if call.purpose == "sight" and call.step_free is None]
    if unknown and any(excursion.groups for excursion in cruise.excursions):
        lines.append(
            _("{stations}上下车有没有台阶查不到，坐轮椅的得分当作没有台阶。").format(stations=_("、").join(unknown))
        )
    lines += ["", _("全程 {km} 公里。").format(km=f"{cruise.km:.0f}"), *needs]
    proof, error = cruise.proof, cruise.running_error
    said = _("得分 {worth}，上界 {bound}，差距 {gap}（{seconds} 秒）。")
    lines += [
        "",
        said.format(worth=f"{proof.worth:g}", bound=f"{proof.bound:g}", gap=f"{proof.gap:.2%}", seconds=proof.seconds),
    ]
    if cruise.not_called:
        lines += ["", _("为什么没有停："), *(f"  {reason_sentence(each.reason, _)}" for each in cruise.not_called), ""]
    if cruise.request.assumes:
        lines.append(_("本方案假定：{assumes}。这些不是查到的资料。").format(assumes="；".join(cruise.request.assumes)))
    said = _("运行时间与 {legs} 段公布时刻相比：误差中位数 {median}%，九成在 {p90}% 以内。")
    lines.append(said.format(legs=error.legs, median=f"{error.median_percent:g}", p90=f"{error.p90_percent:g}"))
    lines.append(_(ONLY_PUBLISHED))
    return "\n".join(lines)


def alternative_summary(number: int, other: CruiseAlternative, _: Translate, needs: Sequence[str] = ()) -> str:
    """Another train as `summary`, below what speaks for it."""
    head = _("方案 {number}：{reason}").format(number=number, reason=reason_sentence(other.reason, _))
    return f"{head}\n{summary(other.train, _, needs)}"


def _group(group: GroupWorth, _: Translate) -> str:
    if not group.places:
        return _("{who}：没有可看的").format(who=_(NAMES[group.profile]))
    said = _("{who}：{places} 处，{points} 分")
    return said.format(who=_(NAMES[group.profile]), places=group.places, points=f"{group.worth:g}")


def _call(call: Call, _: Translate) -> str:
    words = {
        "origin": _("始发"),
        "sight": _("停靠游览"),
        "technical": _("技术停车"),
        "crew": _("换乘务"),
        "end": _("终到"),
    }[call.purpose]
    arrive, depart = ("--" if minute is None else clock_words(minute, _) for minute in (call.arrive, call.depart))
    return f"{call.station:　<6}{arrive:>12}{depart:>12}{call.km:>9.0f} km  {words}"
