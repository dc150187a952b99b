"""Alternatives on the real facts: really different, never against the request, measured on one scale."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from click.testing import CliRunner

from planner.catalog import Catalog
from planner.cli import main
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, build_pool
from planner.itinerary.explain.alternatives import Alternative, alternatives, why
from planner.itinerary.metrics import figures, other_places, seen
from planner.itinerary.planning import solve_pool
from planner.itinerary.types import ITINERARY_JSON, Itinerary, TripRequest
from planner.language import translator
from planner.sentences import reason_sentence
from planner.settings import Settings
from planner.solving import SolveOptions
from tests.support.calendar import MAY
from tests.support.results import accepted

TODAY = date(2026, 11, 24)
SPRING = date(2027, 5, 11)
OPTIONS = SolveOptions()
WORDS = ("--theme", "nostalgia", "--from", "沈阳", "--days", "1", "--start", MAY)
WISHES = (
    TripRequest("nostalgia", "沈阳", 1, "gentle", SPRING),
    TripRequest("nature", "大连", 2, "gentle", SPRING),
    TripRequest("culture", "大连", 3, "gentle", SPRING, ages=(66, 70), budget_fen=8000),
    TripRequest("nostalgia", "沈阳", 3, "steady", SPRING, musts=("大连劳动公园",), bans=("旅顺火车站旧址",)),
    TripRequest("culture", "沈阳", 7, "gentle", SPRING),
)


class Asker:
    """Drafts, their best trips and three alternatives to each, made once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.known: dict[TripRequest, tuple[ColumnPool, Itinerary]] = {}
        self.found: dict[TripRequest, tuple[Alternative, ...]] = {}

    def best(self, wish: TripRequest) -> tuple[ColumnPool, Itinerary]:
        if wish not in self.known:
            pool = build_pool(self.facts, wish, OPTIONS)
            assert isinstance(pool, ColumnPool)
            first = accepted(solve_pool(pool, OPTIONS))
            self.known[wish] = pool, first
        return self.known[wish]

    def ask(self, wish: TripRequest) -> tuple[Itinerary, tuple[Alternative, ...]]:
        pool, first = self.best(wish)
        if wish not in self.found:
            self.found[wish] = alternatives(pool, first, OPTIONS, 3)
        return first, self.found[wish]


@pytest.fixture(scope="module")
def asker(facts: Facts) -> Asker:
    return Asker(facts)


def apart(catalog: Catalog, one: Itinerary, other: Itinerary) -> bool:
    """Half of the smaller trip's places, a quarter of the pace or 30 percent of the tickets, counted anew."""
    visits = [[v for day in trip.days for v in day.visits] for trip in (one, other)]
    places = [{v.place.id for v in each} for each in visits]
    if 2 * len(places[0] & places[1]) <= min(map(len, places)):
        return True
    for pace in (
        [max(sum(v.walk_m for v in day.visits) for day in trip.days) for trip in (one, other)],
        [max(len(day.visits) for day in trip.days) for trip in (one, other)],
    ):
        if min(pace) <= 0.75 * max(pace):
            return True
    tickets = [figures(catalog, trip).tickets_fen for trip in (one, other)]
    return min(tickets) <= 0.7 * max(tickets)


@pytest.mark.thorough
@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish.theme}-{wish.days}")
def test_trips_to_choose_from(facts: Facts, asker: Asker, wish: TripRequest) -> None:
    """Each is apart from every other, breaks no rule and no requirement, and is measured as the first one is."""
    catalog = asker.facts.catalog
    first, others = asker.ask(wish)
    assert 2 <= len(others) <= 3
    for one, other in combinations([first, *(each.itinerary for each in others)], 2):
        assert apart(catalog, one, other)
    for each in others:
        trip = each.itinerary
        assert [v for v in check_itinerary(facts, trip) if v.hard] == []
        assert set(first.request.musts) <= seen(trip)
        assert not set(first.request.bans) & seen(trip)
        assert each.worth == trip.proof.worth <= trip.proof.bound == first.proof.bound
        assert each.share >= 0.5
        assert trip.proof.optimal == (each.worth == first.proof.bound)


