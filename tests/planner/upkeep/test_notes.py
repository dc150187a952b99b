"""A reader's note has a name that can be typed after a command."""

from __future__ import annotations

from planner.upkeep import new_note


def test_the_id_of_a_note_is_no_option_of_a_command() -> None:
    ids = {new_note("places.csv", "park", "", "x", "been").id for _ in range(300)}
    assert len(ids) == 300
    assert all(key.isalnum() for key in ids)
