"""For whoever watches the site: `/healthz` (is it alive), `/readyz` (may readers be sent here), `/metrics`."""

from __future__ import annotations

import time
from hmac import compare_digest

from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import func, select

from planner.catalog import facts_digest
from planner.errors import NoFacts
from planner.jobs import Job
from planner.migrate import newest_shape, shape_of
from planner.store import is_whole
from routes.state import session, settings

bp = Blueprint("health", __name__)
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0)
DAMAGED = ("damaged", "not_one")
STATES = ("queued", "running", "done", "conflict", "failed", "cancelled")


class Metrics:
    """What is counted in this process; nothing of who asked or for what."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.requests = Counter(
            "silverway_requests", "Answers by view, method and status.", ("view", "method", "status"),
            registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "silverway_request_seconds", "How long answers took.", ("view",), buckets=BUCKETS_S, registry=self.registry
        )
        self.troubles = Counter(
            "silverway_database_troubles", "Requests that the database refused, by why.", ("why",),
            registry=self.registry,
        )  # fmt: skip
        self.damaged = False  # a page met a damaged database, and none has been seen whole since
        self.jobs = Gauge("silverway_jobs", "Jobs by state, of all processes.", ("state",), registry=self.registry)


def measure(app: Flask) -> None:
    """Count and time every answer."""
    metrics = app.extensions["silverway_metrics"] = Metrics()

    @app.before_request
    def _begin() -> None:
        g.begun_s = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        view = request.endpoint or "none"
        metrics.requests.labels(view, request.method, response.status_code).inc()
        if "begun_s" in g:
            metrics.seconds.labels(view).observe(time.perf_counter() - g.begun_s)
        return response


def note_trouble(why: str) -> None:
    """A page met this trouble with the database."""
    found: Metrics = current_app.extensions["silverway_metrics"]
    found.troubles.labels(why).inc()
    found.damaged |= why in DAMAGED


def _whole() -> bool:
    """Has no page met a damaged database, or is it mended?"""
    found: Metrics = current_app.extensions["silverway_metrics"]
    found.damaged = found.damaged and not is_whole(settings().database_url)
    return not found.damaged


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Is the database there and whole, and which facts does it hold?"""
    if not _whole():
        return jsonify(status="not ready", why="damaged"), 503
    try:
        with session() as db:
            return jsonify(status="ok", facts=facts_digest(db)[:12])
    except (SQLAlchemyError, NoFacts) as error:
        return jsonify(status="not ready", why=type(error).__name__), 503


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """May readers be sent here? The database is whole and in the newest shape, with facts; if not, what is missing."""
    missing = []
    if not _whole():
        return jsonify(status="not ready", missing=["database"]), 503
    try:
        if shape_of(settings().database_url) != newest_shape():
            missing.append("migrations")
    except SQLAlchemyError:
        return jsonify(status="not ready", missing=["database"]), 503
    try:
        with session() as db:
            facts_digest(db)
    except (NoFacts, SQLAlchemyError):  # their tables are made when they are loaded
        missing.append("facts")
    return (jsonify(status="not ready", missing=missing), 503) if missing else jsonify(status="ready")


@bp.get("/metrics")
def metrics() -> Response:
    """For a Prometheus that has the token of the settings; for anybody else there is no such page."""
    wanted = settings().metrics_token
    if not wanted or not compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {wanted}".encode()):
        abort(404)
    found: Metrics = current_app.extensions["silverway_metrics"]
    with session() as db:
        counts = dict(db.exec(select(Job.state, func.count()).group_by(Job.state)).all())
    for state in STATES:
        found.jobs.labels(state).set(counts.get(state, 0))
    return Response(generate_latest(found.registry), content_type=CONTENT_TYPE_LATEST)
