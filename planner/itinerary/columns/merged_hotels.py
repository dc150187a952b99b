"""What trips are worth at most if each day may be spent from whichever hotel of a group suits it best.

For every set of places the best of the plans from a group's hotels is kept: one node a group instead of one a hotel, so
that an integer program is soon done with it. Its bound holds for every trip from these hotels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.itinerary.problem import HOME, DayPlans, Ints, Offer, TripProblem
from planner.itinerary.solver import route_cost, undominated

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Merged:
    """A problem with a node for each group; `owners` tell by offer which offer of the hotels each plan is from, and are
    empty for an offer that was a group's own."""

    problem: TripProblem
    owners: tuple[Ints, ...]

    def sources(self, picks: Sequence[tuple[int, int]]) -> set[int]:
        """The offers of the hotels that the plans of a choice are from."""
        return {int(self.owners[offer][plan]) for offer, plan in picks if len(self.owners[offer])}


def merged(
    hotels: TripProblem, owner: Sequence[int], groups: TripProblem, moves: Mapping[int, tuple[tuple[int, ...], Bools]]
) -> Merged:
    """The offers of the hotels, each standing for the group's offer in `owner`, and the groups' own `moves`: on some
    days, with some of their plans; none without a plan."""
    together: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for number, offer in enumerate(hotels.offers):
        together[owner[number], offer.days].append(number)
    offers, owners = [], []
    for (group, _), numbers in together.items():
        ends = groups.offers[group].origin, groups.offers[group].target
        made, rows = _best_of(hotels, numbers)
        offers.append(replace(made, origin=ends[0], target=ends[1]))
        owners.append(rows)
    for group, (days, kept) in moves.items():
        if not kept.any():
            continue
        offers.append(replace(_own(groups, group, kept), days=days))
        owners.append(np.zeros(0, dtype=np.int64))
    nodes = sorted({node for offer in offers for node in (offer.origin, offer.target)} - {HOME})
    number_of = {HOME: HOME, **{node: i for i, node in enumerate(nodes)}}
    cities = sorted({groups.cities[node] for node in nodes})
    problem = replace(
        hotels,
        nodes=len(nodes),
        offers=tuple(replace(each, origin=number_of[each.origin], target=number_of[each.target]) for each in offers),
        cities=tuple(cities.index(groups.cities[node]) for node in nodes),
        night_costs=np.zeros(len(nodes), dtype=np.int64),
        hard_cost=0,
    )
    return Merged(problem, tuple(owners))


def _best_of(problem: TripProblem, numbers: Sequence[int]) -> tuple[Offer, Ints]:
    """For every set of places of these offers the best plan, and any that walks less; and the offer each is from."""
    offers = [problem.offers[number] for number in numbers]
    value = np.concatenate([_paid(problem, number) for number in numbers])
    places = np.concatenate([np.sort(offer.places, axis=1) for offer in offers])
    walk = np.concatenate([offer.plans.walk for offer in offers])
    sets = np.unique(places, axis=0, return_inverse=True)[1].ravel()
    order = np.lexsort((walk, -value, sets))
    kept = order[undominated(sets[order], walk[order])]
    plans = DayPlans(
        places=places[kept],
        steps=np.concatenate([offer.plans.steps for offer in offers])[kept],
        value=value[kept],
        walk=walk[kept],
        climb=np.concatenate([offer.plans.climb for offer in offers])[kept],
        met=np.concatenate([offer.plans.met for offer in offers])[kept],
    )
    rows = np.repeat(np.array(numbers, dtype=np.int64), [len(offer.hard) for offer in offers])[kept]
    return Offer(HOME, HOME, offers[0].days, plans, places[kept], np.zeros(len(kept), dtype=np.bool_)), rows


def _own(problem: TripProblem, number: int, kept: Bools) -> Offer:
    """Some plans of a group's own offer."""
    offer, plans = problem.offers[number], problem.offers[number].plans
    moved = route_cost(problem, offer) - problem.move_cost  # a move costs as much between groups
    few = DayPlans(
        places=plans.places[kept],
        steps=plans.steps[kept],
        value=(plans.value - offer.hard * problem.hard_cost - moved)[kept],
        walk=plans.walk[kept],
        climb=plans.climb[kept],
        met=plans.met[kept],
    )
    return Offer(offer.origin, offer.target, offer.days, few, offer.places[kept], np.zeros(int(kept.sum()), np.bool_))


def _paid(problem: TripProblem, number: int) -> Ints:
    """What the plans of a hotel's offer are worth less its night and what a hard day costs."""
    offer = problem.offers[number]
    paid: Ints = offer.plans.value - offer.hard * problem.hard_cost - route_cost(problem, offer)
    return paid
