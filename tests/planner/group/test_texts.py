"""A list is edited by writing its cells anew; what was not touched stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from planner.group import GroupCounts, TravelGroup, Traveller, group_of_counts, reread, texts_of

TODAY = date(2026, 11, 30)
PEOPLE = st.lists(
    st.builds(
        Traveller,
        key=st.just(""),
        name=st.sampled_from(["王秀英", "李强", "Mary Lee", "张 敏"]),
        sex=st.sampled_from(["f", "m", ""]),
        born=st.none() | st.dates(date(1930, 1, 1), date(1990, 1, 1)),
        age=st.none() | st.integers(50, 90),
        mobility=st.sampled_from(["", "brisk", "steady", "gentle", "cane", "wheelchair"]),
        alone=st.booleans(),
        role=st.sampled_from(["guest", "guide", "driver"]),
        notes=st.sampled_from(["", "爱唱歌"]),
        unread=st.sampled_from([{}, {"特长": "唱歌"}]),
    ),
    min_size=1,
    max_size=6,
)


@given(PEOPLE, st.data())
def test_read_again_a_list_is_the_same(people: list[Traveller], data: st.DataObject) -> None:
    keys = [f"p{3 * n + 1}" for n in range(len(people))]
    linked = []
    for key, each in zip(keys, people, strict=True):
        others = [other for other in keys if other != key]
        mate = tuple(data.draw(st.lists(st.sampled_from(others), max_size=2, unique=True))) if others else ()
        linked.append(replace(each, key=key, name=each.name.replace("张 敏", "张敏"), room_with=mate))
    group = TravelGroup(tuple(linked))
    found = reread(group, TODAY)
    assert not found.faults
    assert found.group == group


def test_one_cell_changed() -> None:
    group = group_of_counts(GroupCounts(3, 72))
    found = reread(group, TODAY, {"p2": {"name": "李强", "room_with": "客1", "phone": "138"}})
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "phone")]
    second = found.group.travellers[1]
    assert (second.name, second.room_with, second.unread) == ("李强", ("p1",), {"phone": "138"})
    assert found.group.travellers[0] == group.travellers[0]
    again = reread(found.group, TODAY)
    assert again.faults == found.faults  # still to be mended, and still to be seen
    assert texts_of(found.group, second)["phone"] == "138"


def test_somebody_new() -> None:
    found = reread(group_of_counts(GroupCounts(2)), TODAY, {"p3": {"name": "赵", "mobility": "坐轮椅"}})
    assert [each.key for each in found.group.travellers] == ["p1", "p2", "p3"]
    assert found.group.travellers[2].in_wheelchair
