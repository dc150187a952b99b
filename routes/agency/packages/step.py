"""The step of a departure for packages: what to look for, how far the search is, and the three found side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.errors import Unknown
from planner.itinerary.types import Itinerary
from planner.jobs import Job, load_job
from planner.package.proposals import MOST_STARTS, PROPOSAL_REQUEST_JSON, Package, Proposed
from planner.saved import SavedProposal, load_itinerary, newest_proposal
from planner.sentences import N_
from planner.text import plain_amount
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.agency.words import line_kinds
from routes.formatters import city_name, spot_name, theme_name
from routes.state import region, session, soonest
from routes.visitor import visitor

TIER_WORDS = {"economy": N_("经济"), "comfort": N_("舒适"), "premium": N_("尊享")}
TIER_WHY = {
    "economy": N_("最省的一种"), "comfort": N_("价钱、看头、体力都不吃亏"), "premium": N_("看得最多，住得最好"),
}  # fmt: skip
RIDE_WORDS = {"train": N_("火车，到了坐大巴"), "coach": N_("一路大巴")}
USUAL_DAYS = 5


@dataclass(frozen=True)
class PackageColumn:
    """A package as the page sets it beside the others."""

    package: Package
    trip: Itinerary
    name: str
    why: str
    ride: str
    head_fen: int
    assumed_percent: int
    unpriced: tuple[str, ...]
    hotels: tuple[str, ...]
    days: tuple[tuple[str, ...], ...]
    sights: int
    most_walk_m: int
    taken: bool


def context(desk: Desk) -> dict[str, Any]:
    """The form, and what was found last."""
    with session() as db:
        row = newest_proposal(db, desk.file.id, visitor())
    found = row.proposed() if row else None
    job = _job(row) if row else None
    return {
        "themes": [(key, theme_name(key)) for key in desk.facts.rules.themes],
        "cities": [(name, city_name(name)) for name in desk.facts.catalog.cities],
        "asked": _asked(desk, job),
        "job": None if found else job,
        "columns": _columns(desk, found) if found else [],
        "found": found,
        "plain_amount": plain_amount,
    }


def _asked(desk: Desk, job: Job | None) -> dict[str, Any]:
    """What was asked for last, as the fields of the form; else what the trip at hand suggests."""
    if job is not None:
        last = PROPOSAL_REQUEST_JSON.validate_json(job.payload)
        wish, starts = last.wish, last.starts
        asked = {"theme": wish.theme, "home": wish.home, "days": wish.days}
    else:
        trip = desk.trip.request if desk.trip else None
        first = trip.start if trip and trip.start > today() else max(soonest(), today() + timedelta(1))
        starts = tuple(first + timedelta(7 * n) for n in range(MOST_STARTS))
        asked = {
            "theme": trip.theme if trip else desk.facts.rules.usual_theme(),
            "home": trip.home if trip else region().home,
            "days": trip.days if trip else USUAL_DAYS,
        }
    dates = {f"start-{n + 1}": starts[n].isoformat() if n < len(starts) else "" for n in range(MOST_STARTS)}
    return {**asked, **dates}


def _job(row: SavedProposal) -> Job | None:
    try:
        with session() as db:
            return load_job(db, row.job)
    except Unknown:
        return None


def _columns(desk: Desk, found: Proposed) -> list[PackageColumn]:
    columns = []
    for package in found.packages:
        try:
            with session() as db:
                trip = load_itinerary(db, package.trip)
        except Unknown:
            continue
        figures = package.figures
        columns.append(
            PackageColumn(
                package=package,
                trip=trip,
                name=_(TIER_WORDS[package.tier]),
                why=_(TIER_WHY[package.tier]),
                ride=_(RIDE_WORDS[package.ride]),
                head_fen=-(-figures.total_fen // found.people // 100) * 100,
                assumed_percent=round(100 * figures.assumed_fen / max(1, figures.total_fen)),
                unpriced=line_kinds(figures.unpriced),
                hotels=tuple(dict.fromkeys(spot_name(day.hotel) for day in trip.days if day.hotel)),
                days=tuple(tuple(spot_name(visit.place) for visit in day.visits) for day in trip.days),
                sights=sum(len(day.visits) for day in trip.days),
                most_walk_m=max(day.walk_m for day in trip.days),
                taken=desk["trip.id"] == package.trip,
            )
        )
    return columns


def read(_desk: Desk, _sent: Mapping[str, str]) -> StepAnswers:
    """Packages are no inputs: they are asked for by an address of their own, and taken as the trip."""
    return StepAnswers()


def state(desk: Desk) -> str:
    """How many there are."""
    with session() as db:
        row = newest_proposal(db, desk.file.id, visitor())
    found = row.proposed() if row else None
    if found:
        return ngettext("%(num)d 种可选", "%(num)d 种可选", len(found.packages))
    return _("正在找") if row else _("还没有找")


PACKAGES = DeskStep(
    "packages", N_("三档方案"), "agency/packages.html", context, read, state, fits=lambda desk: desk.train is None
)
