"""The site: HTTP only. Views read a form, ask the planner, and render."""

from __future__ import annotations

from flask import Flask, current_app
from flask_openapi3.openapi import OpenAPI

from planner.folders import ROOT
from planner.jobs import Elsewhere, JobEngine
from planner.sentences import NAMES
from planner.settings import Settings
from routes import (
    agency,
    api,
    components,
    errors,
    facts,
    family,
    formatters,
    health,
    jobs,
    offices,
    preferences,
    presenters,
    rail,
    security,
    seniors,
)
from routes.costs import limiter
from routes.examples import example
from routes.extensions import BABEL, babel, choose_language, compress, csrf
from routes.log import log_requests, set_up_logging
from routes.state import language, region
from routes.static_files import version_addresses


def create_app(settings: Settings | None = None, engine: JobEngine | None = None) -> Flask:
    """The application. Its `engine` computes plans; without one another process must."""
    settings = settings or Settings()
    app = OpenAPI(
        __name__, info=api.INFO, security_schemes=api.SECURITY, doc_ui=False, validation_error_callback=api.invalid,
        template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"),
    )  # fmt: skip
    app.config.update(
        BABEL, SILVERWAY=settings, ENGINE=engine or Elsewhere(settings), SECRET_KEY=security.secret_key(settings)
    )
    app.config.update(WTF_CSRF_TIME_LIMIT=None, MAX_CONTENT_LENGTH=256 * 1024, RATELIMIT_HEADERS_ENABLED=True)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    set_up_logging(settings)
    babel.init_app(app, locale_selector=choose_language)
    csrf.init_app(app)
    compress.init_app(app)
    api.tell_when_to_ask_again(app)
    limiter.init_app(app)
    offices.logins.init_app(app)
    security.protect(app)
    version_addresses(app)
    log_requests(app)
    health.measure(app)
    errors.register(app)
    formatters.register(app)
    presenters.register(app)
    for module in (seniors, family, agency, rail, facts, offices, jobs, preferences, health, components):
        app.register_blueprint(module.bp)
    app.register_api(api.bp)
    app.context_processor(_reader)
    return app


def _reader() -> dict[str, object]:
    """What every page needs to know of its reader."""
    settings: Settings = current_app.config["SILVERWAY"]
    return {
        "help_phone": settings.help_phone,
        "help_hours": settings.help_hours_en if language() == "en" else settings.help_hours,
        "language": language(),
        "text_size": preferences.chosen("size"),
        "contrast": preferences.chosen("contrast"),
        "NAMES": NAMES,
        "example": example,
        "region_name": region().words(language()),
    }
