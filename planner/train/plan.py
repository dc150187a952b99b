"""A wish for a silver train in, a checked timetable out: the only file that knows the whole way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from time import perf_counter

from planner.catalog.queries import Catalog, RailFacts
from planner.catalog.tables import Station
from planner.errors import OutOfRange, PastDate, Unknown
from planner.itinerary.excursion import best_excursion
from planner.itinerary.request import THEMES
from planner.itinerary.result import Conflict, Reason
from planner.people import profile
from planner.rules import RulePack
from planner.solving import Progress, SolveOptions
from planner.train.assemble import assemble
from planner.train.build import Window, call_station, leg_seconds, make_line, make_route, way_between
from planner.train.check import check_cruise
from planner.train.cruise import NO_CHOICE, CruiseChoice, CruiseProblem, choose_calls
from planner.train.facilities import facilities, read_assumption
from planner.train.groups import with_groups
from planner.train.insert import TrainPath, earliest
from planner.train.network import Step, may_wait
from planner.train.not_called import why_not
from planner.train.occupation import Line, Slots
from planner.train.others import unlike, what_for
from planner.train.request import CruiseRequest
from planner.train.running import RunningTable, running_table
from planner.train.timetable import Cruise, CruiseProof, Cruises, Excursion, NotCalled, OtherCruise

LEAST_DAYS, MOST_DAYS = 3, 8
DAY_S, DAY_MIN = 86_400, 1440
LATEST_ARRIVAL = 8 * 60  # in the morning, so that guests are out by half past eight
LAST_DAY_END = 16 * 60 + 30  # back at the train on a last day with a call
HOME_BY = 22 * 60
MOST_TRIES = 60  # choices of calls, each of which found a leg without a path
NIGHT_COST = 3  # points for a minute of a night that is too short or too long


@dataclass(frozen=True)
class Stage:
    """One stretch of running: its way and its path."""

    way: tuple[Step, ...]
    path: TrainPath


@dataclass(frozen=True)
class _Tour:
    """What the plan is made of: stations by city number (0 is home), excursions by (city, day)."""

    stations: tuple[Station, ...]
    table: RunningTable
    line: Line
    ways: dict[tuple[int, int], tuple[Step, ...] | None]
    unfit: dict[str, Reason]  # why a city has no station to call at


def plan_cruise(
    catalog: Catalog, rail: RailFacts, rules: RulePack, request: CruiseRequest, options: SolveOptions, today: date
) -> Cruise | Conflict:
    """The best silver train for the wish, among the published trains, checked; or why there is none.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    answer = plan_cruises(catalog, rail, rules, request, options, today, 0)
    return answer if isinstance(answer, Conflict) else answer.train


def plan_cruises(
    catalog: Catalog, rail: RailFacts, rules: RulePack, request: CruiseRequest, options: SolveOptions, today: date,
    count: int,
) -> Cruises | Conflict:  # fmt: skip
    """The best silver train as `plan_cruise`, and up to `count` others, each the best unlike all before it."""
    began = perf_counter()
    request = _validated(catalog, rules, request, today)
    tour, conflict = _tour(catalog, rail, rules, request)
    if tour is None:
        return conflict
    worth = _worth(catalog, rules, request, tour, options)
    problem, choice, stages = _passable(_problem(request, tour, worth, rules), request, rules, tour, rail, options)
    if not choice.cities:
        code = "train_blocked" if problem.barred else "train_no_calls"
        return Conflict((Reason(code, {"city": request.home}),))
    train = _finish(catalog, rail, rules, request, tour, choice, stages, options, began)
    train = replace(train, not_called=_not_called(tour, problem, choice, options))
    choices, others = [choice], list[OtherCruise]()
    for _ in range(count):
        began = perf_counter()
        for another in unlike(problem, choices):
            another, found, stages = _passable(another, request, rules, tour, rail, options)
            problem = replace(problem, barred=another.barred)
            if found.cities:
                break
        else:
            break
        choices.append(found)
        other = _finish(catalog, rail, rules, request, tour, found, stages, options, began)
        reason = what_for(problem, choice, found, (train, other), _names(tour))
        others.append(OtherCruise(other, reason))
    return Cruises(train, tuple(others))


