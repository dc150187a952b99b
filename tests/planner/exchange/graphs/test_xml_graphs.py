"""Train graphs in XML: jTrainGraph (.fpl) and railML, and what no XML of trains may do."""

from __future__ import annotations

import pytest

from planner.errors import BadFile
from planner.exchange.graphs import read_xml_graph
from planner.exchange.trains import TimetableRun

FPL = """<?xml version="1.0" encoding="utf-8"?>
<jTrainGraph_timetable version="012" name="line">
  <stations><sta name="A" km="0.0" /><sta name="B" km="10.0" /><sta name="C" km="25.5" /></stations>
  <trains>
    <ti name="P1" d="1111100"><t a="" d="23:50" /><t a="" d="" /><t a="00:20" d="" /></ti>
    <ta name="P2" d="1111111"><t a="11:30" d="" /><t a="11:10" d="11:20" /><t a="" d="11:00" /></ta>
    <ti name="P3" d="1111111"><t a="" d="" /><t a="" d="12:00" /><t a="12:20" d="" /></ti>
    <ti name="P4" d="1111111"><t a="" d="12:00" /><t a="" d="" /><t a="" d="" /></ti>
  </trains>
</jTrainGraph_timetable>"""
NETWORK = """<jTrainGraph_timetable version="100"><stations>
  <sta name="A" km="0:0.0" fpl-rt="0" fpl-id="0" /><sta name="D" km="1:1.5" fpl-rt="1" fpl-id="3" />
  <sta name="B" km="0:2.0;1:0.0" fpl-rt="0,1" fpl-id="1" /><sta name="C" km="0:30.0" fpl-rt="0" fpl-id="2" />
</stations><trains><tr name="N1" d="1111111"><t fpl-id="0" a="" d="08:00" /><t fpl-id="1" a="08:10" d="08:11" />
<t fpl-id="3" a="08:20" d="" /></tr></trains></jTrainGraph_timetable>"""
RAILML2 = """<railml xmlns="https://www.railml.org/schemas/2013" version="2.4"><infrastructure><operationControlPoints>
  <ocp id="o1" name="A"><geoCoord coord="41.8 123.4"/></ocp><ocp id="o2" name="B"/><ocp id="o3" name="C"/>
</operationControlPoints></infrastructure><timetable><trainParts>
  <trainPart id="p1"><ocpsTT>
   <ocpTT sequence="1" ocpRef="o1" ocpType="stop"><times scope="actual" departure="08:01:00"/>
    <times scope="scheduled" departure="08:00:00"/></ocpTT>
   <ocpTT sequence="2" ocpRef="o2" ocpType="pass"><times scope="scheduled" departure="08:10:00.0"/></ocpTT>
  </ocpsTT></trainPart>
  <trainPart id="p2"><ocpsTT>
   <ocpTT sequence="1" ocpRef="o2" ocpType="pass"><times scope="scheduled" departure="08:10:00"/></ocpTT>
   <ocpTT sequence="2" ocpRef="o3" ocpType="stop" trackInfo="3"><times scope="scheduled" arrival="08:25:00"/></ocpTT>
  </ocpsTT></trainPart></trainParts>
 <trains><train id="t1" trainNumber="77"><trainPartSequence sequence="1"><trainPartRef ref="p1"/></trainPartSequence>
  <trainPartSequence sequence="2"><trainPartRef ref="p2"/></trainPartSequence></train></trains></timetable></railml>"""
RAILML3 = """<railML version="3.2"><infrastructure><functionalInfrastructure><operationalPoints>
  <operationalPoint id="o1"><name name="A" language="en"/></operationalPoint>
  <operationalPoint id="o2"><name name="B" language="en"/></operationalPoint></operationalPoints>
 </functionalInfrastructure></infrastructure><timetable><baseItineraries><baseItinerary id="b1" name="N9">
  <baseItineraryPoints>
   <baseItineraryPoint locationRef="o1"><times><time departure="22:00:00"/></times></baseItineraryPoint>
   <baseItineraryPoint locationRef="o2"><times><time scope="scheduled" arrival="01:00:00"/></times></baseItineraryPoint>
  </baseItineraryPoints></baseItinerary></baseItineraries></timetable></railML>"""


def calls(run: TimetableRun) -> list[tuple[str, int | None, int | None]]:
    return [(call.station, call.arrive_s, call.depart_s) for call in run.calls]


def test_jtraingraph_both_ways_over_midnight() -> None:
    graph = read_xml_graph(FPL.encode(), "a.fpl")
    (line,) = graph.lines
    assert (line.name, line.kms) == ("line", {"A": 0.0, "B": 10.0, "C": 25.5})
    assert [run.number for run in graph.timetable.runs] == ["P1", "P2", "P3"]
    assert calls(graph.timetable.runs[0]) == [("A", None, 85_800), ("B", None, None), ("C", 87_600, None)]
    assert calls(graph.timetable.runs[1]) == [("C", None, 39_600), ("B", 40_200, 40_800), ("A", 41_400, None)]
    assert calls(graph.timetable.runs[2]) == [("B", None, 43_200), ("C", 44_400, None)]
    assert [left.train for left in graph.skipped] == ["P4"]
    assert graph.notes[0].values == {"count": 1}


def test_a_network_of_fpledit_has_a_line_a_route() -> None:
    graph = read_xml_graph(NETWORK.encode(), "a.fpl")
    assert [list(line.kms) for line in graph.lines] == [["A", "B", "C"], ["B", "D"]]
    assert calls(graph.timetable.runs[0]) == [("A", None, 28_800), ("B", 29_400, 29_460), ("D", 30_000, None)]


def test_railml_2_joins_the_parts_of_a_train() -> None:
    graph = read_xml_graph(RAILML2.encode(), "a.railml")
    (run,) = graph.timetable.runs
    assert run.number == "77"
    assert calls(run) == [("A", None, 28_800), ("B", 29_400, 29_400), ("C", 30_300, None)]
    assert [call.track for call in run.calls] == [None, None, "3"]
    assert [(station.name, station.lat) for station in graph.timetable.stations] == [
        ("A", 41.8),
        ("B", None),
        ("C", None),
    ]


def test_railml_3_itineraries_are_trains() -> None:
    (run,) = read_xml_graph(RAILML3.encode(), "a.xml").timetable.runs
    assert (run.number, calls(run)) == ("N9", [("A", None, 79_200), ("B", 90_000, None)])


@pytest.mark.parametrize(
    "content",
    [
        "<html></html>", "<jTrainGraph_timetable", FPL.replace("0.0", "far"), FPL.replace('name="B"', 'name="A"'),
        "<railML></railML>", "<!DOCTYPE a [<!ENTITY b 'c'>]><railML>&b;</railML>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><railML/>", "<a>" * 700_000, "<a>" * 100_000, "<\0>",
    ],
)  # fmt: skip
def test_other_xml_is_refused_in_words(content: str) -> None:
    with pytest.raises(BadFile):
        read_xml_graph(content.encode(), "a.xml")
