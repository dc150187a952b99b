"""The blueprint of the API: who asks, what their token is for, how often, and what every operation has in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Literal, TypeVar, get_type_hints

from flask import Flask, current_app, g, request
from flask_limiter.util import get_remote_address
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.info import Info
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import BadRequest, Forbidden, Unauthorized, UnsupportedMediaType
from werkzeug.wrappers import Response

from planner import __version__
from planner.accounts import ApiToken, Scope, secret_hash, token_holder, token_with
from planner.store import transaction
from routes.costs import bounded, limiter
from routes.extensions import csrf
from routes.presenters import ProblemDetails, problem_of_values
from routes.state import settings
from routes.visitor import office_key

View = TypeVar("View", bound=Callable[..., Any])
Cost = Literal["read", "compute", "plan"]
INFO = Info(title="Silverway", version=__version__)
SECURITY: dict[str, Any] = {"token": {"type": "http", "scheme": "bearer"}}
PER_MINUTE: dict[Cost, int] = {"read": 600, "compute": 60}  # by token; plans by a setting
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}

BODIES = ("POST", "PUT")  # these bring JSON
TAKEN: set[type[BaseModel]] = set()  # the types that operations take
ANSWERED: set[type[BaseModel]] = {ProblemDetails}  # and those they answer with

bp = APIBlueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(bp)  # a token in a header is sent by no browser of itself


def operation(
    method: Literal["get", "post", "put", "delete"],
    rule: str,
    words: str,
    scope: Scope,
    answers: dict[int, type[BaseModel] | dict[str, Any] | None],
    cost: Cost = "read",
) -> Callable[[View], View]:
    """An operation of the API: what it is called (to be translated), what a token must be for, what it answers when all
    goes well, and how often it may be asked."""
    changes = [409, 412] if method != "get" else []
    errors = [400, 401, 403, 404, 406, 422, 429, 503, *changes, *([413, 415] if method.upper() in BODIES else [])]
    if method == "get":
        answers = answers | {304: {"description": HTTPStatus(304).phrase}}
    told = {code: {"description": HTTPStatus(code).phrase, "content": _PROBLEM} for code in errors}

    def decorate(view: View) -> View:
        body = get_type_hints(view).get("body")
        view.scope, view.words, view.takes = scope, words, body  # type: ignore[attr-defined]
        TAKEN.update([body] if body else [])
        ANSWERED.update(each for each in answers.values() if isinstance(each, type))
        limited = limiter.limit(lambda: _limit(cost), key_func=_whose_turn)(view if cost == "read" else bounded(view))
        register = getattr(bp, method)(
            rule, operation_id=view.__name__, security=[{"token": [scope]}], responses=told | answers
        )
        register(limited)
        return view

    return decorate


def invalid(error: ValidationError) -> Response:
    """What is wrong with the values of a request, as flask-openapi3 hands it over."""
    return problem_of_values(error)


def tell_when_to_ask_again(app: Flask) -> None:
    """Retry-After only where it is meant: too many requests, jobs that are not done, a site that is busy. To be called
    before the limiter is bound, which puts one on every answer."""

    @app.after_request
    def _only_where_meant(response: Response) -> Response:
        if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            response.headers.pop("Retry-After", None)
            if retry_s := g.get("retry_s"):
                response.headers["Retry-After"] = str(retry_s)
        return response


def current_token() -> ApiToken | None:
    """The token that came with this request, if it is good; looked up once."""
    if "api_token" not in g:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        g.api_token = None
        if scheme.lower() == "bearer" and secret.isascii():
            with transaction(settings().database_url) as db:
                g.api_token = token_with(db, secret.strip())
    found: ApiToken | None = g.api_token
    return found


@bp.before_request
def _authorize() -> None:
    """Only whoever has a token that is for this; from here on it is its office that asks, whatever cookies say."""
    scope: Scope | None = getattr(current_app.view_functions[request.endpoint or ""], "scope", None)
    if scope is None:  # the description is for everybody
        return
    token = current_token()
    if token is None:
        raise Unauthorized
    if not token.may(scope):
        raise Forbidden
    g.who = replace(token_holder(token), office_key=office_key(token.office))


@bp.before_request
def _read() -> None:
    """Refuse what is no JSON, and texts that no database keeps."""
    if any("\0" in text for text in (*request.args.values(), *(request.view_args or {}).values())):
        raise BadRequest
    view = current_app.view_functions[request.endpoint or ""]
    if request.method not in BODIES or getattr(view, "takes", None) is None:
        return
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        text = json.dumps(request.get_json(), ensure_ascii=False).encode()
    except (RecursionError, UnicodeEncodeError):
        raise BadRequest from None
    if b"\\u0000" in text:
        raise BadRequest


@bp.after_request
def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Authorization")
    return response


def _limit(cost: Cost) -> str:
    return f"{settings().plans_per_minute if cost == 'plan' else PER_MINUTE[cost]}/minute"


def _whose_turn() -> str:
    """A good token has its own share; whoever has none shares that of the address asked from."""
    token = current_token()
    return f"token:{secret_hash(token.token_hash)[:32]}" if token else get_remote_address()
