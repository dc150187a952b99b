"""With the Tab key alone: every control of a page is reached in order, seen when it is, and never holds on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite, open_page
from tests.support.pages import SENIORS

pytestmark = pytest.mark.browser

CONTROLS = """[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
  .filter(one => one.matches('.skip') || one.checkVisibility())"""
# What has the focus: its place among the controls, whether an outline is seen, and whether something covers it.
HERE = f"""() => {{
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const mark = one.type === 'radio' || one.type === 'checkbox' ? getComputedStyle(one.closest('label') || one) : style;
  return {{
    place: {CONTROLS}.indexOf(one),
    outlined: parseFloat(style.outlineWidth) >= 2 || parseFloat(mark.outlineWidth) >= 2,
    covered: !(top && (one.contains(top) || top.contains(one) || [...(one.labels || [])].some(l => l.contains(top)))),
    html: one.outerHTML.slice(0, 100),
  }};
}}"""


# The controls that Tab stops at, a group of radio buttons at one of them: arrows move inside it.
STOPS = f"""() => {{
  const names = new Set();
  return {CONTROLS}.map((one, place) => [one, place]).filter(([one]) => {{
    if (one.type !== 'radio') return true;
    const known = names.has(one.name);
    names.add(one.name);
    return !known;
  }}).map(([one, place]) => [place, one.type === 'radio' ? one.name : '']);
}}"""


@pytest.mark.parametrize("path", SENIORS)
def test_tab_reaches_everything(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, path)
    stops = page.evaluate(STOPS)
    seen = []
    for _ in range(4 * len(stops)):  # a date has several parts to stop at, a wide table one of its own
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if not seen or seen[-1]["place"] != here["place"]:
            seen.append(here)
        if here["place"] == stops[-1][0]:
            break
    names = page.evaluate(f"{CONTROLS}.map(one => one.type === 'radio' ? one.name : '')")
    page.context.close()
    on_controls = [one for one in seen if one["place"] >= 0]
    places = [one["place"] for one in on_controls]
    assert places == sorted(set(places)), [one["html"] for one in on_controls]
    reached = {names[place] or place for place in places}
    assert [place for place, name in stops if (name or place) not in reached] == []
    assert not [one["html"] for one in on_controls if not one["outlined"]]
    assert not [one["html"] for one in on_controls if one["covered"]]
