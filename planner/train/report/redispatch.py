"""Trains put in order anew in words and as JSON: who is late, who waits where for whom, what goes first."""

from __future__ import annotations

import json

from planner.clock import clock_text
from planner.language import Translate
from planner.train.report.checks import long_single_lines
from planner.train.types import REDISPATCHED_JSON, ChangedOrder, HeldTrain, Redispatched, RedispatchRequest, Unchecked


def redispatch_lines(found: Redispatched, request: RedispatchRequest, _: Translate) -> list[str]:
    """How late all are together and with what proof, beside first come, first served; then train by train."""
    begin, end = (clock_text(second // 60, "mark") for second in request.span_s)
    lines = [
        _("{begin} 到 {end}：{count} 趟车可能受影响，{decided} 趟要排先后，别的照点走。").format(
            begin=begin, end=end, count=found.looked_at, decided=found.decided
        )
    ]
    if found.proven:
        said = _("各站晚点合计 {late} 分钟，不能再少了；先到先走要 {first} 分钟。")
    else:
        said = _("各站晚点合计 {late} 分钟，不可能少于 {bound} 分钟（差 {gap}）；先到先走要 {first} 分钟。")
    lines.append(
        said.format(
            late=_minutes(found.late_s), bound=found.bound_s // 60, gap=f"{found.gap:.0%}",
            first=_minutes(found.first_come_s),
        )
    )  # fmt: skip
    lines += ["", _("晚点的车：")]
    for delay in sorted(found.delays, key=lambda one: (not one.given, -one.most_s, one.train)):
        said = _("{train} 次最多晚 {most} 分钟，最后晚 {last} 分钟。")
        lines.append("  " + said.format(train=delay.train, most=_minutes(delay.most_s), last=_minutes(delay.last_s)))
    lines += _listed(_("要等的车："), [_hold(hold, _) for hold in found.holds])
    lines += _listed(_("和公布的先后不一样："), [_order(order, _) for order in found.orders])
    lines.append("")
    if found.contradictions:
        pairs = _("、").join(f"{one} / {other}" for one, other in found.contradictions)
        lines.append(_("公布的时刻自己就对不上，互相没有比：{pairs}。").format(pairs=pairs))
    unknown = [Unchecked("crossing_stations", where) for where in found.long_singles]
    lines += long_single_lines(unknown, _)
    if found.charters:
        said = _("旅游列车 {trains} 哪些天开没有公布，当作这天也开。")
        lines.append(said.format(trains=_("、").join(found.charters)))
    lines.append(_("车站当作有空股道，站内进路互相不挡；货车没有公布，没有算进去。"))
    return lines


def _listed(head: str, said: list[str]) -> list[str]:
    return ["", head, *(f"  {text}" for text in said)] if said else []


def _hold(hold: HeldTrain, _: Translate) -> str:
    said = _("{train} 次在{station} {clock} 起等 {minutes} 分钟，让 {other} 次先走。") if hold.behind else _(
        "{train} 次在{station} {clock} 起等 {minutes} 分钟。"
    )  # fmt: skip
    clock = clock_text(hold.from_s // 60, "mark")
    values = {"train": hold.train, "station": hold.station, "clock": clock, "other": hold.behind}
    return said.format(**values, minutes=_minutes(hold.waits_s))


def _order(order: ChangedOrder, _: Translate) -> str:
    said = _("{first} 次改在 {second} 次前面，从 {origin} → {target}（{clock}）起。") if order.overtakes else _(
        "{first} 次和 {second} 次换地方会让：{origin} → {target}（{clock}）由 {first} 次先过。"
    )  # fmt: skip
    values = {"first": order.first, "second": order.second, "origin": order.origin, "target": order.target}
    return said.format(**values, clock=clock_text(order.at_s // 60, "mark"))


def redispatch_json(found: Redispatched) -> str:
    """The same in seconds, to be read by a program."""
    figures = json.loads(REDISPATCHED_JSON.dump_json(found))
    return json.dumps({"proven": found.proven, "gap": round(found.gap, 6), **figures}, ensure_ascii=False, indent=2)


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)
