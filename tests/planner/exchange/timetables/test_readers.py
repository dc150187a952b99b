"""What people bring is read whole, or what is left out is named: a test for each kind of file that once went wrong."""

from __future__ import annotations

import datetime
import io
import json
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from planner.catalog import RailFacts
from planner.errors import BadFile, SilverwayError, Unknown
from planner.exchange.gtfs import read_gtfs, write_gtfs
from planner.exchange.timetables import Import, import_summary, read_timetable, read_train, with_dates
from planner.exchange.trains import labels
from planner.sentences import fault_sentence
from planner.train.entry import BadCase
from planner.train.types import TrainSpec
from tests.support.feeds import CALLS, FEED, feed

TABLE = "站名,到点,开点\n大连,--,21:40\n沈阳,02:10,--\n"
STATIONS = [
    {"zhanming": "大连", "licheng": 0, "dengji": 1}, {"zhanming": "金州", "licheng": 33, "dengji": 3},
    {"zhanming": "鞍山", "licheng": 308, "dengji": 2}, {"zhanming": "沈阳", "licheng": 397, "dengji": 1},
]  # fmt: skip
LINE = {"name": "沈大", "stations": STATIONS, "rulers": []}


def train(number: str, *rows: tuple[str, str, str]) -> dict[str, object]:
    timetable = [{"zhanming": name, "ddsj": arrive, "cfsj": depart} for name, arrive, depart in rows]
    return {"checi": [number, "", ""], "type": "快速", "timetable": timetable}


K1 = train("K1", ("大连", "23:30:00", "23:30:00"), ("鞍山", "02:58:00", "03:00:00"), ("沈阳", "04:10:00", "04:10:00"))


def read(content: bytes | str, rail: RailFacts | None = None) -> Import:
    content = content.encode() if isinstance(content, str) else content
    return read_timetable(content, "file", rail.stations if rail else {}, "")


def entered(content: bytes | str, rail: RailFacts, wanted: str = "") -> TrainSpec:
    return read_train(content.encode() if isinstance(content, str) else content, "file", rail, wanted, str)


def minutes(spec: TrainSpec) -> list[tuple[str, int | None, int | None]]:
    return [(call.station, call.arrive, call.depart) for call in spec.calls]


