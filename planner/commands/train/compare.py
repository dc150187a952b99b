"""`silverway train compare`: scenarios side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.context import CliContext, cli_context, refuse
from planner.commands.options import WholeRange, as_json, on_railway, read_date, seeded
from planner.commands.train.entered import entered_train
from planner.errors import Unknown

if TYPE_CHECKING:
    from planner.catalog import RailFacts
    from planner.train.scenario import Scenario


@dataclass(frozen=True)
class _CompareOptions:
    """The scenarios to compare, and what holds for those read from files."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    start: str | None
    theme: str
    guests: int

    def scenarios(self, here: CliContext, rail: RailFacts) -> list[Scenario]:
        """Those of files and the saved ones, in order; raises BadCase and SilverwayError."""
        found: list[Scenario] = []
        day = read_date(self.start) if self.start else None
        for word in self.words:
            if not Path(word).exists():
                found.append(_saved(here, word))
                continue
            for each in self._of_file(here, rail, word):
                found.append(replace(each, start=each.start or day, theme=self.theme, guests=self.guests))
        return found

    def _of_file(self, here: CliContext, rail: RailFacts, word: str) -> Iterator[Scenario]:
        """The train of a file under the name of the file; of a file of several those asked for, under both names."""
        from planner.exchange.timetables import read_saved_train
        from planner.train.scenario import Scenario

        path = Path(word)
        if path.suffix.lower() == ".json" and path.is_file() and b'"passings"' in path.read_bytes():
            yield Scenario(path.stem, read_saved_train(path.read_bytes(), path.name))
            return
        try:
            yield Scenario(path.stem, entered_train((word,), rail, "", here.say))
        except Unknown as several:
            if several.kind != "which_train" or not self.numbers:
                raise
            for number in self.numbers:
                yield Scenario(f"{number} {path.stem}", entered_train((word,), rail, number, here.say))


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="SCENARIO SCENARIO ...")
@click.option(
    "--train", "numbers", multiple=True,
    help="文件里不止一趟车时比哪几趟。Of a file of several trains these.",
)  # fmt: skip
@click.option("--start", help="出发日期，如 05-11，文件里没有时用。The day it sets out.")
@click.option("--theme", default="", help="主题，如 nostalgia；不写是第一个。Theme; the first if none is given.")
@click.option("--guests", default=320, show_default=True, type=WholeRange(1, 2000), help="人数。Guests.")
@click.option("--runs", default=2000, show_default=True, type=WholeRange(100, 100_000), help="模拟次数。Runs.")
@seeded
@as_json
@on_railway
@click.pass_context
def compare(ctx: click.Context, /, runs: int, seed: int, as_json: bool, **options: Any) -> None:
    """并排比较几个方案。Compare scenarios: timetables (JSON, CSV or lines), planned trains, or kept ones by their id.

    A planned train is what `train plan --json` wrote. The first one is what the others are compared with.
    """
    from planner.train.entry import BadCase
    from planner.train.report import comparison_lines
    from planner.train.scenario import COMPARISON_JSON
    from planner.train.scenario import compare as compare_scenarios

    here = cli_context(ctx)
    facts = here.facts()
    try:
        scenarios = _CompareOptions(**options).scenarios(here, facts.rail)
    except BadCase as bad:
        refuse(bad.sentences)
    comparison = compare_scenarios(facts, scenarios, runs, seed)
    if as_json:
        click.echo(COMPARISON_JSON.dump_json(comparison, indent=2))
    else:
        click.echo("\n".join(comparison_lines(comparison, here.say)))


def _saved(here: CliContext, word: str) -> Scenario:
    """The kept scenario with that id."""
    from planner.saved import load_scenario
    from planner.store import transaction

    with transaction(here.settings.database_url) as session:
        return load_scenario(session, word).train()
