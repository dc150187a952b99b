"""Departures that are sold, for tests and the benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from planner.accounts import Who
from planner.booking import OfferDraft, SaleTerms, publish
from planner.clock import today
from planner.saved import new_departure
from planner.settings import Settings
from planner.store import transaction

ME = Who("m" * 43)
TERMS = SaleTerms(250_174, 32_000, 50_000, ((30, 50), (7, 100)), ((7, 0), (4, 20), (1, 40), (0, 60)))


def draft(first_day: date | None = None, most: int = 40, least: int = 10, **changes: Any) -> OfferDraft:
    """A departure of five days in two months for 40 people, with rooms for them."""
    start = first_day or today() + timedelta(60)
    quotas: Mapping[str, int] = {"twin": 15, "single": 8, "accessible": 1}
    made = OfferDraft(start, start + timedelta(4), least, most, quotas, TERMS, 48, 1, {"title": "大连五日"})
    return replace(made, **changes)


SHOWN = {
    "title": "大连海边五日", "agency": "慢行旅行社", "licence": "L-LN-00000", "phone": "+86 24 2289 6699",
    "head_fen": 250_174, "single_fen": 32_000, "scale": [[7, 0], [4, 20], [1, 40], [0, 60]], "kept": True,
    "includes": ["room.twin", "meal.lunch", "coach", "ticket", "guide", "insurance"], "excludes": ["wheelchair"],
    "limits": {"coach": 120, "sight": 180},
}  # fmt: skip
OFFICE = Who(name="owner", role="owner", office="an-office", office_key="k" * 43)


def shown(start: date, days: int = 5) -> dict[str, Any]:
    """What customers read of it: days of two places each."""
    each = {"places": [["星海广场", "Xinghai Square"], ["老虎滩", "Laohutan"]], "hotel": ["海边酒店", "Seaside Hotel"],
            "walk_m": 2400, "lunch": True, "dinner": True}  # fmt: skip
    dated = [each | {"date": (start + timedelta(n)).isoformat()} for n in range(days)]
    return SHOWN | {"start": start.isoformat(), "end": dated[-1]["date"], "days": dated}


def sold_with(session: Session, who: Who = ME, **changes: Any) -> str:
    """A departure that is sold as customers see it; its id."""
    departure = new_departure(session, who, {"title": "大连五日", "group.people": 40})
    made = draft(**changes)
    publish(session, departure, who, replace(made, shown=shown(made.first_day)))
    return departure


def sold(settings: Settings, who: Who = ME, **changes: Any) -> str:
    """A departure that is sold; its id."""
    with transaction(settings.database_url) as session:
        return sold_with(session, who, **changes)
