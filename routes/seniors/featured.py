"""Ready-made trips: found by theme, start, goal, days, walking and month; a page of them has its own address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.catalog import Catalog
from planner.itinerary.metrics import TicketCost, ticket_costs
from planner.itinerary.types import Itinerary
from planner.jobs import SERIES, ready_made_priority
from planner.saved import list_itineraries
from routes.formatters import city_name, days_words, month_words, theme_name
from routes.presenters import walk_words
from routes.seniors.blueprint import bp
from routes.state import catalog, rules, session

MOST_TRIPS = 1000
A_PAGE = 8
WALKS_M = (1000, 2000, 4000)


@dataclass(frozen=True)
class TripCard:
    """A trip in a list."""

    id: str
    trip: Itinerary
    most_walk_m: int
    goes: frozenset[str]  # cities

    @property
    def answers(self) -> dict[str, str]:
        """What it answers to the questions that have one answer."""
        wish = self.trip.request
        return {
            "theme": wish.theme,
            "city": wish.home,
            "days": str(wish.days),
            "month": str(wish.start.month),
        }

    def suits(self, asked: Mapping[str, str]) -> bool:
        return all(self._answers_to(name, wanted) for name, wanted in asked.items())

    def _answers_to(self, name: str, wanted: str) -> bool:
        if name == "walk":
            return self.most_walk_m <= int(wanted)
        return wanted in self.goes if name == "goes" else self.answers[name] == wanted

    @property
    def walk(self) -> str:
        return walk_words(self.most_walk_m)

    def cost(self, facts: Catalog) -> TicketCost:
        """Tickets at 65-69."""
        return next(cost for cost in ticket_costs(facts, self.trip) if cost.band == "65")


@dataclass(frozen=True)
class Looser:
    """What to ask less of, so that there is something: how it is said, where it is, how many there are."""

    words: str
    address: str
    count: int


@bp.get("/trips")
def trips() -> str:
    """Ready-made trips that suit what is asked; the nearest others if none does."""
    facts = catalog()
    cards = _cards(facts)
    choices = _choices(facts, cards)
    asked = {name: text for name in choices if (text := request.args.get(name, "")) in choices[name]}
    found = [card for card in cards if card.suits(asked)]
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(pages, _page_number())

    def address(number: int = 1, **other: str | None) -> str:
        wanted: dict[str, Any] = {name: text for name, text in {**asked, **other}.items() if text}
        return url_for("seniors.trips", **wanted, page=number if number > 1 else None)

    return render_template(
        "seniors/featured.html",
        cards=found[(page - 1) * A_PAGE : page * A_PAGE],
        count=len(found),
        any_trips=bool(cards),
        asked=asked,
        choices=choices,
        page=page,
        pages=pages,
        address=address,
        looser=[] if found else list(_looser(cards, asked, choices, address)),
        facts=facts,
    )


def _cards(facts: Catalog) -> list[TripCard]:
    """The ready-made trips: those with a name, then those of the series that are what they are called; the worthiest
    days first."""
    with session() as db:
        rows = list_itineraries(db, featured=True, limit=MOST_TRIPS)
        found = [(ready_made_priority(row.featured or ""), row.id, row.itinerary()) for row in rows]
    found.sort(key=lambda one: (one[0], -one[2].proof.worth / len(one[2].days), one[1]))
    cards = [
        TripCard(key, trip, max(day.walk_m for day in trip.days), _goes(facts, trip))
        for priority, key, trip in found
        if priority < SERIES or _speaks_of_its_theme(facts, trip)
    ]
    return _in_turn(cards)


def _in_turn(cards: list[TripCard]) -> list[TripCard]:
    """Those that see the same places after all others, and one of each destination and length in turn, so that a page
    shows different ones."""
    same: Counter[frozenset[str]] = Counter()
    alike: Counter[tuple[frozenset[str], int]] = Counter()
    order = []
    for number, card in enumerate(cards):
        places = frozenset(visit.place.id for day in card.trip.days for visit in day.visits)
        kind = card.goes, len(card.trip.days)
        order.append((same[places], alike[kind], number))
        same[places] += 1
        alike[kind] += 1
    return [cards[number] for *_turns, number in sorted(order)]


def _speaks_of_its_theme(facts: Catalog, trip: Itinerary) -> bool:
    """Is at least half of what is seen of the trip's theme?"""
    seen = [facts.places.get(visit.place.id) for day in trip.days for visit in day.visits]
    on_theme = sum(place is not None and trip.request.theme in place.theme_ids for place in seen)
    return 2 * on_theme >= len(seen)


def _goes(facts: Catalog, trip: Itinerary) -> frozenset[str]:
    """The cities in which something is seen."""
    seen = (facts.places.get(visit.place.id) for day in trip.days for visit in day.visits)
    return frozenset(place.city for place in seen if place)


def _choices(facts: Catalog, cards: list[TripCard]) -> dict[str, dict[str, str]]:
    """What can be asked for, by question: only what at least one trip answers; and its words."""
    answers = [card.answers for card in cards]
    given = {name: {answer[name] for answer in answers} for name in ("theme", "city", "days", "month")}
    goes = frozenset[str]().union(*(card.goes for card in cards))
    return {
        "theme": {theme: theme_name(theme) for theme in rules().themes},
        "city": {city: _("从%(city)s出发", city=city_name(city)) for city in facts.cities if city in given["city"]},
        "goes": {city: _("去%(city)s", city=city_name(city)) for city in facts.cities if city in goes},
        "days": {days: days_words(int(days)) for days in sorted(given["days"], key=int)},
        "walk": {str(limit): _("每天不到 %(km)s 公里", km=limit // 1000) for limit in WALKS_M},
        "month": {month: month_words(int(month)) for month in sorted(given["month"], key=int)},
    }


def _page_number() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 4 else 1


def _looser(
    cards: list[TripCard], asked: Mapping[str, str], choices: dict[str, dict[str, str]], address: Callable[..., str]
) -> Iterator[Looser]:
    """The fewest answers to let go of so that there are trips, each way with how many there are, most first."""
    for size in range(1, len(asked) + 1):
        ways = []
        for names in combinations(asked, size):
            count = sum(card.suits({n: text for n, text in asked.items() if n not in names}) for card in cards)
            if count:
                dropped = _("、").join(choices[name][asked[name]] for name in names)
                some = ngettext("有 %(num)d 条", "有 %(num)d 条", count)
                words = _("不限“%(dropped)s”：%(some)s", dropped=dropped, some=some)
                ways.append(Looser(words, address(**dict.fromkeys(names)), count))
        if ways:
            yield from sorted(ways, key=lambda way: -way.count)
            return