@pytest.mark.thorough
@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish.theme}-{wish.days}")
def test_a_reason_is_true(asker: Asker, wish: TripRequest) -> None:
    first, others = asker.ask(wish)
    least = figures(asker.facts.catalog, first)
    for each in others:
        own = figures(asker.facts.catalog, each.itinerary)
        reported = {
            "other_places": other_places(each.itinerary, first),
            "easier": own.most_walk_m <= 0.75 * least.most_walk_m,
            "one_city": own.hotels == 1 < least.hotels,
            "cheaper": own.tickets_fen <= 0.7 * least.tickets_fen - 1 and own.unpriced <= least.unpriced,
            "nature": _of_theme(asker.facts.catalog, each.itinerary, "nature")
            > _of_theme(asker.facts.catalog, first, "nature"),
            "culture": _of_theme(asker.facts.catalog, each.itinerary, "culture")
            > _of_theme(asker.facts.catalog, first, "culture"),
        }
        assert reported[each.reason]
        reported = why(asker.facts.catalog, each, first)
        assert reason_sentence(reported, translator("en")) != reason_sentence(reported, str)


def _of_theme(catalog: Catalog, trip: Itinerary, theme: str) -> int:
    return sum(theme in catalog.places[place].theme_ids for place in seen(trip))


def test_points_used_to_search_are_not_in_the_worth(asker: Asker) -> None:
    """Counted anew from the day plans, an alternative scores what it is said to: its places allow no more."""
    pool, first = asker.best(WISHES[0])
    for each in alternatives(pool, first, OPTIONS):
        banned = frozenset(i for i, place in enumerate(pool.inputs.worth) if place not in seen(each.itinerary))
        again = accepted(solve_pool(pool, OPTIONS, replace(pool.problem, banned=banned)))
        assert again.proof.worth >= each.worth
        assert again.proof.worth == each.worth or each.reason == "easier"  # which may walk less between the same places


@pytest.mark.thorough
def test_the_same_wish_gets_the_same_alternatives(asker: Asker) -> None:
    def timeless(each: Alternative) -> bytes:
        return ITINERARY_JSON.dump_json(
            replace(each.itinerary, proof=replace(each.itinerary.proof, seconds=0.0)), indent=0
        )

    pool, first = asker.best(WISHES[1])
    again, known = alternatives(pool, first, OPTIONS), asker.ask(WISHES[1])[1]
    assert [(a.reason, timeless(a)) for a in again] == [(a.reason, timeless(a)) for a in known[:2]]


@pytest.mark.thorough
def test_no_change_of_hotel_where_the_best_trip_changes_it(asker: Asker) -> None:
    pool, first = asker.best(WISHES[4])
    assert figures(asker.facts.catalog, first).hotels > 1
    others = alternatives(pool, first, OPTIONS, count=5)
    assert any(figures(asker.facts.catalog, each.itinerary).hotels == 1 for each in others)


def test_a_trip_that_is_all_musts_has_no_alternative(asker: Asker) -> None:
    """Three musts fill the only day: nothing else meets the request, and nothing is made up."""
    first, _ = asker.ask(WISHES[0])
    full = replace(WISHES[0], musts=tuple(sorted(seen(first))))
    assert asker.ask(full)[1] == ()


def test_none_are_asked_for(asker: Asker) -> None:
    assert alternatives(*asker.best(WISHES[0]), OPTIONS, 0) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_trips_are_compared_on_the_command_line(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """A table with a row a trip; its figures stand in line although Chinese characters are wide."""
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    answer = CliRunner().invoke(main, ["--language", language, "trip", "compare", *WORDS])
    assert answer.exit_code == 0, answer.output
    table, reported = answer.output.split("\n\n")
    assert [row.split()[0] for row in table.splitlines()[1:]] == ["1", "2", "3"]
    assert len(reported.splitlines()) == 6


def test_the_command_line_as_json(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    trips = json.loads(CliRunner().invoke(main, ["trip", "compare", "--json", *WORDS]).output)
    assert [trip["reason"] for trip in trips][:2] == ["best", "other_places"]
    assert all(ITINERARY_JSON.validate_python(trip["itinerary"]) for trip in trips)
    gains = json.loads(CliRunner().invoke(main, ["trip", "what-if", "--json", *WORDS]).output)
    assert [gain["wish"] for gain in gains] == ["day", "walk"]
    said = CliRunner().invoke(main, ["trip", "what-if", *WORDS]).output
    assert said.count("\n") == len(gains)
