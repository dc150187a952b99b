"""Samples of facts checked by hand: drawn, printed, taken back; operators only. What they found is on public pages."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from planner.errors import BadFile
from planner.sentences import fault_sentence
from planner.upkeep import all_audits, audit_cells, draw_audit, enter_audit, rate_sentence, write_sheet
from routes.facts.blueprint import bp
from routes.facts.present import files, foreign, shown
from routes.forms import Field, Form
from routes.state import session, settings
from routes.visitor import for_operators

LARGEST, USUAL = 500, 60  # cells of a sample
MOST_SEED = 9999


@bp.get("/audit")
@for_operators
def audit() -> str:
    """All samples, and the two forms: draw one, give one back."""
    return _page(_form({}))


@bp.post("/audit")
@for_operators
def draw() -> ResponseReturnValue:
    form = _form(request.form)
    size = form.whole("size", _("请写 1 到 %(most)s 之间的数。", most=LARGEST), 1, LARGEST)
    seed = form.whole("seed", _("请写 0 到 %(most)s 之间的数。", most=MOST_SEED), 0, MOST_SEED)
    if size is None or seed is None:
        return _page(form), 422
    with session() as db:
        name = draw_audit(db, settings(), size, seed)
    return redirect(url_for("facts.audit_sheet", audit=name), 303)


@bp.get("/audit/<audit>")
@for_operators
def audit_sheet(audit: str) -> str:
    """The sheet, to be printed and filled in by hand."""
    with session() as db:
        cells = audit_cells(db, settings(), audit)
    return render_template("facts/audit_sheet.html", audit=audit, cells=cells, files=files(), foreign=foreign,
                           shown=shown)  # fmt: skip


@bp.get("/audit/<audit>.csv")
@for_operators
def audit_csv(audit: str) -> Response:
    """The sheet as a spreadsheet opens it."""
    with session() as db:
        answer = Response(write_sheet(audit_cells(db, settings(), audit)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=audit-{audit}.csv"
    return answer


@bp.post("/audit/enter")
@for_operators
def give_back() -> ResponseReturnValue:
    """Take a filled-in sheet back, all or nothing."""
    form, upload = _form({}), request.files.get("file")
    if upload is None or not upload.filename:
        form.mend("file", _("请选一个 CSV 文件。"))
        return _page(form), 422
    with upload.stream as stream:
        content = stream.read()
    try:
        with session() as db:
            _name, count = enter_audit(db, settings(), content, current_user.name)
    except BadFile as error:
        form.mend("file", " ".join(fault_sentence(fault, _) for fault in error.faults[:20]))
        return _page(form), 422
    flash(_("记下了 %(count)s 格。", count=count))
    return redirect(url_for("facts.audit"), 303)


def _form(typed: Mapping[str, str]) -> Form:
    fields = (
        Field("size", _("抽多少格"), default=str(USUAL), attributes={"inputmode": "numeric"}),
        Field("seed", _("随机种子"), _("同样的资料、同样的种子，抽出来一样。"), "1",
              attributes={"inputmode": "numeric"}),
        Field("file", _("填好的单子（CSV）"), type="file", attributes={"accept": ".csv,text/csv"}),
    )  # fmt: skip
    return Form(fields, typed)


def _page(form: Form) -> str:
    with session() as db:
        states = all_audits(db, settings())
    told = [(state, [rate_sentence(rate, _) for rate in state.rates]) for state in states]
    return render_template("facts/audit.html", form=form, states=told)
