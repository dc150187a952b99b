"""What the lines and duties of a package are called."""

from __future__ import annotations

from flask_babel import gettext as _

from planner.package import AgencyDuty, CostLine


def line_name(line: CostLine, names: dict[str, str], people: int) -> str:
    """The name of a line; `names` has those of places and hotels by id, `people` is the size of the group."""
    if line.kind == "ticket":
        everybody = line.quantity == people
        ages = _("全团") if everybody else _("、").join(_ages(band) for band in line.bands)
        return _("门票：%(place)s（%(ages)s）", place=names[line.subject], ages=ages)
    if line.kind == "hotel":
        return _("住宿：%(hotel)s", hotel=names[line.subject])
    return {
        "coach": _("大巴"),
        "rail": _("火车票"),
        "lunch": _("午餐"),
        "dinner": _("晚餐"),
        "guide": _("全程导游"),
        "doctor": _("随团医生"),
        "nurse": _("随团护士"),
        "insurance": _("意外险"),
        "markup": _("加价"),
    }[line.kind]


def line_count(line: CostLine) -> str:
    """How many of what, and how often."""
    units = {
        "ticket": (_("%(n)s 人"), _("%(n)s 次")),
        "hotel": (_("%(n)s 间"), _("%(n)s 晚")),
        "coach": (_("%(n)s 辆"), _("%(n)s 天")),
        "rail": (_("%(n)s 人"), ""),
        "lunch": (_("%(n)s 人"), _("%(n)s 顿")),
        "dinner": (_("%(n)s 人"), _("%(n)s 顿")),
        "guide": (_("%(n)s 人"), _("%(n)s 天")),
        "doctor": (_("%(n)s 人"), _("%(n)s 天")),
        "nurse": (_("%(n)s 人"), _("%(n)s 天")),
        "insurance": (_("%(n)s 人"), ""),
        "markup": ("", ""),
    }[line.kind]
    many, often = units
    if not many:
        return ""
    counted = many % {"n": line.quantity}
    if not often or (line.kind == "ticket" and line.times == 1):
        return counted
    return f"{counted} × {often % {'n': line.times}}"


def certainty_words(line: CostLine) -> str:
    """How sure a price is."""
    if line.kind == "markup":
        return _("您填的比例")
    return {
        "known": _("资料中的票价"),
        "ask": _("没查到老年票价，按全价算，请问景区"),
        "own": _("您填的价"),
        "unknown": _("没查到票价，请问景区"),
        "missing": _("未填"),
    }[line.certainty]


def kinds_left_out(lines: tuple[CostLine, ...]) -> str:
    """What the total does not include, each kind once."""
    names = {
        "ticket": _("没查到票价的门票"),
        "hotel": _("住宿"),
        "coach": _("大巴"),
        "rail": _("火车票"),
        "lunch": _("餐费"),
        "dinner": _("餐费"),
        "guide": _("导游"),
        "doctor": _("随团医生"),
        "nurse": _("随团护士"),
        "insurance": _("意外险"),
    }
    return _("、").join(dict.fromkeys(names[line.kind] for line in lines if line.total_fen is None))


def about_words(about_fen: tuple[int | None, int | None]) -> str:
    """The price range of a hotel room as the facts have it."""
    low, high = about_fen
    if low is None and high is not None:
        return _("约 ¥%(high)s 以下一间", high=plain_yuan(high))
    if high is None and low is not None:
        return _("约 ¥%(low)s 以上一间", low=plain_yuan(low))
    return _("约 ¥%(low)s–%(high)s 一间", low=plain_yuan(low or 0), high=plain_yuan(high or 0))


def duty_status(duty: AgencyDuty) -> str:
    """What is left to do about a rule."""
    return {"met": _("本方案已满足"), "todo": _("请旅行社办理"), "advice": _("建议")}[duty.status]


def duty_count(duty: AgencyDuty) -> str:
    """How many it concerns."""
    if duty.rule.startswith(("coach-", "driver-")):
        return _("%(n)s 辆车", n=duty.count)
    if duty.rule == "hotel-room":
        return _("%(n)s 间", n=duty.count)
    return _("%(n)s 人", n=duty.count)


def trust_words(trust: str) -> str:
    """How a rule's source was read."""
    return {
        "primary": _("读过原文"),
        "secondary": _("据转述"),
        "general knowledge": _("行业常识，待核实"),
        "ours": _("本站自定"),
    }[trust]


def amount(fen: int) -> str:
    """An amount of money in yuan."""
    return _("%(amount)s 元", amount=plain_yuan(fen))


def plain_yuan(fen: int) -> str:
    """Yuan without sign, without empty decimals."""
    return f"{fen // 100:,}" if fen % 100 == 0 else f"{fen / 100:,.2f}"


def _ages(band: str) -> str:
    return {
        "under_60": _("60 岁以下"),
        "from_60": _("60–64 岁"),
        "from_65": _("65–69 岁"),
        "from_70": _("70 岁及以上"),
    }[band]
