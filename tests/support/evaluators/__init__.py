"""Evaluators of a page in Chromium: each looks at the page as it stands and returns its faults, one line a fault."""

from tests.support.evaluators.axe import axe_but_contrast, axe_faults
from tests.support.evaluators.colours import contrast_faults, paper_faults, system_colour_faults
from tests.support.evaluators.filled import filled_faults
from tests.support.evaluators.keyboard import keyboard_faults
from tests.support.evaluators.letters import letter_faults, smaller_than, workbench_letter_faults
from tests.support.evaluators.loading import loading_faults, weight_faults
from tests.support.evaluators.looks import PLAIN, Look, show_all, wear
from tests.support.evaluators.reflow import clipping_faults, sideways_faults
from tests.support.evaluators.structure import structure_faults
from tests.support.evaluators.targets import size_faults, target_faults

__all__ = [
    "PLAIN",
    "Look",
    "axe_but_contrast",
    "axe_faults",
    "clipping_faults",
    "contrast_faults",
    "filled_faults",
    "keyboard_faults",
    "letter_faults",
    "loading_faults",
    "paper_faults",
    "show_all",
    "sideways_faults",
    "size_faults",
    "smaller_than",
    "structure_faults",
    "system_colour_faults",
    "target_faults",
    "wear",
    "weight_faults",
    "workbench_letter_faults",
]
