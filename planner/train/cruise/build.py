"""A wish for a silver train → the problem of its calls: stations, ways, what each day on land is worth, in numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from planner.catalog import Station
from planner.clock import DAY_MIN
from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.itinerary.types import CallWindow, Infeasible, Reason
from planner.people import profile
from planner.rules import RulePack
from planner.solving import Progress, SolveOptions
from planner.text import check_start
from planner.train.cruise.solver import CruiseProblem
from planner.train.infrastructure import (
    STOCK_KMH,
    DirectedLink,
    RunningTable,
    facilities,
    read_assumption,
    running_table,
)
from planner.train.insertion import TrackOccupancy, call_station, leg_seconds, make_occupancy, way_between
from planner.train.types import CruiseRequest, Excursion

LEAST_DAYS, MOST_DAYS = 3, 8
LATEST_ARRIVAL = 8 * 60  # in the morning, so that guests are out by half past eight
LAST_DAY_END = 16 * 60 + 30  # back at the train on a last day with a call
HOME_BY = 22 * 60


@dataclass(frozen=True)
class CallOptions:
    """What the plan is made of; stations by city number (0 is home). `unserved` are those known to give no water or
    sewage service, `unknown` how many things nobody knows of each."""

    stations: tuple[Station, ...]
    table: RunningTable
    top_kmh: int
    occupancy: TrackOccupancy
    ways: dict[tuple[int, int], tuple[DirectedLink, ...] | None]
    unfit: dict[str, Reason]  # why a city has no station to call at
    unserved: frozenset[int]
    unknown: tuple[int, ...]

    @property
    def names(self) -> list[str]:
        """The cities."""
        return [station.city or station.name for station in self.stations]


def validated(
    facts: Facts,
    request: CruiseRequest,
) -> CruiseRequest:
    """The wish with cities by their Chinese names, each once.

    Raises
    ------
    SilverwayError
        If it names what nobody knows or is out of range.
    """
    if request.theme not in facts.rules.themes:
        raise Unknown("theme", request.theme, tuple(facts.rules.themes))
    if request.stock not in STOCK_KMH:
        raise Unknown("stock", request.stock, tuple(STOCK_KMH))
    profile(facts.rules, request.profile)
    if not LEAST_DAYS <= request.days <= MOST_DAYS:
        raise OutOfRange("days", request.days, LEAST_DAYS, MOST_DAYS)
    if not facts.rules.whole("guests-min") <= request.guests <= facts.rules.whole("guests-max"):
        raise OutOfRange("guests", request.guests, facts.rules.whole("guests-min"), facts.rules.whole("guests-max"))
    check_start(request.start, facts.today)
    for text in request.assumes:
        read_assumption(text, facts.catalog.stations)
    return replace(
        request,
        home=facts.catalog.city(request.home).name,
        musts=tuple(dict.fromkeys(facts.catalog.city(name).name for name in request.musts)),
        bans=tuple(dict.fromkeys(facts.catalog.city(name).name for name in request.bans)),
    )


def make_call_options(facts: Facts, request: CruiseRequest) -> CallOptions | Infeasible:
    """Home and every city with a conventional station, and the ways between them; or why there is no home."""
    table, top_kmh = running_table(facts.rail), STOCK_KMH[request.stock]
    home = call_station(facts.catalog, table, facts.catalog.cities[request.home])
    if home is None:
        return Infeasible((Reason("train_no_station", {"city": request.home}),))
    wrong = [name for name in request.musts if name == request.home or name in request.bans]
    if wrong:
        return Infeasible(tuple(Reason("train_must_not", {"city": name}) for name in wrong))
    stations, unfit = [home], {}
    for name in sorted(facts.catalog.cities):
        if name == request.home or name in request.bans:
            continue
        station = call_station(facts.catalog, table, facts.catalog.cities[name])
        if not station:
            unfit[name] = Reason("train_not_station", {"city": name})
        elif not (lack := _lack(facts, request, station)):
            stations.append(station)
        elif name in request.musts:
            return Infeasible((Reason("train_station_lacks", {"city": name, "station": station.name}),))
        else:
            unfit[name] = Reason(f"train_not_{lack}", {"city": name, "station": station.name})
    ways = {
        (a, b): way_between(table, one.name, other.name, top_kmh)
        for a, one in enumerate(stations)
        for b, other in enumerate(stations)
        if a != b
    }
    offers = [facilities(facts.catalog.stations, station.name, request.assumes) for station in stations]
    needed = ("stabling", "water", "sewage", *(("step_free_train",) if _rolls(facts.rules, request) else ()))
    return CallOptions(
        stations=tuple(stations),
        table=table,
        top_kmh=top_kmh,
        occupancy=make_occupancy(facts),
        ways=ways,
        unfit=unfit,
        unserved=frozenset(n for n, offer in enumerate(offers) if n and "no" in (offer.water, offer.sewage)),
        unknown=(0, *(sum(getattr(offer, fact) is None for fact in needed) for offer in offers[1:])),
    )


def make_problem(
    request: CruiseRequest, call_options: CallOptions, worth: dict[tuple[int, int], int], rules: RulePack
) -> CruiseProblem:
    """The choice of calls in numbers, from the worth of a call at each city on each day (1 = the second day ...)."""
    cities, final = range(len(call_options.stations)), request.days - 1
    minutes = [[_minutes(call_options, a, b) for b in cities] for a in cities]
    evening = HOME_BY - LAST_DAY_END - 60  # an hour to spare for waiting on the way
    must = frozenset(n for n, station in enumerate(call_options.stations) if n and station.city in request.musts)
    crew, relief = rules.number("crew-hours") * 60, rules.whole("relief-points")
    return CruiseProblem(
        nights=request.days - 1,
        worth=tuple(tuple(worth.get((c, d), -1) for d in range(1, final)) for c in cities),
        last_day=tuple(worth.get((c, final), -1) if 0 <= minutes[c][0] <= evening else -1 for c in cities),
        minutes=tuple(map(tuple, minutes)),
        must=must,
        barred=frozenset(),
        night_least=rules.whole("night-leg-min-hours") * 60,
        night_most=rules.whole("night-leg-max-hours") * 60,
        night_limit=DAY_MIN - rules.minute("night-from") + LATEST_ARRIVAL - 30,
        night_cost=rules.whole("night-minute-points"),
        leg_cost=tuple(tuple(relief if minute > crew else 0 for minute in row) for row in minutes),
        call_cost=tuple(rules.whole("unknown-points") * number for number in call_options.unknown),
        unserved=call_options.unserved,
        unserved_most=unserved_calls(rules, request.guests),
    )


def _minutes(call_options: CallOptions, origin: int, target: int) -> int:
    """Running time, -1 where no line leads."""
    way = call_options.ways.get((origin, target))
    return -1 if way is None else leg_seconds(call_options.table, way, call_options.top_kmh) // 60


def unserved_calls(rules: RulePack, guests: int) -> int:
    """How many calls on end may give no water or sewage service: the rule's, or fewer if so many guests drink more."""
    hours = rules.number("servicing-hours") * rules.number("water-people") * rules.whole("doors") / guests
    night = (DAY_MIN - rules.minute("night-from") + LATEST_ARRIVAL) / 60
    return max(0, min(rules.whole("unserviced-calls"), int(hours / night) - 1))


