"""All looks of all components: the gallery in three sizes, three colours, two languages and two widths.

All 36 ways to look at it would take long, so nine are taken, in which every two choices meet; a part of the gallery is
loaded once in each language and then dressed anew. Whole pages are looked at in two looks (test_pages.py).
"""

from __future__ import annotations

from itertools import combinations, product

import pytest

from tests.support import evaluators as ev
from tests.support.evaluators import Look
from tests.support.pages import GALLERY
from tests.support.windows import Visitor

pytestmark = pytest.mark.browser

CHOICES = (("standard", "large", "largest"), ("normal", "light", "dark"), ("zh", "en"), (1280, 360))
LOOKS = (
    ("zh", Look("standard", "normal", 1280)), ("en", Look("standard", "light", 360)),
    ("zh", Look("standard", "dark", 360)), ("en", Look("large", "normal", 360)), ("zh", Look("large", "light", 1280)),
    ("en", Look("large", "dark", 1280)), ("zh", Look("largest", "normal", 1280)),
    ("en", Look("largest", "light", 1280)), ("zh", Look("largest", "dark", 360)),
)  # fmt: skip


def test_every_two_choices_meet() -> None:
    chosen = [(look.size, look.colours, language, look.width) for language, look in LOOKS]
    for one, other in combinations(range(len(CHOICES)), 2):
        met = {(look[one], look[other]) for look in chosen}
        assert met == set(product(CHOICES[one], CHOICES[other]))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", GALLERY)
def test_components_are_well_in_every_look(visitor: Visitor, path: str, language: str) -> None:
    page = visitor.visit(path, language).page
    ev.show_all(page)
    faults = []
    for look in (look for spoken, look in LOOKS if spoken == language):
        ev.wear(page, look)
        for evaluator in (ev.axe_faults, ev.structure_faults, ev.contrast_faults, ev.sideways_faults):
            faults += [f"{evaluator.__name__} [{look}]: {fault}" for fault in evaluator(page)]
    assert not faults, "\n".join((f"{path} in {language}:", *faults))
