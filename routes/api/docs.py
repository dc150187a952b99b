"""The description of the API: OpenAPI 3.1 made from the same types, and a page for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from flask import Response, current_app, jsonify, render_template
from flask_babel import gettext as _
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from planner.accounts import SCOPES
from routes.addresses import outside
from routes.api.blueprint import ANSWERED, PER_MINUTE, TAKEN, bp
from routes.offices.words import SCOPE_WORDS
from routes.presenters import CODES
from routes.state import settings

REFERENCE = "#/components/schemas/"


@dataclass(frozen=True)
class OperationRow:
    """An operation for the page."""

    method: str
    path: str
    words: str
    scope: str
    body: str  # the names of the types it takes and answers
    answers: str


@dataclass(frozen=True)
class TypeRow:
    """A type for the page: its fields with what they hold, and whether they may be left out."""

    name: str
    text: str
    fields: list[tuple[str, str, bool]]


@bp.get("/openapi.json", doc_ui=False)
def openapi() -> Response:
    """The description, its titles in the reader's language."""
    return jsonify(description())


@bp.get("/docs", doc_ui=False)
def docs() -> str:
    """The same for people."""
    told = description()
    return render_template(
        "api/docs.html", operations=list(_rows(told)), types=list(_types()), scopes=SCOPES,
        asked_for={model.__name__ for model in TAKEN},
        scope_words=SCOPE_WORDS, codes=CODES, limits=PER_MINUTE, plans=settings().plans_per_minute,
        root=outside("api.docs").removesuffix("/docs"),
    )  # fmt: skip


def description() -> dict[str, Any]:
    """The OpenAPI document: operations as they were registered, types by the names they have."""
    app = cast("OpenAPI", current_app)
    told: dict[str, Any] = deepcopy(app.api_doc)
    told["paths"] = {path: item for path, item in told["paths"].items() if path.startswith("/api/")}
    told["components"]["schemas"] = schemas()
    views: dict[str, Any] = {
        view.__name__: view for name, view in app.view_functions.items() if name.startswith("api.")
    }
    for item in told["paths"].values():
        for asked in item.values():
            words = views[asked["operationId"]].words
            asked["summary"] = _(words)
    return told


@cache
def schemas() -> dict[str, Any]:
    """All types of requests and answers. Where a type differs between the two it has two names."""
    pairs = [(model, "validation") for model in _by_name(TAKEN)]
    pairs += [(model, "serialization") for model in _by_name(ANSWERED)]
    _map, found = models_json_schema(pairs, ref_template=REFERENCE + "{model}")  # type: ignore[arg-type]
    return dict(found["$defs"])


def _by_name(models: set[type[BaseModel]]) -> list[type[BaseModel]]:
    return sorted(models, key=lambda model: model.__name__)


def _rows(told: dict[str, Any]) -> Iterator[OperationRow]:
    for path, item in told["paths"].items():
        for method, asked in item.items():
            good = {code: each for code, each in asked["responses"].items() if code.startswith("2")}
            yield OperationRow(
                method.upper(), path, asked["summary"], asked["security"][0]["token"][0],
                ", ".join(_named(asked.get("requestBody", {}))), ", ".join(_named(good)),
            )  # fmt: skip


def _types() -> Iterator[TypeRow]:
    for name, schema in sorted(schemas().items()):
        meant = _meant(schema)
        held, needed = meant.get("properties", {}).items(), meant.get("required", ())
        fields = [(field, _holds(about), field not in needed) for field, about in held]
        yield TypeRow(name, schema.get("description", ""), fields)


def _meant(schema: dict[str, Any]) -> dict[str, Any]:
    """What a schema says that only refers to another."""
    while "$ref" in schema:
        schema = schemas()[schema["$ref"].removeprefix(REFERENCE)]
    return schema


def _holds(about: dict[str, Any]) -> str:
    """What a field holds: the name of a type, a list of it, one of several."""
    if "$ref" in about:
        return str(about["$ref"]).removeprefix(REFERENCE)
    if several := about.get("anyOf") or about.get("oneOf"):
        return " | ".join(_holds(each) for each in several)
    if about.get("type") == "array":
        return f"[{_holds(about.get('items', {}))}]"
    return (
        " | ".join(map(str, about["enum"])) if "enum" in about else str(about.get("format") or about.get("type", "any"))
    )


def _named(part: object) -> list[str]:
    """The types that a part of the description refers to."""
    return list(dict.fromkeys(re.findall(rf"{REFERENCE}([\w-]+)", str(part))))
