"""One clear sentence for every error, every refusal and every broken rule: what is wrong and what to do.

`_` translates; the English of a sentence may use other fields of the same values (`place_en` for `place`).
"""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.sentences.errors import TARGETS, error_sentence, fault_sentence, in_own_words
    from planner.sentences.reasons import LISTS, REASONS, reason_sentence
    from planner.sentences.violations import remedy_sentence, violation_sentence
    from planner.sentences.words import N_, NAMES, WEEKDAYS
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "LISTS",
    "NAMES",
    "N_",
    "REASONS",
    "TARGETS",
    "WEEKDAYS",
    "error_sentence",
    "fault_sentence",
    "in_own_words",
    "reason_sentence",
    "remedy_sentence",
    "violation_sentence",
]
