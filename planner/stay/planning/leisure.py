"""What a day at leisure offers near a base: a stroll, somewhere to soak or look at, now and then a meal out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from planner.stay.planning.surroundings import DAILY_USES, Surroundings
from planner.stay.types import NearbyThing, ThingUse

TURNS: tuple[tuple[tuple[ThingUse, ...], int], ...] = (  # what is alike, and every how many days it is offered
    (("park", "sea", "market"), 1),
    (("hot_spring", "sight"), 1),
    (("table",), 3),
)


def leisure_things(
    around: Surroundings, days: Sequence[date], outings: Collection[str]
) -> Iterator[tuple[NearbyThing, ...]]:
    """For each day what to do near by, at most one of each turn and different from day to day as far as there is more
    than one; only what is open. Sights are named once, and none that is seen on one of the `outings` (place ids)."""
    seen = set(outings)
    for number, day in enumerate(days):
        offered = [thing for thing in around.open_on(day) if thing.use in DAILY_USES or thing.spot.id not in seen]
        chosen = []
        for uses, every in TURNS:
            of_turn = [thing for thing in offered if thing.use in uses]
            if of_turn and number % every == 0:
                chosen.append(of_turn[number // every % len(of_turn)])
        seen.update(thing.spot.id for thing in chosen if thing.use == "sight")
        yield tuple(chosen)
