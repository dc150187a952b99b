"""A quote's frozen values as rows and sentences in the reader's language. Nothing of costs is read here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from planner.exchange.documents import QuoteSection
from planner.sentences import N_
from routes.formatters import day_short, day_words, metres
from routes.presenters.quotes.product import product_day_words
from routes.state import english

COST_KINDS = {
    "room.twin": N_("双床房"), "room.accessible": N_("无障碍房"), "room.single": N_("单人间"),
    "room.staff": N_("导游、医护房"), "room.driver": N_("司机房"), "meal.breakfast": N_("早餐"),
    "meal.lunch": N_("午餐"), "meal.dinner": N_("晚餐"), "meal.staff": N_("司陪餐"), "coach": N_("大巴"),
    "coach_km": N_("大巴里程"), "toll": N_("路桥费"), "parking": N_("停车费"), "rail.guest": N_("火车票"),
    "rail.staff": N_("火车票（工作人员）"), "berth": N_("列车铺位"), "ticket": N_("门票"),
    "extra": N_("接驳、游船等另收费"), "guide": N_("全陪导游"), "doctor": N_("随团医生"),
    "nurse": N_("随团护士"), "wheelchair": N_("备用轮椅"), "insurance": N_("意外险"),
    "liability": N_("旅行社责任险分摊"), "own": N_("自加"), "contingency": N_("不可预见费"), "tax": N_("税费"),
    "free": N_("免费名额"), "commission": N_("返佣"),
}  # fmt: skip
HIDDEN = ("contingency", "tax", "own", "liability", "room.staff", "room.driver", "meal.staff", "rail.staff", "toll",
          "parking", "wheelchair", "free", "commission")  # fmt: skip


def quote_lead(shown: dict[str, Any]) -> list[str]:
    """Dates, head count, for whom."""
    first, last = date.fromisoformat(shown["start"]), date.fromisoformat(shown["end"])
    found = [_("%(first)s到%(last)s，%(n)s 人", first=day_words(first), last=day_words(last), n=shown["people"])]
    return found + ([_("致：%(who)s", who=shown["to"])] if shown["to"] else [])


def quote_sections(shown: dict[str, Any]) -> list[QuoteSection]:
    """All that follows the price, in the reader's language."""
    return [
        QuoteSection(_("每天去哪里"), rows=tuple(map(day_row, enumerate(shown["days"], start=1)))),
        price_table(shown),
        QuoteSection(_("包含"), lines=tuple(kind_names(shown["includes"]))),
        QuoteSection(_("不含"), lines=(*kind_names(shown["excludes"]), _("酒店里自己的花费"), _("自愿另买的保险"))),
        cancelling(shown),
        QuoteSection(_("照老年旅游的规范安排"), lines=tuple(rule_lines(shown))),
        QuoteSection(_("有效期"), lines=tuple(_validity(shown))),
    ]


def day_row(numbered: tuple[int, dict[str, Any]]) -> tuple[str, str]:
    number, day = numbered
    head = _("第 %(n)s 天 %(day)s", n=number, day=day_short(date.fromisoformat(day["date"])))
    if "calls" in day:
        return head, _("；").join(product_day_words(day))
    which = 1 if english() else 0
    parts = [_("、").join(place[which] for place in day["places"]), _("走 %(m)s", m=metres(day["walk_m"]))]
    if day["hotel"]:
        parts.append(_("住%(hotel)s", hotel=day["hotel"][which]))
    meals = [words for key, words in (("lunch", _("午餐")), ("dinner", _("晚餐"))) if day[key]]
    if meals:
        parts.append(_("含%(meals)s", meals=_("、").join(meals)))
    return head, _("；").join(filter(None, parts))


def price_table(shown: dict[str, Any]) -> QuoteSection:
    heads = {"adult": _("成人"), "child": _("儿童"), "senior": _("高龄优惠"), "single": _("单人住一间，另加")}
    rows = [(heads[kind], _("%(n)s 人", n=count), quote_yuan(fen)) for kind, count, fen in shown["heads"]]
    if shown["single_fen"] is not None and not any(kind == "single" for kind, *_rest in shown["heads"]):
        rows.append((heads["single"], "", quote_yuan(shown["single_fen"])))
    rows.append((_("全团"), _("%(n)s 人", n=shown["people"]), quote_yuan(shown["total_fen"])))
    for low, high, seats, fen in shown["sizes"]:
        several = _("%(low)s–%(high)s 人成团", low=low, high=high) if low != high else _("%(n)s 人成团", n=low)
        rows.append((several, _("%(mix)s 座", mix=" + ".join(map(str, seats))), quote_yuan(fen)))
    return QuoteSection(_("每人多少钱"), (_("谁、多少人"), _("人数、用车"), _("元")), tuple(rows))


def quote_yuan(fen: int) -> str:
    return f"{fen // 100:,}" if fen % 100 == 0 else f"{fen / 100:,.2f}"


def cancelling(shown: dict[str, Any]) -> QuoteSection:
    start, rows, until = date.fromisoformat(shown["start"]), [], None
    for days, percent in shown["scale"]:
        last = day_short(start - timedelta(days))
        kept = _("不扣") if percent == 0 else _("扣 %(n)s %%，%(yuan)s 元", n=percent,
                                               yuan=quote_yuan(shown["head_fen"] * percent // 100))  # fmt: skip
        rows.append((_("%(day)s及以前", day=last) if until is None else _("到%(day)s", day=last), kept))
        until = last
    return QuoteSection(_("不去了，扣多少"), (_("告诉我们的日子"), _("每人")), tuple(rows))


def rule_lines(shown: dict[str, Any]) -> Iterable[str]:
    if "train" in shown:
        yield _("上岸游览按客人的腿脚分开安排。一段坐多久、走多远，请向旅行社问清楚。")
    elif shown["kept"]:
        limits = shown["limits"]
        yield _("坐车一程不超过 %(coach)s 分钟，连着游览不超过 %(sight)s 分钟就歇。", **limits)
        yield _("导游全程跟团；没有购物店，没有另外收费的项目。")
        yield _("依据 LB/T 052—2016《旅行社老年旅游服务规范》，出报价那天核对过。")
    else:
        yield _("这条行程有的地方没有达到老年旅游的规范，请向旅行社问清楚。")


def _validity(shown: dict[str, Any]) -> Iterable[str]:
    yield _("有效到%(day)s。", day=day_words(date.fromisoformat(shown["valid_until"])))
    yield _("价格和资料以%(day)s为准，以双方签订的旅游合同为准。", day=day_words(date.fromisoformat(shown["made_on"])))


def kind_names(kinds: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(_(COST_KINDS[kind]) for kind in kinds if kind not in HIDDEN)
