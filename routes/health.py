"""`/healthz`: is the database there, and which facts does it hold?"""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from planner.catalog import facts_digest
from planner.errors import NoFacts
from routes.state import session

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    try:
        with session() as db:
            return jsonify(status="ok", facts=facts_digest(db)[:12])
    except (SQLAlchemyError, NoFacts) as error:
        return jsonify(status="not ready", why=type(error).__name__), 503
