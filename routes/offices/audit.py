"""Who changed what in an office: for its owners, with filters, and as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from planner.accounts import AUDIT_KEPT_DAYS, SYSTEM, VISITOR, AuditEntry, audit_choices, audit_entries
from planner.language import N_
from routes.costs import costs
from routes.formatters import moment_words
from routes.offices.blueprint import bp
from routes.offices.words import ROLES, SCOPE_WORDS
from routes.state import session
from routes.visitor import for_owners

PAGE, MOST = 50, 10_000  # entries of a page, of a file
LARGEST_ID, LONGEST_ID = 2**31 - 1, 10
KINDS = {  # what is kept, by its table
    "api_token": N_("令牌"), "booking": N_("订位"), "departure": N_("团期"), "departure_offer": N_("收人的团"),
    "departure_traveller": N_("名单上的人"), "enquiry": N_("报名"),
    "family_link": N_("给家人的链接"), "invitation": N_("邀请"), "member": N_("成员"), "office": N_("单位"),
    "package_proposal": N_("推荐的方案"), "published_train": N_("公布的列车"), "rail_project": N_("调图方案"),
    "saved_itinerary": N_("行程"), "saved_quote": N_("报价"),
    "saved_scenario": N_("方案"),
    "saved_several": N_("几趟车"), "saved_stay": N_("旅居"), "saved_sweep": N_("批量试的运行线"),
    "saved_train": N_("银发列车"), "second_factor": N_("登录的第二步"), "supplier_term": N_("供应商的价"),
    "train_share": N_("订的列车铺位"), "webhook": N_("通知网址"),
}  # fmt: skip
ACTIONS = {"create": N_("新加"), "change": N_("改"), "delete": N_("删")}
ACTORS = {SYSTEM: N_("系统"), VISITOR: N_("没有登录的人")}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


@dataclass(frozen=True)
class Row:
    """An entry in words."""

    when: str
    who: str
    what: str
    kind: str
    object: str
    columns: str
    told: str


@bp.get("/changes")
@for_owners
def changes() -> str:
    """The newest, of one kind or by one person if chosen."""
    kind, actor, before = _asked()
    with session() as db:
        found = audit_entries(db, current_user.office, kind, actor, before, PAGE + 1)
        kinds, actors = audit_choices(db, current_user.office)
    more = url_for("offices.changes", kind=kind, actor=actor, before=found[PAGE - 1].id) if len(found) > PAGE else ""
    return render_template(
        "offices/changes.html", rows=[_row(entry) for entry in found[:PAGE]], more=more, kind=kind, actor=actor,
        kinds=[(each, _kind(each)) for each in kinds], actors=[(each, _actor(each)) for each in actors],
        years=AUDIT_KEPT_DAYS // 365,
    )  # fmt: skip


@bp.get("/changes.csv")
@costs("make")
@for_owners
def changes_csv() -> Response:
    """The same as a table, the newest first."""
    kind, actor, _before = _asked()
    with session() as db:
        found = audit_entries(db, current_user.office, kind, actor, limit=MOST)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("at", "actor", "action", "kind", "object", "columns", "told"))
    for each in found:
        row = (each.at.isoformat(), each.actor, each.action, each.kind, each.object, each.columns, each.told)
        table.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row)
    headers = {
        "Content-Disposition": 'attachment; filename="silverway-changes.csv"', "Cache-Control": "private, no-store"
    }  # fmt: skip
    return Response("\ufeff" + text.getvalue(), mimetype="text/csv", headers=headers)


def _asked() -> tuple[str, str, int | None]:
    """The kind, the actor, and before which entry; what cannot be is left out."""
    kind, actor, before = (request.args.get(name, "") for name in ("kind", "actor", "before"))
    number = min(int(before), LARGEST_ID) if before.isdecimal() and len(before) <= LONGEST_ID else None
    return kind if kind in KINDS else "", actor.replace("\0", "")[:200], number


def _row(entry: AuditEntry) -> Row:
    told = json.loads(entry.told)
    role = ROLES.get(told.get("role", ""))
    words = [_(role)] if role else []
    words += [_(SCOPE_WORDS[each]) for each in str(told.get("scopes", "")).split() if each in SCOPE_WORDS]
    words += [_("第 %(n)s 版", n=told[name]) for name in ("version", "revision") if name in told]
    return Row(
        moment_words(entry.at), _actor(entry.actor), _(ACTIONS[entry.action]), _kind(entry.kind), entry.object,
        entry.columns.replace(",", ", "), _("、").join(words),
    )  # fmt: skip


def _kind(table: str) -> str:
    return _(KINDS[table]) if table in KINDS else table


def _actor(actor: str) -> str:
    return _(ACTORS[actor]) if actor in ACTORS else actor
