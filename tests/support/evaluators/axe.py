"""axe by all of its rules: WCAG 2.2 A, AA and AAA, best practice."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.support.evaluators.looks import PLAIN, Look

STANDARDS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async ([standards, without]) => {
  const named = axe.getRules(standards).map(rule => rule.ruleId);
  const rules = Object.fromEntries(named.map(rule => [rule, { enabled: !without.includes(rule) }]));
  const answer = await axe.run({ runOnly: { type: 'tag', values: standards }, rules, resultTypes: ['violations'] });
  return answer.violations;
}"""

CONTRAST = ("color-contrast", "color-contrast-enhanced")
COVERED = "because it is partially obscured"  # by a bar that stays in sight, until one scrolls; sizes: targets.py


def axe_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """What axe finds on the page as it stands; whatever has less contrast than AA asks for has less than AAA does."""
    return _faults(page, CONTRAST[:1])


def axe_but_contrast(page: Page, _look: Look = PLAIN) -> list[str]:
    """The same where contrast is weighed by `contrast_faults`."""
    return _faults(page, CONTRAST)


def _faults(page: Page, without: tuple[str, ...]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, [list(STANDARDS), list(without)])
    return [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary'][:160]}"
        for fault in found
        for node in fault["nodes"]
        if COVERED not in node["failureSummary"]
    ]
