"""A train's timetable for driver and crew, and the own trains at each station where it stops, as PDF or XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flask import Response, abort, request
from flask_babel import gettext as _

from planner.exchange.documents import PeoplePaper, SheetPart, people_pdf
from planner.exchange.rosters import tables_xlsx
from planner.train.types import Passing
from routes.costs import costs
from routes.formatters import stations_words
from routes.rail.workbench.grid import summary_of
from routes.rail.workbench.opening import Opened, opened, way_of
from routes.rail.workbench.words import minute_words
from routes.state import english

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]  # title, header, rows


@costs("make")
def timetable_file(project_id: str, kind: str) -> Response:
    """The selected train's, then a sheet for each station where it stops."""
    if kind not in ("pdf", "xlsx"):
        abort(404)
    found, name = opened(project_id), request.args.get("train", "")
    way_of(found, name)
    tables = [_of_train(found, name), *_of_stations(found, name)]
    if kind == "xlsx":
        content, mimetype = tables_xlsx(tables), XLSX
    else:
        content, mimetype = people_pdf(_paper(found, name, tables)), "application/pdf"
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="timetable-{project_id}.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _of_train(found: Opened, name: str) -> Table:
    header = _("车站"), _("到点"), _("开点"), _("停"), _("里程"), _("区间运行"), _("平均时速")
    way = found.ways[name]
    rows = [_row(way[0], None), *(_row(now, before) for before, now in pairwise(way))]
    station, *_end, km, ran, speed = rows[-1]
    rows[-1] = (station, minute_words(way[-1].arrive_s // 60), "", _("终到"), km, ran, speed)
    return _("%(train)s 次：司机和乘务用", train=name), header, rows


def _row(now: Passing, before: Passing | None) -> tuple[str, ...]:
    stands = now.depart_s > now.arrive_s
    ran_s = now.arrive_s - before.depart_s if before else 0
    km = now.km - before.km if before else 0
    return (
        stations_words(now.station),
        minute_words(now.arrive_s // 60) if before and stands else "",
        minute_words(now.depart_s // 60),
        _("%(n)s 分", n=(now.depart_s - now.arrive_s) // 60) if stands else _("通过") if before else _("始发"),
        f"{now.km:.0f}",
        f"{ran_s // 60}:{ran_s % 60:02d}" if before else "",
        f"{km * 3600 / ran_s:.0f}" if ran_s else "",
    )


def _of_stations(found: Opened, name: str) -> Iterator[Table]:
    header = _("车次"), _("从哪来"), _("到点"), _("开点"), _("停"), _("往哪去")
    way = found.ways[name]
    stops = [p.station for p in way if p.depart_s > p.arrive_s or p in (way[0], way[-1])]
    for station in dict.fromkeys(stops):
        rows = sorted(_calls_at(found, station), key=lambda row: row[0])
        yield _("%(station)s：方案里的车", station=stations_words(station)), header, [cells for _second, cells in rows]


def _calls_at(found: Opened, station: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    for name, way in found.ways.items():
        for place, passing in enumerate(way):
            ends = place in (0, len(way) - 1)
            if passing.station != station or (passing.depart_s == passing.arrive_s and not ends):
                continue
            first, last = place == 0, place == len(way) - 1
            stays = (passing.depart_s - passing.arrive_s) // 60
            yield (
                passing.arrive_s,
                (
                    name,
                    _("始发") if first else stations_words(way[0].station),
                    "" if first else minute_words(passing.arrive_s // 60),
                    "" if last else minute_words(passing.depart_s // 60),
                    "" if ends else _("%(n)s 分", n=stays),
                    _("终到") if last else stations_words(way[-1].station),
                ),
            )


def _paper(found: Opened, name: str, tables: Sequence[Table]) -> PeoplePaper:
    parts = tuple(
        SheetPart(title, header=header, rows=tuple(rows), apart=place == 1)
        for place, (title, header, rows) in enumerate(tables)
    )
    lead = [summary_of(found, name), _("方案第 %(n)s 步的草案，不是已经批准的时刻。", n=found.number)]
    if found.checked.of(name):
        lead.append(_("还有 %(n)s 处冲突没有消除。", n=found.checked.of(name)))
    return PeoplePaper(
        language="en" if english() else "zh", title=_("%(train)s 次时刻表", train=name), author=_("银龄慢游"),
        footer=_("第 {page} 页，共 {pages} 页"), lead=tuple(lead), parts=parts,
    )  # fmt: skip
