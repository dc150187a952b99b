"""Other trips from the same draft: together with the best one, something a family can choose between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
import numpy.typing as npt

from planner.catalog.queries import Catalog
from planner.catalog.tables import Place
from planner.itinerary.check import check_itinerary
from planner.itinerary.choose import choose_days
from planner.itinerary.cost import party_fen, ticket_fen
from planner.itinerary.draft import Draft, itinerary_of
from planner.itinerary.problem import Choice, Ints, Offer, TripProblem
from planner.itinerary.request import TripRequest
from planner.itinerary.result import Itinerary
from planner.itinerary.worth import WORTH
from planner.language import Translate
from planner.sentences import N_
from planner.solving import SolveOptions

OTHER_SHARE = 0.5  # of the visits of the smaller trip are not in the other
LOWER_PACE = 0.75  # of the other's metres or visits on the fullest day
LOWER_COST = 0.7  # of the other's known tickets
LEAST_WORTH = 0.5  # of the first trip's
LEAST_SAVING_FEN = 2_000  # a head: for less nobody goes elsewhere
MALUS = (
    2_000,
    4_000,
    6_000,
    9_000,
    13_000,
    24_000,
)  # points off for a place of a trip that is too much alike, until it is not
MOST_EFFORT = 0.3  # of a solve: its trip need not be proven the best of its kind, only good and different
SENIOR = 65  # the age tickets are counted at where no age is told
SECOND_THEMES = ("nature", "culture")

_WHY = {
    "other_places": N_("看别的地方：{new} 处和第一个方案不同。"),
    "easier": N_("更轻松：走得最多的一天约走 {walk} 米，少 {walk_less} 米。"),
    "one_city": N_("不换酒店：每晚住在同一家。"),
    "cheaper": N_("门票更省：已知门票少 {yuan_less:g} 元。"),
    "nature": N_("多看自然风光：{new} 处和第一个方案不同。"),
    "culture": N_("多看文化古迹：{new} 处和第一个方案不同。"),
}


@dataclass(frozen=True)
class Alternative:
    """A trip beside the first, and why: a key of the sentences above.

    `worth` is in the first trip's points, whatever it was searched with, `share` that of the first trip's worth. The
    trip's own proof is told on the same scale: its bound holds for every trip of the draft.
    """

    itinerary: Itinerary
    reason: str
    worth: int
    share: float


@dataclass(frozen=True)
class Figures:
    """What a trip asks of its people. `most_walk_m` and `most_visits` are those of the fullest day, `ride_min` is of
    all days; `tickets_fen` is what all `people` pay as far as known (at 65-69 where no age is told), `unpriced`
    counts the places without a known price."""

    visits: int
    most_visits: int
    most_walk_m: int
    ride_min: int
    hotels: int
    people: int
    tickets_fen: int
    unpriced: int


def alternatives(draft: Draft, first: Itinerary, options: SolveOptions, count: int = 2) -> tuple[Alternative, ...]:
    """Up to `count` trips that differ from `first`, the draft's best one, and from each other; fewer if the region
    offers no more.

    Each keeps the request's musts, bans and limits, is worth at least half of the first, and differs from every other
    trip in half of the places, or by a quarter in the pace of its fullest day, or by 30 percent and 20 yuan a head in
    known tickets.
    """
    if first.proof.worth <= 0:
        return ()
    search = _Search(draft, first, options)
    aims = _aims(draft, first)
    while len(search.found) < count and (aim := next(aims, None)):
        search.look_for(aim)
    return tuple(search.found)


def figures(catalog: Catalog, itinerary: Itinerary) -> Figures:
    """The figures of a trip by the facts."""
    days, request = itinerary.days, itinerary.request
    places = [catalog.places[visit.place.id] for day in days for visit in day.visits]
    return Figures(
        visits=len(places),
        most_visits=max(len(day.visits) for day in days),
        most_walk_m=max(day.walk_m for day in days),
        ride_min=sum(day.ride_min for day in days),
        hotels=len({day.hotel.id for day in days if day.hotel}),
        people=request.people,
        tickets_fen=sum(_party_fen(place, request) for place in places),
        unpriced=sum(_unpriced(place) for place in places),
    )


def other_places(one: Itinerary, other: Itinerary) -> bool:
    """Are half of the places of the smaller trip not in the other?"""
    places = seen(one), seen(other)
    return len(places[0] & places[1]) <= (1 - OTHER_SHARE) * min(map(len, places))


def differs(catalog: Catalog, one: Itinerary, other: Itinerary) -> bool:
    """Is it another trip: other places, a clearly easier pace, or clearly cheaper tickets?"""
    if other_places(one, other):
        return True
    a, b = figures(catalog, one), figures(catalog, other)
    slower = any(
        min(pair) <= LOWER_PACE * max(pair)
        for pair in ((a.most_walk_m, b.most_walk_m), (a.most_visits, b.most_visits))
        if max(pair)
    )
    return slower or _cheaper(a, b) or _cheaper(b, a)


def seen(itinerary: Itinerary) -> set[str]:
    """The ids of a trip's places."""
    return {visit.place.id for day in itinerary.days for visit in day.visits}


