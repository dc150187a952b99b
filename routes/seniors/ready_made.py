"""Ready-made trips as cards: those that are what they are called and still ahead, no two with the same places,
different ones on a page, and those most like a given one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.catalog import Catalog
from planner.clock import today
from planner.itinerary.metrics import TicketCost, hardest, ticket_costs
from planner.itinerary.types import Itinerary
from planner.jobs import SERIES, ready_made_priority
from planner.saved import list_itineraries
from routes.presenters import DayEffort, party_of, trip_effort_words, trip_name
from routes.state import session

MOST_TRIPS = 1000
MOST_ALIKE = 8  # trips of one destination, length and effort; more of them are no choice but a heap
NEIGHBOURS = 3
Kind = tuple[frozenset[str], int, str]  # where it goes, how many days, how tiring


@dataclass(frozen=True)
class TripCard:
    """A trip in a list. `goes` are cities, `places` ids."""

    id: str
    trip: Itinerary
    most_walk_m: int
    goes: frozenset[str]
    places: frozenset[str]
    effort: str  # easy, fair or tiring: its hardest day

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

    @property
    def name(self) -> str:
        return trip_name(self.trip)

    @property
    def kind(self) -> Kind:
        return self.goes, len(self.trip.days), self.effort

    def suits(self, asked: Mapping[str, str]) -> bool:
        return all(self._answers_to(name, wanted) for name, wanted in asked.items())

    def _answers_to(self, name: str, wanted: str) -> bool:
        if name == "walk":
            return self.most_walk_m <= int(wanted)
        return wanted in self.goes if name == "goes" else self.answers[name] == wanted

    @property
    def shown(self) -> DayEffort:
        """How far one walks a day, and how one feels in the evening of the hardest."""
        return trip_effort_words(self.trip, self.effort)

    def cost(self, facts: Catalog) -> TicketCost:
        """Tickets at 65-69."""
        return next(cost for cost in ticket_costs(facts, self.trip) if cost.band == "65")


def ready_made(facts: Catalog) -> list[TripCard]:
    """Those with a name, then those of the series that are what they are called; the worthiest days first."""
    with session() as db:
        rows = list_itineraries(db, featured=True, limit=MOST_TRIPS)
        found = [(ready_made_priority(row.featured or ""), row.id, row.itinerary()) for row in rows]
    found.sort(key=lambda one: (one[0], -one[2].proof.worth / len(one[2].days), one[1]))
    return [
        _card(facts, key, trip)
        for priority, key, trip in found
        if trip.request.start >= today() and (priority < SERIES or _speaks_of_its_theme(facts, trip))
    ]


def _card(facts: Catalog, key: str, trip: Itinerary) -> TripCard:
    places = frozenset(visit.place.id for day in trip.days for visit in day.visits)
    goes = frozenset(facts.places[place].city for place in places if place in facts.places)
    _number, effort = hardest(trip, party_of(trip, pace="normal"))
    return TripCard(key, trip, max(day.walk_m for day in trip.days), goes, places, effort.word)


def distinct(cards: Iterable[TripCard]) -> list[TripCard]:
    """The first of those that see the same places or have the same name, and the first few of a kind."""
    seen: set[frozenset[str] | str] = set()
    kinds: Counter[Kind] = Counter()
    kept = []
    for card in cards:
        if card.places and not seen & {card.places, card.name} and kinds[card.kind] < MOST_ALIKE:
            seen |= {card.places, card.name}
            kinds[card.kind] += 1
            kept.append(card)
    return kept


def paged(cards: Iterable[TripCard], size: int) -> list[list[TripCard]]:
    """Pages on which no two are of one kind as long as there are enough kinds; the order is kept otherwise."""
    left, pages = list(cards), []
    while left:
        page: list[TripCard] = []
        kinds: set[Kind] = set()
        for card in left:
            if len(page) < size and card.kind not in kinds:
                page.append(card)
                kinds.add(card.kind)
        page += [card for card in left if card not in page][: size - len(page)]
        left = [card for card in left if card not in page]
        pages.append(page)
    return pages


def like(facts: Catalog, key: str, trip: Itinerary) -> list[TripCard]:
    """The ready-made trips most like one: where it goes, what it is about, how long it is; never the same places."""
    mine = _card(facts, key, trip)
    others = [card for card in distinct(ready_made(facts)) if card.places != mine.places and card.id != key]
    return sorted(others, key=lambda card: (-_likeness(mine, card), card.id))[:NEIGHBOURS]


def _likeness(one: TripCard, other: TripCard) -> float:
    """From where both go (shared of all), the theme, the home and the number of days."""
    mine, theirs = one.trip.request, other.trip.request
    shared = len(one.goes & other.goes) / max(1, len(one.goes | other.goes))
    apart = abs(len(one.trip.days) - len(other.trip.days))
    return 2 * shared + 1.5 * (mine.theme == theirs.theme) + (mine.home == theirs.home) - 0.5 * apart


def _speaks_of_its_theme(facts: Catalog, trip: Itinerary) -> bool:
    """Is at least half of what is seen of the trip's theme?"""
    seen = [facts.places.get(visit.place.id) for day in trip.days for visit in day.visits]
    on_theme = sum(place is not None and trip.request.theme in place.theme_ids for place in seen)
    return 2 * on_theme >= len(seen)