PLAIN = [("大连", None, 1300), ("沈阳", 1570, None)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
@pytest.mark.parametrize("sign", [",", "\t", ";", "；", "，"])
def test_tables_in_any_encoding_with_any_separator(rail: RailFacts, encoding: str, sign: str) -> None:
    content = TABLE.replace(",", sign)
    if encoding.startswith("utf-16-"):
        content = content.replace("大连", "大连 ")  # without a mark the commas tell, as text of any kind has them
    if sign in "；，" and encoding.startswith("utf-16-"):
        return
    assert minutes(entered(content.encode(encoding), rail)) == PLAIN


@pytest.mark.parametrize(
    "heading",
    ["站名,到点,开点", "车站,到达,发车", "站名,到时,开时", "停靠站,到达时间,发车时间", "station,arrive,depart",
     "Station Name,Arrival Time,Departure Time", "stop_name,arrival_time,departure_time", "车站名称,到站时间,离站时间"],
)  # fmt: skip
def test_headings_in_both_languages(rail: RailFacts, heading: str) -> None:
    assert minutes(entered(TABLE.replace("站名,到点,开点", heading), rail)) == PLAIN


@pytest.mark.parametrize(
    "clock", ["次日02:10", "26:10", "02:10:00", "0210", "02:10+1", "翌日 2:10", "第二天02:10", "2点10分"]
)
@pytest.mark.parametrize("form", ["站名,到点,开点\n大连,--,21:40\n沈阳,{},--\n", "大连 -- 2140\n沈阳 {} --\n"])
def test_clocks_as_people_write_them(rail: RailFacts, clock: str, form: str) -> None:
    assert minutes(entered(form.format(clock), rail)) == PLAIN
    assert read(form.format(clock)).timetable.runs[0].calls[-1].arrive_s == 1570 * 60


def test_seconds_become_minutes_that_promise_nothing_too_early(rail: RailFacts) -> None:
    assert minutes(entered(TABLE.replace("21:40", "21:40:50").replace("02:10", "02:10:01"), rail)) == [
        ("大连", None, 1300), ("沈阳", 1571, None),
    ]  # fmt: skip


def test_times_that_nobody_published_are_kept_and_spread_by_running_time(rail: RailFacts) -> None:
    blank = f"{CALLS}t1,DL,1,08:00:00,08:00:00\nt1,WFD,2,,\nt1,AS,3,,\nt1,SY,4,13:00:00,13:00:00\n"
    found = read(feed({"stop_times.txt": blank}), rail)
    (run,) = found.timetable.runs
    assert [(call.station, call.arrive_s) for call in run.calls] == [
        ("大连", None), ("瓦房店", None), ("鞍山", None), ("沈阳", 46_800),
    ]  # fmt: skip
    told = import_summary(found, rail.stations, str)
    assert "2 个停站没有公布时刻" in told
    assert "没有公布时刻：瓦房店、鞍山" in told
    spec = entered(feed({"stop_times.txt": blank}), rail)
    assert [call.published for call in spec.calls] == [True, False, False, True]
    times = [call.arrive or call.depart or 0 for call in spec.calls]
    assert 480 < times[1] < times[2] < 780
    assert (times[1] - 480) / 300 == pytest.approx(104 / 397, abs=0.08)  # 瓦房店 is 104 km of 397 from 大连
    again = read_gtfs(write_gtfs(with_dates(found.timetable, found.timetable.runs, rail.stations, (), "")), "f")
    assert again.timetable == found.timetable
    table = "站名,到点,开点\n大连,--,08:00\n瓦房店,--,--\n沈阳,13:00,--\n"
    assert [call.published for call in entered(table, rail).calls] == [True, False, True]


def test_a_layover_in_two_rows_is_one_call(rail: RailFacts) -> None:
    rows = f"{CALLS}t1,DL,1,08:00:00,08:00:00\nt1,AS,2,11:30:00,11:30:00\nt1,AS,3,11:40:00,11:40:00\n"
    content = feed({"stop_times.txt": rows + "t1,SY,4,13:00:00,13:00:00\n"})
    calls = [("大连", None, 480), ("鞍山", 690, 700), ("沈阳", 780, None)]
    assert minutes(entered(content, rail)) == calls
    table = "站名,到点,开点\n大连,--,08:00\n鞍山,11:30,11:30\n鞍山,11:40,11:40\n沈阳,13:00,--\n"
    assert minutes(entered(table, rail)) == calls
    assert [call.station for call in read(table).timetable.runs[0].calls] == ["大连", "鞍山", "沈阳"]


@pytest.mark.parametrize(
    ("second", "stations", "note"),
    [
        ("38.93,121.63", ["大连", "沈阳"], "相距不到 3 公里，当作一个"),
        ("30.0,110.0", ["大连", "大连 (DL2)", "沈阳"], "按位置认"),
    ],
)
def test_stops_of_one_name_are_told_apart_by_position(
    rail: RailFacts, second: str, stations: list[str], note: str
) -> None:
    stops = f"stop_id,stop_name,stop_lat,stop_lon\nDL1,大连,38.92,121.63\nDL2,大连,{second}\nSY,沈阳,41.79,123.39\n"
    rows = f"{CALLS}t1,DL1,1,08:00:00,08:00:00\nt1,DL2,2,08:10:00,08:10:00\nt1,SY,4,13:00:00,13:00:00\n"
    found = read(feed({"stops.txt": stops, "stop_times.txt": rows}), rail)
    assert [call.station for call in found.timetable.runs[0].calls] == stations
    assert any(note in each.why.format(**each.values) for each in found.notes)


def test_stops_of_one_name_without_positions_are_in_doubt() -> None:
    stops = "stop_id,stop_name\nDL1,大连\nDL2,大连\nSY,沈阳\n"
    rows = f"{CALLS}t1,DL1,1,08:00:00,08:00:00\nt1,SY,4,13:00:00,13:00:00\n"
    found = read(feed({"stops.txt": stops, "stop_times.txt": rows}))
    assert [call.station for call in found.timetable.runs[0].calls] == ["大连 (DL1)", "沈阳"]
    assert any("分不清是哪个" in each.why for each in found.notes)


def test_frequencies_with_a_heading_only_are_no_frequencies() -> None:
    assert read(feed({"frequencies.txt": "trip_id,start_time,end_time,headway_secs\n"})).timetable.runs


def test_tables_that_are_not_read_are_named() -> None:
    found = read(feed({"fares.txt": "fare_id\n"}))
    assert "没有用到的表：fares.txt" in import_summary(found, {}, str)
    table = read("站名,到点,开点,备注\n大连,--,21:40,夜\n沈阳,02:10,--,\n")
    assert "没有用到的列：备注" in import_summary(table, {}, str)


def test_all_lines_of_a_train_graph_are_read_with_their_rulers() -> None:
    ruler = {
        "name": "r2", "different": False,
        "nodes": [{"fazhan": "沈阳", "daozhan": "丹东", "interval": 12_000, "start": 60, "stop": 60}],
    }  # fmt: skip
    second = {"name": "沈丹", "rulers": [ruler], "stations": [
        {"zhanming": "沈阳", "licheng": 0}, {"zhanming": "丹东", "licheng": 277}]}  # fmt: skip
    only = read(json.dumps({"lines": [LINE], "trains": [K1], "qetrc_release": 100}))
    both = read(json.dumps({"line": LINE, "lines": [second], "trains": [K1]}))
    assert only.graph is not None
    assert both.graph is not None
    assert [line.name for line in only.graph.lines] == ["沈大"]
    assert [(line.name, len(line.rulers)) for line in both.graph.lines] == [("沈大", 0), ("沈丹", 1)]
    assert "运行标尺“r2”：2 个区间" in import_summary(both, {}, str)


def test_a_silver_train_may_stand_by_day() -> None:
    y1 = train(
        "Y1", ("大连", "18:30:00", "18:30:00"), ("鞍山", "06:30:00", "20:00:00"), ("沈阳", "22:10:00", "22:10:00")
    )
    (run,) = read(json.dumps({"line": LINE, "trains": [y1]})).timetable.runs
    assert [(call.arrive_s, call.depart_s) for call in run.calls][1] == (30 * 3600 + 1800, 44 * 3600)


def test_trains_of_one_number_are_told_apart(rail: RailFacts) -> None:
    trips = "route_id,service_id,trip_id,trip_short_name\nr1,s,t1,Y501\nr1,s,t2,Y501\n"
    rows = FEED["stop_times.txt"] + "t2,DL,1,09:00:00,09:00:00\nt2,SY,4,14:00:00,14:00:00\n"
    content = feed({"trips.txt": trips, "stop_times.txt": rows})
    assert labels(read(content).timetable.runs) == ("Y501#1", "Y501#2")
    with pytest.raises(Unknown) as several:
        entered(content, rail)
    assert (several.value.kind, several.value.suggestions) == ("which_train", ("Y501#1", "Y501#2"))
    assert minutes(entered(content, rail, "y501#2"))[0] == ("大连", None, 540)
    assert minutes(entered(content, rail, "t1"))[0] == ("大连", None, 480)
    with pytest.raises(Unknown) as none:
        entered(content, rail, "K9")
    assert none.value.kind == "file_train"


def test_a_file_of_which_no_train_can_be_used_is_refused_with_every_reason() -> None:
    bad = train("K2", ("大连", "23:30:00", "23:30:00"), ("沈阳", "23:20:00", "23:20:00"))
    with pytest.raises(BadFile) as refused:
        read(json.dumps({"line": LINE, "trains": [bad]}))
    assert [fault.column for fault in refused.value.faults] == ["K2", "file"]


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\0\0", b"no table at all", b"<html></html>", b"\xd0\xcf\x11\xe0xls", b"", b"{}", b"3",
     b'<?xml version="1.0"?><!-- osm --><osm version="0.6"><node/></osm>', b'{"type": "FeatureCollection"}'],
)  # fmt: skip
def test_an_unknown_format_is_answered_with_what_can_be_read(content: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        read(content)
    told = fault_sentence(refused.value.faults[0], str)
    assert "能读的有：GTFS (.zip), CSV (.csv, .txt)" in told


def zipped(**tables: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in tables.items():
            packed.writestr(f"{name}.txt", content)
    return target.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: zipped(stops=b"stop_id\n" + b"t\n" * 15_000_000),
        lambda: zipped(stops=b"stop_id,stop_name\n" + b"a,b\n" * 700_000),
        lambda: zipped(stops=b"stop_id\n" + b"," * 90_000_000),
        lambda: zipped(stops=b'stop_id\n"' + b"x\n" * 10_000_000),
        lambda: b"station,arrive,depart\n" + b"a,,\n" * 2_000_000,
        lambda: b"station,arrive,depart\n" + b"x" * 200_000 + b",,\n",
        lambda: b"[" * 1_000_000,
        lambda: b'{"line": ' + b"[" * 100_000,
        lambda: b'{"trains": [' + b"1," * 4_000_000 + b"1]}",
        lambda: b'{"line": {"stations": [{"zhanming": "a", "licheng": ' + b"9" * 5000 + b"}]}, \"trains\": []}",
        lambda: feed({"stop_times.txt": f"{CALLS}t1,DL,{'9' * 5000},08:00:00,08:00:00\nt1,SY,4,13:00:00,13:00:00\n"}),
        lambda: b"station,arrive,depart\na,,\xe2\x91\xa0:10\nb,1:1:1:1,\n",
    ],
)  # fmt: skip
def test_what_would_never_end_is_refused_in_words(make: Callable[[], bytes]) -> None:
    content = make()
    with pytest.raises((BadFile, BadCase, SilverwayError)) as refused:
        read(content)
    assert isinstance(refused.value, BadFile)
    assert all(fault_sentence(fault, str) for fault in refused.value.faults)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "late", [datetime.time(2, 10), datetime.timedelta(hours=26, minutes=10), 26 / 24 - 1 + 10 / 1440, "02:10"]
)
def test_a_workbook_is_a_table(rail: RailFacts, late: object) -> None:
    content = workbook(
        ("站名", "到点", "开点", "备注"), ("大连", None, datetime.time(21, 40), ""), ("沈阳", late, "--", "x")
    )
    assert minutes(entered(content, rail)) == PLAIN
    assert "没有用到的列：备注" in import_summary(read(content), rail.stations, str)


