"""The people of a departure: a list comes in, is mended in its cells, roomed, seated and printed."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.accounts import Who, new_secret
from planner.saved import new_departure
from planner.store import transaction
from routes.visitor import COOKIE
from tests.support.site import Shelf, StrictClient, reader

LIST = """姓名,性别,身份证号,电话,同住,轮椅,特长
王秀英,女,210102195403120024,13800001234,李国强,,唱歌
李国强,男,21010219511105001X,138,王秀英,,
张敏,女,,,,,
孙兰,女,,,,,
赵导,女,,13900001234,,,
"""


def opened(client: StrictClient, app: Flask, shelf: Shelf) -> str:
    """A departure of the trip on the shelf, held by the client; its address."""
    secret = new_secret()
    client.set_cookie(COOKIE, secret)
    with transaction(app.config["SILVERWAY"].database_url) as db:
        return f"/agency/departures/{new_departure(db, Who(secret), {'title': 'A', 'trip.id': shelf.trip})}"


@pytest.fixture
def made(client: StrictClient, app: Flask, shelf: Shelf) -> str:
    return opened(client, app, shelf)


def text_of(client: StrictClient, address: str, status: int = 200) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def revision(text: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', text)
    assert found
    return found[1]


def bring(client: StrictClient, made: str, listed: str = LIST, **fields: str):  # type: ignore[no-untyped-def]
    return client.submit(f"{made}/group", f"{made}/group/list", pasted=listed, **fields)


def kept(client: StrictClient, made: str, listed: str = LIST) -> str:
    answer = bring(client, made, listed, keep="1")
    assert answer.status_code == 303
    return text_of(client, f"{made}/group")


def press(client: StrictClient, made: str, step: str, **fields: str):  # type: ignore[no-untyped-def]
    return client.submit(
        f"{made}/{step}", f"{made}/{step}", revision=revision(text_of(client, f"{made}/{step}")), **fields
    )


def test_a_list_is_looked_at_before_it_is_kept(client: StrictClient, made: str) -> None:
    text = bring(client, made).get_data(as_text=True)
    assert "读到 5 人" in text
    assert "电话号码打不通" in text
    assert "还没有名单" in text_of(client, f"{made}/group")


def test_faults_stand_in_their_cells_and_are_mended_there(client: StrictClient, made: str) -> None:
    text = kept(client, made)
    assert "电话号码打不通" in text
    assert "210102…24" in text
    assert "210102195403120024" not in text
    edit = text_of(client, f"{made}/group?edit=p2")
    assert 'value="138"' in edit
    answer = client.submit(f"{made}/group?edit=p2", f"{made}/group/people/p2", phone="13800001235")
    assert answer.status_code == 303
    text = text_of(client, f"{made}/group")
    assert "电话号码打不通" not in text
    assert "+86 138 0000 1235" in text


def test_a_mapping_for_columns_nobody_knows(client: StrictClient, made: str) -> None:
    listed = "甲,乙\n王秀英,1954-03-12\n"
    assert bring(client, made, listed).status_code == 422
    answer = bring(client, made, listed, **{"column-0": "name", "column-1": "born", "keep": "1"})
    assert answer.status_code == 303
    assert "王秀英" in text_of(client, f"{made}/group")


def test_numbers_alone(client: StrictClient, made: str) -> None:
    answer = client.submit(f"{made}/group", f"{made}/group/list", words="46人，约72岁，两位坐轮椅")
    assert answer.status_code == 303
    text = text_of(client, f"{made}/group")
    assert "46 位客人" in text
    refused = client.submit(f"{made}/group", f"{made}/group/list", words="几十人")
    assert refused.status_code == 422
    assert "“几十人”没看懂" in refused.get_data(as_text=True)


def test_the_page_reads_in_english(english_client: StrictClient, app: Flask, shelf: Shelf) -> None:
    made = opened(english_client, app, shelf)
    assert bring(english_client, made).status_code == 200
    kept(english_client, made)
    press(english_client, made, "rooms", allocate="1")
    press(english_client, made, "seats", **{"seats.coaches": "33", "allocate": "1"})
    for step in ("group?edit=p2", "rooms", "seats"):
        text_of(english_client, f"{made}/{step}")
    pdf = english_client.get(f"{made}/papers/guide.pdf").data
    assert pdf.startswith(b"%PDF")


def test_rooms_are_planned_moved_by_hand_and_checked_anew(client: StrictClient, made: str) -> None:
    kept(client, made)
    assert press(client, made, "rooms", allocate="1").status_code == 303
    text = text_of(client, f"{made}/rooms")
    assert "没有不行的" in text
    assert "已经证明没有更好的分法" in text
    room = re.search(r'<option value="(r\d+)" selected>[^<]*</option>.*?', text.split('id="move-p3"')[1])
    assert room
    assert press(client, made, "rooms", **{"move.p2": room[1]}).status_code == 303
    text = text_of(client, f"{made}/rooms")
    assert re.search(r"王秀英</span>和<span[^>]*>李国强</span>要同住，没在一间", text)
    assert "手工改过" in text
    client.submit(f"{made}/rooms", f"{made}/history", revision=revision(text), way="undo", step="rooms")
    assert "手工改过" not in text_of(client, f"{made}/rooms")


def test_rooms_that_cannot_be_say_what_has_to_give(client: StrictClient, made: str) -> None:
    kept(client, made)
    fields = {f"rooms.have_{kind}": count for kind, count in (("accessible", "0"), ("twin", "1"), ("single", "0"))}
    answer = press(client, made, "rooms", allocate="1", **fields)
    assert answer.status_code == 422
    assert "要让一样" in answer.get_data(as_text=True)


def test_seats_are_planned_drawn_and_changed(client: StrictClient, made: str) -> None:
    kept(client, made)
    assert press(client, made, "seats", allocate="1").status_code == 422
    assert press(client, made, "seats", **{"seats.coaches": "33", "allocate": "1"}).status_code == 303
    text = text_of(client, f"{made}/seats")
    assert text.count('class="seat ') == 33
    assert press(client, made, "seats", who="p3", seat="1-8A").status_code == 303
    assert re.search(r"<span>8A</span> <i[^>]*>张敏", text_of(client, f"{made}/seats"))


PAPERS = ("manifest", "rooming", "coach", "insurance")


def test_lists_open_in_other_programs(client: StrictClient, made: str) -> None:
    kept(client, made)
    press(client, made, "rooms", allocate="1")
    for paper in PAPERS:
        sheet = load_workbook(io.BytesIO(client.get(f"{made}/papers/{paper}.xlsx").data)).active
        rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert len(rows) == 6
        csv = client.get(f"{made}/papers/{paper}.csv").data.decode("utf-8-sig")
        assert csv.count("\n") == 6
    insurance = load_workbook(io.BytesIO(client.get(f"{made}/papers/insurance.xlsx").data)).active
    assert "210102195403120024" in {str(cell) for row in insurance.iter_rows(values_only=True) for cell in row}
    assert client.get(f"{made}/papers/nothing.xlsx").status_code == 404


def test_forty_six_people_have_forty_six_cards(client: StrictClient, made: str) -> None:
    client.submit(f"{made}/group", f"{made}/group/list", words="46人，约72岁")
    pages = PdfReader(io.BytesIO(client.get(f"{made}/papers/cards.pdf").data)).pages
    words = "".join(page.extract_text() for page in pages).replace(" ", "")
    assert words.count("急救120") == 46
    assert all(f"客{n}" in words for n in range(1, 47))


def test_somebody_is_handed_out_and_erased(client: StrictClient, made: str) -> None:
    kept(client, made)
    assert client.get(f"{made}/group/people/p1.json").get_json()["id_number"] == "210102195403120024"
    assert client.submit(f"{made}/group?edit=p1", f"{made}/group/people/p1/erase").status_code == 303
    text = text_of(client, f"{made}/group")
    assert "王秀英" not in text.replace("王秀英。请照", "")
    assert client.get(f"{made}/group/people/p1.json").status_code == 422


def test_nobody_else_sees_the_people(client: StrictClient, app: Flask, made: str) -> None:
    kept(client, made)
    other = reader(app, "zh")
    for address in ("group", "group/people/p1.json", "papers/manifest.csv", "papers/cards.pdf"):
        assert other.get(f"{made}/{address}").status_code == 404