def call_worths(
    facts: Facts, request: CruiseRequest, call_options: CallOptions, options: SolveOptions
) -> dict[tuple[int, int], int]:
    """Points of a call at each city on each day (1 = the second day ...)."""
    found = {}
    for number, station in enumerate(call_options.stations[1:], 1):
        options.progress(Progress("days", number, len(call_options.stations)))
        for day in range(1, request.days):
            excursion = excursion_at(facts, request, station, day, ())
            if excursion is not None:
                found[number, day] = excursion[1]
    return found


def excursion_at(
    facts: Facts, request: CruiseRequest, station: Station, day: int, bans: tuple[str, ...]
) -> tuple[Excursion, int] | None:
    """The best day on land from a station on that day, and its points; None if nothing can be seen."""
    from planner.itinerary.planning import best_excursion  # here: pages show trains without a solver

    end = LAST_DAY_END if day == request.days - 1 else facts.rules.minute("dinner-by")
    on = request.start + timedelta(days=day)
    begin = facts.rules.minute("day-start")
    elsewhere = tuple(place.id for place in facts.catalog.places.values() if place.city != station.city)
    bans = (*bans, *elsewhere)
    best = best_excursion(facts, request.theme, request.profile, CallWindow(station.name, on, begin, end), bans)
    return None if best is None else (Excursion(station.name, best[0], best[1]), best[1])


def _lack(facts: Facts, request: CruiseRequest, station: Station) -> str | None:
    """What keeps the set from standing there, or the guests in. What is not known counts as yes."""
    offers = facilities(facts.catalog.stations, station.name, request.assumes)
    wanted = {"stabling": offers.stabling}
    if not unserved_calls(facts.rules, request.guests):
        wanted |= {"water": offers.water, "sewage": offers.sewage}
    if _rolls(facts.rules, request):
        wanted["steps"] = offers.step_free_train
    if offers.platform_m is not None and offers.platform_m < facts.rules.whole("train-length"):
        return "platform"
    return next((what for what, offered in wanted.items() if offered == "no"), None)


def _rolls(rules: RulePack, request: CruiseRequest) -> bool:
    return profile(rules, request.profile).steps == "none"
