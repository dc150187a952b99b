"""What the customer sees of a quote: a page by link without account, and paper. Nothing of costs is read here."""

from __future__ import annotations

from datetime import date

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.exchange.documents import QuotePaper, qr_svg, quote_pdf
from planner.saved import quote_with
from routes.costs import costs
from routes.formatters import day_words
from routes.presenters import quote_lead, quote_sections, quote_yuan, quoted_train
from routes.state import language, session


def quote_page(token: str) -> ResponseReturnValue:
    """The quote as it was made."""
    with session() as db:
        row = quote_with(db, token)
        train = quoted_train(db, row)
    shown = row.customers_part()
    address = url_for("agency.quote_page", token=token, _external=True)
    page = render_template(
        "agency/quote_page.html", quote=shown, version=row.version, token=token, qr=qr_svg(address),
        sections=quote_sections(shown), head=quote_yuan(shown["head_fen"]), lead=quote_lead(shown),
        expired=shown["valid_until"] < today().isoformat(), valid=day_words(date.fromisoformat(shown["valid_until"])),
        train=train,
    )  # fmt: skip
    return page, {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@costs("make")
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
        lead=tuple(quote_lead(shown)),
        price_words=_("%(n)s 人成团，每人", n=shown["people"]),
        price=_("%(yuan)s 元", yuan=quote_yuan(shown["head_fen"])),
        sections=tuple(quote_sections(shown)),
        address=url_for("agency.quote_page", token=token, _external=True),
        qr_words=_("手机扫一扫，看这份报价"),
        footer=_("%(agency)s　第 {page} 页，共 {pages} 页", agency=shown["agency"]),
    )
    name = f"silverway-quote-{shown['departure']}-{row.version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(quote_pdf(paper), mimetype="application/pdf", headers=headers)
