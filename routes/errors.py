"""Errors as pages: what is wrong in one sentence, and where to go from here; as problem+json for programs."""

from __future__ import annotations

import structlog
from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from planner.errors import NotAllowed, SilverwayError, Unknown
from planner.store import trouble_of
from routes import health
from routes.presenters import PROBLEM_JSON, error_words, problem

log = structlog.get_logger()
_TROUBLES = {"later": ("busy", "away"), "no_writing": ("full", "read_only"), "closed": ("damaged", "not_one", "folder")}
RETRY_S = {"later": 5, "no_writing": 60, "closed": 300}


def register(app: Flask) -> None:
    app.register_error_handler(SilverwayError, _mendable)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(Exception, _fault)


def _page(heading: str, sentence: str, status: int, error: SilverwayError | None = None) -> ResponseReturnValue:
    if _by_a_program():
        return problem(heading, sentence, status, error)
    return render_template("errors/error.html", heading=heading, sentence=sentence), status


def _by_a_program() -> bool:
    """Does a program ask, which reads JSON rather than pages?"""
    wanted = request.accept_mimetypes.best_match(("text/html", "application/json", PROBLEM_JSON), "text/html")
    return request.path.startswith("/api/v1/") or wanted != "text/html"


def _mendable(error: SilverwayError) -> ResponseReturnValue:
    missing = isinstance(error, Unknown) and error.kind in (
        "itinerary",
        "departure",
        "step",
        "enquiry",
        "offer",
        "booking",
        "term",
        "quote",
        "stay",
        "train",
        "job",
        "scenario",
        "project",
        "project_revision",
        "table",
        "row",
        "batch",
        "office",
        "member",
        "webhook",
        "delivery",
    )
    return _page(_("没有找到") if missing else _("请检查一下"), error_words(error), 404 if missing else 422, error)


def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    return _page(_("这件事要别人来做"), error_words(error), 403, error)


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return _page(_("请再交一次"), _("这一页放得太久了。请按“后退”，刷新页面，再交一次。您填的内容还在。"), 400)


def _http(error: HTTPException) -> ResponseReturnValue:
    messages = {
        400: (_("看不懂"), _("寄来的不完整，或者有不能用的字。请检查后再试。")),
        401: (
            _("要有令牌"),
            _("请在 Authorization 里写 Bearer 和本单位的令牌。没有、过期或者收回了，请负责人另做一个。"),
        ),
        404: (_("没有这一页"), _("地址可能写错了，或者这一页已经不在了。")),
        403: (_("这一页是给别的角色的"), _("您的角色打不开它。要用的话，请本单位的负责人换角色。")),
        405: (_("不能这样打开"), _("请回到首页，从头再来。")),
        406: (_("没有这种格式"), _("请用说明里写的格式。")),
        415: (_("要是 JSON"), _("内容请写成 JSON。Content-Type 写 application/json。")),
        413: (_("内容太多"), _("请按“后退”，写短一些。是文件的话，分成几个小的再交。")),
        503: (_("请稍等一会儿"), _("这会儿要算的太多，轮不到了。请过几秒钟再试。")),
        429: (_("请稍等一会儿"), _("刚才按得太快了。请等一分钟再试。")),
    }
    heading, sentence = messages.get(error.code or 500, (_("出错了"), _("请回到首页，再试一次。")))
    return _page(heading, sentence, error.code or 500)


def _database(error: SQLAlchemyError) -> ResponseReturnValue:
    """A database that is busy, full, away or damaged is no fault of the program, nor of who asked."""
    trouble = trouble_of(error, current_app.config["SILVERWAY"].database_url)
    if trouble is None:
        return _fault(error)
    log.error("database", why=trouble.why)
    health.note_trouble(trouble.why)
    kind = next(kind for kind, reasons in _TROUBLES.items() if trouble.why in reasons)
    heading, sentence = {
        "later": (_("请稍等一会儿"), _("网站正忙，这次没有办成。请过一会儿再试；填了的内容，按“后退”还在。")),
        "no_writing": (_("暂时只能看"), _("网站眼下存不了东西，这次没有存上。看是可以的，要存的请过一会儿再试。")),
        "closed": (_("网站在修"), _("资料库打不开了，要等管理员修好。请过一会儿再来。")),
    }[kind]
    g.retry_s = RETRY_S[kind]
    return _page(heading, sentence, 503)


def _fault(error: Exception) -> ResponseReturnValue:
    log.exception("fault", error=type(error).__name__)
    return _page(_("出错了"), _("是我们的程序有问题，不是您的操作不对。请过一会儿再试。"), 500)
