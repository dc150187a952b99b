"""The calls of a train to be, as somebody types them on the page, read in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext as _

from planner.catalog import Station
from planner.errors import Malformed, OutOfRange, SilverwayError, Unknown
from planner.sentences import error_sentence, in_own_words
from planner.train.insertion import MOST_CALLS, CallWish, read_call_wishes
from routes import examples
from routes.formatters import own_name
from routes.state import language

DASH = "–"  # between the stations of a way


def fault_words(fault: SilverwayError, stations: Mapping[str, Station], example: str = "") -> str:
    """What is wrong with a call, or with what looks like `example`, station names in the reader's language."""

    def own(names: str) -> str:
        return DASH.join(own_name(stations[name]) if name in stations else name for name in names.split(DASH))

    match fault:
        case Unknown():
            told = in_own_words(fault, {}, language())
            fault = replace(fault, name=own(fault.name), suggestions=tuple(map(own, getattr(told, "suggestions", ()))))
        case Malformed(field=field, value=value):
            fault = Malformed(field, own(value), example or f"{examples.example().second}@22:00-23:30/5-20")
    return error_sentence(fault, _)


def read_wishes(text: str, stations: Mapping[str, Station]) -> tuple[tuple[CallWish, ...], list[str]]:
    """Calls as `read_call_wishes`, one a line, or all in one line with spaces between them;
    and a sentence for each that cannot be read."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    texts = lines[0].split() if len(lines) == 1 else lines
    if not 2 <= len(texts) <= MOST_CALLS:
        return (), [error_sentence(OutOfRange("calls", len(texts), 2, MOST_CALLS), _)]
    good: list[str] = []
    bad = []
    for number, written in enumerate(texts, 1):
        try:
            read_call_wishes([*good, written], stations)
            good.append(written)
        except SilverwayError as wrong:
            bad.append(_("第 %(n)s 站：%(what)s", n=number, what=fault_words(wrong, stations)))
    return read_call_wishes(good, stations), bad
