"""A project's conflicts have their moment and the shifts that clear them; of one train they are the same."""

from __future__ import annotations

from planner.rules import RulePack
from planner.train.check import known_traffic
from planner.train.project import Project, check_one_train, check_project, moved, with_train
from planner.train.traffic import traffic
from planner.train.types import Case, EnteredCall, Possession, TrainSpec
from tests.support.facts import rail_only
from tests.support.small_rail import small_rail

LINE = small_rail("judged", {"K1": (("a", None, 600), ("d", 633, None))})


def ride(depart: int) -> TrainSpec:
    return TrainSpec((EnteredCall(1, "a", None, depart), EnteredCall(2, "d", depart + 33, None)), Case())


def test_each_conflict_is_cleared_by_its_remedies(rules: RulePack) -> None:
    facts, known = rail_only(LINE, rules), known_traffic(LINE, traffic(LINE))
    project = Project(trains={"Y501": ride(602), "Y503": ride(900)})
    (conflict,) = check_project(facts, known, project).conflicts
    assert (conflict.train, conflict.other, conflict.minute) == ("Y501", "K1", 602)
    assert len(conflict.remedies) == 2
    for shift in conflict.remedies:
        cleared = with_train(project, "Y501", moved(project.trains["Y501"], shift.minutes))
        assert not check_project(facts, known, cleared).conflicts


def test_of_one_train_the_same_is_found(rules: RulePack) -> None:
    facts, known = rail_only(LINE, rules), known_traffic(LINE, traffic(LINE))
    project = Project(
        trains={"Y501": ride(602), "Y503": ride(604), "Y505": ride(900)}, possessions=(Possession("c", "d", 920, 960),)
    )
    everything = check_project(facts, known, project)
    assert {(c.train, c.other) for c in everything.conflicts} == {
        ("Y501", "K1"), ("Y503", "K1"), ("Y501", "Y503"), ("Y505", ""),
    }  # fmt: skip
    assert everything.of("Y501") == 2
    for name in project.trains:
        mine = check_one_train(facts, known, project, name)
        pairs = {frozenset((c.train, c.other)) for c in mine.conflicts}
        assert pairs == {frozenset((c.train, c.other)) for c in everything.conflicts if name in (c.train, c.other)}
