"""`silverway train simulate, export, import`: what a planned or imported train is good for elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import TypeAdapter

from planner.commands.context import cli_context, report_written, write_file
from planner.commands.options import (
    WholeRange,
    as_json,
    on_railway,
    read_date,
    seeded,
    station_positions,
    timetable_file,
    train_of_file,
)
from planner.commands.train.entered import file_content
from planner.errors import Malformed, Unknown
from planner.exchange.timetables import (
    WRITERS,
    Import,
    TimetableRun,
    choose,
    import_summary,
    read_saved_train,
    read_timetable,
    with_dates,
    write_calls_csv,
    write_plain_csv,
)
from planner.text import plain

if TYPE_CHECKING:
    from planner.catalog import RailFacts, Station
    from planner.facts import Facts
    from planner.train.robustness import Robustness, SimulationOptions, TrainConnection

URL = "http://127.0.0.1:8000/"  # where `silverway serve` shows the site
IMPORT_JSON: TypeAdapter[Import] = TypeAdapter(Import)
_CONNECTION = re.compile(r"([^@]+)@([^=]+)=(\d{1,3})")


@dataclass(frozen=True)
class _ExportOptions:
    """Which trains of a file are written, and how; `dates` are days they run where the file has none."""

    number: str | None
    format_: str
    dates: tuple[str, ...]
    url: str
    positions: Path | None

    def written(self, content: bytes, name: str, stations: Mapping[str, Station]) -> bytes:
        """The file's trains in the format asked for."""
        read = read_timetable(content, name, stations, self.url)
        runs = read.timetable.runs if self.number is None else (choose(read.timetable.runs, self.number or ""),)
        days: tuple[date, ...] = tuple(sorted({read_date(day) for day in self.dates}))
        timetable = read.timetable
        if self.positions:
            from planner.exchange.railways import read_positions, with_positions

            timetable = with_positions(timetable, read_positions(self.positions.read_bytes(), self.positions.name))
        return WRITERS[self.format_](with_dates(timetable, runs, stations, days, self.url))


@click.command()
@timetable_file
@train_of_file
@click.option("--runs", default=10_000, show_default=True, type=WholeRange(100, 1_000_000), help="次数。Runs.")
@seeded
@click.option(
    "--delay", "changes", multiple=True, help="改一个数，如 enter-min=6、甲站=10、甲站-乙站=5。Another number."
)
@click.option("--wait-for", "waits", multiple=True, help="等一趟车，如 K2@甲站=15。A train our guests come with.")
@as_json
@on_railway
@click.pass_context
def simulate(ctx: click.Context, /, file: str, number: str | None, as_json: bool, **options: Any) -> None:
    """模拟晚点：FILE 是 train plan --json 的结果或时刻表。How a train fares when trains are late.

    FILE is what `train plan --json` wrote, or a timetable as `train import` reads it; - reads the standard input.
    Numbers for --delay (defaults with their sources: data/rules/delays.toml): enter-share, enter-min, stay-seconds,
    guests-min, slow-percent, reserve-percent, breakdowns, breakdown-from, breakdown-to, stop-least, headway, crossing,
    look-before, look-after; STATION=MINUTES for a longer stop; ONE-OTHER=PERCENT for a slower section.
    """
    from planner.train.robustness import ROBUSTNESS_JSON, SimulationOptions, cruise_robustness, robustness_summary

    here, (content, name) = cli_context(ctx), file_content(file)
    facts = here.facts()
    connections = tuple(_connection(text, facts.rail) for text in options.pop("waits"))
    simulation = SimulationOptions(**options, connections=connections)
    read = read_timetable(content, name, facts.rail.stations, URL)
    if read.format == "silverway":
        found = cruise_robustness(facts, read_saved_train(content, name), simulation)
    else:
        found = _way_robustness(facts, choose(read.timetable.runs, number or ""), simulation)
    click.echo(ROBUSTNESS_JSON.dump_json(found, indent=2) if as_json else robustness_summary(found, here.say))


