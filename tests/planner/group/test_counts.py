"""Groups of which somebody knows only numbers."""

from __future__ import annotations

import pytest

from planner.errors import BadValue
from planner.group import GroupCounts, group_of_counts, read_counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("46人，约72岁，两位坐轮椅", GroupCounts(46, 72, wheelchairs=2)),
        ("46, about 72, two wheelchairs", GroupCounts(46, 72, wheelchairs=2)),
        ("一共四十六位老人；平均72岁左右；3对夫妻；2人单住", GroupCounts(46, 72, couples=3, singles=2)),
        ("46 people and 10 women and 1 cane", GroupCounts(46, women=10, canes=1)),
        ("４６人", GroupCounts(46)),
    ],
)
def test_sentences(text: str, counts: GroupCounts) -> None:
    assert read_counts(text) == counts


@pytest.mark.parametrize(
    "text", ["", "几十人", "72岁", "46人，47位坐轮椅", "46人，46人", "1e3", "10人，6对夫妻", "1.5人", "9999人"]
)
def test_what_is_not_understood_is_said(text: str) -> None:
    with pytest.raises(BadValue):
        read_counts(text)


def test_the_group_has_what_was_counted() -> None:
    group = group_of_counts(GroupCounts(46, 72, wheelchairs=2, canes=1, couples=3, singles=4, women=30))
    people = group.travellers
    assert len(people) == 46
    assert sum(each.in_wheelchair for each in people) == 2
    assert sum(each.mobility == "cane" for each in people) == 1
    assert sum(bool(each.room_with) for each in people) == 6
    assert sum(each.alone for each in people) == 4
    assert (sum(each.sex == "f" for each in people), sum(each.sex == "m" for each in people)) == (30, 16)
    for each in people:
        for other in each.room_with:
            partner = group.by_key()[other]
            assert (partner.room_with, {partner.sex, each.sex}) == ((each.key,), {"f", "m"})


def test_they_are_called_as_the_reader_speaks() -> None:
    assert [each.name for each in group_of_counts(GroupCounts(2)).travellers] == ["客1", "客2"]
    assert [each.name for each in group_of_counts(GroupCounts(2), "Guest {n}").travellers] == ["Guest 1", "Guest 2"]
