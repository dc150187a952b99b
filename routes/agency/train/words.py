"""What berths cost and what a newer version of a train changes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from planner.product import BERTH_WORDS, TrainChanges
from routes.presenters import changed_call_words, quote_yuan


def berth_word(kind: str) -> str:
    """下铺."""
    return _(BERTH_WORDS[kind])


def berth_price(fen: int | None) -> str:
    """What a berth costs, or that it is not known."""
    return _("还没定，问铁路") if fen is None else _("%(yuan)s 元", yuan=quote_yuan(fen))


def change_lines(changes: TrainChanges) -> Iterator[str]:
    """What is different, the gravest first."""
    if changes.day_gone:
        yield _("这个日子铁路不开了。")
    for kind, (taken, left) in changes.short.items():
        yield _("%(kind)s只有 %(left)s 个了，您订了 %(taken)s 个。", kind=berth_word(kind), left=left, taken=taken)
    yield from changed_call_words(changes.calls)
    for kind, (before, after) in changes.prices.items():
        yield _("%(kind)s价：原来 %(before)s，现在 %(after)s。", kind=berth_word(kind),
                before=berth_price(before), after=berth_price(after))  # fmt: skip
