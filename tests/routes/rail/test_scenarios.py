"""A planner keeps trains as scenarios, changes them, brings back what was removed, and sets them side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlmodel import delete

from planner.saved import SavedScenario
from planner.store import transaction
from tests.support.site import Shelf, StrictClient

CALLS = "锦州 -- 03:00\n义县 04:10 --"
CASE = {"calls": CALLS, "stock": "25G", "start": "2027-05-11"}
KEEP = {"kind": "calls", "name": "三点开", "theme": "nostalgia", "guests": "320", **CASE}
PATH = {
    "kind": "path", "name": "找的线", "theme": "youth", "guests": "320", "calls": "锦州@02:00-05:00\n义县",
    "stock": "25G", "date": "2027-05-11", "objective": "arrival", "paths": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _none_kept(shelf: Shelf) -> Iterator[None]:
    yield
    with transaction(shelf.settings.database_url) as session:
        session.execute(delete(SavedScenario))


def keep(client: StrictClient, **fields: str) -> str:
    """Keep a train; the id of the scenario."""
    answer = client.submit("/rail/", "/rail/scenarios", **fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    found = re.search(r"train=(\w+)", answer.headers["Location"])
    assert found
    return found[1]


def listed(client: StrictClient) -> str:
    return client.get("/rail/scenarios").get_data(as_text=True)


def test_an_empty_list_says_how_one_is_kept(client: StrictClient) -> None:
    text = listed(client)
    assert "还没有存过方案" in text
    assert 'href="/rail/insert"' in text


def test_a_train_is_kept_from_its_verdict_and_opened_again(client: StrictClient) -> None:
    verdict = client.submit("/rail/", "/rail/", **CASE).get_data(as_text=True)
    assert 'action="/rail/scenarios"' in verdict
    kept = keep(client, **KEEP)
    assert "三点开" in listed(client)
    answer = client.get(f"/rail/scenarios/{kept}")
    sheet = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert CALLS in sheet
    assert 'value="2027-05-11"' in sheet
    again = client.submit(f"/rail/?scenario={kept}", "/rail/", scenario=kept, **CASE).get_data(as_text=True)
    assert "存回原来的方案" in again
    keep(
        client,
        **KEEP | {"name": "四点开", "calls": CALLS.replace("03:00", "04:00").replace("04:10", "05:10"), "into": kept},
    )
    text = listed(client)
    assert "四点开" in text
    assert "三点开" not in text


def test_a_path_is_kept_with_its_wish(client: StrictClient) -> None:
    kept = keep(client, **PATH)
    answer = client.get(f"/rail/scenarios/{kept}")
    sheet = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "锦州@02:00-05:00" in sheet


def test_a_planned_train_is_kept_from_its_page(client: StrictClient, shelf: Shelf) -> None:
    page = f"/rail/trains/{shelf.train}"
    assert "存成新方案" in client.get(page).get_data(as_text=True)
    kept = keep(client, kind="cruise", train=shelf.train, name="四天")
    assert client.get(f"/rail/scenarios/{kept}").headers["Location"] == page
    nameless = client.submit(page, "/rail/scenarios", kind="cruise", train=shelf.train, name="")
    assert nameless.status_code == 422
    assert 'href="#f-name"' in nameless.get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed"), [("name", " "), ("name", "长" * 61), ("guests", "0"), ("guests", "🚂"), ("theme", "gambling")]
)
@pytest.mark.parametrize("fields", [KEEP, PATH])
def test_what_is_wrong_is_reported_and_nothing_is_lost(
    client: StrictClient, fields: dict[str, str], field: str, typed: str
) -> None:
    answer = client.submit("/rail/", "/rail/scenarios", **fields | {field: typed})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in text
    assert fields["calls"].splitlines()[0] in text
    assert "还没有存过方案" in listed(client)


def test_a_scenario_is_copied_renamed_removed_and_brought_back(client: StrictClient) -> None:
    kept = keep(client, **KEEP)
    client.submit("/rail/scenarios", f"/rail/scenarios/{kept}/copy")
    assert "三点开（副本）" in listed(client)
    client.submit("/rail/scenarios", f"/rail/scenarios/{kept}/name", name="早车")
    assert "早车" in listed(client)
    wrong = client.submit("/rail/scenarios", f"/rail/scenarios/{kept}/name", name="")
    assert wrong.status_code == 422
    assert f'href="#f-name-{kept}"' in wrong.get_data(as_text=True)
    client.submit("/rail/scenarios", f"/rail/scenarios/{kept}/remove")
    text = listed(client)
    assert "最近删掉的" in text
    assert f'value="{kept}"' not in text
    client.submit("/rail/scenarios", f"/rail/scenarios/{kept}/restore")
    assert f'value="{kept}"' in listed(client)


def test_another_reader_sees_the_comparison_but_changes_nothing(
    client: StrictClient, english_client: StrictClient
) -> None:
    kept, other = keep(client, **KEEP), keep(client, **PATH)
    page = english_client.get(f"/rail/scenarios/compare?train={kept}&train={other}")
    assert page.status_code == 200
    assert "Conflicts" in page.get_data(as_text=True)
    for what in ("name", "remove", "restore"):
        assert english_client.submit("/rail/scenarios", f"/rail/scenarios/{kept}/{what}", name="x").status_code == 404
    assert english_client.submit("/rail/scenarios", f"/rail/scenarios/{kept}/copy").status_code == 303


def test_what_differs_is_marked_in_words_and_can_be_shown_alone(client: StrictClient) -> None:
    kept = keep(client, **KEEP)
    later = keep(client, **KEEP | {"name": "晚一点", "calls": CALLS.replace("03:00", "03:05")})
    address = f"/rail/scenarios/compare?train={kept}&train={later}"
    text = client.get(address).get_data(as_text=True)
    assert "晚 5 分，不同" in text
    assert "里程" in text
    only = client.get(f"{address}&only=1").get_data(as_text=True)
    assert "晚 5 分，不同" in only
    assert "里程" not in only


@pytest.mark.parametrize("query", ["", "?train=nothing", "?train=nothing&train=nowhere"])
def test_nothing_to_compare_leads_back_with_a_sentence(client: StrictClient, query: str) -> None:
    answer = client.get(f"/rail/scenarios/compare{query}")
    assert answer.status_code == 303
    text = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "一次比 2 到 6 个方案" in text or "没有“nothing”这个方案" in text


def test_what_is_not_kept_is_not_found(client: StrictClient) -> None:
    assert client.get("/rail/scenarios/nothing").status_code == 404
    assert client.get("/rail/?scenario=nothing").status_code == 200
