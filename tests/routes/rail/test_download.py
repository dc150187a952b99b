"""A planned train as files, from its page."""

from __future__ import annotations

import json

import pytest

from planner.exchange.gtfs.feed import read_gtfs
from planner.exchange.timetables.calls_csv import read_calls_csv
from planner.train.types import Cruise
from tests.support.site import Shelf, StrictClient


def test_the_page_links_to_files_that_hold_the_train(client: StrictClient, shelf: Shelf, cruise: Cruise) -> None:
    page = client.get(f"/rail/trains/{shelf.train}").get_data(as_text=True)
    stations = [call.station for call in cruise.calls]
    for format_, mimetype, ending in (
        ("gtfs", "application/zip", "zip"), ("csv", "text/csv", "csv"), ("geojson", "application/geo+json", "geojson"),
    ):  # fmt: skip
        address = f"/rail/trains/{shelf.train}/{format_}"
        assert f'href="{address}"' in page
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, mimetype)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="silverway-{shelf.train}.{ending}"'
        content = answer.get_data()
        if format_ == "geojson":
            calls = [f["properties"] for f in json.loads(content)["features"] if "call" in f["properties"]]
            assert [call["station"] for call in calls] == stations
        else:
            gtfs = format_ == "gtfs"
            table = read_gtfs(content, "file").timetable if gtfs else read_calls_csv(content, "file")
            assert [call.station for call in table.runs[0].calls] == stations


@pytest.mark.parametrize("address", ["/rail/trains/nothing/gtfs", "/rail/trains/{train}/pdf"])
def test_what_is_not_there_is_reported_kindly(client: StrictClient, shelf: Shelf, address: str) -> None:
    assert client.get(address.format(train=shelf.train)).status_code == 404
