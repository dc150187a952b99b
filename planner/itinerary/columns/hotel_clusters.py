"""The choice of days with the hotels of the most promising cities as nodes of their own.

Days from one of these hotels and back are listed from it, once for all days of a month as for groups; days to another
group of hotels are those of the groups, which bound them. Nights are decided group by group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.itinerary.columns.column_pool import problem_of
from planner.itinerary.columns.day_plans import list_days
from planner.itinerary.columns.grouped_hotels import GroupedHotels
from planner.itinerary.inputs import Node, sketch_trip
from planner.itinerary.problem import HOME, TripProblem
from planner.itinerary.solver import moves
from planner.solving import SolveOptions

CITIES = 3  # whose hotels are nodes
MOST_PLANS = 400_000  # from these


@dataclass(frozen=True)
class HotelClusters:
    """No trip is worth less in the `problem` than in truth; `groups` and `hotels` of its nodes."""

    problem: TripProblem
    groups: tuple[int, ...]
    hotels: tuple[tuple[int, ...], ...]


def clusters_of(groups: GroupedHotels) -> HotelClusters:
    """The groups as nodes."""
    numbers = range(len(groups.nodes))
    return HotelClusters(groups.problem, tuple(numbers), tuple(tuple(groups.members[i]) for i in numbers))


def hotel_clusters(
    groups: GroupedHotels, cities: Sequence[frozenset[int]], options: SolveOptions
) -> HotelClusters | None:
    """Hotels in the first of some sets of cities as nodes, the groups as clusters; None if that is too much to list."""
    clusters = _Clusters(groups, cities)
    return clusters.made(options) if clusters.plans() <= MOST_PLANS else None


class _Clusters:
    def __init__(self, groups: GroupedHotels, cities: Sequence[frozenset[int]]) -> None:
        self.groups = groups
        self.apart = frozenset(list(dict.fromkeys(city for some in cities for city in sorted(some)))[:CITIES])
        self.nodes: list[Node] = []
        self.hotels: list[tuple[int, ...]] = []
        self.clusters: list[tuple[int, ...]] = []
        for number, group in enumerate(groups.nodes):
            members = tuple(groups.members[number])
            nodes = tuple((hotel,) for hotel in members) if self._apart(number) else (members,)
            self.clusters.append(tuple(range(len(self.nodes), len(self.nodes) + len(nodes))))
            self.hotels += nodes
            self.nodes += [groups.context.bases[h[0]] if self._apart(number) else group for h in nodes]

    def plans(self) -> int:
        """About how many day plans there are from the hotels."""
        stays = [offer for offer in self.groups.problem.offers if not moves(offer)]
        nodes = [max(offer.origin, offer.target) for offer in stays]
        return sum(
            len(offer.places) * len(self.clusters[node])
            for offer, node in zip(stays, nodes, strict=True)
            if self._apart(node)
        )

    def made(self, options: SolveOptions) -> HotelClusters:
        context, problem = self.groups.context, self.groups.problem
        hotels = [node for group, nodes in enumerate(self.clusters) if self._apart(group) for node in nodes]
        bases = [context.bases[self.hotels[node][0]] for node in hotels]
        pairs = [(i, i) for i in range(len(bases))] + [(HOME, i) for i in range(len(bases))]
        pairs += [(i, HOME) for i in range(len(bases))]
        sketches = sketch_trip(context.inputs, context.request, bases, pairs=pairs, by_month=True)
        node_of = {HOME: HOME, **dict(enumerate(hotels))}
        offers = [
            replace(each.offer, origin=node_of[each.offer.origin], target=node_of[each.offer.target])
            for each in list_days(context.inputs, sketches, options)
        ]
        offers += [
            replace(offer, origin=self._end(offer.origin), target=self._end(offer.target))
            for offer in problem.offers
            if moves(offer) or not self._apart(max(offer.origin, offer.target))
        ]
        closer = problem_of(self.groups.inputs, context.request, self.nodes, offers)
        groups = tuple(group for group, nodes in enumerate(self.clusters) for _ in nodes)
        return HotelClusters(replace(closer, clusters=tuple(self.clusters)), groups, tuple(self.hotels))

    def _apart(self, group: int) -> bool:
        """Are the hotels of a group nodes of their own?"""
        return len(self.groups.members[group]) > 1 and self.groups.problem.cities[group] in self.apart

    def _end(self, group: int) -> int:
        """A group's only node, or its cluster."""
        if group == HOME:
            return HOME
        nodes = self.clusters[group]
        return nodes[0] if len(nodes) == 1 else len(self.nodes) + group
