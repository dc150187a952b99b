"""What a little more would bring: one more day, 200 metres more on foot, 100 yuan more. Solved again, not guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.catalog import Catalog
from planner.itinerary.columns import ColumnPool, PlanningContext, itinerary_of, make_context
from planner.itinerary.planning import best_trip, solve_pool
from planner.itinerary.types import MAX_DAYS, Infeasible, Itinerary, Reason
from planner.people import visit_effort
from planner.solving import SolveOptions

MORE_WALK_M = 200  # a day
MORE_FEN = 10_000  # a head


@dataclass(frozen=True)
class Gain:
    """What a limit of the request relaxed by `amount` brings: a `day`, metres on foot a day (`walk`), fen a head
    (`budget`).

    `points` are how much more the best trip then scores, 0 if there is nothing more; `came` and `went` are ids of
    places in the order of their trips; `most_walk_m` is on foot on the hardest day. `proven`: no trip of the request as
    it is can score that much; or, where there is nothing more, no trip of the relaxed request can score more.
    """

    wish: str
    amount: int
    points: int
    came: tuple[str, ...]
    went: tuple[str, ...]
    most_walk_m: int
    proven: bool


def sensitivity(pool: ColumnPool, first: Itinerary, options: SolveOptions) -> tuple[Gain, ...]:
    """The gains of one more day (up to the longest trip), of 200 m more on foot a day with the effort they take, and,
    where tickets have a limit, of 100 yuan more a head.

    `first` is the pool's best trip. The trips found are compared, not handed out: with 200 m more one is beyond what
    the traveller should do.
    """
    gains = [_gain(first, "walk", MORE_WALK_M, _with_longer_ways(pool, options))]
    if pool.request.days < MAX_DAYS:
        gains.insert(0, _gain(first, "day", 1, _with_another_day(pool, options)))
    if pool.problem.budget is not None:
        gains.append(_gain(first, "budget", MORE_FEN, _with_more_money(pool, options)))
    return tuple(gains)


def gain_reasons(catalog: Catalog, gain: Gain, first: Itinerary) -> tuple[Reason, ...]:
    """What the gain is, in one or two sentences."""
    values: dict[str, str | int] = {
        "wish": f"more_{gain.wish}",
        "percent": f"{100 * gain.points / max(first.proof.worth, 1):.1f}",
        "walk": gain.most_walk_m,
    }
    for name, ids in (("came", gain.came), ("went", gain.went)):
        places = [catalog.places[place] for place in ids]
        values |= {name: "、".join(p.name for p in places), f"{name}_en": "; ".join(p.name_en for p in places)}
    code = "gain_none" if not gain.points else "gain_lighter" if not gain.came else "gain_swap" if gain.went else "gain"
    return (Reason(code, values),) if gain.proven else (Reason(code, values), Reason("gain_unsure"))


def _gain(first: Itinerary, wish: str, amount: int, wider: Itinerary | Infeasible) -> Gain:
    """The wider trip beside the first; one that scores less brings nothing, as nobody has to take it."""
    points, proven, trip = 0, False, first
    if isinstance(wider, Itinerary):
        points = max(0, int(wider.proof.worth - first.proof.worth))
        trip = wider if points else first
        proven = wider.proof.worth > first.proof.bound if points else wider.proof.bound <= first.proof.worth
    before, after = (dict.fromkeys(v.place.id for day in each.days for v in day.visits) for each in (first, trip))
    return Gain(
        wish,
        amount,
        points,
        came=tuple(place for place in after if place not in before),
        went=tuple(place for place in before if place not in after),
        most_walk_m=max(day.walk_m for day in trip.days),
        proven=proven,
    )


def _with_another_day(pool: ColumnPool, options: SolveOptions) -> Itinerary | Infeasible:
    context = make_context(pool.facts, replace(pool.request, days=pool.request.days + 1))
    return context if isinstance(context, Infeasible) else _unchecked(context, options)


def _solved(pool: ColumnPool, options: SolveOptions) -> Itinerary | Infeasible:
    answer = solve_pool(pool, options)
    return answer if isinstance(answer, Infeasible) else answer.result


def _with_longer_ways(pool: ColumnPool, options: SolveOptions) -> Itinerary | Infeasible:
    person = pool.person
    stronger = replace(
        person,
        walk_m=person.walk_m + MORE_WALK_M,
        met_min=person.met_min + visit_effort(0, MORE_WALK_M, person),
    )
    context = make_context(pool.facts, pool.request, stronger)
    return context if isinstance(context, Infeasible) else _unchecked(context, options)


def _unchecked(context: PlanningContext, options: SolveOptions) -> Itinerary | Infeasible:
    """The best trip without the checker, which would hold the traveller's own limits against it."""
    found = best_trip(context, options)
    return itinerary_of(found.pool, found.choice, 0.0, found.scope) if found.choice.picks else Infeasible(())


def _with_more_money(pool: ColumnPool, options: SolveOptions) -> Itinerary | Infeasible:
    request = replace(pool.request, budget_fen=(pool.request.budget_fen or 0) + MORE_FEN)
    problem = replace(pool.problem, budget=(pool.problem.budget or 0) + MORE_FEN * request.people)
    return _solved(replace(pool, request=request, problem=problem), options)
