"""Ready-made trips as cards: those that are what they are called and still ahead, no two with the same places,
different ones on a page, and those most like a given one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from planner.caching import memoize
from planner.catalog import Catalog
from planner.clock import today
from planner.itinerary.metrics import TicketCost, hardest, ticket_costs
from planner.itinerary.types import Itinerary
from planner.jobs import SERIES, ready_made_priority
from planner.saved import keys_of_shelf, load_itinerary, state_of_shelf
from routes.presenters import DayEffort, party_of, trip_effort_words, trip_name
from routes.state import language, session, settings

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
    on_theme: bool = True  # is at least half of what is seen of the trip's theme
    _names: dict[str, str] = field(default_factory=dict, compare=False, repr=False)  # by language

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
        return self._names.get(language()) or self._names.setdefault(language(), trip_name(self.trip))

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
        return list(_shelf(db, facts, settings().database_url, state_of_shelf(db), today()))


@memoize(key=lambda _db, facts, *state: (facts.digest, *state))
def _shelf(db: Session, facts: Catalog, url: str, _state: str, day: date) -> tuple[TripCard, ...]:
    found = [
        (ready_made_priority(featured), _read_card(db, facts, url, key, made))
        for key, made, featured in keys_of_shelf(db, MOST_TRIPS)
    ]
    found.sort(key=lambda one: (one[0], -one[1].trip.proof.worth / len(one[1].trip.days), one[1].id))
    return tuple(
        card for priority, card in found if card.trip.request.start >= day and (priority < SERIES or card.on_theme)
    )


@memoize(key=lambda _db, facts, *state: (facts.digest, *state), size=MOST_TRIPS)
def _read_card(db: Session, facts: Catalog, _url: str, key: str, _made: datetime) -> TripCard:
    """Of one trip as it is since then, so that of many only those are read that are new."""
    return _card(facts, key, load_itinerary(db, key))


def _card(facts: Catalog, key: str, trip: Itinerary) -> TripCard:
    places = frozenset(visit.place.id for day in trip.days for visit in day.visits)
    goes = frozenset(facts.places[place].city for place in places if place in facts.places)
    _number, effort = hardest(trip, party_of(trip, pace="normal"))
    walk_m = max(day.walk_m for day in trip.days)
    return TripCard(key, trip, walk_m, goes, places, effort.word, _speaks_of_its_theme(facts, trip))


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
        taken = {id(card) for card in page}
        page += [card for card in left if id(card) not in taken][: size - len(page)]
        taken = {id(card) for card in page}
        left = [card for card in left if id(card) not in taken]
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
