"""Random wishes on the bundled facts: how many are met or explained, how soon, how good, and what the checker says.

python -m benchmarks.requests [COUNT [SEED]]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.facts import START, BenchFacts, fresh_facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import PROFILES, Itinerary, TripRequest
from planner.rules import load_themes
from planner.settings import Settings
from planner.solving import Progress, SolveOptions
from planner.violations import Checked

THEMES = tuple(load_themes(Settings().data_dir))

SHORT_DAYS, SHORT_S = 3, 2.0  # trips up to so many days are to be proven best within that
LONG_GAPS, LONG_S = (0.01, 0.02), 5.0  # longer ones this close within that
LONGEST = (("nostalgia", "沈阳", "steady"), ("culture", "大连", "gentle"), ("nature", "锦州", "brisk"))  # of 14 days


def run(facts: BenchFacts, count: int = 200, seed: int = 1) -> None:
    """Print the shares and times."""
    plan_trip(facts, wishes(facts, 1, 0)[0], SolveOptions())  # compiled, warm
    rows = [_plan(facts, wish) for wish in wishes(facts, count, seed)]
    took, first = [row[1] for row in rows], [row[2] for row in rows if row[2] is not None]
    kinds = Counter("met" if isinstance(answer, Itinerary) else "explained" for answer, *_ in rows)
    broken = sum(row[3] for row in rows)
    print(f"{count} random wishes, 1 to 7 days, seed {seed}: {dict(kinds)}, {broken} violations")
    print(f"  to the final plan: median {median(took):.2f} s, 95 % {_at(took, 0.95):.2f} s, slowest {max(took):.2f} s")
    print(f"  to the first plan: median {median(first):.2f} s, 95 % {_at(first, 0.95):.2f} s")
    met = [(answer, seconds) for answer, seconds, *_ in rows if isinstance(answer, Itinerary)]
    short = [(a.proof.gap, s) for a, s in met if a.request.days <= SHORT_DAYS]
    long = [(a.proof.gap, s) for a, s in met if a.request.days > SHORT_DAYS]
    good = sum(gap == 0 and s <= SHORT_S for gap, s in short)
    print(f"  up to {SHORT_DAYS} days: {good} of {len(short)} proven best within {SHORT_S:g} s")
    for most in LONG_GAPS:
        within = [s for gap, s in long if gap <= most]
        soon = sum(s <= LONG_S for s in within)
        print(f"  longer: {len(within)} of {len(long)} within {most:.0%}, {soon} of them in {LONG_S:g} s")
    print(f"    {sum(gap == 0 for gap, _ in long)} proven best, largest gap {max(gap for gap, _ in long):.2%}")
    for (answer, seconds), _ in zip(sorted(met, key=lambda row: -row[1]), range(5), strict=False):
        wish = answer.request
        print(f"    {seconds:5.2f} s {wish.home} {wish.days} {wish.profile} {wish.theme} gap {answer.proof.gap:.2%}")
    for theme, home, who in LONGEST:
        planned, seconds, *_ = _plan(facts, TripRequest(theme, home, 14, who, START))
        if isinstance(planned, Itinerary):
            print(
                f"  14 days, {theme} {home} {who}: {seconds:.1f} s, {planned.proof.worth}, gap {planned.proof.gap:.2%}"
            )


def wishes(facts: BenchFacts, count: int, seed: int) -> list[TripRequest]:
    """Wishes of all themes, cities, profiles and seasons; some with ages, musts, bans, a slow pace or company."""
    chance = random.Random(seed)
    places = [place.id for place in facts.catalog.places.values() if place.usable]
    found = []
    for _ in range(count):
        musts = tuple(chance.sample(places, 1)) if chance.random() < 0.2 else ()
        ages = tuple(chance.randint(60, 85) for _ in range(chance.randint(1, 4))) if chance.random() < 0.5 else ()
        found.append(
            TripRequest(
                theme=chance.choice(THEMES),
                home=chance.choice(sorted(facts.catalog.cities)),
                days=chance.randint(1, 7),
                profile=chance.choice(PROFILES),
                start=START + timedelta(days=chance.randint(0, 364)),
                ages=ages,
                musts=musts,
                bans=tuple(p for p in chance.sample(places, 3) if p not in musts) if chance.random() < 0.3 else (),
                pace="slow" if chance.random() < 0.2 else "normal",
                companions=(chance.choice(PROFILES),) if chance.random() < 0.2 else (),
            )
        )
    return found


def _plan(facts: BenchFacts, wish: TripRequest) -> tuple[object, float, float | None, int]:
    """(answer, seconds to it, seconds to the first plan, hard violations)."""
    began, first = perf_counter(), []

    def listen(progress: Progress) -> None:
        if progress.worth is not None and not first:
            first.append(perf_counter() - began)

    answer = plan_trip(facts, wish, SolveOptions(progress=listen))
    seconds = perf_counter() - began
    if not isinstance(answer, Checked):
        return answer, seconds, None, 0
    hard = sum(v.hard for v in check_itinerary(facts, answer.result))
    return answer.result, seconds, first[0] if first else seconds, hard


def _at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)), *map(int, sys.argv[1:3]))