def ods(rows: str) -> bytes:
    """A sheet as LibreOffice writes it, its rows given."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    sheet = f'<table:table table:name="1">{rows}</table:table><table:table table:name="2"/>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return target.getvalue()


def words(text: str, times: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


LATE = [
    '<table:table-cell office:value-type="time" office:time-value="PT02H10M00S"/>',
    '<table:table-cell office:value-type="time" office:time-value="PT26H10M00S"/>',
    '<table:table-cell office:value-type="date" office:date-value="1899-12-31T02:10:00"/>',
    '<table:table-cell office:value-type="float" office:value="0.0902777777777778"/>',
    words("02:10"),
]


@pytest.mark.parametrize("late", LATE)
def test_an_open_document_sheet_is_a_table(rail: RailFacts, late: str) -> None:
    early = '<table:table-cell office:value-type="time" office:time-value="PT21H40M00S"/>'
    note = "<office:annotation><text:p>note</text:p></office:annotation>"
    content = ods(
        f"<table:table-header-rows><table:table-row>{''.join(map(words, ('站名', '到点', '开点')))}</table:table-row>"
        f"</table:table-header-rows><table:table-row>{words('大连').replace('<text:p>', note + '<text:p>')}"
        f"<table:table-cell/>{early}<table:table-cell table:number-columns-repeated='16381'/></table:table-row>"
        f"<table:table-row>{words('沈阳')}{late}{words('--')}</table:table-row>"
        "<table:table-row table:number-rows-repeated='1048573'><table:table-cell/></table:table-row>"
    )
    assert read(content).format == "ods"
    assert minutes(entered(content, rail)) == PLAIN


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row table:number-rows-repeated='1048576'>{words('x', 16384)}</table:table-row>",
        f"<table:table-row table:number-rows-repeated='999999999'><table:table-cell/></table:table-row>"
        f"<table:table-row>{words('x', 99999999999)}</table:table-row>",
        "<table:table-row/>" * 1_100_000,
        "<table:table-row>" * 3,
    ],
)
def test_a_sheet_that_unfolds_without_end_or_is_damaged_is_refused_at_once(rows: str) -> None:
    begin = time.process_time()
    with pytest.raises(BadFile):
        read(ods(rows))
    assert time.process_time() - begin < 5  # under coverage as well


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(BadFile):
        read(zipped(sheet=b"") and workbook(("a",))[:-60] + b"x" * 60)
    with pytest.raises(BadFile):
        read(workbook(("车站", "到达")))
