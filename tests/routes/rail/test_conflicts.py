"""The published trains that contradict each other, by line."""

from __future__ import annotations

import re

import pytest

from tests.support.site import StrictClient


def rows(client: StrictClient, address: str) -> list[str]:
    text = client.get(address).get_data(as_text=True)
    return re.findall(r"<tr>.*?</tr>", text.partition("<tbody>")[2], re.S)


@pytest.mark.thorough
def test_all_are_listed_and_those_of_a_line_are_some_of_them(client: StrictClient) -> None:
    text = client.get("/rail/clashes").get_data(as_text=True)
    lines = dict(re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)', text))
    assert sum(map(int, lines.values())) == len(rows(client, "/rail/clashes"))
    for line, count in lines.items():
        assert len(rows(client, f"/rail/clashes?line={line}")) == int(count)


def test_two_trains_stand_on_a_line_once(client: StrictClient) -> None:
    pairs = [frozenset(re.findall(r"train=(\w+)", row)) for row in rows(client, "/rail/clashes?line=沈山线")]
    assert len(pairs) == len(set(pairs)) > 1


def test_each_has_two_trains_and_minutes_that_lack(client: StrictClient) -> None:
    for row in rows(client, "/rail/clashes"):
        assert row.count("/rail/?train=") == 2
        assert re.search(r'<td class="number">[1-9]\d*</td>', row)


@pytest.mark.thorough
def test_a_line_without_any_is_reported_and_all_are_shown(client: StrictClient) -> None:
    assert "“某某线”这条线上没有对不上的列车" in client.get("/rail/clashes?line=某某线").get_data(as_text=True)
    assert rows(client, "/rail/clashes?line=某某线") == rows(client, "/rail/clashes")


def test_the_pages_lead_to_it(client: StrictClient) -> None:
    for page in ("/rail/", "/rail/traffic"):
        assert 'href="/rail/clashes"' in client.get(page).get_data(as_text=True)
    assert 'href="/rail/insert"' in client.get("/rail/").get_data(as_text=True)
