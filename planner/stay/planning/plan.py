"""From a wish to a checked stay: the only file that knows the whole way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from planner.catalog import Hotel
from planner.facts import Facts
from planner.itinerary.inputs import harsh, hotel_spot
from planner.itinerary.types import Infeasible, Reason
from planner.solving import Progress, SolveOptions
from planner.stay.check import check_stay
from planner.stay.planning.build import StayContext, make_context
from planner.stay.planning.hospitals import hospital_near
from planner.stay.planning.leisure import leisure_things
from planner.stay.planning.nights import month_weather
from planner.stay.planning.problem import ChosenBase, StaySolution
from planner.stay.planning.solver import solve_stay
from planner.stay.types import PRICES, Stay, StayBase, StayDay, StayProof, StayRequest
from planner.stay.validation import stay_person, validated_stay
from planner.violations import Checked

STRENGTHS = ("sea", "hot_spring", "snow", "park", "market", "table", "lodging")  # in the order they are told
ALWAYS_ASKED = ("month_price", "kitchen", "laundry")  # no table has them


def plan_stay(facts: Facts, request: StayRequest, options: SolveOptions) -> Checked[Stay] | Infeasible:
    """Plan the best longer stay for a wish: checked, with its soft violations; or why there is none.

    Raises
    ------
    SilverwayError
        If the wish names what nobody knows or is out of range.
    """
    began, facts = perf_counter(), facts.on(request.start)
    request = validated_stay(facts, request)
    person = stay_person(facts, request)
    context = make_context(facts, request, person)
    if context is None:
        return _infeasible(facts, request)
    solution = solve_stay(context.problem, lambda *move: _way(context, *move), options.since(began))
    options.progress(Progress("check", 1, 1))
    stay = stay_of(context, solution, perf_counter() - began)
    return Checked(stay, check_stay(facts, stay))


def _infeasible(facts: Facts, request: StayRequest) -> Infeasible:
    """Why there is no base, and which wish would have to go for one."""
    reasons = [Reason("stay_no_base", facts.catalog.city_words(request.home))]
    for wish, looser in (
        ("wish_lift", replace(request, lift="likely")),
        ("wish_price", replace(request, price=PRICES[-1])),
    ):
        if looser != request and make_context(facts, looser, stay_person(facts, looser)):
            return Infeasible((*reasons, Reason("help_without", {"wish": wish})))
    return Infeasible(tuple(reasons))


def _way(context: StayContext, first: int, second: int, day: int) -> int | None:
    """What moving between two bases on a day costs in points; None if one cannot."""
    hotels = [context.around[base].hotel for base in (first, second)]
    found = context.moves.between(hotels[0], hotels[1], context.dates[day])
    return None if found is None else found[1]


def stay_of(context: StayContext, solution: StaySolution, seconds: float) -> Stay:
    """The solution in days with times, and its bases with what is known and unknown of them."""
    days = list(_days(context, solution))
    bases = tuple(_base(context, chosen) for chosen in solution.bases)
    gap = (solution.bound - solution.worth) / max(1, abs(solution.bound))
    proof = StayProof(
        worth=solution.worth,
        bound=solution.bound,
        gap=round(gap, 6),
        optimal=solution.bound == solution.worth,
        hotels=len(context.around),
        cities=len({around.hotel.city for around in context.around}),
        outings=sum(len(each.offer.values) for listed in context.listed for each in listed),
        seconds=round(seconds, 2),
    )
    return Stay(context.request, bases, tuple(days), proof, context.facts.catalog.digest)


def _days(context: StayContext, solution: StaySolution) -> Iterator[StayDay]:
    before: Hotel | None = None
    outings = {place for chosen in solution.bases for place in _seen(context, chosen)}
    for number, chosen in enumerate(solution.bases):
        around = context.around[chosen.base]
        hotel, arrive = around.hotel, context.dates[chosen.start]
        move = context.moves.between(before, hotel, arrive) if before else context.moves.come(hotel, arrive)
        if move is None:
            raise RuntimeError(f"a stay was chosen without a way to {hotel.id}")
        yield StayDay(arrive, "move", number, move[0], (), "")
        out = {outing.day: outing for outing in chosen.outings}
        free = [day for day in range(chosen.start + 1, chosen.end) if day not in out]
        things = dict(zip(free, leisure_things(around, [context.dates[day] for day in free], outings), strict=True))
        for day in range(chosen.start + 1, chosen.end):
            when = context.dates[day]
            weather = harsh(context.facts.catalog, context.facts.rules, hotel.city, when.month) or ""
            if day in out:
                listed = context.listed[chosen.base][out[day].offer]
                made = context.outings.day(listed, out[day].outing, when, hotel)
                yield StayDay(when, "outing", number, made, (), weather)
            else:
                yield StayDay(when, "leisure", number, None, things[day], weather)
        before = hotel
    home = context.moves.go(before, context.dates[-1]) if before else None
    if home is None:
        raise RuntimeError("a stay was chosen without a way home")
    yield StayDay(context.dates[-1], "move", None, home[0], (), "")


def _seen(context: StayContext, chosen: ChosenBase) -> Iterator[str]:
    """The ids of the places of a base's outings."""
    for outing in chosen.outings:
        offer = context.listed[chosen.base][outing.offer].offer
        yield from (context.outings.places[place] for place in offer.places[outing.outing].tolist() if place >= 0)


def _base(context: StayContext, chosen: ChosenBase) -> StayBase:
    facts, around = context.facts, context.around[chosen.base]
    hotel, dates = around.hotel, context.dates[chosen.start : chosen.end + 1]
    hospital = hospital_near(facts, hotel)
    if hospital is None:
        raise RuntimeError(f"a stay was chosen without a hospital near {hotel.id}")
    months = dict.fromkeys(day.month for day in dates)
    weather = [month_weather(facts, hotel.city, month) for month in months]
    strengths = _strengths(context, chosen)
    return StayBase(
        hotel=hotel_spot(hotel),
        city=hotel.city,
        arrive=dates[0],
        leave=dates[-1],
        nights=chosen.end - chosen.start,
        kind=hotel.kind,
        price_band=hotel.price_band,
        phone=hotel.phone,
        lift="confirmed" if hotel.lift == "yes" else "unknown",
        hospital=hospital,
        things=around.things,
        weather=tuple(each for each in weather if each),
        strengths=strengths,
        unknown=tuple(_unknown(hotel, strengths)),
    )


def _strengths(context: StayContext, chosen: ChosenBase) -> tuple[str, ...]:
    """What speaks for the base on half of its nights or more."""
    around, nights = context.around[chosen.base], context.dates[chosen.start : chosen.end]

    def often(what: str) -> bool:
        return 2 * sum(what in context.nights.strengths(around, day) for day in nights) >= len(nights)

    return tuple(what for what in STRENGTHS if often(what))


def _unknown(hotel: Hotel, strengths: tuple[str, ...]) -> Iterator[str]:
    """Codes of what has to be asked before one stays there for weeks."""
    yield from ALWAYS_ASKED
    if hotel.price_band is None:
        yield "price"
    if hotel.lift is None:
        yield "lift"
    if hotel.accessible_room is None:
        yield "accessible_room"
    if "market" not in strengths:
        yield "market"
    if "park" not in strengths:
        yield "park"
    if hotel.phone is None:
        yield "phone"
