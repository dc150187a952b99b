"""Which cities a silver train calls at, on which day: nights run, days on land. Numbers only.

The pattern of the bureau's own trains: guests board on the evening of the first day and sleep in the train every
night; each morning finds them at another station. The last morning finds them at home, or, where home is near
enough, at one more call from which the train returns the same evening.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.solving import SolveOptions

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True)
class CruiseProblem:
    """`worth[city][day]`: points of a call there on that day (0 = the second day ... ), -1 if nothing can be seen.

    `minutes[a][b]`: running time between cities, -1 if none; city 0 is home. `last_day` are the worths of a call on
    the last day before the evening run home, -1 where home is too far. `barred` are (from, to, night) that no
    path was found for. Nights shorter than `night_least` or longer than `night_most` minutes cost `night_cost`
    points a minute; longer than `night_limit` is out of the question. `leg_cost[a][b]` are points for a leg whatever
    the night, `call_cost[city]` for a call. At most `unserved_most` calls at `unserved` cities may follow each other.
    `dissimilar` are calls, (city, day) with the last day numbered after the others, of which only so many may be made:
    what makes a choice another one.
    """

    nights: int
    worth: tuple[tuple[int, ...], ...]
    last_day: tuple[int, ...]
    minutes: tuple[tuple[int, ...], ...]
    must: frozenset[int]
    barred: frozenset[tuple[int, int, int]]
    night_least: int
    night_most: int
    night_limit: int
    night_cost: int
    leg_cost: tuple[tuple[int, ...], ...] = ()  # empty: none
    call_cost: tuple[int, ...] = ()
    unserved: frozenset[int] = frozenset()
    unserved_most: int = 0
    dissimilar: tuple[tuple[frozenset[tuple[int, int]], int], ...] = ()

    def leg_points(self, origin: int, target: int) -> int:
        """What that leg costs: a night too short or too long, and `leg_cost`."""
        run = self.minutes[origin][target]
        off = max(self.night_least - run, run - self.night_most, 0)
        return off * self.night_cost + (self.leg_cost[origin][target] if self.leg_cost else 0)

    def call_points(self, city: int) -> int:
        return self.call_cost[city] if self.call_cost else 0


@dataclass(frozen=True)
class CruiseChoice:
    """The city of each full day, the last day's or None, and what is proven; `cities` is empty if nothing fits."""

    cities: tuple[int, ...]
    last: int | None
    worth: int
    bound: int
    optimal: bool


NO_CHOICE = CruiseChoice((), None, 0, 0, False)


def choose_calls(problem: CruiseProblem, options: SolveOptions) -> CruiseChoice:
    """The best calls, with a bound."""
    from ortools.sat.python import cp_model  # here: pages show trains without a solver

    model = cp_model.CpModel()
    cities, days = range(1, len(problem.worth)), range(problem.nights - 1)
    call = {(c, d): model.new_bool_var(f"call {c} day {d}") for c in cities for d in days if problem.worth[c][d] >= 0}
    last = {c: model.new_bool_var(f"last {c}") for c in cities if problem.last_day[c] >= 0}
    terms: list[cp_model.LinearExprT] = [
        (problem.worth[c][d] - problem.call_points(c)) * x for (c, d), x in call.items()
    ]
    terms += [(problem.last_day[c] - problem.call_points(c)) * x for c, x in last.items()]
    for d in days:
        model.add_exactly_one([x for (_, day), x in call.items() if day == d])
    model.add_at_most_one(last.values())
    for c in cities:
        once = [x for (city, _), x in call.items() if city == c] + [x for city, x in last.items() if city == c]
        model.add_exactly_one(once) if c in problem.must else model.add_at_most_one(once)
    called = call | {(c, problem.nights - 1): x for c, x in last.items()}
    for first in range(problem.nights - problem.unserved_most):
        window = range(first, first + problem.unserved_most + 1)
        dry = [x for (c, d), x in called.items() if c in problem.unserved and d in window]
        model.add(cp_model.LinearExpr.sum(dry) <= problem.unserved_most)
    for calls, most in problem.dissimilar:
        model.add(cp_model.LinearExpr.sum([x for key, x in called.items() if key in calls]) <= most)
    terms += [-cost for cost in _nights(model, problem, call, last)]
    model.maximize(cp_model.LinearExpr.sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = options.seed
    solver.parameters.max_deterministic_time = options.effort
    solver.parameters.max_time_in_seconds = options.seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return NO_CHOICE
    order = sorted((d, c) for (c, d), x in call.items() if solver.boolean_value(x))
    return CruiseChoice(
        cities=tuple(c for _, c in order),
        last=next((c for c, x in last.items() if solver.boolean_value(x)), None),
        worth=round(solver.objective_value),
        bound=round(solver.best_objective_bound),
        optimal=status == cp_model.OPTIMAL,
    )


def _nights(
    model: cp_model.CpModel,
    problem: CruiseProblem,
    call: dict[tuple[int, int], cp_model.IntVar],
    last: dict[int, cp_model.IntVar],
) -> list[cp_model.LinearExprT]:
    """One night from each place to the next, only such as can be run; returns what they cost."""
    costs: list[cp_model.LinearExprT] = []
    final = problem.nights - 1
    home_last = model.new_bool_var("home on the last morning")
    model.add(home_last + sum(last.values()) == 1)
    for night in range(problem.nights):
        origins = {0: 1} if night == 0 else {c: x for (c, d), x in call.items() if d == night - 1}
        targets = {0: home_last, **last} if night == final else {c: x for (c, d), x in call.items() if d == night}
        leaves: dict[int, list[cp_model.IntVar]] = {a: [] for a in origins}
        enters: dict[int, list[cp_model.IntVar]] = {b: [] for b in targets}
        for a in origins:
            for b in targets:
                run = problem.minutes[a][b]
                if a == b or run < 0 or run > problem.night_limit or (a, b, night) in problem.barred:
                    continue
                used = model.new_bool_var(f"night {night}: {a} to {b}")
                leaves[a].append(used)
                enters[b].append(used)
                costs.append(problem.leg_points(a, b) * used)
        for a, origin in origins.items():
            model.add(sum(leaves[a]) == origin)
        for b, target in targets.items():
            model.add(sum(enters[b]) == target)
    return costs
