"""What a simulation says, as plain lines for a terminal or a log."""

from __future__ import annotations

from planner.clock import clock_text
from planner.language import Translate
from planner.sentences import N_
from planner.train.robustness.simulate import BufferWorth, CallDelay, Robustness, WeakPoint

CAUSES = {
    "start": N_("{origin}：始发就晚"),
    "run": N_("{origin} → {target}：跑得慢，或者出故障"),
    "stay": N_("{origin}：停得久"),
    "guests": N_("{origin}：游客回车晚"),
    "behind": N_("{origin} → {target}：前面有 {train} 次"),
    "crossing": N_("{origin} → {target}：等对向的 {train} 次"),
    "connection": N_("{origin}：等 {train} 次的游客"),
}
SHOWN = 5


def robustness_summary(found: Robustness, _: Translate) -> str:
    """Delays at each stop, what others suffer, where delay arises and where a minute helps."""
    said = _("模拟 {runs} 次（种子 {seed}），和 {trains} 趟公布的列车一起。晚点单位：分钟。")
    lines = [said.format(runs=f"{found.runs:,}", seed=found.seed, trains=found.trains), ""]
    lines.append(_("各列依次是：平均晚点，一半、八成、95% 的情况不超过，5 分钟以内的占多少。"))
    lines += [_call(call, _) for call in found.calls]
    secondary = found.secondary
    said = _("给别的列车带来的晚点：平均 {mean} 分钟（误差 ±{error}），95% 的情况不到 {p95} 分钟；{touched} 的情况有。")
    error, touched = round(1.96 * secondary.error, 2), f"{secondary.touched:.0%}"
    lines += ["", said.format(mean=secondary.mean, error=error, p95=secondary.p95, touched=touched)]
    if secondary.trains:
        each = _("、").join(
            _("{train} 次（{mean}）").format(train=t.train, mean=t.mean) for t in secondary.trains[:SHOWN]
        )
        lines.append(_("受影响最大的：{trains}").format(trains=each))
    lines += ["", _("晚点从哪里来（平均每次几分钟；有多少次由它决定）：")]
    lines += [_weak(point, _) for point in found.weak[:SHOWN]]
    lines += ["", _("哪里多留1分钟最值（本车各站合计、别的列车合计少晚几分钟）：")]
    lines += [_buffer(worth) for worth in found.buffer[:SHOWN]]
    lines += ["", _("晚点的分布是默认假定，不是这些线路的统计，可用 --delay 改。")]
    lines.append(_("列车次序照计划不变，调度员调整后会好些；货车不在内。"))
    return "\n".join(lines)


def _call(call: CallDelay, _: Translate) -> str:
    numbers = f"{call.mean:>8}{call.p50:>8}{call.p80:>8}{call.p95:>8}{call.on_time:>8.0%}"
    if call.reached is None or call.due is None:
        return f"{call.station:　<6}{numbers}"
    return f"{call.station:　<6}{numbers}  " + _("赶得上当天游览（{clock}前到）：{share}").format(
        clock=clock_text(call.due, "wrap"), share=f"{call.reached:.1%}"
    )


def _weak(point: WeakPoint, _: Translate) -> str:
    where = _(CAUSES[point.kind]).format(origin=point.origin, target=point.target, train=point.train)
    return f"  {point.added:>6.2f}  {point.share:>4.0%}  {where}"


def _buffer(worth: BufferWorth) -> str:
    return f"  {worth.own:>6.2f}  {worth.others:>6.2f}  {worth.origin} → {worth.target}"
