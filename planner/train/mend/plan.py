"""Entered trains mended: checked, moved by the least that clears every conflict, and checked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planner.clock import clock_text
from planner.facts import Facts
from planner.solving import SolveOptions
from planner.train.check import TogetherResult, check_together
from planner.train.infrastructure import running_table
from planner.train.mend.blocks import MovingTrain, Tables, make_tables
from planner.train.mend.result import USUAL_SHIFT_MIN, Block, Mended, Move, NotMended
from planner.train.mend.solver import FIXED, Forbidden, in_the_way, least_shifts
from planner.train.traffic import traffic
from planner.train.types import TrainSpec
from planner.violations import Violation

MOVABLE = frozenset((
    "train-headway", "train-crossing", "possession", "possession-stuck", "station-full", "call-early", "call-late",
    "crew-hours",
))  # fmt: skip
REFUSALS = 50  # of the checker, each of which rules out a shift
DOUBTS = "-doubt", "-days", "-long"  # ends of the rules of what is not certain


def mend(
    facts: Facts,
    trains: Mapping[str, TrainSpec],
    most_min: int = USUAL_SHIFT_MIN,
    options: SolveOptions | None = None,
) -> Mended | NotMended:
    """Trains by name moved as a whole or from a stop on, by the fewest minutes in all that leave no conflict: with the
    traffic, with possessions, with each other. Running times stay; a stop grows, and only one of more than four hours
    may give minutes back. What is answered was passed by the checker.

    Raises
    ------
    RuntimeError
        If the checker goes on refusing what was found.
    """
    options, known = options or SolveOptions(), traffic(facts.rail)
    before = check_together(facts, known, trains)
    hard = [(name, v) for name, v in _violations(before) if v.hard]
    faults = tuple((name, v) for name, v in hard if v.rule not in MOVABLE)
    if faults:
        return NotMended(faults, (), most_min)
    tables = make_tables(facts, trains, before, most_min)
    for _refused in range(REFUSALS):
        found = least_shifts(tables.problem, options)
        if found is None:
            blocks = in_the_way(tables.problem, options) or ()
            return NotMended((), tuple(sorted((tables.blocks[n] for n in blocks), key=str)), most_min)
        moved = {train.name: _moved(train, found.shifts) for train in tables.trains}
        after = list(_violations(check_together(facts, known, moved)))
        refused = [(name, v) for name, v in after if v.hard]
        if not refused:
            doubts = tuple((name, v) for name, v in after if v.rule.endswith(DOUBTS))
            moves = tuple(_moves(tables, found.shifts))
            return Mended(moved, moves, found.minutes, found.bound, tuple(hard), doubts)
        tables = _without(facts, tables, found.shifts, refused)
    raise RuntimeError(f"the checker refuses {REFUSALS} times what was found: {refused}")


def _violations(checked: TogetherResult) -> Iterator[tuple[str, Violation]]:
    for name, result in checked.trains.items():
        yield from ((name, violation) for violation in result.violations)
    yield from checked.between


def _moved(train: MovingTrain, shifts: tuple[int, ...]) -> TrainSpec:
    calls = list(train.spec.calls)
    for number, leg in enumerate(train.legs, train.number):
        for place in range(leg.first, leg.last + 1):
            call, by = calls[place], shifts[number]
            arrive = call.arrive if place == leg.first or call.arrive is None else call.arrive + by
            depart = call.depart if place == leg.last or call.depart is None else call.depart + by
            calls[place] = replace(call, arrive=arrive, depart=depart)
    return replace(train.spec, calls=tuple(calls))


def _moves(tables: Tables, shifts: tuple[int, ...]) -> Iterator[Move]:
    """What is done, train by train, with what would be met if only this were not."""
    steps = tables.problem.steps(shifts)
    for train in tables.trains:
        end = train.number + len(train.legs)
        for number, leg in enumerate(train.legs, train.number):
            if not steps[number]:
                continue
            undone = tuple(by - steps[number] * (number <= n < end) for n, by in enumerate(shifts))
            met = (_seen_by(train.name, *tables.blocks[n]) for n in tables.problem.broken(undone))
            why = tuple(sorted(met, key=str))
            station = None if number == train.number else train.spec.calls[leg.first].station
            yield Move(train.name, station, steps[number], why)


def _seen_by(train: str, owner: str, block: Block) -> Block:
    """What is in the way of its owner, as that train sees it: two new trains are in the way of each other."""
    return Block("new", owner) if block == Block("new", train) else block


def _without(facts: Facts, tables: Tables, shifts: tuple[int, ...], refused: list[tuple[str, Violation]]) -> Tables:
    """The same without the shifts of the legs that the checker refuses; a doubt that may stay can become certain."""
    names, cuts = running_table(facts.rail).network.names, list[Forbidden]()
    by_name = {train.name: train for train in tables.trains}
    blocks = {block: number for number, block in enumerate(tables.blocks)}
    for name, violation in refused:
        other = by_name.get(str(violation.values.get("train")))
        new = Block("new", other.name) if other else Block("", "")
        for number, leg in enumerate(by_name[name].legs, by_name[name].number):
            for section in leg.sections:
                where = f"{names[section.origin]} → {names[section.target]}"
                if (where, clock_text(section.enter_s // 60 + shifts[number], "mark")) != (
                    violation.where, violation.values.get("clock"),
                ):  # fmt: skip
                    continue
                if other and (name, new) in blocks:
                    cuts += [
                        Forbidden(number, b, shifts[number] - shifts[b], shifts[number] - shifts[b], blocks[name, new])
                        for b, theirs in enumerate(other.legs, other.number)
                        if any(one.link == section.link for one in theirs.sections)
                    ]
                    continue
                met = Block("train", str(violation.values.get("train", "")))
                if "name" in violation.values:
                    met = Block("possession", str(violation.values["name"]))
                if (name, met) in blocks:
                    by = shifts[number]
                    cuts.append(Forbidden(number, FIXED, by, by, blocks[name, met]))
    if not cuts:
        raise RuntimeError(f"the solver broke rules: {refused}")
    return replace(tables, problem=replace(tables.problem, forbidden=(*tables.problem.forbidden, *cuts)))
