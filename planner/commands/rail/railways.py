"""`silverway rail import, list, export`: railways of one's own, from train graphs, feeds and tables."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.context import cli_context, report_written, write_file
from planner.commands.options import as_json, read_date, station_positions, timetable_file
from planner.commands.train import file_content

if TYPE_CHECKING:
    from planner.exchange.trains import TrainGraph


@dataclass(frozen=True)
class _RailwayFile:
    """How a railway is written; `dates` are days its trains run where none are known, `positions` is a table of where
    its stations are."""

    format_: str
    dates: tuple[str, ...]
    url: str
    positions: Path | None

    def written(self, graph: TrainGraph) -> bytes:
        """The railway in the format asked for."""
        from planner.exchange.graphs import write_etrc, write_trc
        from planner.exchange.railways import read_positions, with_positions
        from planner.exchange.timetables import WRITERS, with_dates

        if self.positions:
            positions = read_positions(self.positions.read_bytes(), self.positions.name)
            graph = replace(graph, timetable=with_positions(graph.timetable, positions))
        graphs = {"etrc": write_etrc, "trc": write_trc}
        if self.format_ in graphs:
            return graphs[self.format_](graph)
        days: tuple[date, ...] = tuple(sorted({read_date(day) for day in self.dates}))
        return WRITERS[self.format_](with_dates(graph.timetable, graph.timetable.runs, {}, days, self.url))


@click.group()
def rail() -> None:
    """自己的铁路。Railways of one's own: imported, then used with --railway NAME."""


@rail.command("import")
@timetable_file
@click.option("--as", "name", required=True, help="叫什么。What to call it.")
@click.option("--tracks", type=click.Choice(["single", "double"]), help="单线还是双线，不写就是不知道。If known.")
@click.option("--ruler", default="", help="用哪把标尺，不写就用每条线的第一把。Which ruler; the first of each line.")
@as_json
@click.pass_context
def import_railway(ctx: click.Context, /, file: str, name: str, tracks: str | None, ruler: str, as_json: bool) -> None:
    """从运行图、GTFS 或表格做一条铁路。Make a railway of a train graph, a GTFS feed or a table of calls.

    Its lines, rulers and trains are kept under that name; `train check, insert, insert-several, diagram, simulate,
    compare, clashes, export` work on it with --railway NAME, its trains as the traffic.
    """
    from planner.exchange.railways import make_railway, rail_facts, save_railway
    from planner.exchange.timetables import import_summary, read_file

    here, (content, source) = cli_context(ctx), file_content(file)
    read = read_file(content, source, {}, "")
    railway = make_railway(name, source, read, tracks or "", ruler)
    facts = rail_facts(railway)
    save_railway(here.settings.railways_dir, railway)
    known = sum(pair in facts.ruler_s for pair in {_pair(s.from_station, s.to_station) for s in facts.sections})
    if as_json:
        its = {
            "stations": len(facts.stations),
            "sections": len(facts.sections),
            "timed": known,
            "trains": len(facts.runs),
            "possessions": len(facts.possessions),
        }
        told = {
            "format": read.format,
            "skipped": [{"train": s.train, "why": here.say(s.why).format(**s.values)} for s in read.skipped],
            "notes": [here.say(note.why).format(**note.values) for note in read.notes],
        }
        click.echo(json.dumps({"railway": name, **its, "read": told}, ensure_ascii=False, indent=2))
        return
    lines = [import_summary(read, facts.stations, here.say, name)]
    text = here.say("铁路“{name}”：{stations} 个车站，{sections} 个区间（{known} 个有运行时间），{trains} 趟车。")
    lines.append(
        text.format(
            name=name, stations=len(facts.stations), sections=len(facts.sections), known=known, trains=len(facts.runs)
        )
    )
    if facts.possessions:
        text = here.say("天窗 {count} 处，检查和插线时都避开。")
        lines.append(text.format(count=len(facts.possessions)))
    click.echo("\n".join(lines))


@rail.command("list")
@as_json
@click.pass_context
def list_all(ctx: click.Context, as_json: bool) -> None:
    """有哪些。Which there are."""
    from planner.exchange.railways import list_railways

    here = cli_context(ctx)
    names = list_railways(here.settings.railways_dir)
    if as_json:
        click.echo(json.dumps({"railways": names}, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(names) if names else here.say("还没有导入过铁路。"))


@rail.command("export")
@click.argument("name")
@click.option(
    "--to", "format_", required=True, type=click.Choice(["csv", "etrc", "geojson", "gtfs", "trc"]), help="格式。Format."
)
@click.option("--date", "dates", multiple=True, help="开行日期，没有时用。A day the trains run, where none is known.")
@click.option(
    "--url", default="http://127.0.0.1:8000/", show_default=True, help="发布的网址。Address of the publisher."
)
@station_positions
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_context
def export_railway(ctx: click.Context, /, name: str, out: Path, as_json: bool, **options: Any) -> None:
    """把铁路写回运行图、GTFS 或表格。Write a railway as a train graph, a feed or a table.

    A graph of pyETRC or qETRC goes back with all it had, trains that could not be read among it.
    """
    from planner.exchange.railways import load_railway

    here = cli_context(ctx)
    written = _RailwayFile(**options).written(load_railway(here.settings.railways_dir, name).graph)
    write_file(out, written)
    report_written(here, out, written, as_json)


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)
