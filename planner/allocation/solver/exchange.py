"""Exchanges of units between compartments, as long as one costs fewer points: friends come together, and women and men
who do not belong together part."""

from __future__ import annotations

from collections import Counter

from planner.allocation.problem import BerthClass, BerthProblem
from planner.allocation.types import (
    APART_CAR_POINTS,
    APART_COMPARTMENT_POINTS,
    BERTH_POINTS,
    MIXED_COMPARTMENT_POINTS,
)

MOST_ROUNDS = 12
Counts = dict[tuple[int, int], int]


def improved(problem: BerthProblem, counts: Counts) -> tuple[Counts, int]:
    """A plan that no exchange of two units, and no move of one, makes better; and all its points."""
    plan = _Placement(problem, counts)
    for _ in range(MOST_ROUNDS):
        if not sum(plan.better(unit) for unit in range(len(plan.classes))):
            break
    found = Counter(zip(plan.of, plan.at, strict=True))
    return dict(sorted(found.items())), plan.cost()


class _Placement:
    """Where each unit is; a unit is a number, the members of a class are alike."""

    def __init__(self, problem: BerthProblem, counts: Counts) -> None:
        self.problem = problem
        placed = [(of, at) for (of, at), many in sorted(counts.items()) for _ in range(many)]
        self.of = [of for of, _ in placed]
        self.at = [at for _, at in placed]
        self.classes: list[BerthClass] = [problem.classes[of] for of in self.of]
        self.inside: list[list[int]] = [[] for _ in problem.compartments]
        for unit, at in enumerate(self.at):
            self.inside[at].append(unit)
        self.sets: dict[int, list[int]] = {}
        for unit, each in enumerate(self.classes):
            if each.friends >= 0:
                self.sets.setdefault(each.friends, []).append(unit)
        self.points = [self._place(at) for at in range(len(self.inside))]

    def cost(self) -> int:
        return sum(self.points) + sum(self._friends(friends) for friends in self.sets)

    def better(self, unit: int) -> bool:
        """Make the best exchange or move of a unit that has something to gain; whether there was one."""
        here = self.at[unit]
        friends = self.classes[unit].friends
        if self.points[here] == 0 and (friends < 0 or self._friends(friends) == 0):
            return False
        best: tuple[int, int, int | None] = (0, -1, None)
        for there in range(len(self.inside)):
            if there == here:
                continue
            alike: set[int] = set()
            for other in (None, *self.inside[there]):
                if other is not None:
                    if self.of[other] in alike:
                        continue
                    alike.add(self.of[other])
                gain = self._gain(unit, here, there, other)
                if gain > best[0]:
                    best = gain, there, other
        if best[0] > 0:
            self._swap(unit, here, best[1], best[2])
            self.points[here], self.points[best[1]] = self._place(here), self._place(best[1])
        return best[0] > 0

    def _gain(self, unit: int, here: int, there: int, other: int | None) -> int:
        """Points saved; 0 if it may not be."""
        one, two = self.classes[unit], None if other is None else self.classes[other]
        places = self.problem.compartments
        staff = one.staff - (two.staff if two else 0)
        if staff and places[here].car != places[there].car:
            return 0
        if places[there].away > one.furthest or (two and places[here].away > two.furthest):
            return 0
        sets = {each.friends for each in (one, two) if each is not None and each.friends >= 0}
        before = self.points[here] + self.points[there] + sum(map(self._friends, sets))
        self._swap(unit, here, there, other)
        gain = 0
        if self._holds(here) and self._holds(there):
            gain = before - self._place(here) - self._place(there) - sum(map(self._friends, sets))
        self._swap(unit, there, here, other)
        return gain

    def _swap(self, unit: int, here: int, there: int, other: int | None) -> None:
        self.inside[here].remove(unit)
        self.inside[there].append(unit)
        self.at[unit] = there
        if other is not None:
            self.inside[there].remove(other)
            self.inside[here].append(other)
            self.at[other] = here

    def _holds(self, at: int) -> bool:
        units = [self.classes[unit] for unit in self.inside[at]]
        size = sum(each.size for each in units)
        return size <= 2 * self.problem.compartments[at].tiers and sum(each.must for each in units) <= 2

    def _place(self, at: int) -> int:
        """The points of a compartment by itself."""
        place, units = self.problem.compartments[at], [self.classes[unit] for unit in self.inside[at]]
        points = sum(each.door_points for each in units) * (place.away - 1)
        if any(each.women for each in units) and any(each.men for each in units):
            points += MIXED_COMPARTMENT_POINTS
        lying = sum(each.must for each in units)
        for need, (_, lower, upper) in enumerate(BERTH_POINTS):  # those who need it most lie lowest
            for _ in range(sum(each.wants[need] for each in units)):
                points += lower if lying >= 2 else 0
                points += upper if lying >= 2 * place.tiers - 2 else 0
                lying += 1
        return points

    def _friends(self, friends: int) -> int:
        at = {self.at[unit] for unit in self.sets[friends]}
        cars = {self.problem.compartments[each].car for each in at}
        return APART_COMPARTMENT_POINTS * (len(at) - 1) + APART_CAR_POINTS * (len(cars) - 1)
