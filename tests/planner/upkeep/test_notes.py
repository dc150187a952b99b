"""A reader's note has a name that can be typed after a command, and is not kept for ever."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import select

from planner.store import transaction
from planner.upkeep import new_note, notes_waiting
from planner.upkeep.notes import FactNote
from tests.support.database import empty_database

LONG_AGO = "2020-01-01T00:00:00+00:00"


def test_the_id_of_a_note_is_no_option_of_a_command() -> None:
    ids = {new_note("places.csv", "park", "", "x", "been").id for _ in range(300)}
    assert len(ids) == 300
    assert all(key.isalnum() for key in ids)


def test_only_what_was_decided_about_long_ago_is_forgotten(tmp_path: Path, backend: str) -> None:
    with transaction(empty_database(tmp_path, backend).database_url) as session:
        for state in ("waiting", "declined", "accepted"):
            for at in ("", LONG_AGO):
                note = new_note("places.csv", "park", "", f"{state} {at}", "been")
                note.state, note.at = state, at or note.at
                session.add(note)
        assert [note.says for note in notes_waiting(session)] == [f"waiting {LONG_AGO}", "waiting "]
        left = {note.says for note in session.exec(select(FactNote))}
    assert left == {"waiting ", f"waiting {LONG_AGO}", "declined ", "accepted "}
