"""Paths for many times of setting out, stocks and ways through the calls at once: a form, a job, a table in colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import DAY_MIN, clock_text, read_clock
from planner.errors import SilverwayError
from planner.jobs import SWEEP_WISH_JSON, Job, SweepWish, load_sweep
from planner.sentences import N_, error_sentence
from planner.train.infrastructure import USUAL_STOCK
from planner.train.insertion import MOST_RUNS, CallWish, Sweep, SweepRequest, SweepRun
from routes.costs import costs
from routes.formatters import stations_words
from routes.forms import Field, Form, same
from routes.jobs import JobPages, queue, register
from routes.rail.forms.calls import read_wishes
from routes.rail.workbench.opening import Opened, opened
from routes.rail.workbench.words import minute_words
from routes.state import session

EVERY = ("5", "10", "15", "20", "30", "60")
SHADES, BEST = 5, 5
STOCKS = {"": tuple(USUAL_STOCK), **{stock: (kmh,) for kmh, stock in USUAL_STOCK.items()}}
STEPS = {"sweep": N_("正在一条一条地试……")}


@dataclass(frozen=True)
class HeatCell:
    """A time of setting out: the journey as hours and minutes, "" if there is no path; 0 is the quickest shade."""

    words: str
    told: str
    shade: int
    link: str


@dataclass(frozen=True)
class HeatTable:
    """A way with a stock: rows of minutes past the hour, each with a cell an hour."""

    way: str
    stock: str
    hours: tuple[int, ...]
    rows: tuple[tuple[str, tuple[HeatCell | None, ...]], ...]


@dataclass(frozen=True)
class BestRun:
    """One of the quickest, in words."""

    way: str
    stock: str
    times: str
    journey: str
    buffer: str
    link: str


def register_pages() -> None:
    """Have the job shown."""
    register("sweep", JobPages(_result, _back, STEPS))


def ask(project_id: str) -> str:
    """The form, filled in for the selected train or as it was."""
    found = opened(project_id)
    return _page(found, _form({**_usual(found, request.args.get("train", "")), **request.args}))


@costs("search")
def submit_wish(project_id: str) -> ResponseReturnValue:
    """Queue the grid, or show what to mend."""
    found, form = opened(project_id), _form(request.form)
    wish = _wish(found, form)
    return (_page(found, form), 422) if wish is None else queue("sweep", wish)


def show(sweep_id: str) -> str:
    """The tables, the quickest first."""
    with session() as db:
        wish, found = load_sweep(db, sweep_id)
    project = opened(wish.project)
    return render_template(
        "rail/workbench/swept.html",
        project=project,
        again=_back_to(wish),
        runs=len(found.runs),
        blocked=sum(run.depart is None for run in found.runs),
        blocks=list(_blocks(project, wish, found)),
        best=[_best(project, wish, run) for run in _quickest(found)],
    )


def _usual(found: Opened, train: str) -> dict[str, str]:
    spec = found.project.trains.get(train) or next(iter(found.project.trains.values()), None)
    usual = {"from": "0:00", "to": "24:00", "every": "10", "stock": ""}
    if spec is None:
        return usual
    stops = [call for call in spec.calls if call.arrive is None or call.arrive != call.depart]
    texts = [
        stations_words(call.station)
        + ("" if call.arrive is None or call.depart is None else f"/{call.depart - call.arrive}")
        for call in stops
    ]
    return {**usual, "ways": " ".join(texts)}


def _form(typed: Mapping[str, str]) -> Form:
    hint = _("一行一种走法：站名用空格隔开，/ 后面写停几分钟。可以换始发站、换次序，最多 6 行。")
    stocks = ("", _("25G 和 25T 都试")), *((stock, stock) for stock in USUAL_STOCK.values())
    return Form(
        (
            Field("ways", _("走哪些站"), hint, type="textarea", rows=4),
            Field("from", _("最早几点开"), type="text"),
            Field("to", _("最晚几点开"), type="text"),
            Field("every", _("隔几分钟试一次"), type="select", options=tuple((each, each) for each in EVERY)),
            Field("stock", _("车底"), type="select", options=stocks),
        ),
        typed,
        same,
    )


def _wish(found: Opened, form: Form) -> SweepWish | None:
    lines = tuple(line.strip() for line in form["ways"].splitlines() if line.strip())
    ways: list[tuple[CallWish, ...]] = []
    for number, line in enumerate(lines, 1):
        calls, bad = read_wishes(line, found.rail.stations)
        if bad:
            form.mend("ways", _("第 %(n)s 行：%(what)s", n=number, what=bad[0]))
            return None
        ways.append(calls)
    times = {name: _minute(form, name) for name in ("from", "to")}
    begin, end = times["from"], times["to"]
    if not form.ok or begin is None or end is None:
        return None
    every = int(form["every"]) if form["every"] in EVERY else 10
    try:
        asked = SweepRequest(
            tuple(ways), STOCKS.get(form["stock"], STOCKS[""]), begin, end, every,
            found.project.assumes, found.project.possessions,
        )  # fmt: skip
    except SilverwayError as wrong:
        form.mend("ways", error_sentence(wrong, _))
        return None
    return SweepWish(found.id, found.project.railway, asked, lines)


def _minute(form: Form, name: str) -> int | None:
    if form[name].strip() == "24:00":
        return DAY_MIN
    written = read_clock(form[name])
    if written is None or written.second % 60:
        form.mend(name, _("时间请写成 21:40。"))
        return None
    return written.second // 60


def _page(found: Opened, form: Form) -> str:
    return render_template("rail/workbench/sweep.html", project=found, form=form, most=MOST_RUNS)


def _result(sweep_id: str, _way: str | None) -> str:
    return url_for("rail.sweep", sweep_id=sweep_id)


def _back(job: Job, _way: str | None) -> str:
    return _back_to(SWEEP_WISH_JSON.validate_json(job.payload))


def _back_to(wish: SweepWish) -> str:
    asked = wish.request
    stock = USUAL_STOCK[asked.speeds[0]] if len(asked.speeds) == 1 else ""
    end = "24:00" if asked.end == DAY_MIN else clock_text(asked.end)
    values = {
        "ways": "\n".join(wish.typed), "from": clock_text(asked.begin), "to": end, "every": str(asked.every),
        "stock": stock,
    }  # fmt: skip
    return url_for("rail.ask_sweep", project_id=wish.project, **values)  # type: ignore[arg-type]  # all are texts


def _quickest(found: Sweep) -> Sequence[SweepRun]:
    there = [run for run in found.runs if run.journey_min is not None]
    return sorted(there, key=lambda run: (run.journey_min, -(run.buffer_min or 0), run.start))[:BEST]


def _blocks(project: Opened, wish: SweepWish, found: Sweep) -> Sequence[HeatTable]:
    asked = found.request
    journeys = [run.journey_min for run in found.runs if run.journey_min is not None]
    least, most = min(journeys, default=0), max(journeys, default=0)
    hours = tuple(range(asked.begin // 60, -(-asked.end // 60)))
    by_way: dict[tuple[int, int], dict[int, SweepRun]] = {}
    for run in found.runs:
        by_way.setdefault((run.way, run.speed), {})[run.start] = run
    blocks = []
    for (way, speed), runs in by_way.items():
        minutes = sorted({start % 60 for start in runs})
        rows = tuple(
            (f":{minute:02d}", tuple(_cell(project, wish, runs.get(hour * 60 + minute), least, most) for hour in hours))
            for minute in minutes
        )
        blocks.append(HeatTable(wish.typed[way], USUAL_STOCK[speed], hours, rows))
    return blocks


def _cell(project: Opened, wish: SweepWish, run: SweepRun | None, least: int, most: int) -> HeatCell | None:
    if run is None:
        return None
    at = clock_text(run.start)
    if run.journey_min is None:
        return HeatCell("", _("%(at)s：没有", at=at), SHADES, "")
    shade = (run.journey_min - least) * SHADES // (most - least + 1)
    words = f"{run.journey_min // 60}:{run.journey_min % 60:02d}"
    told = f"{minute_words(run.depart)} → {minute_words(run.arrive)}{_('，')}{_buffer(run)}"
    return HeatCell(words, told, shade, _link(project, wish, run))


def _best(project: Opened, wish: SweepWish, run: SweepRun) -> BestRun:
    minutes = run.journey_min or 0
    return BestRun(
        wish.typed[run.way],
        USUAL_STOCK[run.speed],
        f"{minute_words(run.depart)} → {minute_words(run.arrive)}",
        f"{minutes // 60}:{minutes % 60:02d}",
        _buffer(run),
        _link(project, wish, run),
    )


def _buffer(run: SweepRun) -> str:
    return _("旁边没有车") if run.buffer_min is None else _("最少宽 %(n)s 分", n=run.buffer_min)


def _link(project: Opened, wish: SweepWish, run: SweepRun) -> str:
    """The same search on the workbench, where its paths are drawn and can be taken."""
    asked = wish.request
    first, *others = wish.typed[run.way].split()
    end = min(run.start + asked.every, asked.end) - 1
    wishes = "\n".join([f"{first.partition('@')[0]}@{clock_text(run.start)}-{clock_text(end, 'mark')}", *others])
    stock = USUAL_STOCK[run.speed]
    return url_for("rail.workbench", project_id=project.id, dock="insert", wishes=wishes, stock=stock)
