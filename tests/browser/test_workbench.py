"""A planner at the workbench: by mouse, a train is dragged until a conflict appears and goes; then by keyboard alone,
all is mended, undone and typed; axe and the HTML checker find nothing on the way, and it reads on a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from planner.store import transaction
from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults, sideways_faults
from tests.support.published import forget_projects
from tests.support.site import Shelf
from tests.support.windows import Reader, leave, listen, open_page

pytestmark = pytest.mark.browser
CALLS = "大连 -- 21:26\n普兰店 22:19 22:20\n瓦房店 22:41 22:44\n熊岳城 23:36 23:54\n大石桥 00:39 00:42\n盘锦 01:44 --"
MIDDLE = """() => {
  const line = document.querySelector('.own.on .own-line'), matrix = line.getScreenCTM();
  const ends = [...line.points].slice(1).map((to, n) => [line.points[n], to]);
  ends.sort((a, b) => (b[1].y - b[0].y) - (a[1].y - a[0].y));
  const [one, other] = ends[0];
  const at = new DOMPoint((one.x + other.x) / 2, (one.y + other.y) / 2).matrixTransform(matrix);
  const sheet = JSON.parse(document.getElementById('graph').dataset.sheet);
  return [at.x, at.y, sheet.px * 60 * matrix.a];
}"""


@pytest.fixture(autouse=True)
def _none_kept(shelf: Shelf) -> Iterator[None]:
    yield
    with transaction(shelf.settings.database_url) as session:
        forget_projects(session)


def conflicts(page: Page, count: int) -> None:
    expect(page.locator("#p-conf li")).to_have_count(count)


def depart(page: Page, clock: str, place: int = 0) -> None:
    expect(page.locator(f"#depart-{place}")).to_have_value(clock)


def begun(page: Page, trains: dict[str, str]) -> None:
    page.fill("#f-name", "红海滩")
    page.click("form[action='/rail/workbench'] button")
    expect(page.locator("#add")).to_be_visible()
    for number, calls in trains.items():
        if not page.locator("#n-number").is_visible():
            page.click("#add summary")
        page.fill("#n-number", number)
        page.fill("#n-calls", calls)
        page.click("#add button")
        expect(page.locator(f"[data-pick={number}]")).to_have_count(1)


def test_a_train_is_dragged_mended_typed_and_undone(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/rail/workbench", Reader("zh", 1440))
    _asked, said = listen(page)
    begun(page, {"Y502": CALLS})
    conflicts(page, 1)
    faults = axe_faults(page)

    page.locator("#p-fig").focus()
    page.keyboard.press("m")
    conflicts(page, 0)
    depart(page, "21:26")

    x, y, minute = page.evaluate(MIDDLE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 5 * minute, y)
    expect(page.locator("#chip")).to_contain_text("0 → 1")
    expect(page.locator(".tried")).to_have_count(1)
    depart(page, "21:21")
    page.mouse.move(x + 2 * minute, y)
    expect(page.locator("#chip")).to_contain_text("0 → 0")
    expect(page.locator(".tried")).to_have_count(0)
    page.mouse.move(x - 5 * minute, y)
    page.mouse.up()
    conflicts(page, 1)
    depart(page, "21:21")
    expect(page.locator(".ring")).to_have_count(1)

    page.locator("#p-fig").focus()
    page.keyboard.press("n")
    expect(page.locator("#p-conf li.on")).to_be_focused()
    page.keyboard.press("Control+z")
    depart(page, "21:26")
    page.keyboard.press("Control+y")
    depart(page, "21:21")
    page.keyboard.press("Alt+ArrowRight")
    depart(page, "21:22")
    page.locator("#depart-2").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("+3")
    page.keyboard.press("Enter")
    depart(page, "22:46", 2)
    page.keyboard.press("Alt+Shift+ArrowRight")
    depart(page, "22:47", 2)
    expect(page.locator("#arrive-2")).to_have_value("22:40")
    faults += axe_faults(page)
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    faults += axe_faults(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not said, said
    leave(page)
    assert not faults, "\n".join(faults)


ENDS = """() => {
  const svg = document.getElementById('graph'), sheet = JSON.parse(svg.dataset.sheet), matrix = svg.getScreenCTM();
  const at = (x, y) => { const one = new DOMPoint(x, y).matrixTransform(matrix); return [one.x, one.y]; };
  return [at(sheet.frame[0] + 60, sheet.ys[0]), at(sheet.frame[0] + 200, sheet.ys.at(-1))];
}"""


def test_a_path_is_picked_by_two_presses(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/rail/workbench", Reader("en", 1440))
    _asked, said = listen(page)
    begun(page, {"Y502": CALLS})
    page.locator("#p-fig").focus()
    page.keyboard.press("p")
    for spot in page.evaluate(ENDS):
        page.mouse.click(*spot)
    expect(page.locator("#k-from")).to_have_value("大连")
    expect(page.locator(".ghost")).not_to_have_count(0)
    faults = axe_faults(page)
    page.locator("#ghost-1 button").click()
    expect(page.locator("[data-pick=Y501]")).to_have_count(1)
    assert not said, said
    leave(page)
    assert not faults, "\n".join(faults)


def test_possessions_several_trains_and_cards(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/rail/workbench", Reader("en", 1440))
    _asked, said = listen(page)
    begun(page, {"Y502": CALLS, "Y504": "沈阳 -- 10:00\n铁岭 10:50 --"})
    page.click("[data-pick=Y502]")
    expect(page.locator("[data-pick=Y502][aria-current]")).to_have_count(1)
    page.click("#p-dock .tabs a[href*='dock=possessions']")
    page.fill("#c-poss", "新开-盘锦@2:00-4:30")
    page.click("#p-dock .btn.go")
    conflicts(page, 3)

    box = page.locator(".shut rect").bounding_box()
    _x, _y, minute = page.evaluate(MIDDLE)
    assert box
    page.mouse.move(box["x"] + 20 * minute, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"], box["y"] + box["height"] / 2)
    expect(page.locator("#chip")).to_contain_text("01:40–04:10")
    expect(page.locator("#chip")).to_contain_text("1 → 2")
    page.mouse.up()
    conflicts(page, 4)
    expect(page.locator("#c-poss")).to_have_value("新开-盘锦@01:40-04:10")
    page.locator(".shut").focus()
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Control+Alt+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#c-poss")).to_have_value("新开-盘锦@01:46-04:10")
    conflicts(page, 3)

    page.check("input[name=also][value=Y504]")
    expect(page.locator("#workbench")).to_have_attribute("data-also", "Y504")
    page.locator("#p-fig").focus()
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#chip")).to_contain_text("+4")
    page.keyboard.press("Enter")
    depart(page, "21:30")
    expect(page.locator("[data-pick=Y504] .tm")).to_contain_text("10:04")
    page.keyboard.press("Control+z")
    depart(page, "21:26")

    page.locator("#p-fig").focus()
    page.keyboard.press("/")
    page.keyboard.type("k580")
    page.keyboard.press("Enter")
    expect(page.locator("#h-card")).to_contain_text("K580")
    faults = axe_faults(page)
    page.keyboard.press("Escape")
    expect(page.locator(".pop")).to_have_count(0)
    page.mouse.click(*page.evaluate(MIDDLE)[:2])
    expect(page.locator("#h-card")).to_contain_text("Y502")
    frame = page.locator(".ov-window").bounding_box()
    assert frame
    page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + 9)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] / 2 + 40, frame["y"] + 9)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from="))
    assert not said, said
    leave(page)
    assert not faults, "\n".join(faults)


def test_a_train_to_publish_reads_on_a_telephone_in_english(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/rail/workbench/{bench}/publish?train=Y501", Reader("en", 360))
    assert [*axe_faults(page), *sideways_faults(page)] == []
    leave(page)


def test_delays_stations_and_versions_on_the_lower_panel(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/rail/workbench", Reader("en", 1440))
    _asked, said = listen(page)
    begun(page, {"Y502": CALLS})
    page.click(".tabs a[href*='dock=versions']")
    page.fill("#v-name", "First")
    page.click("#p-dock form:has(#v-name) button")
    expect(page.locator("#p-dock tbody tr")).to_have_count(1)

    page.click(".tabs a[href*='dock=robust']")
    page.click("[data-key=robust]")
    expect(page.locator("#graph .weak")).not_to_have_count(0)
    faults = axe_faults(page)
    page.locator("#p-dock button[aria-label$='1 min more']").first.click()
    expect(page.locator("#p-dock .tag.w")).to_be_visible()

    page.click(".tabs a[href*='dock=stations']")
    page.select_option("#st-at", "熊岳城")
    expect(page.locator(".occupation .own")).to_have_count(1)
    before = page.locator("#p-conf li").count()
    page.fill("#sf-tracks", "0")
    page.click(".facts .go")
    conflicts(page, before + 1)
    expect(page.locator(".occupation .over")).not_to_have_count(0)
    faults += axe_faults(page)
    page.keyboard.press("Control+z")
    conflicts(page, before)

    page.click(".tabs a[href*='dock=versions']")
    page.click("#compare button")
    expect(page.locator(".ghost")).to_have_count(2)
    faults += axe_faults(page)

    page.go_back()
    page.click(".tabs a[href*='dock=insert']")
    page.click("a[href*='/sweep']")
    page.fill("#f-from", "2:00")
    page.fill("#f-to", "2:20")
    faults += axe_faults(page)
    page.click("main .btn.go")
    expect(page.locator(".heat a")).not_to_have_count(0)
    faults += axe_faults(page)
    page.locator(".heat a").first.click()
    expect(page.locator("#ghost-1")).to_be_visible()
    assert not said, said
    leave(page)
    assert not faults, "\n".join(faults)
