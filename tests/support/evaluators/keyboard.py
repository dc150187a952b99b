"""With the Tab key alone: every control of a page is reached in order, seen when it is, and never holds on."""

from __future__ import annotations

from playwright.sync_api import Page

CONTROLS = """[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
  .filter(one => one.matches('.skip') || one.checkVisibility())"""
# The controls that Tab stops at, a group of radio buttons at one of them (arrows move inside it), as [place, group].
# They are kept on the window, so that the walk need not look for them at every stop.
STOPS = f"""() => {{
  window.controls = {CONTROLS};
  const names = new Set();
  return controls.map((one, place) => [one, place]).filter(([one]) => {{
    if (one.type !== 'radio') return true;
    const known = names.has(one.name);
    names.add(one.name);
    return !known;
  }}).map(([one, place]) => [place, one.type === 'radio' ? one.name : '']);
}}"""
# What has the focus: its place among the controls, its group, whether an outline is seen, whether it is covered.
HERE = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const mark = one.type === 'radio' || one.type === 'checkbox' ? getComputedStyle(one.closest('label') || one) : style;
  return {
    place: controls.indexOf(one),
    group: one.type === 'radio' ? one.name : '',
    outlined: parseFloat(style.outlineWidth) >= 2 || parseFloat(mark.outlineWidth) >= 2,
    covered: !(top && (one.contains(top) || top.contains(one) || [...(one.labels || [])].some(l => l.contains(top)))),
    html: one.outerHTML.slice(0, 100),
  };
}"""


def keyboard_faults(page: Page) -> list[str]:
    """Walks from the top of the page to its last control, and leaves the page as it was; call it before anything else
    has had the focus."""
    stops = page.evaluate(STOPS)
    seen: list[dict[str, object]] = []
    for _ in range(4 * len(stops)):  # a date has several parts to stop at, a wide table one of its own
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if not seen or seen[-1]["place"] != here["place"]:
            seen.append(here)
        if stops and here["place"] == stops[-1][0]:
            break
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    on_controls = [one for one in seen if one["place"] >= 0]
    places = [one["place"] for one in on_controls]
    reached = {one["group"] or one["place"] for one in on_controls}
    faults = [] if places == sorted(set(places)) else [f"out of order: {[one['html'] for one in on_controls]}"]
    faults += [f"not reached: control {place} {group}" for place, group in stops if (group or place) not in reached]
    faults += [f"not outlined: {one['html']}" for one in on_controls if not one["outlined"]]
    faults += [f"covered: {one['html']}" for one in on_controls if one["covered"]]
    return faults if stops else ["no control"]