def _passable(
    problem: CruiseProblem, request: CruiseRequest, rules: RulePack, tour: _Tour, rail: RailFacts, options: SolveOptions
) -> tuple[CruiseProblem, CruiseChoice, list[Stage]]:
    """The best choice whose every leg has a path, and the problem with the legs barred that have none."""
    began = perf_counter()
    for _ in range(MOST_TRIES):
        options.progress(Progress("choose", 2, 4))
        choice = choose_calls(problem, options)
        if not choice.cities:
            break
        stages, barred = _stages(request, rules, tour, choice, rail)
        if not barred:
            return problem, choice, stages
        problem = replace(problem, barred=problem.barred | barred)
        if perf_counter() - began > options.seconds:
            break
    return problem, NO_CHOICE, []


def _validated(catalog: Catalog, rules: RulePack, request: CruiseRequest, today: date) -> CruiseRequest:
    if request.theme not in THEMES:
        raise Unknown("theme", request.theme, THEMES)
    profile(rules, request.profile)
    if not LEAST_DAYS <= request.days <= MOST_DAYS:
        raise OutOfRange("days", request.days, LEAST_DAYS, MOST_DAYS)
    if not rules.whole("guests-min") <= request.guests <= rules.whole("guests-max"):
        raise OutOfRange("guests", request.guests, rules.whole("guests-min"), rules.whole("guests-max"))
    if request.start < today:
        raise PastDate(request.start.isoformat(), today.isoformat())
    for text in request.assumes:
        read_assumption(text, catalog.stations)
    return replace(
        request,
        home=catalog.city(request.home).name,
        musts=tuple(dict.fromkeys(catalog.city(name).name for name in request.musts)),
        bans=tuple(dict.fromkeys(catalog.city(name).name for name in request.bans)),
    )


def _tour(catalog: Catalog, rail: RailFacts, rules: RulePack, request: CruiseRequest) -> tuple[_Tour | None, Conflict]:
    """Home and every city with a conventional station, and the ways between them; or why there is no home."""
    table = running_table(rail)
    home = call_station(catalog, table, catalog.cities[request.home])
    if home is None:
        return None, Conflict((Reason("train_no_station", {"city": request.home}),))
    wrong = [name for name in request.musts if name == request.home or name in request.bans]
    if wrong:
        return None, Conflict(tuple(Reason("train_must_not", {"city": name}) for name in wrong))
    stations, unfit = [home], {}
    for name in sorted(catalog.cities):
        if name == request.home or name in request.bans:
            continue
        station = call_station(catalog, table, catalog.cities[name])
        if not station:
            unfit[name] = Reason("train_not_station", {"city": name})
        elif not (lack := _lack(catalog, rules, request, station)):
            stations.append(station)
        elif name in request.musts:
            return None, Conflict((Reason("train_station_lacks", {"city": name, "station": station.name}),))
        else:
            unfit[name] = Reason(f"train_not_{lack}", {"city": name, "station": station.name})
    ways = {
        (a, b): way_between(table, one.name, other.name)
        for a, one in enumerate(stations)
        for b, other in enumerate(stations)
        if a != b
    }
    return _Tour(tuple(stations), table, make_line(rail, rules), ways, unfit), Conflict(())


def _lack(catalog: Catalog, rules: RulePack, request: CruiseRequest, station: Station) -> str | None:
    """What keeps the set from standing and being serviced there, or the guests in. What is not known counts as yes."""
    offers = facilities(catalog.stations, station.name, request.assumes)
    needs_ramp = profile(rules, request.profile).steps == "none"
    wanted = {"stabling": offers.stabling, "water": offers.water, "sewage": offers.sewage}
    if needs_ramp:
        wanted["steps"] = offers.step_free_train
    return next((what for what, offered in wanted.items() if offered == "no"), None)


def _worth(
    catalog: Catalog, rules: RulePack, request: CruiseRequest, tour: _Tour, options: SolveOptions
) -> dict[tuple[int, int], int]:
    """Points of a call at each city on each day (1 = the second day ...)."""
    found = {}
    for number, station in enumerate(tour.stations[1:], 1):
        options.progress(Progress("days", number, len(tour.stations)))
        for day in range(1, request.days):
            excursion = _excursion(catalog, rules, request, station, day, ())
            if excursion is not None:
                found[number, day] = excursion[1]
    return found


def _excursion(
    catalog: Catalog, rules: RulePack, request: CruiseRequest, station: Station, day: int, bans: tuple[str, ...]
) -> tuple[Excursion, int] | None:
    end = LAST_DAY_END if day == request.days - 1 else rules.minute("dinner-by")
    on = request.start + timedelta(days=day)
    begin = rules.minute("day-start")
    elsewhere = tuple(place.id for place in catalog.places.values() if place.city != station.city)
    bans = (*bans, *elsewhere)
    best = best_excursion(catalog, rules, request.theme, request.profile, station.name, on, begin, end, bans)
    return None if best is None else (Excursion(station.name, best[0], best[1]), best[1])


