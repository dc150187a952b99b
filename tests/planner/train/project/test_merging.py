"""Two changes to one state go together wherever they are of different fields, and are told where they are not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.train.project import FieldClash, Project, merge, moved, with_time, with_train, without_train
from planner.train.types import Case, EnteredCall, Possession, TrainSpec

SPEC = TrainSpec(
    (EnteredCall(1, "a", None, 600), EnteredCall(2, "b", 620, 625), EnteredCall(3, "c", 650, None)), Case()
)
BASE = Project("", {"Y501": SPEC, "Y503": SPEC}, (Possession("a", "b", 0, 60),))


def changed(spec: TrainSpec, name: str = "Y501", base: Project = BASE) -> Project:
    return with_train(base, name, spec)


def test_changes_of_different_trains_stops_and_possessions_go_together() -> None:
    shut = Possession("b", "c", 60, 120)
    theirs = replace(changed(moved(SPEC, 5)), possessions=(shut,))
    mine = changed(with_time(SPEC, 1, "depart", 626, only=True), "Y503")
    both = merge(BASE, theirs, mine)
    assert isinstance(both, Project)
    assert both.trains["Y501"] == moved(SPEC, 5)
    assert both.trains["Y503"].calls[1].depart == 626
    assert both.possessions == (shut,)
    later = with_time(SPEC, 2, "arrive", 655, only=True)
    together = merge(BASE, changed(with_time(SPEC, 1, "depart", 626, only=True)), changed(later))
    assert isinstance(together, Project)
    assert [together.trains["Y501"].calls[n] for n in (1, 2)] == [replace(SPEC.calls[1], depart=626), later.calls[2]]


def test_the_same_field_changed_to_different_values_is_told_with_both() -> None:
    theirs = changed(with_time(SPEC, 1, "depart", 626, only=True))
    mine = changed(with_time(SPEC, 1, "depart", 629, only=True))
    assert merge(BASE, theirs, mine) == (FieldClash("Y501", "b", "depart", 626, 629),)
    assert merge(BASE, theirs, theirs) == theirs
    (clash,) = merge(BASE, without_train(BASE, "Y501"), mine) or ()
    assert isinstance(clash, FieldClash)
    assert (clash.field, clash.theirs) == ("train", None)


@given(st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2]), st.integers(1, 3), st.integers(1, 3))
def test_who_comes_first_makes_no_difference(one: int, other: int, by: int, more: int) -> None:
    mine, theirs = (
        changed(
            with_time(
                SPEC, place, "arrive" if place == 2 else "depart",
                ((SPEC.calls[place].arrive if place == 2 else SPEC.calls[place].depart) or 0) + minutes, only=True,
            )
        )
        for place, minutes in ((one, by), (other, more))
    )  # fmt: skip
    found, turned = merge(BASE, theirs, mine), merge(BASE, mine, theirs)
    if one == other and by != more:
        assert isinstance(found, tuple)
        assert isinstance(turned, tuple)
    else:
        assert found == turned