def why_line(catalog: Catalog, alternative: Alternative, first: Itinerary, _: Translate) -> str:
    """Why the alternative is worth a look, in one sentence."""
    ours, theirs = figures(catalog, alternative.itinerary), figures(catalog, first)
    return _(_WHY[alternative.reason]).format(
        new=len(seen(alternative.itinerary) - seen(first)),
        walk=ours.most_walk_m,
        walk_less=theirs.most_walk_m - ours.most_walk_m,
        yuan_less=(theirs.tickets_fen - ours.tickets_fen) / 100,
    )


def _cheaper(a: Figures, b: Figures) -> bool:
    """A sum so much lower that it matters, and not because more prices are unknown."""
    saved = b.tickets_fen - a.tickets_fen
    clearly = saved >= max((1 - LOWER_COST) * b.tickets_fen, LEAST_SAVING_FEN * a.people)
    return clearly and a.unpriced <= b.unpriced


def _party_fen(place: Place, request: TripRequest) -> int:
    return party_fen(place, request.ages or (SENIOR,) * request.people, request.people)


def _unpriced(place: Place) -> bool:
    return ticket_fen(place, "65")[0] is None


@dataclass(frozen=True)
class _Aim:
    """A way to search: the draft's problem changed, and what its trip must be beside every trip before it.

    `extra` (places) only steers; what a trip is worth is counted without. `avoid`: from the start, shun places of
    the trips there are.
    """

    reason: str
    problem: TripProblem
    extra: Ints
    fits: Callable[[Itinerary, Itinerary], bool]
    avoid: bool = False


def _aims(draft: Draft, first: Itinerary) -> Iterator[_Aim]:
    """The ways to search, the most telling first; what the wish stresses comes earlier."""
    asked = figures(draft.catalog, first)
    thrifty, payable = draft.request.budget_fen is not None, asked.tickets_fen >= LEAST_SAVING_FEN * asked.people
    yield _elsewhere(draft)
    if asked.hotels > 1:
        yield _one_city(draft, first)
    if thrifty and payable:
        yield _cheap(draft, first)
    yield _easy(draft, first)
    if payable and not thrifty:
        yield _cheap(draft, first)
    for theme in SECOND_THEMES:
        if theme not in (draft.request.theme, *draft.request.also):
            yield _themed(draft, first, theme)
    yield _elsewhere(draft)


def _elsewhere(draft: Draft) -> _Aim:
    return _Aim("other_places", draft.problem, _no_extra(draft), other_places, avoid=True)


def _one_city(draft: Draft, first: Itinerary) -> _Aim:
    def stays(trip: Itinerary, other: Itinerary) -> bool:
        return len({day.hotel.id for day in trip.days if day.hotel}) == 1 and differs(draft.catalog, trip, other)

    return _Aim("one_city", replace(draft.problem, move_cost=_forbidding(first)), _no_extra(draft), stays)


def _easy(draft: Draft, first: Itinerary) -> _Aim:
    """No day with more than three quarters of the first trip's longest way, nor with more of a climb or effort."""
    most = [max(getattr(day, load) for day in first.days) for load in ("walk_m", "climb_m", "met_min")]
    walk = int(LOWER_PACE * most[0])

    def without_hard(offer: Offer) -> Offer:
        plans = offer.plans
        fine = (plans.walk <= walk) & (plans.climb <= most[1]) & (plans.met <= most[2])
        return replace(offer, plans=replace(plans, value=np.where(fine, plans.value, plans.value - _forbidding(first))))

    def lighter(trip: Itinerary, other: Itinerary) -> bool:
        return max(day.walk_m for day in trip.days) <= walk and differs(draft.catalog, trip, other)

    problem = replace(draft.problem, offers=tuple(map(without_hard, draft.problem.offers)))
    return _Aim("easier", problem, _no_extra(draft), lighter)


