"""A sound timetable on a small line gets faults of every kind at random: the checker tells exactly those, each once.

a --- b === c --- d: we leave a, stop at b, end at d. Facts nobody publishes are said for the train.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalog import RailFacts
from planner.rules import RulePack
from planner.train.check import Calendar, Case, Possession, check_timetable
from planner.train.traffic import traffic
from planner.violations import Violation
from tests.support.effort import examples
from tests.support.facts import rail_only
from tests.support.small_rail import Times, small_rail

MONDAY = date(2027, 5, 10)
FACTS = (("water", "yes"), ("sewage", "yes"), ("platform_m", 500), ("step_free_train", "yes"), ("tracks", 9))
KNOWN = tuple(f"{station}:{fact}={value}" for station in "abd" for fact, value in FACTS)
SOUND = Case(start=MONDAY, length_m=445, step_free=True, crew=frozenset("b"), assumes=KNOWN)


class Entered(NamedTuple):
    """A line of the entered timetable."""

    station: str
    arrive: int | None
    depart: int | None


@dataclass(frozen=True)
class Planted:
    """The timetable, the traffic and what is known; and the hard violations that must be reported: (rule, excess)."""

    calls: tuple[Entered, ...]
    case: Case = SOUND
    trains: tuple[tuple[str, tuple[Times, ...]], ...] = ()
    reported: tuple[tuple[str, float], ...] = ()

    def with_(self, rule: str, excess: float, **changes: object) -> Planted:
        return replace(self, reported=(*self.reported, (rule, excess)), **changes)  # type: ignore[arg-type]

    def assuming(self, *texts: str) -> Case:
        return replace(self.case, assumes=(*self.case.assumes, *texts))

    def checked(self, rules: RulePack) -> tuple[Violation, ...]:
        rail: RailFacts = small_rail(f"planted {self.trains}", dict(self.trains), "ok")
        return check_timetable(rail_only(rail, rules), traffic(rail), self.calls, self.case).violations


def headway(draw: st.DrawFn, p: Planted) -> Planted:
    """Another train runs from a to b, up to seven minutes before or after."""
    minutes = draw(st.integers(1, 7)) * draw(st.sampled_from((-1, 1)))
    other = (("a", None, _(p.calls[0].depart) + minutes), ("b", _(p.calls[1].arrive) + minutes, None))
    return p.with_("train-headway", 8 - abs(minutes), trains=(*p.trains, ("K1", other)))


def crossing(draw: st.DrawFn, p: Planted) -> Planted:
    """Another train comes from b while we are on our way there."""
    minutes = draw(st.integers(-16, 16))
    leaves = _(p.calls[0].depart) + minutes
    lasts = _(p.calls[1].arrive) - _(p.calls[0].depart)
    other = (("b", None, leaves), ("a", leaves + lasts, None))
    return p.with_("train-crossing", lasts + 3 - abs(minutes), trains=(*p.trains, ("K2", other)))


def station_full(draw: st.DrawFn, p: Planted) -> Planted:
    """Another train stands on the only track of d."""
    ours, early, late = _(p.calls[-1].arrive), draw(st.integers(30, 90)), draw(st.integers(30, 90))
    other = (
        ("c", None, ours - early - 14), ("d", ours - early, ours + late), ("c", ours + late + 14, None),
    )  # fmt: skip
    return p.with_("station-full", 1, trains=(*p.trains, ("K3", other)), case=p.assuming("d:tracks=1"))


def platform(draw: st.DrawFn, p: Planted) -> Planted:
    short = draw(st.integers(1, 400))
    return p.with_("platform-short", short, case=p.assuming(f"b:platform_m={445 - short}"))


def steps(draw: st.DrawFn, p: Planted) -> Planted:
    return p.with_("station-steps", 0, case=p.assuming(f"{draw(st.sampled_from('abd'))}:step_free_train=no"))


def early_call(draw: st.DrawFn, p: Planted) -> Planted:
    minutes, arrive = draw(st.integers(1, 60)), _(p.calls[1].arrive)
    return p.with_(
        "call-early", minutes, case=replace(p.case, windows={**p.case.windows, "b": (arrive + minutes, 1440)})
    )


def late_call(draw: st.DrawFn, p: Planted) -> Planted:
    minutes, depart = draw(st.integers(1, 60)), _(p.calls[0].depart)
    return p.with_("call-late", minutes, case=replace(p.case, windows={**p.case.windows, "a": (0, depart - minutes)}))


def possession(draw: st.DrawFn, p: Planted) -> Planted:
    """No train between a and b from some minute of our run on."""
    inside = draw(st.integers(1, 14))
    begin = _(p.calls[1].arrive) - inside
    closed = Possession("a", "b", begin, begin + 120, draw(st.booleans()))
    return p.with_("possession", inside, case=replace(p.case, possessions=(*p.case.possessions, closed)))


FAULTS = (headway, crossing, station_full, platform, steps, early_call, late_call, possession)


@st.composite
def planted(draw: st.DrawFn, faults: Iterable[int]) -> Planted:
    leaves, stay = draw(st.integers(300, 600)), draw(st.integers(2, 40))
    at_b, ends = leaves + 14, leaves + 38 + stay
    calls = (Entered("a", None, leaves), Entered("b", at_b, at_b + stay), Entered("d", ends, None))
    found = Planted(calls)
    chosen = set(faults)
    if {0, 1} <= chosen:  # both other trains run between a and b: they would be kept apart within their minutes
        chosen.remove(draw(st.integers(0, 1)))
    for number in sorted(chosen):
        found = FAULTS[number](draw, found)
    return found


def _(minute: int | None) -> int:
    assert minute is not None
    return minute


def hard(found: tuple[Violation, ...]) -> list[tuple[str, float]]:
    return sorted((v.rule, v.excess) for v in found if v.hard)


@settings(max_examples=examples(200))
@given(st.lists(st.integers(0, len(FAULTS) - 1), max_size=4).flatmap(planted))
def test_exactly_what_was_planted_is_reported(rules: RulePack, case: Planted) -> None:
    found = case.checked(rules)
    assert hard(found) == sorted(case.reported)
    assert [v for v in found if not v.hard] == []


@pytest.mark.parametrize("fault", range(len(FAULTS)))
@settings(max_examples=examples(25))
@given(data=st.data())
def test_each_fault_alone_is_reported(rules: RulePack, fault: int, data: st.DataObject) -> None:
    case = data.draw(planted((fault,)))
    assert hard(case.checked(rules)) == list(case.reported)


@settings(max_examples=examples(30))
@given(st.sampled_from([0, 1]).flatmap(lambda fault: planted((fault,))))
def test_a_train_that_does_not_run_that_day_is_not_met(rules: RulePack, case: Planted) -> None:
    sundays = {name: Calendar(frozenset((7,))) for name, _times in case.trains}
    assert hard(replace(case, case=replace(case.case, calendar=sundays)).checked(rules)) == []
    mondays = {name: Calendar(frozenset((1,))) for name, _times in case.trains}
    assert hard(replace(case, case=replace(case.case, calendar=mondays)).checked(rules)) == sorted(case.reported)
    past = {name: Calendar(last=date(2027, 5, 9)) for name, _times in case.trains}
    assert hard(replace(case, case=replace(case.case, calendar=past)).checked(rules)) == []


@settings(max_examples=examples(30))
@given(st.integers(1, 30), st.booleans())
def test_water_and_crews_in_time(rules: RulePack, quarters: int, at_b: bool) -> None:
    """We stand at b until ten hours and some quarters have passed; there we are served and the crew changes, or not."""
    ends = 300 + 600 + 15 * quarters
    calls = (Entered("a", None, 300), Entered("b", 314, ends - 24), Entered("d", ends, None))
    over = quarters / 4
    fits = SOUND if at_b else replace(SOUND, crew=frozenset("a"), assumes=(*KNOWN, "b:water=no"))
    reported = [] if at_b else [("crew-hours", round(over + 2, 1)), ("servicing-overdue", round(over, 1))]
    found = [v for v in Planted(calls, fits).checked(rules) if v.rule not in ("call-early", "call-late")]
    assert hard(tuple(found)) == reported


def test_what_is_not_known_is_reported_and_never_guessed(rules: RulePack) -> None:
    calls = (Entered("a", None, 300), Entered("b", 314, 340), Entered("d", 920, None))
    rail = small_rail("planted ()", {}, "ok")
    verdict = check_timetable(rail_only(rail, rules), traffic(rail), calls, Case())
    reported = [(u.what, u.where) for u in verdict.unchecked]
    assert reported == [
        ("freight", ""), ("throats", ""), ("length", ""), ("crew", ""), ("possessions", ""), ("calendar", ""),
        ("tracks", "a"), ("tracks", "b"), ("tracks", "d"), ("servicing", "b → d"),
    ]  # fmt: skip
    stated = replace(SOUND, calendar={"K1": Calendar()})
    known = check_timetable(rail_only(rail, rules), traffic(rail), calls, stated)
    assert [u.what for u in known.unchecked] == ["freight", "throats", "possessions"]
