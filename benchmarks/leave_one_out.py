"""Published trains taken out of the traffic and put back: is a path found, and is it as quick as the published one?

Each locomotive-hauled train is taken out, and a train with the same stock, first departure, calls and stays is to be
inserted. A train is free if the consistent traffic has no contradiction with it. The rest contradicts the model; why,
and on which line, is printed below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.facts import BenchFacts, fresh_facts
from planner.catalog import RailFacts
from planner.train.infrastructure import running_table
from planner.train.insertion import CallWish, FoundPath, PathRequest, Paths, find_paths
from planner.train.placement import TOP_KMH
from planner.train.traffic import published_traffic, traffic
from planner.train.types import Run

LONGER = 1.02  # of the published journey


@dataclass(frozen=True)
class Trial:
    """A train put back: the request, the published journey in seconds, and what was found."""

    request: PathRequest
    published_s: int
    found: tuple[FoundPath, ...]
    seconds: float

    @property
    def share(self) -> float:
        return self.found[0].journey_s / self.published_s


def run(facts: BenchFacts) -> None:
    """Print the figures."""
    known = traffic(facts.rail)
    clashing = {train for c in known.conflicts for train in (c.train, c.other)}
    trials = [_trial(facts, request, published_s) for request, published_s in requests(facts.rail)]
    print(f"trains taken out and put back: {len(trials)}")
    for what, some in (
        ("free of contradictions", [t for t in trials if t.request.away not in clashing]),
        ("in contradictions", [t for t in trials if t.request.away in clashing]),
    ):
        found = [trial for trial in some if trial.found]
        quick = sum(trial.share <= LONGER for trial in found)
        kinds = Counter(facts.rail.runs[trial.request.away].kind for trial in some)
        text = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        print(f"  {what}: {len(some)} ({text}); found {len(found)}; no longer than published plus 2 %: {quick}")
        if found:
            print(f"    journey as a share of the published one: median {median(t.share for t in found):.3f}")
        for trial in found:
            if what.startswith("free") and trial.share > LONGER:
                print(f"    longer: {trial.request.away} {trial.share:.3f}")
    times = [trial.seconds for trial in trials]
    print(f"  time: median {median(times):.3f} s, 95 % {quantiles(times, n=20)[-1]:.3f} s, slowest {max(times):.3f} s")
    _contradictions(facts.rail)


def requests(rail: RailFacts) -> Iterator[tuple[PathRequest, int]]:
    """For every locomotive-hauled train its longest stretch without a gap: the wish, and the published seconds."""
    names = running_table(rail).network.names
    by_train: dict[str, list[Run]] = defaultdict(list)
    for one in published_traffic(rail):
        if rail.runs[one.train].kind in TOP_KMH:
            by_train[one.train].append(one)
    for train, runs in by_train.items():
        stretch = max(_stretches(runs), key=len)
        first, last = stretch[0], stretch[-1]
        departs = first.enter_s // 60
        calls = [CallWish(names[first.origin], (departs, departs))]
        calls += [
            CallWish(names[one.target], stay_s=(other.enter_s - one.leave_s, None))
            for one, other in pairwise(stretch)
            if other.enter_published
        ]
        calls.append(CallWish(names[last.target]))
        request = PathRequest(tuple(calls), TOP_KMH[rail.runs[train].kind], "quickest", away=train)
        yield request, last.leave_s - first.enter_s


def _stretches(runs: list[Run]) -> list[list[Run]]:
    found: list[list[Run]] = []
    for one in runs:
        if found and found[-1][-1].target == one.origin and found[-1][-1].leave_s <= one.enter_s:
            found[-1].append(one)
        elif one.enter_published:
            found.append([one])
    return found


def _trial(facts: BenchFacts, request: PathRequest, published_s: int) -> Trial:
    began = perf_counter()
    found = find_paths(facts, request)
    return Trial(request, published_s, found.paths if isinstance(found, Paths) else (), perf_counter() - began)


def _contradictions(rail: RailFacts) -> None:
    known, links = traffic(rail), running_table(rail).network.links
    trains = {run.train for run in published_traffic(rail)}
    lines: dict[str, set[str]] = defaultdict(set)
    for run in published_traffic(rail):
        lines[links[run.link].line].add(run.train)
    clashing: dict[str, set[str]] = defaultdict(set)
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for c in known.conflicts:
        line = links[c.link].line
        clashing[line] |= {c.train, c.other}
        pairs[line, c.train, c.other].add(c.cause)
    for (line, _, _), found in pairs.items():
        causes[line][next(cause for cause in ("published", "forced", "together") if cause in found)] += 1
    every = {train for found in clashing.values() for train in found}
    print(f"published trains on conventional lines: {len(trains)}; in a contradiction: {len(every)}; ", end="")
    print(f"pairs that never run on the same day: {len(known.apart)}; sections double by evidence: {len(known.double)}")
    for line in sorted(clashing, key=lambda name: -len(clashing[name])):
        text = ", ".join(f"{count} {cause}" for cause, count in causes[line].most_common())
        print(f"  {line}: {len(clashing[line])} of {len(lines[line])} trains; pairs: {text}")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
