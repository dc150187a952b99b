"""What a page costs on a slow or dear network: bytes as the browser receives them, at first sight, maps left out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite, Reader, open_page
from tests.support.pages import SENIORS

pytestmark = pytest.mark.browser

MOST_BYTES = 150 * 1024
# The worker asks for files behind the page's back, which the page's tools do not see: the same are asked for here.
BEHIND = """async () => {
  const script = await (await fetch("/sw.js")).text();
  const files = JSON.parse(script.match(/FILES = (.*);/)[1]);
  for (const file of [...files, "/offline"]) await fetch(file, { cache: "no-store" });
}"""


def weighed(chromium: Browser, live: LiveSite, path: str, behind: bool = False) -> tuple[int, list[str]]:
    """Bytes received and addresses asked for on the way to a page, with an empty cache."""
    page = open_page(chromium, live, "/healthz", Reader())
    tools = page.context.new_cdp_session(page)
    received: list[float] = []
    asked: list[str] = []
    tools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    tools.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    tools.send("Network.enable")
    page.goto(live.page(path), wait_until="load")
    page.wait_for_timeout(300)  # for what scripts ask for at once
    if behind:
        page.evaluate(BEHIND)
    page.context.close()
    return round(sum(received)), asked


@pytest.mark.parametrize("path", SENIORS)
def test_a_page_is_light_and_asks_nobody_else(chromium: Browser, live: LiveSite, path: str) -> None:
    size, asked = weighed(chromium, live, path)
    assert 1000 < size <= MOST_BYTES, f"{path}: {size / 1024:.0f} KB"
    assert [url for url in asked if not url.startswith((live.address, "data:"))] == []


def test_a_trip_is_light_with_all_that_is_kept_for_later(chromium: Browser, live: LiveSite) -> None:
    alone, _ = weighed(chromium, live, "/trips/{trip}")
    size, asked = weighed(chromium, live, "/trips/{trip}", behind=True)
    assert any(url.endswith("/offline") for url in asked)
    assert alone < size <= MOST_BYTES, f"{size / 1024:.0f} KB"