@click.command("export")
@timetable_file
@train_of_file
@click.option("--to", "format_", required=True, type=click.Choice(sorted(WRITERS)), help="格式。Format.")
@click.option(
    "--date", "dates", multiple=True, help="开行日期，文件里没有时用。A day it runs, where the file has none."
)
@click.option("--url", default=URL, show_default=True, help="发布的网址，GTFS 里要写。Address of the publisher.")
@station_positions
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@on_railway
@click.pass_context
def export_train(ctx: click.Context, /, file: str, out: Path, as_json: bool, **options: Any) -> None:
    """把一趟车写成 GTFS、CSV 或 GeoJSON。Write a train as GTFS, CSV or GeoJSON.

    FILE is what `train plan --json` wrote, or any timetable that `train import` reads; - reads the standard input.
    """
    here, (content, name) = cli_context(ctx), file_content(file)
    written = _ExportOptions(**options).written(content, name, here.facts().rail.stations)
    write_file(out, written)
    report_written(here, out, written, as_json)


@click.command("import")
@timetable_file
@train_of_file
@as_json
@click.option(
    "--csv", "out", type=click.Path(dir_okay=False, path_type=Path),
    help="把一趟车的站名、到点、开点写到这里，可以拿去检查。One train's calls, ready to be checked.",
)  # fmt: skip
@click.option(
    "--calls", type=click.Path(dir_okay=False, path_type=Path), help="所有的车写成一张表。All trains as a table."
)
@on_railway
@click.pass_context
def import_trains(
    ctx: click.Context, /, file: str, number: str | None, as_json: bool, out: Path | None, calls: Path | None
) -> None:
    """读 GTFS、时刻表格、运行图，说清读了什么、没读什么、为什么。Read trains; say what was read and what was not.

    From a GTFS zip, a table of calls (CSV, with commas, semicolons or tabs, headings in Chinese or English), lines of
    text, a train graph of pyETRC, qETRC or ETRC, or what `train plan --json` wrote. Ends with code 2 if no train of it
    can be used.
    """
    here, (content, name) = cli_context(ctx), file_content(file)
    facts = here.facts()
    read = read_timetable(content, name, facts.rail.stations, URL)
    if out is not None:
        write_file(out, write_plain_csv(choose(read.timetable.runs, number or "")))
    if calls is not None:
        write_file(calls, write_calls_csv(read.timetable.runs))
    if as_json:
        click.echo(IMPORT_JSON.dump_json(read, indent=2, exclude={"graph": {"extra", "unread", "about"}}))
    else:
        click.echo(import_summary(read, facts.rail.stations, here.say))


def _way_robustness(facts: Facts, run: TimetableRun, options: SimulationOptions) -> Robustness:
    """The simulation of a timetable as it would be checked: the quickest way between its calls."""
    from planner.exchange.timetables import train_spec
    from planner.train.entry import entered_way
    from planner.train.infrastructure import running_table
    from planner.train.robustness import way_robustness

    spec = train_spec(run, facts.rail)
    on_network = running_table(facts.rail).network.numbers
    off = [call.station for call in spec.calls if call.station not in on_network]
    if off:
        raise Unknown("off_line", run.number, tuple(off))
    way = entered_way(facts.rail, spec.calls)
    if not way:
        raise Unknown("train_way", run.number)
    return way_robustness(facts, way, options, spec.case.own)


def _connection(text: str, rail: RailFacts) -> TrainConnection:
    from planner.train.infrastructure import known_station
    from planner.train.robustness import TrainConnection

    parts = _CONNECTION.fullmatch(plain(text))
    if parts is None:
        raise Malformed("wait-for", text, "K2@甲站=15")
    return TrainConnection(rail.known_train(parts[1]), known_station(parts[2].strip(), rail.stations), int(parts[3]))
