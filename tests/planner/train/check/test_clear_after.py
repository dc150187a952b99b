"""By how much a train must move is found by arithmetic; minute by minute it comes out the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import DAY_MIN
from planner.rules import RulePack
from planner.train.check import Case, Possession
from planner.train.check.context import TrainCheckContext
from planner.train.check.meetings import MOST_SHIFT, shortfall_s
from planner.train.check.meetings import _encounters as encounters
from planner.train.check.meetings import _TrainMeeting as TrainMeeting
from planner.train.check.possessions import _CLEAR, possession_links
from planner.train.check.possessions import _Shut as Shut
from planner.train.check.section_runs import SectionRun
from planner.train.check.timetable import entered_runs
from planner.train.traffic import traffic
from planner.train.types import EnteredCall
from tests.support.effort import examples
from tests.support.facts import rail_only
from tests.support.small_rail import Times, small_rail

TRAINS: dict[str, tuple[Times, ...]] = {
    "K1": (("a", None, 600), ("d", 633, None)), "K2": (("d", None, 640), ("a", 673, None)),
    "K3": (("a", None, 615), ("b", 628, 660), ("d", 684, None)),
}  # fmt: skip
LINE = small_rail("clear-after", TRAINS)


def entered(rules: RulePack, depart: int, stay: int, back: bool) -> tuple[TrainCheckContext, list[SectionRun]]:
    context = TrainCheckContext(rail_only(LINE, rules), traffic(LINE))
    one, other = ("d", "a") if back else ("a", "d")
    between = depart + 10 * (1 if back else 2) + 3
    calls = (
        EnteredCall(1, one, None, depart), EnteredCall(2, "c", between, between + stay),
        EnteredCall(3, other, depart + 36 + stay, None),
    )  # fmt: skip
    return context, entered_runs(context, calls, Case(), [])


@settings(max_examples=examples(40))
@given(st.integers(500, 760), st.integers(0, 40), st.booleans())
def test_of_other_trains(rules: RulePack, depart: int, stay: int, back: bool) -> None:
    context, runs = entered(rules, depart, stay, back)
    for name in TRAINS:
        pairs = [(s, run) for s, run, _shift in encounters(context, runs, Case()) if run.train == name]
        for kind in ("headway", "crossing"):
            its = [(s, run) for s, run in pairs if (run.origin == s.origin) == (kind == "headway")]
            its = [(s, run) for s, run in its if kind == "headway" or context.single(s.link)]
            meeting = TrainMeeting(context, name, kind, 0, its)
            for sign in (1, -1):
                by_minute = next(
                    (m for m in range(1, MOST_SHIFT + 1)
                     if all(shortfall_s(context, s.later(sign * m * 60), run, 0) <= 0 for s, run in its)), 0,
                )  # fmt: skip
                assert meeting._clear_after(sign) == by_minute


@settings(max_examples=examples(25))
@given(st.integers(0, 1439), st.integers(0, 40), st.booleans(), st.integers(0, 1400), st.integers(10, 1300))
def test_of_possessions(rules: RulePack, depart: int, stay: int, back: bool, begin: int, lasts: int) -> None:
    _context, runs = entered(rules, depart, stay, back)
    possession = Possession("b", "d", begin, begin + lasts)
    shut = Shut(possession, possession_links(LINE, possession))
    legs = [[s for s in runs if s.leg == number] for number in {s.leg for s in runs}]
    near = [leg for leg in legs if any(shut.closes(s) for s in leg)]
    for sign in (1, -1):
        by_minute = next(
            (m for m in range(1, DAY_MIN) if all(shut.state(leg, sign * m * 60) == _CLEAR for leg in near)), 0
        )
        assert shut.clear_after(near, sign) == by_minute
