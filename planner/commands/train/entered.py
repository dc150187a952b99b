"""Trains somebody brings to a command: a file in any format, or the calls themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.errors import Unknown
from planner.language import Translate

if TYPE_CHECKING:
    from planner.catalog import RailFacts
    from planner.train.types import TrainSpec


MOST_TOGETHER = 19  # of a file with more trains only the first twenty are named


@dataclass(frozen=True)
class EnteredTrains:
    """Timetables as they were typed: a file or calls, and what else is known of them."""

    words: tuple[str, ...]
    own: str
    number: str | None
    assumes: tuple[str, ...]
    possessions: tuple[str, ...]

    def specs(self, rail: RailFacts, _: Translate) -> dict[str, TrainSpec]:
        """The train, or all of a file of several where none is chosen, by number; raises as `spec`."""
        try:
            return {self.number or "": self.spec(rail, _)}
        except Unknown as several:
            if several.kind != "which_train" or self.number or self.own or len(several.suggestions) > MOST_TOGETHER:
                raise
            return {number: replace(self, number=number).spec(rail, _) for number in several.suggestions}

    def spec(self, rail: RailFacts, _: Translate) -> TrainSpec:
        """The train; raises BadCase with every line that cannot be read, and SilverwayError."""
        from planner.train.entry import with_options

        entered = entered_train(self.words, rail, self.number or "", _)
        return with_options(entered, rail, self.own, self.possessions, self.assumes)


def entered_train(words: Sequence[str], rail: RailFacts, wanted: str, _: Translate) -> TrainSpec:
    """The train of the file that the one word names, of several the `wanted` one; else of the calls that the words are.

    Raises
    ------
    BadCase, BadFile, Unknown
        If it cannot be read.
    """
    from planner.train.entry import BadCase, read_words

    if len(words) > 1 or " " in words[0]:
        return read_words(words, rail, _)
    from planner.exchange.timetables import read_train

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


def file_content(file: str) -> tuple[bytes, str]:
    """What is in a file, or comes over the standard input, and what to call it; no more than any reader takes."""
    from planner.exchange.timetables import LARGEST_BYTES

    with click.open_file(file, "rb") as source:
        return source.read(LARGEST_BYTES + 1), "stdin" if file == "-" else Path(file).name
