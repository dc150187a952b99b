"""What went wrong, as problem+json (RFC 9457) in the reader's language; its `code` is for programs."""

from __future__ import annotations

import re
from dataclasses import asdict, is_dataclass
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from pydantic import BaseModel, ValidationError

from planner.errors import SilverwayError
from planner.language import N_

PROBLEM_JSON = "application/problem+json"
MOST_FAULTS = 20  # told of one request
CODES = {  # of what has no error of its own, by status
    400: "malformed", 401: "no-token", 403: "not-in-scope", 404: "not-found", 405: "method", 406: "not-acceptable",
    409: "conflict", 413: "too-large", 415: "no-json", 422: "invalid", 429: "too-often", 500: "fault", 503: "busy",
}  # fmt: skip
_VALUES = {  # by how the type of pydantic's error begins
    "missing": N_("要有这一项。"),
    "int": N_("要是整数。"),
    "float": N_("要是数。"),
    "bool": N_("要是 true 或 false。"),
    "string_too": N_("太长或者太短。"),
    "string": N_("要是文字。"),
    "date": N_("要是日期，如 2027-05-10。"),
    "literal": N_("只能是这几个里的一个：{expected}。"),
    "list": N_("要是一串。"),
    "tuple": N_("要是一串。"),
    "too_": N_("太多或者太少。"),
    "greater": N_("太小。"),
    "less": N_("太大。"),
    "extra": N_("没有这一项。"),
}
_OTHER = N_("这个值不能用。")


class ProblemValue(BaseModel):
    """One value that cannot be: where it stands in the request, and why."""

    where: str
    why: str


class ProblemDetails(BaseModel):
    """What went wrong: `title` and `detail` are for people, `code` for programs. `values` are those of the request that
    cannot be; `data` is what the error knows, such as suggestions."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    values: list[ProblemValue] = []
    data: dict[str, Any] = {}


def problem(
    title: str, detail: str, status: int, error: SilverwayError | None = None, values: list[ProblemValue] | None = None
) -> Response:
    """The answer that says so."""
    told = problem_data(title, detail, status, error, values)
    response = Response(told.model_dump_json(), status, mimetype=PROBLEM_JSON)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def problem_data(
    title: str, detail: str, status: int, error: SilverwayError | None = None, values: list[ProblemValue] | None = None
) -> ProblemDetails:
    """The same as data."""
    code = code_of(error) if error else CODES.get(status, "fault")
    data: dict[str, Any] = asdict(error) if error is not None and is_dataclass(error) else {}
    return ProblemDetails(
        type=url_for("api.docs", _anchor=f"problem-{code}"), title=title, status=status, detail=detail, code=code,
        values=values or [], data=data,
    )  # fmt: skip


def problem_of_values(error: ValidationError) -> Response:
    """Every value that is not as the description says."""
    found = [
        ProblemValue(where=".".join(map(str, each["loc"])), why=_why(each["type"], each.get("ctx", {})))
        for each in error.errors(include_url=False, include_input=False)[:MOST_FAULTS]
    ]
    return problem(_("请检查一下"), _("有 %(count)s 处不对。", count=len(found)), 422, values=found)


def code_of(error: SilverwayError) -> str:
    """OutOfRange is out-of-range."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()


def _why(kind: str, context: dict[str, Any]) -> str:
    sentence = next((words for begins, words in _VALUES.items() if kind.startswith(begins)), _OTHER)
    return _(sentence).format(expected=context.get("expected", ""))
