"""`silverway train mend`: the least shifts that clear the conflicts of new trains, written as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.context import cli_context, refuse, write_file
from planner.commands.options import WholeRange, as_json, assumed, closed, on_railway, own_number, train_of_file
from planner.commands.train.entered import EnteredTrains, file_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.catalog import RailFacts
    from planner.language import Translate
    from planner.train.mend import Mended
    from planner.train.types import TrainSpec


@click.command("mend")
@click.argument("words", nargs=-1, required=True, metavar="FILE | CALL ...")
@click.option(
    "--output", "out", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="改好的写到这里，格式不变；写成 .csv 就是表格。The mended file, in the same format; or a table as .csv.",
)  # fmt: skip
@click.option(
    "--shift", "most", default=120, show_default=True, type=WholeRange(1, 240),
    help="每处最多挪几分钟。Minutes earlier or later at most.",
)  # fmt: skip
@own_number
@train_of_file
@assumed
@closed
@as_json
@on_railway
@click.pass_context
def mend(ctx: click.Context, /, out: Path, most: int, as_json: bool, **options: Any) -> None:
    """改好冲突：挪得最少，写成新文件。Clear all conflicts of one or several new trains by the least shifts.

    Whole trains run earlier or later, stops grow; running times stay. What is written has passed the check. Ends with
    code 1, and writes nothing, if conflicts cannot be cleared, and says what stands in the way.
    """
    from planner.train.entry import BadCase
    from planner.train.mend import NotMended
    from planner.train.mend import mend as least_shifts
    from planner.train.report import mended_json, mended_lines, not_mended_json, not_mended_lines

    here, entered = cli_context(ctx), EnteredTrains(**options)
    facts = here.facts()
    try:
        specs = entered.specs(facts.rail, here.say)
    except BadCase as bad:
        refuse(bad.sentences)
    words = facts.rules, here.language, here.say
    found = least_shifts(facts, specs, most)
    if isinstance(found, NotMended):
        click.echo(not_mended_json(found, *words) if as_json else "\n".join(not_mended_lines(found, *words)))
        ctx.exit(1)
    written = _written(entered, specs, found, out, facts.rail, here.say)
    write_file(out, written)
    lines = mended_lines(found, *words)
    lines.append(here.say("写好了：{file}（{size} 字节）").format(file=out, size=f"{len(written):,}"))
    click.echo(mended_json(found, *words) if as_json else "\n".join(lines))


def _written(
    entered: EnteredTrains, before: Mapping[str, TrainSpec], found: Mended, out: Path, rail: RailFacts, _: Translate
) -> bytes:
    """The file with its new times, read again to see that they are those that passed the check."""
    from planner.exchange.timetables import Retiming, read_train, write_retimed

    content, name = "\n".join(entered.words).encode(), "calls"
    if len(entered.words) == 1 and " " not in entered.words[0]:
        content, name = file_content(entered.words[0])
    changes = {label: Retiming(before[label].calls, spec.calls) for label, spec in found.trains.items()}
    written = write_retimed(content, name, rail.stations, changes, as_csv=out.suffix.lower() == ".csv")
    for label, spec in found.trains.items():
        again = read_train(written, out.name, rail, label, _)
        if [(c.station, c.arrive, c.depart) for c in again.calls] != [
            (c.station, c.arrive, c.depart) for c in spec.calls
        ]:
            refuse([_("这种格式写不下改好的时刻。请写成 .csv 文件。")])
    return written
