"""A train to be tested, from a file: JSON with all that is known of it, or its calls alone as CSV or as plain lines.

A faulty file is refused as a whole, with every fault that can be found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.catalog import RailFacts
from planner.errors import BadFile, BadValue, SilverwayError, Unknown
from planner.language import Translate
from planner.sentences import fault_sentence
from planner.text import decode
from planner.train.entry.call_table import TableCall, is_call_table, read_call_table
from planner.train.entry.call_times import NONE
from planner.train.entry.calls import BadLine, Row, split_rows, write_calls
from planner.train.entry.train_spec import FieldError, WrittenTrain, read_train_spec
from planner.train.types import TrainSpec

MOST_BYTES = 1_000_000
MOST_BLOCKS = 19
MOST_NAMED = 20  # trains of a file, in a sentence
ORDER = (
    "calls",
    "own",
    "calendar",
    "stock",
    "start",
    "assumes",
    "windows",
    "possessions",
)  # in which faults are reported


class BadCase(Exception):
    """What cannot be read of a file, sentence by sentence."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_words(words: Sequence[str], rail: RailFacts, _: Translate) -> TrainSpec:
    """The train whose calls the words are.

    Raises
    ------
    BadCase
        With a sentence for everything that is wrong.
    """
    return _read(WrittenTrain(*split_rows("\n".join(words), _)), rail, _)


def read_train_text(text: str, name: str, rail: RailFacts, _: Translate) -> TrainSpec:
    """The train in the text of a file called `name`, found out by what it looks like; raises as `read_words`."""
    if text.lstrip()[:1] in ("{", "["):
        from planner.train.entry.train_json import read_train_json

        return _read(read_train_json(text, _), rail, _)
    if is_call_table(text.encode()):
        return _read(WrittenTrain(_from_table(text, name, _)), rail, _)
    return _read(WrittenTrain(*split_rows(text, _)), rail, _)


def read_table_train(calls: Sequence[TableCall], rail: RailFacts, _: Translate) -> TrainSpec:
    """A train from its rows of a table; raises as `read_words`."""
    return _read(WrittenTrain(_rows(calls)), rail, _)


def read_blocks(text: str, rail: RailFacts, _: Translate, possessions: Sequence[str] = ()) -> dict[str, TrainSpec]:
    """Several trains in one text, by number: a line with the number alone, below it the train's calls line by line. One
    whose number is published is that train. All keep clear of the `possessions`.

    Raises
    ------
    BadCase
        With a sentence for everything that is wrong, by line.
    """
    blocks: dict[str, list[str]] = {}
    bad, now = list[str](), ""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if len(words) == 1:
            now = words[0].rstrip(":：").upper()
            if now in blocks:
                bad.append(_("第 {n} 行：{train} 写了两次。").format(n=number, train=now))
            blocks.setdefault(now, [""] * (number - 1))
        if words and not now:
            raise BadCase([_("第 {n} 行：先单独一行写车次，下面写各站时刻。").format(n=number)])
        if now:
            blocks[now].append("" if len(words) == 1 else line)
    if not 1 <= len(blocks) <= MOST_BLOCKS:
        raise BadCase([_("写 1 到 {most} 趟车，现在有 {count} 趟。").format(most=MOST_BLOCKS, count=len(blocks))])
    found: dict[str, TrainSpec] = {}
    for name, lines in blocks.items():
        rows, bad_rows = split_rows("\n".join(lines), _)
        own = rail.listed_number(name)
        try:
            found[name] = _read(WrittenTrain(rows, bad_rows, own, possessions=possessions), rail, _)
        except BadCase as wrong:
            bad += [f"{name}{_('：')}{sentence}" for sentence in wrong.sentences]
    if bad:
        raise BadCase(bad)
    return found


def write_blocks(trains: Mapping[str, TrainSpec]) -> str:
    """The same text of trains."""
    return "\n\n".join(
        name
        + "\n"
        + write_calls((c.station, *((c.arrive, c.depart) if c.published else (None, None))) for c in spec.calls)
        for name, spec in trains.items()
    )


def read_text(path: Path, _: Translate) -> str:
    """What a file says, if it is text and not too long.

    Raises
    ------
    BadCase
        If it is not.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise BadCase([_("读不出文件“{name}”。请检查文件名。").format(name=path.name[:80])]) from None
    return text_of(content, path.name, _)


def text_of(content: bytes, name: str, _: Translate) -> str:
    """The text of a file's content; raises as `read_text`."""
    if len(content) > MOST_BYTES:
        raise BadCase([_("一趟车的文件太大，最多 {most} MB。").format(most=MOST_BYTES // 1_000_000)])
    try:
        return decode(content)[0]
    except BadValue as bad:
        raise BadCase([_("读不出文件“{name}”：{why}").format(name=name[:80], why=_(bad.why))]) from None


def _read(written: WrittenTrain, rail: RailFacts, _: Translate) -> TrainSpec:
    """The train, or the first thing wrong with it; of its calls everything."""
    found = read_train_spec(written, rail, _)
    if isinstance(found, TrainSpec):
        return found
    bad = [error.why for error in found if isinstance(error.why, BadLine)]
    if bad:
        said = _("第 %(line)s 行：%(what)s")
        raise BadCase([said % {"line": b.line, "what": b.sentence} if b.line else b.sentence for b in bad])
    first = min(found, key=_place)
    if isinstance(first.why, SilverwayError):
        raise first.why
    raise BadCase([_("写了 calendar（开行日），也要写 start（出发日期）。")])


def _place(error: FieldError) -> int:
    return ORDER.index(error.field) if error.field in ORDER else len(ORDER)


def _from_table(text: str, name: str, _: Translate) -> list[Row]:
    """The rows of a table of one train."""
    try:
        table = read_call_table(text.encode(), name)
    except BadFile as bad:
        raise BadCase([fault_sentence(fault, _) for fault in bad.faults]) from None
    if len(table.trains) > 1:
        raise Unknown("which_train", "", tuple(table.trains)[:MOST_NAMED])
    return _rows(next(iter(table.trains.values())))


def _rows(calls: Sequence[TableCall]) -> list[Row]:
    return [(call.row, call.station, written_time(call.arrive), written_time(call.depart)) for call in calls]


def written_time(written: str) -> str | None:
    """A time as it is written, None for the marks that stand for none."""
    return None if not written or written in NONE else written
