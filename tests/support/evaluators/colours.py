"""Colours as they are on the page: contrast of letters, black on white on paper, buttons in the computer's colours."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.evaluators.looks import PLAIN, Look

MIN_CONTRAST = 7
FEWEST_TEXTS = 16  # no page has fewer; then the evaluator itself is at fault

# Every visible text, also in drawings and fields: [contrast, colour, ground, its beginning], the weakest first.
CONTRASTS = """() => {
  const kept = make => { const known = new Map(); return key => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  }; };
  const numbers = colour => [...colour.match(/[\\d.]+/g).map(Number), 1].slice(0, 4);
  const light = kept(colour => {
    const linear = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = numbers(colour).map(part => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  const behind = kept(box => {
    if (!box) return 'rgb(255, 255, 255)';
    const colour = getComputedStyle(box).backgroundColor;
    return numbers(colour)[3] > 0 ? colour : behind(box.parentElement);
  });
  const found = [];
  const weigh = (box, text) => {
    if (!text || !box.checkVisibility({ visibilityProperty: true }) || box.closest('.skip, .unseen')) return;
    const style = getComputedStyle(box), colour = box.closest('svg') ? style.fill : style.color, ground = behind(box);
    const [dark, bright] = [light(colour), light(ground)].sort((a, b) => a - b);
    found.push([(bright + 0.05) / (dark + 0.05), colour, ground, text.slice(0, 30)]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (!box.closest('select')) weigh(box, walker.currentNode.data.trim());
  }
  document.querySelectorAll('input, select, textarea').forEach(field => weigh(field, field.name));
  return found.sort((a, b) => a[0] - b[0]);
}"""
# Buttons without border and underline.
FLAT = """[...document.querySelectorAll('main button, main .button')].filter(one =>
  one.checkVisibility() && parseFloat(getComputedStyle(one).borderTopWidth) < 1
  && getComputedStyle(one).textDecorationLine === 'none').map(one => one.outerHTML.slice(0, 120))"""


def contrast_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Texts that stand out less than 7:1."""
    found = page.evaluate(CONTRASTS)
    weak = [
        f"{ratio:.2f}:1 {colour} on {ground}: {text}" for ratio, colour, ground, text in found if ratio < MIN_CONTRAST
    ]
    return weak + _few(found)


def paper_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Texts that are not black on white; for a page as it is printed."""
    found = page.evaluate(CONTRASTS)
    black = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    odd = [f"{colour} on {ground}: {text}" for _, colour, ground, text in found if [colour, ground] != black]
    return odd if found else ["no text"]


def system_colour_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Buttons that are none in the computer's own colours, for want of a border."""
    found: list[str] = page.evaluate(FLAT)
    return found


def _few(found: list[object]) -> list[str]:
    return [f"only {len(found)} texts were found"] if len(found) < FEWEST_TEXTS else []
