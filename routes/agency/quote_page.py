"""What the customer sees of a quote: a page by link without account, and paper. Nothing of costs is read here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.exchange.documents import QuotePaper, QuoteSection, qr_svg, quote_pdf
from planner.saved import quote_with
from routes.agency.words import KINDS
from routes.formatters import day_short, day_words, metres
from routes.state import english, language, session

HIDDEN = ("contingency", "tax", "own", "liability", "room.staff", "room.driver", "meal.staff", "rail.staff", "toll",
          "parking", "wheelchair", "free", "commission")  # fmt: skip


def quote_page(token: str) -> ResponseReturnValue:
    """The quote as it was made."""
    with session() as db:
        row = quote_with(db, token)
    shown = row.customers_part()
    address = url_for("agency.quote_page", token=token, _external=True)
    page = render_template(
        "agency/quote_page.html", quote=shown, version=row.version, token=token, qr=qr_svg(address),
        sections=sections_of(shown), head=_yuan(shown["head_fen"]), lead=lead_of(shown),
        expired=shown["valid_until"] < today().isoformat(), valid=day_words(date.fromisoformat(shown["valid_until"])),
    )  # fmt: skip
    return page, {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def quote_paper(token: str) -> Response:
    """The quote as a PDF in large letters."""
    with session() as db:
        row = quote_with(db, token)
    shown = row.customers_part()
    paper = QuotePaper(
        language=language(),
        agency=shown["agency"],
        licence=_("经营许可证号 %(n)s", n=shown["licence"]) + (f"　{shown['phone']}" if shown["phone"] else ""),
        number=_("报价单 %(id)s 第 %(n)s 版", id=shown["departure"], n=row.version),
        title=shown["title"],
        lead=tuple(lead_of(shown)),
        price_words=_("%(n)s 人成团，每人", n=shown["people"]),
        price=_("%(yuan)s 元", yuan=_yuan(shown["head_fen"])),
        sections=tuple(sections_of(shown)),
        address=url_for("agency.quote_page", token=token, _external=True),
        qr_words=_("手机扫一扫，看这份报价"),
        footer=_("%(agency)s　第 {page} 页，共 {pages} 页", agency=shown["agency"]),
    )
    name = f"silverway-quote-{shown['departure']}-{row.version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(quote_pdf(paper), mimetype="application/pdf", headers=headers)


def lead_of(shown: dict[str, Any]) -> list[str]:
    """Dates, head count, for whom."""
    first, last = date.fromisoformat(shown["start"]), date.fromisoformat(shown["end"])
    found = [_("%(first)s到%(last)s，%(n)s 人", first=day_words(first), last=day_words(last), n=shown["people"])]
    return found + ([_("致：%(who)s", who=shown["to"])] if shown["to"] else [])


def sections_of(shown: dict[str, Any]) -> list[QuoteSection]:
    """All that follows the price, in the reader's language."""
    return [
        QuoteSection(_("每天去哪里"), rows=tuple(map(_day_row, enumerate(shown["days"], start=1)))),
        _prices(shown),
        QuoteSection(_("包含"), lines=tuple(_kinds(shown["includes"]))),
        QuoteSection(_("不含"), lines=(*_kinds(shown["excludes"]), _("酒店里自己的花费"), _("自愿另买的保险"))),
        _cancelling(shown),
        QuoteSection(_("照老年旅游的规范安排"), lines=tuple(_rules(shown))),
        QuoteSection(_("有效期"), lines=tuple(_validity(shown))),
    ]


def _day_row(numbered: tuple[int, dict[str, Any]]) -> tuple[str, str]:
    number, day = numbered
    which = 1 if english() else 0
    parts = [_("、").join(place[which] for place in day["places"]), _("走 %(m)s", m=metres(day["walk_m"]))]
    if day["hotel"]:
        parts.append(_("住%(hotel)s", hotel=day["hotel"][which]))
    meals = [words for key, words in (("lunch", _("午餐")), ("dinner", _("晚餐"))) if day[key]]
    if meals:
        parts.append(_("含%(meals)s", meals=_("、").join(meals)))
    head = _("第 %(n)s 天 %(day)s", n=number, day=day_short(date.fromisoformat(day["date"])))
    return head, _("；").join(filter(None, parts))


def _prices(shown: dict[str, Any]) -> QuoteSection:
    heads = {"adult": _("成人"), "child": _("儿童"), "senior": _("高龄优惠"), "single": _("单人住一间，另加")}
    rows = [(heads[kind], _("%(n)s 人", n=count), _yuan(fen)) for kind, count, fen in shown["heads"]]
    if shown["single_fen"] is not None and not any(kind == "single" for kind, *_rest in shown["heads"]):
        rows.append((heads["single"], "", _yuan(shown["single_fen"])))
    rows.append((_("全团"), _("%(n)s 人", n=shown["people"]), _yuan(shown["total_fen"])))
    for low, high, seats, fen in shown["sizes"]:
        several = _("%(low)s–%(high)s 人成团", low=low, high=high) if low != high else _("%(n)s 人成团", n=low)
        rows.append((several, _("%(mix)s 座", mix=" + ".join(map(str, seats))), _yuan(fen)))
    return QuoteSection(_("每人多少钱"), (_("谁、多少人"), _("人数、用车"), _("元")), tuple(rows))


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}" if fen % 100 == 0 else f"{fen / 100:,.2f}"


def _cancelling(shown: dict[str, Any]) -> QuoteSection:
    start, rows, until = date.fromisoformat(shown["start"]), [], None
    for days, percent in shown["scale"]:
        last = day_short(start - timedelta(days))
        kept = _("不扣") if percent == 0 else _("扣 %(n)s %%，%(yuan)s 元", n=percent,
                                               yuan=_yuan(shown["head_fen"] * percent // 100))  # fmt: skip
        rows.append((_("%(day)s及以前", day=last) if until is None else _("到%(day)s", day=last), kept))
        until = last
    return QuoteSection(_("不去了，扣多少"), (_("告诉我们的日子"), _("每人")), tuple(rows))


def _rules(shown: dict[str, Any]) -> Iterable[str]:
    if shown["kept"]:
        limits = shown["limits"]
        yield _("坐车一程不超过 %(coach)s 分钟，连着游览不超过 %(sight)s 分钟就歇。", **limits)
        yield _("导游全程跟团；没有购物店，没有另外收费的项目。")
        yield _("依据 LB/T 052—2016《旅行社老年旅游服务规范》，出报价那天核对过。")
    else:
        yield _("这条行程有的地方没有达到老年旅游的规范，请向旅行社问清楚。")


def _validity(shown: dict[str, Any]) -> Iterable[str]:
    yield _("有效到%(day)s。", day=day_words(date.fromisoformat(shown["valid_until"])))
    yield _("价格和资料以%(day)s为准，以双方签订的旅游合同为准。", day=day_words(date.fromisoformat(shown["made_on"])))


def _kinds(kinds: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(_(KINDS[kind]) for kind in kinds if kind not in HIDDEN)
