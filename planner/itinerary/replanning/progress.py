"""How far a trip has come at a moment of it: what is behind, where one is, what was still planned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.clock import DAY_MIN
from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.itinerary.inputs import trip_ends
from planner.itinerary.types import Item, Itinerary, Leg, Lunch, Moment, Pause, Rest, Spot, Visit
from planner.rules import RulePack


@dataclass(frozen=True)
class TripProgress:
    """How far a trip has come: on `day` (from 0) the `items` are behind and `left` is still planned; the party can go
    on from `spot` at `minute` of that day."""

    day: int
    items: tuple[Item, ...]
    left: tuple[Item, ...]
    spot: Spot
    minute: int


def progress_at(facts: Facts, itinerary: Itinerary, now: Moment) -> TripProgress | None:
    """The progress of a trip at a moment of it; None once nothing of it is left.

    What has begun by the clock is finished, unless the moment names the place been at last.

    Raises
    ------
    SilverwayError
        If the moment is not on the trip, or its place not on its day.
    """
    if not 1 <= now.day <= len(itinerary.days):
        raise OutOfRange("now_day", now.day, 1, len(itinerary.days))
    if not 0 <= now.minute < DAY_MIN:
        raise OutOfRange("now_minute", now.minute, 0, DAY_MIN - 1)
    number = now.day - 1
    items = itinerary.days[number].items
    night = itinerary.days[number - 1].hotel if number else None
    begun = night or trip_ends(facts.catalog, itinerary.request)[0]
    if now.place is None:
        behind = _by_the_clock(items, begun, now.minute, facts.rules)
        done = items[:behind]
    else:
        behind = _after(items, now.place)
        done = (*items[:behind], *_lunch_since(items[behind:], items[behind - 1], now.minute))
    left = tuple(item for item in items[behind:] if not (isinstance(item, Lunch | Rest) and len(done) > behind))
    if not left and items:
        if number + 1 == len(itinerary.days):
            return None
        return TripProgress(number + 1, (), itinerary.days[number + 1].items, itinerary.days[number].hotel or begun, 0)
    if not done:
        return TripProgress(number, (), left, begun, now.minute)
    last = done[-1]
    alight = facts.rules.whole("station-after") if isinstance(last, Leg) and last.mode == "train" else 0
    return TripProgress(number, done, left, _where(last), max(now.minute, last.end + alight))


def _where(item: Item) -> Spot:
    """Where one is after it."""
    return item.target if isinstance(item, Leg) else item.place if isinstance(item, Visit) else item.spot


def _by_the_clock(items: tuple[Item, ...], begun: Spot, minute: int, rules: RulePack) -> int:
    """How many items have begun: with a lunch its rest, here or a short way on, and a train one waits for at its
    station."""
    behind = sum(item.start < minute for item in items)
    if behind == len(items):
        return behind
    following = items[behind]
    rest = next((number for number in range(behind, min(behind + 2, len(items))) if isinstance(items[number], Rest)), 0)
    if rest and any(isinstance(item, Lunch) for item in items[max(0, rest - 2) : behind]):
        return rest + 1
    if isinstance(following, Rest):
        return behind
    if isinstance(following, Leg) and following.mode == "train":
        spot = _where(items[behind - 1]) if behind else begun
        here = (following.origin.kind, following.origin.id) == (spot.kind, spot.id)
        if here and minute > following.start - rules.whole("station-before"):
            return behind + 1
        waiting = behind > 0 and isinstance(items[behind - 1], Pause)
        return behind - waiting  # there is still time for something else
    return behind


def run_at_end(items: tuple[Item, ...], rules: RulePack) -> int:
    """Minutes of sightseeing after the last pause in the items."""
    run = 0
    for item in items:
        if isinstance(item, Visit):
            seen = item.end - item.start - item.pauses * rules.whole("break-length")
            part = -(-seen // (item.pauses + 1))
            run = part if item.pauses else run + part
        elif not isinstance(item, Leg):
            run = 0
    return run


def waited(items: tuple[Item, ...], rules: RulePack) -> int:
    """Minutes of waiting for trains in the items that count as riding."""
    waits = [item.end - item.start for item in items if isinstance(item, Pause) and item.use == "wait"]
    return sum(max(0, wait - rules.whole("station-wait")) for wait in waits)


def _after(items: tuple[Item, ...], place: str) -> int:
    """How many items lie before the end of the visit to that place."""
    visits = [number for number, item in enumerate(items) if isinstance(item, Visit) and item.place.id == place]
    if not visits:
        names = tuple(item.place.name for item in items if isinstance(item, Visit))
        raise Unknown("place", place, names)
    return visits[0] + 1


def _lunch_since(items: tuple[Item, ...], last: Item, minute: int) -> tuple[Item, ...]:
    """The lunch and rest that were due since, taken to have been where one is."""
    meals = [item for item in items if isinstance(item, Lunch | Rest)]
    if not meals or meals[0].start >= minute:
        return ()
    return tuple(replace(meal, spot=_where(last)) for meal in meals)
