"""What a day on land is worth to each group, in the minutes the train really stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.solving import SolveOptions
from planner.train.cruise.guest_groups import GROUPS, with_groups
from planner.train.cruise.plan import plan_cruise
from planner.train.types import Cruise, CruiseRequest, Excursion
from planner.violations import Checked


@pytest.fixture(scope="module")
def cruise(facts: Facts) -> Cruise:
    wish = CruiseRequest("沈阳", 4, "nostalgia", date(2027, 5, 10))
    found = plan_cruise(replace(facts, today=date(2027, 1, 1)), wish, SolveOptions())
    assert isinstance(found, Checked)
    return found.result


def worths(excursion: Excursion) -> list[float]:
    return [group.worth for group in excursion.groups]


def changed(cruise: Cruise, **values: object) -> Cruise:
    """The train with other facts of its calls on land."""
    calls = tuple(replace(c, **values) if c.purpose == "sight" else c for c in cruise.calls)  # type: ignore[arg-type]
    return replace(cruise, calls=calls)


@pytest.mark.thorough
def test_every_day_is_reported_for_every_group_and_who_walks_more_sees_no_less(cruise: Cruise) -> None:
    assert cruise.excursions
    for excursion in cruise.excursions:
        assert tuple(group.profile for group in excursion.groups) == GROUPS
        assert worths(excursion)[0] >= worths(excursion)[1] > 0
        assert all((group.worth > 0) == (group.places > 0) for group in excursion.groups)


def test_steps_between_street_and_train_keep_wheelchairs_in(facts: Facts, cruise: Cruise) -> None:
    stepped = with_groups(facts, changed(cruise, step_free="no"))
    for before, after in zip(cruise.excursions, stepped.excursions, strict=True):
        assert worths(after) == [*worths(before)[:2], 0]


def test_a_train_that_leaves_sooner_leaves_less(facts: Facts, cruise: Cruise) -> None:
    call = next(call for call in cruise.calls if call.purpose == "sight")
    assert call.arrive is not None
    hurried = tuple(replace(c, depart=call.arrive + 90) if c == call else c for c in cruise.calls)
    first = with_groups(facts, replace(cruise, calls=hurried)).excursions[0]
    assert sum(worths(first)) < sum(worths(cruise.excursions[0]))
