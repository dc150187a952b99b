"""Ready-made trips and trains: wishes kept beside the facts, planned when they or the facts are new."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import Session, col, select

from planner.catalog import facts_digest, facts_version, wishes_of_series
from planner.itinerary.types import TripRequest
from planner.jobs.job_types import JOB_TYPES
from planner.jobs.records import Job, enqueue
from planner.rules import load_rules
from planner.saved import SavedItinerary, SavedTrain, drop_featured_except
from planner.settings import Settings
from planner.store import transaction
from planner.train.types import CruiseRequest

READY_MADE = 10  # priority: after whatever people ask for themselves
SERIES = 11  # next; their insights are computed when one is opened
TUESDAY = 1


def read_featured(settings: Settings, today: date) -> dict[str, TripRequest | CruiseRequest]:
    """The wishes in showcase.toml, one by one and in series, by key, with the start dates that follow from today."""
    path = settings.region_dir / "showcase.toml"
    soonest = today + timedelta(load_rules(settings.data_dir).whole("notice-days"))
    content = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    trips = {f"trip.{key}": TripRequest(**_dated(row, soonest)) for key, row in content.get("trip", {}).items()}
    trains = {f"train.{key}": CruiseRequest(**_dated(row, soonest)) for key, row in content.get("train", {}).items()}
    rows = content.get("series", {}).values()
    series = {
        f"trip.series.{key}": TripRequest(**_dated(wish, soonest))
        for row in rows
        for key, wish in wishes_of_series(row)
    }
    return series | trips | trains


def ready_made_priority(key: str) -> int:
    """When the result with that key has its turn: those with a name first."""
    return SERIES if key.startswith("trip.series.") else READY_MADE


def next_start(month: int, soonest: date) -> date:
    """The next first Tuesday of that month (1-12) that is not before `soonest`."""
    firsts = (date(year, month, 1) for year in count(soonest.year))
    tuesdays = (first + timedelta((TUESDAY - first.weekday()) % 7) for first in firsts)
    return next(day for day in tuesdays if day >= soonest)


def submit_featured(settings: Settings, today: date) -> int:
    """Queue the ready-made results that are missing or rest on other facts or wishes; how many.

    Results whose wish is gone are removed; the others stay to be seen until their successors are ready.
    """
    wishes = read_featured(settings, today)
    submitted = 0
    with transaction(settings.database_url) as session:
        drop_featured_except(session, tuple(wishes))
        digest = facts_digest(session)
        for key, wish in sorted(wishes.items(), key=lambda item: (item[1].days, item[0])):  # quick ones first
            kind = key.partition(".")[0]
            payload = JOB_TYPES[kind].request.dump_json(wish).decode()
            if _saved(session, kind, key) != (digest, payload) and not _refused(session, key, payload):
                enqueue(session, kind, payload, featured=key, priority=ready_made_priority(key))
                submitted += 1
    return submitted


def _dated(row: dict[str, Any], soonest: date) -> dict[str, Any]:
    wish = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name != "month"}
    return wish | {"start": next_start(row["month"], soonest)}


def _saved(session: Session, kind: str, key: str) -> tuple[str, str] | None:
    table = SavedItinerary if kind == "trip" else SavedTrain
    query = select(table.facts_digest, table.request).where(col(table.featured) == key)
    return session.exec(query).first()


def _refused(session: Session, key: str, payload: str) -> bool:
    """Was there no such result on the facts as they are? Then there is none today."""
    loaded = datetime.fromisoformat(facts_version(session).loaded_at)
    since = col(Job.submitted_at) >= loaded
    found = select(Job.id).where(Job.featured == key, Job.payload == payload, Job.state == "conflict", since).limit(1)
    return session.exec(found).first() is not None