def _cheap(draft: Draft, first: Itinerary) -> _Aim:
    """Within 70 percent of what the first trip's tickets cost, and no other places of unknown price."""
    problem, places, taken = draft.problem, draft.catalog.places, seen(first)
    numbers = {place: number for number, place in enumerate(draft.field.worth)}
    fees = np.array([_party_fen(places[p], draft.request) for p in numbers], dtype=np.int64)
    if problem.fees is not None and problem.budget is not None:
        fees = problem.fees
    unit = max(1, int(np.gcd.reduce(fees)))  # small numbers keep the linear program sound
    budget = int(LOWER_COST * sum(int(fees[numbers[p]]) for p in taken))
    unsure = {n for p, n in numbers.items() if p not in taken and n not in problem.must and _unpriced(places[p])}
    own = figures(draft.catalog, first)

    def cheaper(trip: Itinerary, other: Itinerary) -> bool:
        return _cheaper(figures(draft.catalog, trip), own) and differs(draft.catalog, trip, other)

    limited = replace(problem, fees=fees // unit, budget=budget // unit, banned=problem.banned | unsure)
    return _Aim("cheaper", limited, _no_extra(draft), cheaper)


def _themed(draft: Draft, first: Itinerary, theme: str) -> _Aim:
    """Places of another theme count as if it had been liked beside the first."""
    places = draft.catalog.places
    of_theme = {p for p in draft.field.worth if theme in places[p].themes.split(";")}
    main = {p for p in draft.field.worth if draft.request.theme in places[p].themes.split(";")}
    bonus = WORTH.on_theme - WORTH.off_theme
    extra = np.array([bonus * (p in of_theme and p not in main) for p in draft.field.worth], dtype=np.int64)

    def more_of_it(trip: Itinerary, other: Itinerary) -> bool:
        return len(seen(trip) & of_theme) > len(seen(first) & of_theme) and other_places(trip, other)

    return _Aim(theme, draft.problem, extra, more_of_it)


def _forbidding(first: Itinerary) -> int:
    """A price in points that leaves less than a trip must be worth, and no larger: linear programs dislike that."""
    return int(first.proof.bound)


def _no_extra(draft: Draft) -> Ints:
    return np.zeros(draft.problem.places, dtype=np.int64)


class _Search:
    """The trips there are, and one more for each aim that can be met."""

    def __init__(self, draft: Draft, first: Itinerary, options: SolveOptions) -> None:
        self.draft, self.first = draft, first
        self.options = replace(options, effort=min(options.effort, MOST_EFFORT))
        self.trips = [first]
        self.found: list[Alternative] = []
        self.names = np.array(list(draft.field.worth))

    def look_for(self, aim: _Aim) -> None:
        """Solve with more and more points off for the places of trips that are too much alike."""
        shunned = self._shun(self.trips) if aim.avoid else np.zeros(len(self.names), dtype=np.bool_)
        for malus in MALUS if aim.avoid else (0, *MALUS):
            found = self._solve(aim, aim.extra - malus * shunned)
            if found is None:
                return
            alike = [trip for trip in self.trips if not aim.fits(found, trip)]
            if not alike:
                self._keep(found, aim.reason)
                return
            shunned |= self._shun(alike)

    def _shun(self, trips: list[Itinerary]) -> npt.NDArray[np.bool_]:
        return np.isin(self.names, sorted(set().union(*map(seen, trips))))

    def _solve(self, aim: _Aim, extra: Ints) -> Itinerary | None:
        """The aim's best trip by its own points, judged by the first trip's; None if that is too little."""
        began = perf_counter()
        choice = choose_days(replace(aim.problem, extra=extra), self.options)
        plain = choice.worth - sum(self._extra_of(choice, extra))
        if not choice.picks or plain < LEAST_WORTH * self.first.proof.worth:
            return None
        bound = max(plain, int(self.first.proof.bound))
        judged = replace(choice, worth=plain, bound=bound, optimal=plain == bound)
        return itinerary_of(self.draft, judged, perf_counter() - began)

    def _extra_of(self, choice: Choice, extra: Ints) -> Iterator[int]:
        for offer, plan in choice.picks:
            row = self.draft.problem.offers[offer].places[plan]
            yield int(extra[row[row >= 0]].sum())

    def _keep(self, trip: Itinerary, reason: str) -> None:
        draft = self.draft
        broken = [v for v in check_itinerary(draft.catalog, draft.rail, draft.rules, trip) if v.hard]
        if broken:
            raise RuntimeError(f"the solver broke rules: {broken}")
        self.trips.append(trip)
        worth = int(trip.proof.worth)
        self.found.append(Alternative(trip, reason, worth, round(worth / self.first.proof.worth, 4)))
