"""What views ask of the running site: settings, a database session, the facts, the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TypeVar, cast

from flask import current_app, g
from flask_babel import get_locale
from sqlmodel import Session

from planner.accounts import act_for
from planner.catalog import Catalog, RailFacts, read_catalog, read_rail
from planner.clock import today
from planner.facts import Facts, read_facts
from planner.jobs import JobEngine
from planner.region import Region, load_region
from planner.rules import RulePack, load_rules
from planner.settings import Settings
from planner.store import transaction
from routes.visitor import anybody

Read = TypeVar("Read")


def settings() -> Settings:
    found: Settings = current_app.config["SILVERWAY"]
    return found


@contextmanager
def session() -> Iterator[Session]:
    """A transaction: committed at the end, undone if anything fails. It finds what the reader may read."""
    who = anybody()
    with transaction(settings().database_url) as found:
        if who is not None:
            act_for(found, who)
        yield found


def catalog() -> Catalog:
    """The facts for trips, of one state throughout a request."""
    return _once("catalog", read_catalog)


def rail() -> RailFacts:
    """The facts for trains, of one state throughout a request."""
    return _once("rail", read_rail)


def _once(name: str, read: Callable[[Session], Read]) -> Read:
    if name not in g:
        with session() as db:
            setattr(g, name, read(db))
    return cast("Read", getattr(g, name))


def facts_today() -> Facts:
    """All that a plan is made of: the facts as they are loaded, the rules, the date."""
    with session() as db:
        return read_facts(db, settings().data_dir)


def rules() -> RulePack:
    return load_rules(settings().data_dir)


def soonest() -> date:
    """The first day for a trip that names none, by the rule `notice-days`."""
    return today() + timedelta(rules().whole("notice-days"))


def region() -> Region:
    return load_region(settings().data_dir, settings().region)


def jobs() -> JobEngine:
    """Who runs jobs; wake it after one was queued and kept."""
    engine: JobEngine = current_app.config["ENGINE"]
    return engine


def language() -> str:
    """zh or en."""
    return "en" if english() else "zh"


def english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"
