"""`silverway train diagram`: a time-distance diagram as SVG."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import click

from planner.commands.desk import desk, refuse
from planner.commands.trains import closed

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@click.command()
@click.argument("words", nargs=-1, metavar="FILE | CALL ...")
@click.option("--through", default="", help="只画线路，如 大连,沈阳,四平。Only the lines through these stations.")
@click.option("--from", "begins", default="", help="从几点画起，如 18:00。The first hour shown.")
@click.option("--hours", type=click.IntRange(1, 24 * 15), help="画几个小时。How many hours.")
@closed
@click.option("--own", default="", help="它本来是哪趟车，不拿它和自己比。The published train it is.")
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
@click.pass_context
def diagram(
    ctx: click.Context, words: tuple[str, ...], through: str, begins: str, hours: int | None,
    possessions: tuple[str, ...], own: str, output: Path,
) -> None:  # fmt: skip
    """画运行图。A train among the published ones, as for `train check`, its clashes marked; or lines without one."""
    from planner.errors import Malformed, Unknown
    from planner.exchange.diagram_svg import diagram_file
    from planner.sentences import violation_sentence
    from planner.train.case_file import BadCase, read_possession, read_words
    from planner.train.check import judge_calls
    from planner.train.diagram import diagram as draw
    from planner.train.diagram import line_way
    from planner.train.entered import entered_way
    from planner.train.stations import known_station

    here = desk(ctx)
    _, rail, rules = here.facts()
    shut = tuple(read_possession(p, rail.stations) for p in possessions)
    own = own.strip().upper()
    if own and own not in rail.runs:
        raise Unknown("train_run", own)
    if bool(words) == bool(through.strip()):
        raise click.UsageError(here.say("请给一趟车，或者用 --through 给线路，二者取一。"))
    found: list[tuple[str, str]] = []
    if through.strip():
        names = [known_station(name.strip(), rail.stations) for name in re.split("[,，]", through) if name.strip()]
        way, calls, first, length = line_way(rail, names), set(names), 0, 24 * 3600
    else:
        try:
            entered = read_words(words, rail, here.say)
        except BadCase as bad:
            refuse(bad.sentences)
        way, calls = entered_way(rail, entered.calls), {call.station for call in entered.calls}
        if not way:
            raise Unknown("way", "–".join(call.station for call in entered.calls))
        shut = (*entered.case.possessions, *shut)
        case = replace(entered.case, own=own or entered.case.own, possessions=shut)
        found = [
            (v.where, violation_sentence(v, rules, here.language, here.say))
            for v in judge_calls(rail, rules, entered.calls, case).violations
        ]
        first, length = way[0].depart_s - 1800, way[-1].arrive_s - way[0].depart_s + 3600
    if begins:
        clock = _CLOCK.fullmatch(begins.strip())
        if clock is None:
            raise Malformed("clock", begins, "18:00")
        first = int(clock[1]) * 3600 + int(clock[2]) * 60
    span = first, first + (hours * 3600 if hours else length)
    title = f"{way[0].station}–{way[-1].station}"
    graph = draw(rail, way, calls, span, shut, found)
    output.write_text(diagram_file(graph, title, here.say), encoding="utf-8")
    said = here.say("画好了：{file}，{trains} 趟公布的车，{clashes} 处标出来的问题。")
    click.echo(said.format(file=output, trains=graph.trains, clashes=len(graph.clashes)))
