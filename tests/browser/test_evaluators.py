"""Evaluators find what is planted, and nothing on a good page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.support import evaluators as ev
from tests.support.evaluators import PLAIN, Look
from tests.support.evaluators.targets import apart
from tests.support.web_checks import nu_faults
from tests.support.windows import Visit

pytestmark = pytest.mark.browser

STYLE = """
html { --size: 24px } html.size-largest { --size: 36px }
body { margin: 0; font: var(--size)/1.6 sans-serif; color: #000; background: #fff }
main a { color: #000; display: inline-block; min-height: 60px; min-width: 60px; margin: 16px }
:focus-visible { outline: 4px solid #00f }
"""
NARROW = "div { overflow: hidden; white-space: nowrap; width: 5.8em }"  # wide enough for letters as they are
LINKS = "".join(f'<li><a href="#n{number}">Place {number}</a></li>' for number in range(16))


def whole(main: str = "", style: str = "", head: str = "") -> str:
    """A good page, with something more in it."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Places</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">{head}<style>{STYLE}{style}</style></head>
      <body><main id="main"><h1>Places</h1><p>Where to go.</p><ul>{LINKS}</ul>{main}</main></body></html>"""


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


GOOD_BY: tuple[Callable[[Page, Look], list[str]], ...] = (
    ev.axe_faults, ev.axe_but_contrast, ev.structure_faults, ev.letter_faults, ev.workbench_letter_faults,
    ev.target_faults, ev.size_faults, ev.filled_faults, ev.contrast_faults, ev.paper_faults, ev.system_colour_faults,
    ev.clipping_faults, ev.sideways_faults,
)  # fmt: skip


def come_to(window: Page, page: str) -> None:
    window.goto(f"data:text/html;charset=utf-8,{quote(page)}")


def found_in(window: Page, evaluator: Callable[[Page, Look], list[str]], page: str, look: Look = PLAIN) -> list[str]:
    come_to(window, page)
    ev.wear(window, look)
    return evaluator(window, look)


@pytest.mark.parametrize("evaluator", GOOD_BY)
def test_a_good_page_has_no_fault(window: Page, evaluator: Callable[[Page, Look], list[str]]) -> None:
    assert found_in(window, evaluator, whole()) == []


@pytest.mark.parametrize(
    ("evaluator", "page", "look", "reported"),
    [
        (ev.axe_faults, whole('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'), Look(), "image-alt"),
        (ev.axe_faults, whole("<label>Name</label><input>"), Look(), "label"),
        (ev.axe_faults, whole('<p style="color: #666; font-size: 16px">5.7:1</p>'), Look(), "color-contrast-enhanced"),
        (ev.axe_but_contrast, whole("<label>Name</label><input>"), Look(), "label"),
        (ev.filled_faults, whole("<button>Go</button><button>Stay</button>",
                                 ":root { --pine: #030 } button { background: #030 }"), Look(width=360), "Go and Stay"),
        (ev.structure_faults, whole("<h3>A level is left out</h3>"), Look(), "h3 after h1"),
        (ev.structure_faults, whole("<h2></h2>"), Look(), "an empty heading"),
        (ev.structure_faults, whole("<h1>Another</h1>"), Look(), "2 h1"),
        (ev.structure_faults, whole('<a href="#a" tabindex="3">First of all</a>'), Look(), "tabindex"),
        (ev.structure_faults, whole(style="ul { display: flex; flex-direction: row-reverse }"), Look(), "reversed"),
        (ev.structure_faults, whole(style="ul { display: grid } li:nth-child(2) { order: -1 }"), Look(), "order"),
        (ev.letter_faults, whole("<small>tiny</small>", "small { font-size: 17px }"), Look(), "17 px: tiny"),
        (ev.letter_faults, whole("<p><b>less</b></p>", "b { font-size: 20px }"), Look(), "20 px: less"),
        (ev.letter_faults, whole(style="html.size-largest { --size: 30px }"), Look("largest"), "instead of 36"),
        (ev.letter_faults, whole(style="body { line-height: 1.4 }"), Look(), "lines: 33.6 px"),
        (ev.workbench_letter_faults, whole("<i>tiny</i>", "i { font-size: 15px }"), Look(), "15 px: tiny"),
        (ev.target_faults, whole("<button>Go</button>", "button { height: 40px }"), Look(), "x 40"),
        (ev.target_faults, whole(style="li { display: inline } main a { margin: 4px }"), Look(), "and <a"),
        (ev.target_faults, "<a href='#'>alone</a>", Look(), "only 1 targets"),
        (ev.size_faults, whole(style="main a { min-width: 20px; width: 20px }"), Look(), "20 x"),
        (ev.contrast_faults, whole('<p style="color: #595959">7.0:1 is met</p><p style="color: #606060">less</p>'),
         Look(), "6.29:1"),
        (ev.contrast_faults, whole(style="html.contrast-dark body { background: #555 }"), Look(colours="dark"), ":1"),
        (ev.contrast_faults, whole("<input name=city value=x>", "input { color: #777; background: #fff }"), Look(),
         "city"),
        (ev.contrast_faults, "<p>alone</p>", Look(), "only 1 texts"),
        (ev.paper_faults, whole('<p style="color: #300">reddish</p>'), Look(media="print"), "reddish"),
        (ev.paper_faults, whole(style="ul { background: #eee }"), Look(media="print"), "rgb(238, 238, 238)"),
        (ev.system_colour_faults, whole("<button>Go</button>", "button { border: 0 }"), Look(forced=True), "Go"),
        (ev.clipping_faults, whole("<div>long text</div>", "div { overflow: hidden; height: 20px }"), Look(), "long"),
        (ev.clipping_faults, whole("<div>spaced out</div>", NARROW),
         Look(width=360, spaced=True), "spaced out"),
        (ev.sideways_faults, whole("<div>wide</div>", "div { width: 400px }"), Look(width=320), "px too wide: <div>"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(
    window: Page, evaluator: Callable[[Page, Look], list[str]], page: str, look: Look, reported: str
) -> None:
    assert any(reported in fault for fault in found_in(window, evaluator, page, look))


def test_words_that_fit_are_cut_off_only_when_spaced(window: Page) -> None:
    assert found_in(window, ev.clipping_faults, whole("<div>spaced out</div>", NARROW), Look(width=360)) == []


@pytest.mark.parametrize(
    ("main", "style", "reported"),
    [
        ("", "a:focus { outline: 0 }", "not outlined"),
        ("<div></div>", "div { position: fixed; inset: 0; background: #fff }", "covered"),
        ('<button tabindex="-1">Go</button><button>On</button>', "", "not reached"),
        ('<a href="#x" tabindex="1">x</a><a href="#y">y</a>', "", "out of order"),
    ],
)
def test_keys_find_what_they_cannot_use(window: Page, main: str, style: str, reported: str) -> None:
    come_to(window, whole())
    ev.wear(window, Look())
    assert ev.keyboard_faults(window) == []
    come_to(window, whole(main, style))
    assert any(fault.startswith(reported) for fault in ev.keyboard_faults(window))


def seen(window: Page, **known: object) -> Visit:
    """A visit to a light and quiet page, but for what is said of it."""
    kept = {"status": 200, "asked": ["http://here/"], "said": [], "sizes": {"1": 5000.0, "2": 150 * 1024.0}}
    return Visit(**{"page": window, "site": "http://here", "first": frozenset("1"), **kept, **known})  # type: ignore


def test_a_light_and_quiet_page_has_no_fault(window: Page) -> None:
    come_to(window, whole())
    assert ev.loading_faults(seen(window)) == []
    assert ev.weight_faults(seen(window)) == []
    assert ev.loading_faults(seen(window, status=404, said=["the server responded with a status of 404"])) == []


def test_a_heavy_page_is_found(window: Page) -> None:
    assert ev.weight_faults(seen(window, first=frozenset("12"))) == ["154.9 KB"]
    assert ev.weight_faults(seen(window, first=frozenset())) == ["0.0 KB"]


def test_other_sites_complaints_and_motion_are_found(window: Page) -> None:
    come_to(window, whole("<div>round</div>", "@keyframes k { to { opacity: 0 } } div { animation: k 9s infinite }"))
    found = ev.loading_faults(seen(window, asked=["https://elsewhere.example/x.js"], said=["404 on x.js"]))
    assert found == ["asks https://elsewhere.example/x.js", "says 404 on x.js", "1 animations"]


@pytest.mark.parametrize(
    ("other", "gap"), [([80, 0, 60, 60], 20), ([0, 70, 60, 60], 10), ([70, 70, 60, 60], 10), ([30, 30, 60, 60], -30)]
)
def test_the_gap_is_measured(other: list[float], gap: float) -> None:
    assert apart([0, 0, 60, 60], other) == gap


def test_the_html_checker_finds_what_is_wrong() -> None:
    found = nu_faults({"good": whole(), "bad": whole("<center>old</center>")})
    assert found
    assert all(fault.startswith("bad:") for fault in found)
