"""How the API answers: JSON with an ETag, pages of lists, and a job once for requests that are sent again."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping

from flask import Response, g, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from pydantic import BaseModel, Field
from sqlmodel import Session
from werkzeug.exceptions import PreconditionFailed

from planner.accounts import LONGEST_KEY, OtherRequest, Who, earlier_answer, note_answer
from planner.errors import Malformed
from planner.jobs import load_job
from routes.api.job_states import job_data
from routes.presenters import ProblemValue, problem
from routes.state import english, jobs, session

ASK_AGAIN_S = 1  # for a job that is not done


class PageQuery(BaseModel):
    """Which part of a list: at most `limit` items, behind the `cursor` that the page before named as `next`."""

    limit: int = Field(20, ge=1, le=100)
    cursor: str = Field("", max_length=200)


def who() -> Who:
    """The office that asks."""
    found: Who = g.who
    return found


def answer(data: BaseModel) -> Response:
    """The data with its ETag; nothing but that if the reader has it already."""
    response = Response(data.model_dump_json(by_alias=True), mimetype="application/json")
    response.headers["Content-Language"] = "en" if english() else "zh-CN"
    return tagged(response)


def tagged(response: Response) -> Response:
    """The answer with its ETag, or 304."""
    response.add_etag()
    response.make_conditional(request)
    return response


def cursor_to(*keys: str) -> str:
    """A cursor that leads behind the item with those keys."""
    return base64.urlsafe_b64encode("\n".join(keys).encode()).decode()


def read_cursor(text: str, count: int) -> list[str]:
    """The keys of a cursor; raises Malformed if it is none of ours."""
    try:
        keys = base64.b64decode(text.encode(), altchars=b"-_", validate=True).decode().split("\n")
    except ValueError:
        keys = []
    if len(keys) != count or any("\0" in key for key in keys):
        raise Malformed("cursor", text[:40], "next")
    return keys


def refuse_stale(current: BaseModel) -> None:
    """Refuse (412) to change what is no longer as the sender read it, if they say how that was (`If-Match`)."""
    response = Response(current.model_dump_json(by_alias=True))
    response.add_etag()
    tag, _weak = response.get_etag()
    known = {each.partition(":")[0] for each in request.if_match.as_set()}  # behind ":" is how it was compressed
    if request.if_match and not request.if_match.star_tag and tag not in known:
        raise PreconditionFailed


def refused(errors: Mapping[str, str]) -> Response:
    """422 with what is to be mended, by the name of the value."""
    wrong = [ProblemValue(where=name, why=Markup(why).striptags()) for name, why in errors.items()]  # noqa: S704
    return problem(_("请检查一下"), _("有 %(count)s 处不对。", count=len(wrong)), 422, values=wrong)


def nothing() -> Response:
    """204: it is done."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def made(address: str, data: BaseModel) -> Response:
    """201 with what is there now, and where."""
    response = Response(data.model_dump_json(by_alias=True), 201, mimetype="application/json")
    response.headers["Location"] = address
    return response


def once(make: Callable[[Session], str], told: Callable[[str], Response]) -> Response:
    """What `make` made, by its id, as it is told; a request with the Idempotency-Key of an earlier one makes nothing
    and gets that one's."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(rf"[!-~]{{1,{LONGEST_KEY}}}", key):
        raise Malformed("Idempotency-Key", key[:40], "7f9c2ba4-e88f")
    asked = b"\n".join((request.full_path.encode(), request.get_data()))
    mark = hashlib.sha256(asked).hexdigest()
    while True:
        with session() as db:
            found = earlier_answer(db, who().holder, key, mark) if key else None
            if isinstance(found, OtherRequest):
                detail = _("这个 Idempotency-Key 已经用在别的请求上了。请换一个。")
                return problem(_("请检查一下"), detail, 422)
            made_id = found or make(db)
            if found or not key or note_answer(db, who().holder, key, mark, made_id):
                break
            db.rollback()  # somebody sent the same just now
    response = told(made_id)
    if found:
        response.headers["Idempotency-Replayed"] = "true"
    return response


def made_job(submit: Callable[[Session], str]) -> Response:
    """202 with the job that `submit` queued; sent again, with that of the first time."""
    return once(submit, _queued)


def _queued(job_id: str) -> Response:
    jobs().wake()
    with session() as db:
        job = load_job(db, job_id)
    response = Response(job_data(job).model_dump_json(), 202, mimetype="application/json")
    response.headers["Location"] = url_for("api.read_job", job_id=job_id)
    g.retry_s = ASK_AGAIN_S
    return response
