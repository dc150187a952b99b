"""What an agency's departures bring, by departure and by month; as CSV too."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.exchange.rosters import table_csv
from planner.sharing import MonthFigures, months_of
from planner.text import plain_amount
from routes.state import facts_today, session
from routes.visitor import for_all_logged_in, visitor

PRIVATE = {"Cache-Control": "private, no-store"}


@for_all_logged_in
def figures() -> ResponseReturnValue:
    """By departure and by month."""
    page = render_template("agency/figures.html", months=_months(), plain_amount=plain_amount)
    return page, 200, PRIVATE


@for_all_logged_in
def figures_file() -> Response:
    """A line a departure, as CSV."""
    header = [_("月份"), _("出发"), _("团期"), _("最多人数"), _("占了位子"), _("确认"), _("满员率 %"), _("收入 元"),
              _("退团扣下 元"), _("成本 元"), _("毛利 元")]  # fmt: skip
    rows = [
        [each.month, each.start, each.title, str(each.most), str(each.held), str(each.confirmed),
         str(each.fill_percent), plain_amount(each.sold_fen), plain_amount(each.fees_fen),
         _money(each.cost_fen), _money(each.margin_fen)]
        for month in _months() for each in month.departures
    ]  # fmt: skip
    answer = Response(table_csv(header, rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="figures.csv"'
    answer.headers["Cache-Control"] = PRIVATE["Cache-Control"]
    return answer


def _money(fen: int | None) -> str:
    return "" if fen is None else plain_amount(fen)


def _months() -> list[MonthFigures]:
    facts = facts_today()
    with session() as db:
        return months_of(db, visitor(), facts)
