"""The costing as a CSV file that opens in a spreadsheet and cannot run anything there."""

from __future__ import annotations

import csv
import io

from flask_babel import gettext as _

from planner.package import Package
from routes.agency.words import certainty_words, line_name

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def costing_csv(package: Package, names: dict[str, str]) -> str:
    """One row a line, amounts in yuan; a byte order mark so that spreadsheets read the Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_("项目"), _("数量"), _("次数"), _("单价（元）"), _("小计（元）"), _("依据")])
    for line in package.lines:
        name = _text(line_name(line, names, package.group.people))
        amounts = _yuan(line.unit_fen), _yuan(line.total_fen)
        writer.writerow([name, line.quantity, line.times, *amounts, certainty_words(line)])
    label = _("合计") if package.complete else _("合计（至少）")
    writer.writerow([label, "", "", "", _yuan(package.total_fen), ""])
    writer.writerow([_("每人"), "", "", "", _yuan(package.per_person_fen), ""])
    return "\ufeff" + out.getvalue()


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(STARTS_FORMULA) else value


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"
