"""Reading aloud: part by part, marked, paused, slowed and ended; and what is said where there is no voice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

VOICE = """
window.heard = [];
speechSynthesis.getVoices = () => [{ lang: 'zh-CN' }, { lang: 'en-GB' }];
speechSynthesis.cancel = () => {};
speechSynthesis.speak = speech => { window.heard.push(speech); };
"""
SAID = "window.heard.map(one => [one.lang, one.text, Math.round(100 * one.rate)])"
END = "window.heard.at(-1).onend()"


def reading(chromium: Browser, live: LiveSite, path: str, who: Reader, script: str = VOICE) -> Page:
    page = open_page(chromium, live, path, who)
    page.evaluate(f"() => {{ {script} }}")
    page.locator("[data-read]").first.click()
    return page


@pytest.mark.parametrize("path", ["/trips/{trip}", "/trips/{trip}/days/1", "/trains/{train}"])
@pytest.mark.parametrize(("language", "spoken"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_the_page_is_read_part_by_part(
    chromium: Browser, live: LiveSite, path: str, language: str, spoken: str
) -> None:
    page = reading(chromium, live, path, Reader(language, 360))
    expect(page.locator("[data-aloud]")).to_be_visible()
    expect(page.locator("h1.read-now")).to_be_visible()
    assert page.evaluate(SAID) == [[spoken, page.locator("h1").inner_text(), 85]]
    page.evaluate(END)
    expect(page.locator(".read-now")).to_have_count(1)
    expect(page.locator("h1.read-now")).to_have_count(0)
    assert "2" in page.locator("[data-where]").inner_text()
    assert page.evaluate(SAID)[1][1] == page.locator(".read-now").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert axe_faults(page) == []
    leave(page)


def test_it_can_be_paused_slowed_and_ended_by_keys(chromium: Browser, live: LiveSite) -> None:
    page = reading(chromium, live, "/trips/{trip}", Reader())
    pause = page.locator("[data-pause]")
    pause.focus()
    page.keyboard.press("Enter")
    expect(pause).to_have_attribute("aria-pressed", "true")
    page.evaluate(END)  # the voice was cut off: that is no reason to go on
    assert len(page.evaluate(SAID)) == 1
    page.locator("input[name=speed][value='0']").check()
    pause.press("Enter")
    assert [rate for _, _, rate in page.evaluate(SAID)] == [85, 70]
    page.locator("[data-stop]").press("Enter")
    expect(page.locator("[data-aloud]")).to_be_hidden()
    expect(page.locator(".read-now")).to_have_count(0)
    expect(page.locator("[data-read]").first).to_be_focused()
    leave(page)


@pytest.mark.parametrize(
    "script",
    ["speechSynthesis.getVoices = () => []", "speechSynthesis.getVoices = () => [{ lang: 'en-GB' }]",
     "delete Window.prototype.speechSynthesis; delete window.speechSynthesis"],
)  # fmt: skip
def test_without_a_voice_it_says_what_to_do(chromium: Browser, live: LiveSite, script: str) -> None:
    page = reading(chromium, live, "/trips/{trip}", Reader(width=360), script)
    expect(page.locator("[data-no-voice]")).to_be_visible()
    expect(page.locator("[data-aloud]")).to_be_hidden()
    assert axe_faults(page) == []
    leave(page)
