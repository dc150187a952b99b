"""A reader tells what is wrong without a name; an operator accepts, declines, confirms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import select

from planner.catalog import present_facts
from planner.errors import Unknown
from planner.settings import Settings
from planner.store import transaction
from planner.upkeep import decline_note, notes_waiting, unconfirmed
from planner.upkeep.notes import FactNote
from routes.costs import limiter
from tests.support.site import StrictClient, read_strictly, reader

PALACE = "/facts/places/shenyang-imperial-palace"
NOTE = f"{PALACE}/note"
SAID = {"about": "phone", "says": "电话换成 024-24843001 了", "how": "phoned"}


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Flask) -> Iterator[None]:
    with desk.app_context():
        limiter.reset()
    yield
    limiter.reset()


def waiting(own: Settings) -> list[FactNote]:
    with transaction(own.database_url) as session:
        return list(notes_waiting(session))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", [NOTE, f"{NOTE}/thanks", "/facts/hotels/hotel-01/note", "/facts/events/{event}/note"])
def test_whoever_reads_a_row_may_write(desk: Flask, own: Settings, language: str, page: str) -> None:
    with transaction(own.database_url) as session:
        event = present_facts(session, own).raws["season_events.csv"].rows[0][1]["id"]
    answer = reader(desk, language).get(page.format(event=event))
    assert answer.status_code == 200
    asked = {e.get("name") for e in read_strictly(answer.get_data(as_text=True)).iter() if e.get("name")}
    assert not asked & {"name", "phone", "email", "password"}


def test_the_row_leads_to_the_form(desk: Flask) -> None:
    assert f'href="{NOTE}"' in reader(desk, "zh").get(PALACE).get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"about": "name"}, "请选一项"), ({"says": " "}, "请写 1 到 300 个字"), ({"says": "长" * 301}, "请写 1 到 300"),
     ({"how": ""}, "请选一项")],
)  # fmt: skip
def test_what_is_missing_is_told_and_what_was_typed_stays(
    desk: Flask, own: Settings, wrong: dict[str, str], told: str
) -> None:
    answer = reader(desk, "zh").submit(NOTE, NOTE, **{**SAID, **wrong})
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert (wrong.get("says") or SAID["says"]).strip() in answer.get_data(as_text=True)
    assert not waiting(own)


def test_too_many_at_a_time_are_refused(desk: Flask, own: Settings) -> None:
    client = reader(desk, "zh")
    codes = [client.submit(NOTE, NOTE, **SAID).status_code for _ in range(7)]
    assert codes == [303] * 5 + [429] * 2
    assert len(waiting(own)) == 5


def test_a_full_box_says_so(desk: Flask, own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.upkeep.notes.MOST_WAITING", 0)
    answer = reader(desk, "zh").submit(NOTE, NOTE, **SAID)
    assert answer.status_code == 422
    assert "信箱满了" in answer.get_data(as_text=True)
    assert not waiting(own)


@pytest.mark.thorough
def test_an_accepted_note_is_marked_until_it_is_confirmed(desk: Flask, own: Settings, wang: StrictClient) -> None:
    reader(desk, "zh").submit(NOTE, NOTE, **SAID)
    (note,) = waiting(own)
    decide = f"/facts/notes/{note.id}"
    for language in ("en", "zh"):
        wang.set_cookie("language", language)
        assert SAID["says"] in wang.get("/facts/notes").get_data(as_text=True)
    bad = wang.submit("/facts/notes", decide, decision="accept", column="phone", text="no number")
    assert bad.status_code == 422
    assert 'value="no number"' in bad.get_data(as_text=True)
    assert wang.submit("/facts/notes", decide, decision="accept", column="id", text="x").status_code == 422
    assert len(waiting(own)) == 1
    good = {"decision": "accept", "column": "phone", "text": "024-24843001"}
    assert wang.submit("/facts/notes", decide, **good).status_code == 303
    assert not waiting(own)
    page = reader(desk, "zh").get(PALACE).get_data(as_text=True)
    assert "读者来信，还没核实" in page
    with transaction(own.database_url) as session:
        (cell,) = unconfirmed(present_facts(session, own))
    assert (cell.column, cell.text) == ("phone", "024-24843001")
    named = {"file": cell.file, "row": cell.row, "column": cell.column}
    assert wang.post("/facts/notes/confirm", data={}).status_code == 400  # no token
    own_token = {"decision": "accept", **named}
    assert wang.submit("/facts/calls", "/facts/notes/confirm", **own_token).status_code in (400, 422)
    wang.submit(f"{PALACE}/edit", "/facts/notes/confirm", **named, source="电话问过售票处")
    with transaction(own.database_url) as session:
        assert not unconfirmed(present_facts(session, own))
    assert "还没核实" not in reader(desk, "zh").get(PALACE).get_data(as_text=True)


def test_a_declined_note_changes_nothing_and_is_decided_once(desk: Flask, own: Settings, wang: StrictClient) -> None:
    reader(desk, "zh").submit(NOTE, NOTE, **SAID)
    (note,) = waiting(own)
    wang.submit("/facts/notes", f"/facts/notes/{note.id}", decision="decline")
    with transaction(own.database_url) as session:
        assert [n.state for n in session.exec(select(FactNote))] == ["declined"]
        with pytest.raises(Unknown):
            decline_note(session, note.id, "li")


def test_deciding_is_for_operators(desk: Flask) -> None:
    assert "/office/login" in reader(desk, "zh").get("/facts/notes").location
