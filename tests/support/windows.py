"""Windows of a real Chromium, used again: each begins as if it had never been anywhere, in a third of the time that a
new one takes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page, expect

from tests.support.browser import LiveSite
from tests.support.pages import FormError

ACT_MS = 60_000  # how long a loaded machine may take for what one press asks for
# Resolves after what scripts ask for at once has been asked for.
AT_ONCE = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
expect.set_options(timeout=ACT_MS)
Settings = frozenset[tuple[str, Any]]  # of a window, that cannot be changed


@dataclass(frozen=True)
class Reader:
    """How somebody reads: language, width of the window, size of letters, contrast."""

    language: str = "zh"
    width: int = 1280
    size: str = "standard"
    contrast: str = "normal"


def listen(page: Page) -> tuple[list[str], list[str]]:
    """The addresses a page asks for and what its console and scripts complain of, from now on."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


@dataclass(frozen=True)
class _Window:
    page: Page
    tools: CDPSession
    browser: Browser
    settings: Settings


_in_use: dict[Page, _Window] = {}
_idle: defaultdict[tuple[Browser, Settings], list[_Window]] = defaultdict(list)


def open_page(browser: Browser, site: LiveSite, path: str, reader: Reader = Reader(), **settings: Any) -> Page:
    """A page in a window of its own, with an empty cache and no cookie but the reader's; `leave` it at the end."""
    page = open_window(browser, site, reader, **settings)
    answer = page.goto(site.page(path))
    assert answer is not None
    assert answer.status < 500, f"{path}: {answer.status}"
    return page


def open_window(browser: Browser, site: LiveSite, reader: Reader = Reader(), **settings: Any) -> Page:
    """An empty page in such a window."""
    key = frozenset(settings.items())
    window = _idle[browser, key].pop() if _idle[browser, key] else _new_window(browser, key)
    _in_use[window.page] = window
    window.page.set_viewport_size({"width": reader.width, "height": 900})
    window.page.emulate_media(media="null", forced_colors="null", reduced_motion="null")
    forget(window.page, site)
    like(window.page, site, reader)
    return window.page


def _new_window(browser: Browser, settings: Settings) -> _Window:
    context = browser.new_context(**dict(settings))
    context.set_default_timeout(ACT_MS)
    page = context.new_page()
    return _Window(page, context.new_cdp_session(page), browser, settings)


def leave(page: Page) -> None:
    """Close the page; its window is used again. One that a failed test did not leave never is, nor one on its way to
    another page."""
    window = _in_use.pop(page)
    page.context.set_offline(False)
    try:
        page.goto("about:blank")
    except Error:
        page.context.close()
        return
    _idle[window.browser, window.settings].append(window)


def forget(page: Page, site: LiveSite) -> None:
    """Empty the window's caches, workers and cookies."""
    tools = _in_use[page].tools
    page.context.clear_cookies()
    tools.send("Storage.clearDataForOrigin", {"origin": site.address, "storageTypes": "all"})
    tools.send("Network.clearBrowserCache")


def like(page: Page, site: LiveSite, reader: Reader) -> None:
    """Have the window's cookies say how that reader likes pages, and that the site's trip is the reader's own."""
    likes = {"language": reader.language, "size": reader.size, "contrast": reader.contrast, "owner": site.owner}
    page.context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in likes.items()])


def send_wrong(page: Page, wrong: FormError) -> None:
    """Send the form that is on the page with something wrong in a field; come to what tells what to mend."""
    field = page.locator(f"main [name={wrong.field}]")
    field.fill(wrong.typed)
    field.evaluate("field => { field.form.noValidate = true; field.form.requestSubmit(); }")
    page.locator("#errors").wait_for()


@dataclass
class Visit:
    """A page just come to: its status, what it asks for and says since, and the requests of its way here."""

    page: Page
    site: str
    status: int
    asked: list[str]
    said: list[str]
    sizes: dict[str, float]  # bytes received, by request
    first: frozenset[str]  # the requests until it was loaded

    def weight(self) -> float:
        """Bytes received for all that the page asked for until it was loaded."""
        return sum(size for request, size in self.sizes.items() if request in self.first)


class Visitor:
    """Comes to page after page, each time with nothing kept of the one before; listens from its first request on."""

    def __init__(self, browser: Browser, site: LiveSite) -> None:
        self._site = site
        self._page = open_window(browser, site)
        self._asked, self._said = listen(self._page)
        self._tools = self._page.context.new_cdp_session(self._page)
        self._begun: set[str] = set()
        self._sizes: dict[str, float] = {}
        self._tools.on("Network.requestWillBeSent", self._begins)
        self._tools.on("Network.loadingFinished", self._ends)
        self._tools.send("Network.enable")

    def _begins(self, event: dict[str, Any]) -> None:
        self._begun.add(event["requestId"])

    def _ends(self, event: dict[str, Any]) -> None:
        self._sizes[event["requestId"]] = event["encodedDataLength"]

    def visit(self, path: str, language: str) -> Visit:
        """Come to a page and see it loaded."""
        self._page.goto("about:blank")
        forget(self._page, self._site)
        for heard in (self._asked, self._said, self._begun, self._sizes):
            heard.clear()
        like(self._page, self._site, Reader(language))
        answer = self._page.goto(self._site.page(path), wait_until="load")
        self._page.evaluate(AT_ONCE)
        assert answer is not None
        first = frozenset(self._begun)
        return Visit(self._page, self._site.address, answer.status, self._asked, self._said, self._sizes, first)