def _problem(request: CruiseRequest, tour: _Tour, worth: dict[tuple[int, int], int], rules: RulePack) -> CruiseProblem:
    cities, final = range(len(tour.stations)), request.days - 1
    minutes = [
        [-1 if (way := tour.ways.get((a, b))) is None else leg_seconds(tour.table, way) // 60 for b in cities]
        for a in cities
    ]
    evening = HOME_BY - LAST_DAY_END - 60  # an hour to spare for waiting on the way
    must = frozenset(n for n, station in enumerate(tour.stations) if n and station.city in request.musts)
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
        night_cost=NIGHT_COST,
    )


def _stages(
    request: CruiseRequest, rules: RulePack, tour: _Tour, choice: CruiseChoice, rail: RailFacts
) -> tuple[list[Stage], frozenset[tuple[int, int, int]]]:
    """The path of every night and of the evening home, and every (from, to, night) that cannot be had.

    Published trains repeat daily, so a pair without a path has none on any night.
    """

    def path_of(way: tuple[Step, ...], depart: Window, arrive: Window) -> TrainPath | None:
        route = make_route(tour.table, way, lambda name: may_wait(rail, name), depart, arrive)
        return earliest(Slots(tour.line, depart[0], arrive[1]), route)

    cities = [0, *choice.cities, choice.last or 0]
    stages, barred = [], set()
    for night, (a, b) in enumerate(pairwise(cities)):
        way = tour.ways[a, b] or ()
        ready, morning = night * DAY_S + rules.minute("night-from") * 60, (night + 1) * DAY_S
        early, late = morning + rules.minute("day-window-from") * 60, morning + LATEST_ARRIVAL * 60
        path = path_of(way, (ready, late), (early, late))
        if path is None:
            barred |= {(a, b, other) for other in range(request.days - 1)}
        else:
            stages.append(Stage(way, path))
    if choice.last:
        way = tour.ways[choice.last, 0] or ()
        evening = (request.days - 1) * DAY_S
        home_by = evening + HOME_BY * 60
        path = path_of(way, (evening + (LAST_DAY_END + 30) * 60, home_by), (evening, home_by))
        if path is None:
            barred |= {(city, choice.last, request.days - 2) for city in range(len(tour.stations))}
        else:
            stages.append(Stage(way, path))
    return stages, frozenset(barred)


def _finish(
    catalog: Catalog, rail: RailFacts, rules: RulePack, request: CruiseRequest, tour: _Tour, choice: CruiseChoice,
    stages: list[Stage], options: SolveOptions, began: float,
) -> Cruise:  # fmt: skip
    excursions: list[Excursion] = []
    for day, number in enumerate([*choice.cities, *([choice.last] if choice.last else [])], 1):
        seen = tuple(visit.place.id for e in excursions for visit in e.day.visits)
        found = _excursion(catalog, rules, request, tour.stations[number], day, seen)
        if found is not None:
            excursions.append(found[0])
    gap = 0.0 if choice.optimal or choice.bound <= 0 else (choice.bound - choice.worth) / choice.bound
    proof = CruiseProof(choice.worth, choice.bound, round(gap, 6), choice.optimal, round(perf_counter() - began, 2))
    cruise = assemble(catalog, rail, request, tour.table, [(s.way, s.path) for s in stages], tuple(excursions), proof)
    cruise = with_groups(catalog, rules, cruise)
    options.progress(Progress("check", 4, 4))
    broken = [v for v in check_cruise(catalog, rail, rules, cruise) if v.hard]
    if broken:
        raise RuntimeError(f"the planner broke rules: {broken}")
    return cruise


def _names(tour: _Tour) -> list[str]:
    return [station.city or station.name for station in tour.stations]


def _not_called(
    tour: _Tour, problem: CruiseProblem, choice: CruiseChoice, options: SolveOptions
) -> tuple[NotCalled, ...]:
    """Every city that was neither called at nor ruled out by the wish."""
    names = _names(tour)
    reasons = {
        name: why_not(problem, choice, number, names, options)
        for number, name in enumerate(names)
        if number and number not in (*choice.cities, choice.last)
    }
    return tuple(NotCalled(name, reason) for name, reason in sorted({**tour.unfit, **reasons}.items()))
