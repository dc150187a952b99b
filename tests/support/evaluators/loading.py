"""What a page asks for on its way: bytes as the browser receives them, other sites, what the console says."""

from __future__ import annotations

from tests.support.windows import Visit

MOST_BYTES = 150 * 1024  # a page with all it needs at first sight, maps left out
FEWEST_BYTES = 1000  # no page has fewer; then the evaluator itself is at fault


def loading_faults(visit: Visit) -> list[str]:
    """Requests to others, what console and scripts complain of, what moves by itself; since the visit began."""
    # The browser tells of the page's own status too, if it is one of a page that is not there.
    own = f"status of {visit.status}" if visit.status >= 400 else "\n"
    moving = visit.page.evaluate("document.getAnimations().length")
    return [
        *(f"asks {url}" for url in visit.asked if not url.startswith((visit.site, "data:"))),
        *(f"says {text}" for text in visit.said if own not in text),
        *([f"{moving} animations"] if moving else []),
    ]


def weight_faults(visit: Visit) -> list[str]:
    """More bytes than a slow or dear network should carry for what the page asked for until it was loaded."""
    weight = visit.weight()
    return [] if FEWEST_BYTES < weight <= MOST_BYTES else [f"{weight / 1024:.1f} KB"]
