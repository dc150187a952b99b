"""`silverway train diagram`: a time-distance diagram as SVG, and as a list of what is on it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.commands.context import CliContext, cli_context, refuse, write_file
from planner.commands.options import WholeRange, closed, on_railway, own_number
from planner.commands.train.entered import entered_train
from planner.errors import Malformed, Unknown
from planner.train.diagram import HEIGHT, SIZES, WIDTH, DiagramRequest, PaperSize
from planner.train.report import DrawnSheets, Wording, drawn_cruise, drawn_sheet
from planner.train.types import Cruise


@dataclass(frozen=True)
class _DiagramOptions:
    """What to draw as it was typed: a timetable in `words`, or the lines `through` stations with a `train`; the hours
    from `begins` on the `day`, so many `hours`."""

    words: tuple[str, ...]
    through: str
    train: str
    day: int
    begins: str
    hours: int | None
    possessions: tuple[str, ...]
    own: str
    number: str | None

    def span(self) -> tuple[int | None, int | None]:
        """The first second, and how many; None where neither is given."""
        from planner.train.diagram import read_hour

        start = (self.day - 1) * DAY_S + read_hour(self.begins or "0") if self.begins or self.day > 1 else None
        return start, self.hours * 3600 if self.hours else None


@click.command()
@click.argument("words", nargs=-1, metavar="FILE | CALL ...")
@click.option("--through", default="", help="画哪些站之间的线，如 甲站,乙站,丙站。The lines through these stations.")
@click.option("--train", default="", help="给哪趟车上颜色：车次、编号或 train plan 的文件。A train in colour.")
@click.option("--of-file", "number", help="文件里的哪一趟车。Which train of the file.")
@click.option("--day", type=WholeRange(1, 8), default=1, help="从第几天画起。The first day shown.")
@click.option("--from", "begins", default="", help="从几点画起，如 18:00。The first hour shown.")
@click.option("--hours", type=WholeRange(1, 24 * 15), help="画几个小时。How many hours.")
@closed
@own_number
@click.option("--paper", type=click.Choice(list(SIZES)), help="按多大的纸画。Drawn for that paper.")
@click.option("--table", is_flag=True, help="再用字列出来。Every train and every ring as text, too.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=".svg、.pdf 或 .png；只要 JSON 就不用写。The file; needless where only JSON is wanted.",
)
@click.option("--json", "as_json", is_flag=True, help="图上的车和时刻，JSON。What is drawn as data.")
@on_railway
@click.pass_context
def diagram(
    ctx: click.Context,
    /,
    paper: PaperSize | None,
    table: bool,
    output: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """画运行图。A train among the published ones, as for `train check`, its clashes marked; or lines (--through) and a
    train on them (--train: a published one, a saved silver train, or a file of `train plan --json`). A silver train of
    several days without hours is drawn as an overview and a panel a night."""
    from planner.exchange.documents import DIAGRAM_WRITERS, DiagramSheets
    from planner.train.entry import read_possession
    from planner.train.report import diagram_json, diagram_table

    here = cli_context(ctx)
    facts = here.facts()
    wanted = _DiagramOptions(**options)
    for possession in wanted.possessions:
        read_possession(possession, facts.rail.stations)
    if bool(wanted.words) == bool(wanted.through.strip() or wanted.train.strip()):
        raise click.UsageError(here.say("请给一趟车，或者用 --through 给线路、用 --train 给一趟车，二者取一。"))
    if len(wanted.words) == 1 and _is_silver_train(wanted.words[0]):
        wanted = replace(wanted, words=(), train=wanted.words[0])
    if output is None and not as_json:
        raise click.UsageError(here.say("请用 --output 写明存到哪个文件。"))
    form = output.suffix.lower().removeprefix(".") if output else ""
    if output and form not in DIAGRAM_WRITERS:
        raise click.UsageError(here.say("图只能存成 .svg、.pdf 或 .png：{file}").format(file=output.name))
    size = SIZES[paper or "a4"] if paper or form == "pdf" else (WIDTH, HEIGHT)
    drawn = (_of_words if wanted.words else _of_lines)(here, wanted, size)
    if output:
        _mime, written = DIAGRAM_WRITERS[form]
        sheets = DiagramSheets(drawn.panels, drawn.markers, paper or "a4", here.language)
        write_file(output, written(sheets, here.say))
    if as_json:
        click.echo(json.dumps(diagram_json(drawn, facts.rail), ensure_ascii=False, indent=2))
        return
    report = here.say("画好了：{file}，{trains} 趟公布的车，{clashes} 处标出来的问题。")
    click.echo(report.format(file=output, trains=drawn.trains, clashes=len(drawn.markers)))
    if table:
        click.echo("\n".join(diagram_table(drawn, facts.rail, Wording(here.say))))


def _is_silver_train(named: str) -> bool:
    """Is it a file of `train plan --json`, which has more to draw than its calls?"""
    from planner.exchange.timetables import LARGEST_BYTES, format_of

    try:
        with Path(named).open("rb") as file:
            return format_of(file.read(LARGEST_BYTES)) == "silverway"
    except (OSError, ValueError):
        return False


def _of_words(here: CliContext, wanted: _DiagramOptions, size: tuple[int, int]) -> DrawnSheets:
    """An entered train, and what the checker says of it."""
    from planner.sentences import violation_sentence
    from planner.train.check import check_timetable
    from planner.train.diagram import timed_diagram
    from planner.train.entry import BadCase, entered_way, read_number, with_options
    from planner.train.traffic import traffic

    facts, span = here.facts(), wanted.span()
    own = read_number(wanted.own, facts.rail)
    try:
        entered = entered_train(wanted.words, facts.rail, wanted.number or "", here.say)
    except BadCase as bad:
        refuse(bad.sentences)
    way, calls = entered_way(facts.rail, entered.calls), {call.station for call in entered.calls}
    if not way:
        raise Unknown("way", "–".join(call.station for call in entered.calls))
    spec = with_options(entered, facts.rail, own, wanted.possessions)
    found = check_timetable(facts, traffic(facts.rail), spec.calls, spec.case).violations
    first = way[0].depart_s - 1800 if span[0] is None else span[0]
    hours = first, first + (span[1] or way[-1].arrive_s - way[0].depart_s + 3600)
    sheet = timed_diagram(
        facts.rail, way, calls, hours, spec.case.possessions, [violation.where for violation in found]
    )
    said = [violation_sentence(violation, facts.rules, here.language, here.say) for violation in found]
    return drawn_sheet(facts.rail, sheet, said, size, Wording(here.say))


def _of_lines(here: CliContext, wanted: _DiagramOptions, size: tuple[int, int]) -> DrawnSheets:
    """Lines, or those of a train, and what the checker says if it is a silver one."""
    from planner.sentences import violation_sentence
    from planner.train.check import check_cruise
    from planner.train.diagram import cruise_sheets, make_diagram, read_names
    from planner.train.entry import read_possession
    from planner.train.infrastructure import known_station
    from planner.train.traffic import traffic

    facts, span = here.facts(), wanted.span()
    through, train = wanted.through.strip(), wanted.train.strip()
    names = [known_station(name, facts.rail.stations) for name in read_names(through)]
    if through and len(names) < 2:
        raise Malformed("through", through, "甲站,乙站,丙站")
    own = facts.rail.listed_number(train)
    cruise = _cruise(here, facts.rail, train) if train and not own else None
    closed_times = tuple(read_possession(p, facts.rail.stations) for p in wanted.possessions)
    found = check_cruise(facts, traffic(facts.rail), cruise) if cruise else ()
    said = [violation_sentence(violation, facts.rules, here.language, here.say) for violation in found]
    where = [violation.where for violation in found]
    if cruise and not names and span == (None, None):
        return drawn_cruise(
            facts.rail, cruise_sheets(facts.rail, cruise, closed_times, where), said, size, Wording(here.say)
        )
    hours = None
    if cruise is None or span != (None, None):
        first = span[0] or 0
        hours = first, first + (span[1] or DAY_S)
    request = DiagramRequest(tuple(names), own, cruise.passings if cruise else (), hours, closed_times)
    return drawn_sheet(facts.rail, make_diagram(facts.rail, request, where), said, size, Wording(here.say))


def _cruise(here: CliContext, rail: RailFacts, named: str) -> Cruise:
    """A silver train from a file, or a saved one by its id."""
    from planner.exchange.timetables import read_saved_train
    from planner.saved import load_train
    from planner.store import transaction

    file = Path(named)
    if file.is_file():
        cruise = read_saved_train(file.read_bytes(), file.name)
    else:
        with transaction(here.settings.database_url) as session:
            cruise = load_train(session, named)
    for passing in cruise.passings:
        if passing.station not in rail.stations:
            raise Unknown("station", passing.station)
    return cruise
