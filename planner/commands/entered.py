"""A train somebody brings to a command: a file in any format, or the calls themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.language import Translate

if TYPE_CHECKING:
    from planner.catalog import RailFacts
    from planner.train.types import TrainSpec


def entered_train(words: Sequence[str], rail: RailFacts, wanted: str, _: Translate) -> TrainSpec:
    """The train of the file that the one word names, of several the `wanted` one; else of the calls that the words are.

    Raises
    ------
    BadCase, BadFile, Unknown
        If it cannot be read.
    """
    from planner.commands.train_files import file_content
    from planner.exchange.timetables import read_train
    from planner.train.entry import BadCase, read_words

    if len(words) > 1 or " " in words[0]:
        return read_words(words, rail, _)
    try:
        content, name = file_content(words[0])
    except (OSError, ValueError):
        raise BadCase([_("读不出文件“{name}”。请检查文件名。").format(name=Path(words[0]).name[:80])]) from None
    return read_train(content, name, rail, wanted, _)


def unpublished_words(spec: TrainSpec, _: Translate) -> list[str]:
    """Which calls have no published times, and the times they were given; nothing if there is none."""
    from planner.clock import clock_text

    calls = [call for call in spec.calls if not call.published and call.arrive is not None]
    if not calls:
        return []
    shown = _("、").join(f"{call.station} {clock_text(call.arrive or 0, 'mark')}" for call in calls)
    return [_("没有公布时刻，按运行时间推算：{calls}。").format(calls=shown)]
