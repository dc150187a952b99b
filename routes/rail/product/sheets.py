"""What a train asks of each station, as rows for the page and as sheets to hand on: PDF and XLSX, a station each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, request
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.exchange.documents import PeoplePaper, SheetPart, people_pdf
from planner.exchange.rosters import tables_xlsx
from planner.facts import Facts
from planner.product import StationRequest, requests_of
from planner.sentences import N_
from planner.train.types import TrainSpec
from routes.costs import costs
from routes.formatters import minutes, stations_words
from routes.rail.workbench import minute_words, opened
from routes.state import english

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHAT = {
    "platform": N_("站台"), "step_free": N_("不走台阶上下车"), "stabling": N_("整列车停放"), "water": N_("上水"),
    "sewage": N_("吸污"), "crew": N_("换乘务"),
}  # fmt: skip
KNOWN = {"yes": N_("有"), "no": N_("没有，要另想办法"), None: N_("不知道，要问车站")}


@dataclass(frozen=True)
class RequestRow:
    """Something asked, in words; `unknown`: somebody has to ask."""

    station: str
    what: str
    when: str
    size: str
    known: str
    unknown: bool
    lacking: bool


def request_rows(facts: Facts, spec: TrainSpec) -> list[RequestRow]:
    """All of it in the order of the run."""
    return [_row(each) for each in requests_of(facts, spec)]


def _row(asked: StationRequest) -> RequestRow:
    known = _(KNOWN[asked.known])
    if asked.upto:
        known = _("路上没有合适的站，要另想办法")
    elif asked.assumed:
        known = _("%(known)s（方案里的假定）", known=known)
    return RequestRow(
        station=" → ".join(stations_words(name) for name in (asked.station, asked.upto) if name),
        what=_(WHAT[asked.what]),
        when=_between(asked.begin, asked.end),
        size=_size(asked),
        known=known,
        unknown=asked.known is None,
        lacking=asked.known == "no",
    )


def _between(begin: int, end: int) -> str:
    return minute_words(begin) if begin == end else f"{minute_words(begin)}–{minute_words(end)}"


def _size(asked: StationRequest) -> str:
    if asked.what in ("platform", "stabling"):
        return _("车长不知道") if asked.amount is None else _("至少 %(n)s 米", n=asked.amount)
    if asked.amount is None:
        return ""
    return _("到这里连着工作 %(time)s", time=minutes(asked.amount)) if not asked.upto else minutes(asked.amount)


@costs("make")
def requests_file(project_id: str, kind: str) -> Response:
    """The sheets of a train, as its project is now or was in the state that the address says."""
    if kind not in ("pdf", "xlsx"):
        abort(404)
    text = request.args.get("number", "")
    found = opened(project_id, int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None)
    name = request.args.get("train", "")
    rows = request_rows(found.facts, found.train(name))
    if kind == "pdf":
        content, mimetype = people_pdf(_paper(name, rows)), "application/pdf"
    else:
        header, sheets = _header(), _by_station(rows)
        content, mimetype = tables_xlsx([(station, header, cells) for station, cells in sheets]), XLSX
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="requests-{project_id}.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _header() -> tuple[str, ...]:
    return _("要什么"), _("什么时候"), _("多少"), _("车站有没有"), _("车站答复")


def _by_station(rows: Sequence[RequestRow]) -> list[tuple[str, list[tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        found.setdefault(row.station, []).append((row.what, row.when, row.size, row.known, ""))
    return list(found.items())


def _paper(train: str, rows: Sequence[RequestRow]) -> PeoplePaper:
    parts = tuple(
        SheetPart(_("%(station)s：%(train)s 次请求单", station=station, train=train), header=_header(),
                  rows=tuple(cells), apart=place > 0)
        for place, (station, cells) in enumerate(_by_station(rows))
    )  # fmt: skip
    unknown = sum(row.unknown for row in rows)
    lead = [_("按停站时刻和车底算出来的。时刻从开车那天 0 点数起。")]
    if unknown:
        words = ngettext("%(num)d 项没有资料，请车站答复。", "%(num)d 项没有资料，请车站答复。", unknown)
        lead.append(words)
    return PeoplePaper(
        language="en" if english() else "zh", title=_("%(train)s 次：请车站准备什么", train=train),
        author=_("银龄慢游"), footer=_("第 {page} 页，共 {pages} 页"), lead=tuple(lead), parts=parts,
    )  # fmt: skip
