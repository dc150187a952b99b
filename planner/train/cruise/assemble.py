"""Paths and excursions → the timetable people get."""

from __future__ import annotations

from collections.abc import Sequence

from planner.catalog import Catalog
from planner.facts import Facts
from planner.train.cruise.night_paths import NightLeg
from planner.train.infrastructure import RunningTable, facilities, running_error
from planner.train.types import Call, Cruise, CruiseProof, CruiseRequest, Excursion, Passing

LONG_STOP_S = 4 * 3600  # a shorter one is technical


def assemble(
    facts: Facts, request: CruiseRequest, table: RunningTable,
    legs: Sequence[NightLeg], excursions: tuple[Excursion, ...], proof: CruiseProof,
) -> Cruise:  # fmt: skip
    """The train from its legs of running, one after another; where two meet stands the call between them."""
    passings = _passings(table, legs)
    sights = {excursion.station for excursion in excursions}
    reliefs = {(leg.relief, leg.path.arrive_s[_at(table, leg)]) for leg in legs if leg.relief}
    calls = [
        _call(facts.catalog, passing, _purpose(passing, number in (0, len(passings) - 1), sights, reliefs), request)
        for number, passing in enumerate(passings)
        if number in (0, len(passings) - 1) or passing.depart_s > passing.arrive_s
    ]
    return Cruise(
        request=request,
        start=request.start,
        calls=tuple(calls),
        passings=tuple(passings),
        excursions=excursions,
        proof=proof,
        running_error=running_error(facts.rail),
        facts_digest=facts.rail.digest,
    )


def _at(table: RunningTable, leg: NightLeg) -> int:
    """Where on its way the crew changes."""
    return next(n for n, step in enumerate(leg.way, 1) if table.network.names[step.target] == leg.relief)


def _passings(table: RunningTable, legs: Sequence[NightLeg]) -> list[Passing]:
    names, links = table.network.names, table.network.links
    passings: list[Passing] = []
    km = 0.0
    for leg in legs:
        way, path = leg.way, leg.path
        if passings:  # the train has stood here since it arrived
            last = passings.pop()
            passings.append(Passing(last.station, last.arrive_s, path.depart_s[0], last.km, last.line))
        else:
            passings.append(Passing(names[way[0].origin], path.arrive_s[0], path.depart_s[0], 0.0, None))
        for number, step in enumerate(way, 1):
            km = round(km + links[step.link].km, 1)
            passings.append(
                Passing(names[step.target], path.arrive_s[number], path.depart_s[number], km, links[step.link].line)
            )
    return passings


def _purpose(passing: Passing, at_end: bool, sights: set[str], reliefs: set[tuple[str, int]]) -> str:
    if at_end:
        return "origin" if passing.line is None else "end"
    if passing.depart_s - passing.arrive_s > LONG_STOP_S and passing.station in sights:
        return "sight"
    return "crew" if (passing.station, passing.arrive_s) in reliefs else "technical"


def _call(catalog: Catalog, passing: Passing, purpose: str, request: CruiseRequest) -> Call:
    station = catalog.stations[passing.station]
    offers = facilities(catalog.stations, passing.station, request.assumes)
    return Call(
        station=passing.station,
        city=station.city,
        arrive=None if purpose == "origin" else -(-passing.arrive_s // 60),
        depart=None if purpose == "end" else passing.depart_s // 60,
        km=passing.km,
        purpose=purpose,
        step_free=offers.step_free_train,
        water=offers.water,
        sewage=offers.sewage,
        stabling=offers.stabling,
        assumed=tuple(sorted(offers.assumed)),
    )
