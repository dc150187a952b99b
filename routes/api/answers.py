"""How the API answers: JSON with an ETag, pages of lists, and a job once for requests that are sent again."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable

from flask import Response, g, request, url_for
from flask_babel import gettext as _
from pydantic import BaseModel, Field
from sqlmodel import Session

from planner.accounts import LONGEST_KEY, OtherRequest, Who, earlier_answer, note_answer
from planner.errors import Malformed
from planner.jobs import load_job
from routes.api.models import job_data
from routes.presenters import problem
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


def made_job(submit: Callable[[Session], str]) -> Response:
    """202 with the job that `submit` queued; a request with the Idempotency-Key of an earlier one gets that one's."""
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
            job_id = found or submit(db)
            if found or not key or note_answer(db, who().holder, key, mark, job_id):
                job = load_job(db, job_id)
                break
            db.rollback()  # somebody sent the same just now
    jobs().wake()
    response = Response(job_data(job).model_dump_json(), 202, mimetype="application/json")
    response.headers["Location"] = url_for("api.read_job", job_id=job_id)
    g.retry_s = ASK_AGAIN_S
    if found:
        response.headers["Idempotency-Replayed"] = "true"
    return response
