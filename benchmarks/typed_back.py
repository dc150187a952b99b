"""Is a path that was found still a good timetable when somebody types all its times in again?

A thousand wishes drawn at random among the conventional stations: two to four calls, any hour, both kinds of stock,
every objective, now and then a possession. Each path is checked by the second where it is found (`find_paths` does so),
and here once more as a timetable in whole minutes with every station it passes.

    python -m benchmarks.typed_back [WISHES] [SEED]
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.facts import BenchFacts, fresh_facts
from planner.facts import Facts
from planner.train.check import check_timetable
from planner.train.entry import train_of_path
from planner.train.infrastructure import running_table
from planner.train.insertion import CallWish, PathRequest, Paths, find_paths
from planner.train.report import path_lines
from planner.train.traffic import traffic
from planner.train.types import Possession

WISHES, SEED = 1000, 20261129
OBJECTIVES = ("arrival", "buffer", "disturbance")
NOT_ASKED = ("servicing-overdue", "call-early", "call-late")  # of water and of long waits a path knows nothing


@dataclass
class Figures:
    """What came of the wishes; `broken` are the first ones that did not pass, in words."""

    wishes: int = 0
    none: int = 0
    paths: int = 0
    alone: int = 0  # no other train within three hours
    rules: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def measured(facts: Facts, wishes: int, seed: int) -> Figures:
    """The figures of that many wishes, the same for the same seed."""
    random, found = Random(seed), Figures()
    stations = conventional(facts)
    known = traffic(facts.rail)
    while found.wishes < wishes:
        request = drawn(random, stations)
        if request is None:
            continue
        found.wishes += 1
        answer = find_paths(facts, request)
        if not isinstance(answer, Paths):
            found.none += 1
            continue
        for path in answer.paths:
            found.paths += 1
            found.alone += path.buffer_s is None
            train = train_of_path(path, request)
            verdict = check_timetable(facts, known, train.calls, train.case)
            hard = [v for v in verdict.violations if v.hard and v.rule not in NOT_ASKED]
            found.rules.update(v.rule for v in hard)
            found.beside.update(v.rule for v in verdict.violations if v not in hard)
            if hard and len(found.broken) < 5:
                found.broken.append(f"{request}\n{path_lines([path], str)[0]}\n{hard}")
    return found


def conventional(facts: Facts) -> list[tuple[str, ...]]:
    """The stations of each connected part of the conventional network that has more than a few."""
    network = running_table(facts.rail).network
    part = {name: {name} for name in network.names}
    for link in network.links:
        one, other = part[network.names[link.one]], part[network.names[link.other]]
        if not link.high_speed and one is not other:
            one |= other
            for name in other:
                part[name] = one
    return sorted({tuple(sorted(names)) for names in part.values() if len(names) > 3})


def drawn(random: Random, stations: list[tuple[str, ...]]) -> PathRequest | None:
    """A wish; None if two calls in a row came out the same."""
    part = random.choices(stations, [len(names) for names in stations])[0]
    names = random.sample(part, random.choice((2, 2, 2, 3, 4)))
    if any(one == other for one, other in pairwise(names)):
        return None
    ready = random.randrange(1440)
    calls = [CallWish(names[0], (ready, ready + random.choice((0, 30, 90, 240))))]
    calls += [CallWish(name, (None, None), (random.choice((120, 300, 1200)), None)) for name in names[1:]]
    closed = ()
    if random.random() < 0.3:
        begin = random.randrange(1440)
        ends = random.sample(part, 2)
        closed = (Possession(ends[0], ends[1], begin, begin + random.choice((60, 180, 300)), random.random() < 0.5),)
    return PathRequest(
        tuple(calls),
        top_kmh=random.choice((120, 120, 160)),
        running=random.choice(("planned", "planned", "quickest")),
        objective=random.choice(OBJECTIVES),
        paths=random.choice((1, 3)),
        possessions=closed,
    )


def run(facts: BenchFacts, wishes: int = WISHES, seed: int = SEED) -> None:
    """Print the figures."""
    began = process_time()
    found = measured(facts, wishes, seed)
    print(f"{found.wishes} wishes, {found.none} without a path, {found.paths} paths typed in again")
    print(f"not passed: {sum(found.rules.values())} {dict(found.rules)}; told beside: {dict(found.beside)}")
    print(f"no other train within three hours: {found.alone}; {process_time() - began:.0f} s of processor")
    for one in found.broken:
        print(one)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)), *map(int, sys.argv[1:3]))
