"""Every page, visited once in each language: all evaluators look at it on that visit.

The two languages share the work. Chinese pages are looked at on a desktop in ordinary letters and colours, English ones
on a telephone in the largest letters, white on black; what hangs on letters and colours alone is looked at in all of
them. Contrast is the dearest of axe's rules: axe weighs it in one look of a page, our own evaluator in the others. All
looks of all components, with all of axe, are in test_components.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from tests.support import evaluators as ev
from tests.support.evaluators import PLAIN, Look
from tests.support.pages import FORM_ERRORS, SENIORS, WORKBENCHES, FormError
from tests.support.windows import Visitor, send_wrong

pytestmark = pytest.mark.browser

# The worker asks for files behind the page's back, which the page's tools do not see: the same are asked for here.
BEHIND = """async () => {
  const script = await (await fetch("/sw.js")).text();
  const files = JSON.parse(script.match(/FILES = (.*);/)[1]);
  for (const file of [...files, "/offline"]) await (await fetch(file, { cache: "no-store" })).arrayBuffer();
}"""
Evaluator = Callable[[Page, Look], list[str]]
Plan = tuple[tuple[Look, tuple[Evaluator, ...]], ...]
SECOND_LOOK: tuple[Evaluator, ...] = (ev.axe_but_contrast, ev.contrast_faults)


def in_colours(*desktop: Evaluator) -> Plan:
    """Contrast in every colours; on paper, from the colours that are farthest from it; the rest on a desktop."""
    return (
        (Look(), (*desktop, ev.contrast_faults)),
        (Look(colours="light"), (ev.contrast_faults,)),
        (Look(colours="dark"), (ev.contrast_faults,)),
        (Look(colours="dark", media="print"), (ev.paper_faults,)),
    )


SENIORS_PLANS: dict[str, Plan] = {
    "zh": (
        *in_colours(ev.axe_faults, ev.structure_faults, ev.letter_faults, ev.target_faults),
        (Look(forced=True), (ev.system_colour_faults,)),
        (Look("large"), (ev.letter_faults,)),
        (Look("largest"), (ev.letter_faults, ev.target_faults)),
        (Look("largest", width=360), (ev.target_faults,)),
        (Look("largest", width=320), (ev.clipping_faults, ev.sideways_faults)),  # a desktop window zoomed to 400 %
        (Look(width=360), (ev.target_faults,)),
        (Look(width=640), (ev.clipping_faults, ev.sideways_faults)),  # a desktop window zoomed to 200 %
    ),
    "en": (
        (Look(), (ev.target_faults,)),
        (Look("largest"), (ev.target_faults,)),
        (Look("largest", "dark", 360), (*SECOND_LOOK, ev.structure_faults, ev.target_faults)),
        (Look(width=360), (ev.target_faults,)),
        (Look(width=360, spaced=True), (ev.clipping_faults, ev.sideways_faults)),
        (Look("largest", width=320), (ev.sideways_faults,)),
    ),
}  # fmt: skip
WORKBENCH_PLANS: dict[str, Plan] = {
    "zh": (
        *in_colours(ev.axe_faults, ev.structure_faults, ev.workbench_letter_faults),
        (Look(width=320), (ev.sideways_faults,)),
    ),
    "en": (
        (Look("largest", "dark", 360), (*SECOND_LOOK, ev.structure_faults)),
        (Look(width=320), (ev.sideways_faults,)),
    ),
}  # fmt: skip

# What an answer puts on a page that is looked at as a whole elsewhere, as its components are in the gallery.
ERROR_PLANS: dict[str, Plan] = {
    "zh": (
        (PLAIN, (ev.axe_faults, ev.structure_faults, ev.contrast_faults)),
        (Look("largest", width=320), (ev.clipping_faults, ev.sideways_faults, ev.target_faults)),
    ),
    "en": ((Look("largest", "dark", 360), (*SECOND_LOOK, ev.sideways_faults, ev.target_faults)),),
}  # fmt: skip
ANSWER_PLANS: dict[str, Plan] = {
    "zh": ((PLAIN, (ev.axe_faults, ev.structure_faults)), (Look(width=360), (ev.sideways_faults,))),
    "en": ((Look("largest", "dark", 360), (*SECOND_LOOK, ev.sideways_faults)),),
}


def faults_by(plan: Plan, page: Page) -> list[str]:
    """What the evaluators of a plan find, each in its look."""
    faults, before = [], None
    for look, evaluators in plan:
        ev.wear(page, look, before)
        before = look
        for evaluator in evaluators:
            faults += [f"{evaluator.__name__} [{look}]: {fault}" for fault in evaluator(page, look)]
    return faults


def as_first_seen(page: Page) -> list[str]:
    """Before anything is unfolded: the keyboard on a desktop, what catches the eye on a telephone."""
    ev.wear(page, Look())
    faults = [f"keyboard: {fault}" for fault in ev.keyboard_faults(page)]
    ev.wear(page, Look(width=360), Look())
    return faults + [f"two filled buttons on a screen: {fault}" for fault in ev.filled_faults(page)]


def reported(path: str, language: str, faults: list[str]) -> str:
    return "\n".join((f"{path} in {language}:", *faults))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", SENIORS)
def test_a_page_for_older_readers(visitor: Visitor, path: str, language: str) -> None:
    seen = visitor.visit(path, language)
    faults = as_first_seen(seen.page) if language == "zh" else []
    ev.show_all(seen.page)
    faults += faults_by(SENIORS_PLANS[language], seen.page)
    faults += [f"weight: {fault}" for fault in ev.weight_faults(seen)]
    faults += [f"loading: {fault}" for fault in ev.loading_faults(seen)]
    assert not faults, reported(path, language, faults)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("wrong", FORM_ERRORS, ids=str)
def test_a_page_that_tells_what_to_mend(visitor: Visitor, wrong: FormError, language: str) -> None:
    page = visitor.visit(wrong.path, language).page
    send_wrong(page, wrong)
    ev.show_all(page)
    faults = faults_by(ERROR_PLANS[language], page)
    assert not faults, reported(str(wrong), language, faults)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", WORKBENCHES)
def test_a_workbench(visitor: Visitor, path: str, language: str) -> None:
    seen = visitor.visit(path, language)
    ev.show_all(seen.page)
    faults = faults_by(WORKBENCH_PLANS[language], seen.page)
    faults += [f"loading: {fault}" for fault in ev.loading_faults(seen)]
    assert not faults, reported(path, language, faults)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "calls", ["大连@20:30-23:00\n鞍山/5-20\n沈阳@-08:00", "大连@08:00-08:05\n沈阳@-10:00", "大连@8\n沈杨"]
)
def test_answers_to_a_wish_for_a_path(visitor: Visitor, calls: str, language: str) -> None:
    page = visitor.visit("/rail/insert", language).page
    page.fill("#f-calls", calls)
    page.fill("#f-paths", "2")
    page.click("form[action='/rail/insert'] button")
    page.locator("#answer, #errors").wait_for()
    faults = faults_by(ANSWER_PLANS[language], page)
    assert not faults, reported(calls, language, faults)


def test_paper_has_large_letters(visitor: Visitor) -> None:
    page = visitor.visit("/trips/{trip}", "zh").page
    ev.wear(page, Look(media="print"))
    assert ev.smaller_than(page, "main", 18 * 96 / 72) == []  # 18 points


def test_a_trip_is_light_with_all_that_is_kept_for_later(visitor: Visitor) -> None:
    seen = visitor.visit("/trips/{trip}", "zh")
    alone = seen.weight()
    seen.page.evaluate(BEHIND)
    everything = replace(seen, first=frozenset(seen.sizes))
    assert any(url.endswith("/offline") for url in seen.asked)
    assert alone < everything.weight()
    assert ev.weight_faults(everything) == []
