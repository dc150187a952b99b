"""What comes next at any minute of a day, and when to leave for it."""

from __future__ import annotations

from flask import Flask

from planner.catalog import Catalog
from planner.itinerary.types import Itinerary
from routes.presenters import day_entries, day_moment
from tests.routes.presenters.test_trip_page import reading


def test_a_day_is_gone_through_stop_by_stop(app: Flask, catalog: Catalog, itinerary: Itinerary) -> None:
    """Each stop is next until it begins and then what one is at; nobody is told to leave at a time that is over."""
    for day in itinerary.days:
        with reading(app):
            entries = day_entries(day, catalog)
            stops = [entry for entry in entries if entry.kind in ("visit", "meal", "train")]
            for stop in stops:
                assert day_moment(entries, stop.minute - 1).following == stop.what
                assert day_moment(entries, stop.minute).now.startswith(f"现在：{stop.what}")
            for minute in range(0, 24 * 60, 5):
                moment = day_moment(entries, minute)
                ahead = [entry for entry in entries if entry.minute > minute]
                assert bool(moment.following) == any(e.kind not in ("rest", "wait") for e in ahead)
                assert not moment.leave or any(moment.leave.startswith(entry.at) for entry in ahead)
            assert day_moment(entries, 23 * 60).following == ""


def test_how_one_gets_there_is_said_with_when(app: Flask, catalog: Catalog, itinerary: Itinerary) -> None:
    day = itinerary.days[0]
    with reading(app):
        entries = day_entries(day, catalog)
        at = next(n for n, e in enumerate(entries) if e.kind == "ride" and entries[n + 1].kind == "visit")
        moment = day_moment(entries, entries[at].minute - 1)
    assert moment.following == entries[at + 1].head
    assert moment.leave == f"{entries[at].at}动身，{entries[at].head}。"
