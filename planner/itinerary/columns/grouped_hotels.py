"""Day plans from neighbouring hotels as one place to sleep: a trip over these is worth at least as much as any trip.

They are listed from one node for each group of neighbouring hotels, which is as near to everything as the nearest of
them; between the groups of the most promising cities where nights of the trip may be spent in several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.itinerary.columns.column_pool import PlanningContext, problem_of
from planner.itinerary.columns.day_plans import Listed, list_days
from planner.itinerary.inputs import CityLinks, HotelGroup, changes_hotels, node_pairs, sketch_trip, with_groups
from planner.itinerary.problem import HOME, DayPlans, Offer
from planner.itinerary.solver import CityBounds
from planner.solving import SolveOptions

LONG_CITIES = 6  # between which moves are listed
FEW_VISITS, MANY_CITIES = 3, 9  # a day; with those, between more
STAYING_KM, MOVING_KM = 4.0, 12.0  # by road, between hotels that are one node: without moves, and with them


class GroupedHotels:
    """The groups of a context's hotels (`nodes`), their day plans (`listed`) and the `problem` of choosing among them;
    `context` has the hotels of the most promising cities only, if nights of the trip may be spent in several."""

    def __init__(self, context: PlanningContext, options: SolveOptions) -> None:
        self.context, self._options = context, options
        self.moving = changes_hotels(context.request)
        within = MOVING_KM if self.moving else STAYING_KM
        self.inputs, nodes = with_groups(context.inputs, context.bases, within)
        self._number(nodes)
        cities = [node.city for node in self.nodes]
        pairs = node_pairs(context.facts.rules, context.request, cities)
        stays = [(a, b) for a, b in pairs if HOME in (a, b) or a == b]
        self._take(self._list(stays))
        if self.moving:
            self._add_moves()

    def _number(self, nodes: tuple[HotelGroup, ...]) -> None:
        """Have these nodes, with the numbers of their hotels in the context."""
        self.nodes = nodes
        number = {base.hotel.id: i for i, base in enumerate(self.context.bases)}
        self.members = {i: [number[hotel] for hotel in node.hotels] for i, node in enumerate(self.nodes)}

    def _list(self, pairs: Sequence[tuple[int, int]]) -> list[Listed]:
        sketches = sketch_trip(self.inputs, self.context.request, self.nodes, pairs=pairs, by_month=True)
        return list_days(self.inputs, sketches, self._options)

    def _take(self, listed: list[Listed]) -> None:
        self.listed = listed
        self.problem = problem_of(self.inputs, self.context.request, self.nodes, [each.offer for each in listed])

    def _add_moves(self) -> None:
        """List the moves between the most promising cities, and leave the others."""
        most = MANY_CITIES if self.context.person.visits_a_day <= FEW_VISITS else LONG_CITIES
        problem = replace(self.problem, offers=(*self.problem.offers, *self._bare_moves()))
        best = CityBounds(problem, self._options).best(most, most)
        names = [node.city for node in self.nodes]
        ranked = [names[problem.cities.index(city)] for each in best for city in sorted(each.cities)]
        kept = set(list(dict.fromkeys([*ranked, *names]))[:most])
        before = self.nodes
        self.context = replace(self.context, bases=tuple(base for base in self.context.bases if base.city in kept))
        self._number(tuple(node for node in before if node.city in kept))
        now = {node.hotels: i for i, node in enumerate(self.nodes)}
        number = {HOME: HOME, **{i: now[node.hotels] for i, node in enumerate(before) if node.hotels in now}}
        stays = [
            _renumbered(each, number[each.offer.origin], number[each.offer.target])
            for each in self.listed
            if each.offer.origin in number and each.offer.target in number
        ]
        pairs = node_pairs(self.context.facts.rules, self.context.request, [node.city for node in self.nodes])
        self._take([*stays, *self._list([(a, b) for a, b in pairs if HOME not in (a, b) and a != b])])

    def _bare_moves(self) -> list[Offer]:
        """Days between cities without a visit: to tell which cities go well together."""
        request, links = self.context.request, CityLinks(self.inputs.facts, self.inputs.person)
        pairs = node_pairs(self.context.facts.rules, request, [node.city for node in self.nodes])
        none = np.full((1, 6), -1, dtype=np.int64)
        zero = np.zeros(1, dtype=np.int64)
        plans = DayPlans(none, np.full((1, 8), -1, dtype=np.int64), zero, zero, zero, zero)
        days = tuple(range(1, request.days - 1))
        return [
            Offer(a, b, days, plans, none, np.zeros(1, dtype=np.bool_))
            for a, b in pairs
            if HOME not in (a, b) and a != b and links.way(self.nodes[a].city, self.nodes[b].city) is not None
        ]


def _renumbered(listed: Listed, origin: int, target: int) -> Listed:
    return Listed(
        replace(listed.sketch, origin=origin, target=target),
        replace(listed.whole, origin=origin, target=target),
        replace(listed.offer, origin=origin, target=target),
    )
