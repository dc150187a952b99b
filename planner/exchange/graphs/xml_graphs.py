"""Train graphs in XML: jTrainGraph and FPLedit (.fpl), railML 2 and 3 as far as itineraries have times. In only.

Trains go through the reader of pyETRC's: clock times roll over midnight, what cannot be true is left out and reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from planner.errors import BadValue
from planner.exchange.graphs.etrc import with_trains
from planner.exchange.graphs.etrc_lines import FURTHEST_KM
from planner.exchange.graphs.etrc_write import NOBODY
from planner.exchange.trains import FileNote, GraphLine, LineStation, StationPoint, TrainGraph, is_name
from planner.language import N_
from planner.text import Faults

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # for types only; read by defusedxml

MOST_TAGS = 600_000
JTRAINGRAPH = "jTrainGraph_timetable"
SCOPES = ("scheduled", "published", "calculated", "")  # of railML times, the best first
Rows = list[dict[str, Any]]


def read_xml_graph(content: bytes, name: str) -> TrainGraph:
    """The train graph in a file called `name`.

    Raises
    ------
    BadFile
        If it is none of these formats, or no XML.
    """
    faults = Faults()
    root = _parsed(content, name, faults)
    kind = _tag(root)
    if kind == JTRAINGRAPH:
        return _jtraingraph(root, name, faults)
    if kind.lower() != "railml":
        faults.add(name, 0, kind[:40], N_("这种 XML 读不了，只读 railML 和 jTrainGraph（.fpl）。"))
        faults.refuse()
    return _railml(root, name, faults)


def _parsed(content: bytes, name: str, faults: Faults) -> Element:
    from xml.etree.ElementTree import ParseError  # what defusedxml raises

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if content.count(b"<") > MOST_TAGS:
        faults.add(name, 0, "file", N_("XML 太大，最多 {most} 个标记。"), most=f"{MOST_TAGS:,}")
        faults.refuse()
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        faults.add(name, 0, "file", N_("XML 里有 DTD 或实体，不读。请去掉再试。"))
        faults.refuse()
    except (ParseError, ValueError, LookupError) as error:
        place = getattr(error, "position", (0, 0))
        faults.add(name, int(place[0]), "file", N_("XML 写得不对。"))
        faults.refuse()
    return root


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(root: Element, *tags: str) -> Iterator[Element]:
    return (element for element in root.iter() if _tag(element) in tags)


def _jtraingraph(root: Element, name: str, faults: Faults) -> TrainGraph:
    """Stations with kilometres by route; trains list their times in the order of the stations, backwards ones too."""
    stations: list[tuple[str, str]] = []
    routes: dict[str, list[LineStation]] = {}
    for place, element in enumerate(_all(root, "sta"), 1):
        called = (element.get("name") or "").strip()
        if not is_name(called) or called in (known for _, known in stations):
            faults.add(name, place, "sta", N_("“{name}”不是站名，或者写了两次。"), name=called[:60])
            continue
        stations.append((element.get("fpl-id") or str(place - 1), called))
        try:
            for route, km in _kms(element):
                routes.setdefault(route, []).append(LineStation(called, km))
        except BadValue as bad:
            faults.bad(name, place, "km", bad)
    faults.refuse_any()
    ids = dict(stations)
    trains = [
        {"checi": [train.get("name") or "", "", ""], "type": "", "timetable": _tidy(_jtraingraph_rows(train, ids))}
        for train in _all(root, "ti", "ta", "tr")
    ]
    lines = tuple(
        GraphLine((root.get("name") or "").strip() if route in ("", "0") else route, tuple(sorted(rows, key=_km_of)))
        for route, rows in routes.items()
        if len(rows) > 1
    )
    graph = with_trains({}, trains, lines)
    days = sum(set(train.get("d") or "1") != {"1"} for train in _all(root, "ti", "ta", "tr"))
    note = FileNote(N_("有 {count} 趟车不是天天开，没有写日期：都当作天天开。"), {"count": days})
    return replace(graph, notes=(note,)) if days else graph


def _km_of(station: LineStation) -> float:
    return station.km


def _kms(element: Element) -> Iterator[tuple[str, float]]:
    """Route and kilometre: 12.5, or 0:12.5;1:3 where a station lies on several routes."""
    text = element.get("km") or element.get("kml") or ""
    for part in text.split(";"):
        route, _, km = part.rpartition(":")
        try:
            at = float(km.replace(",", "."))
        except ValueError:
            at = FURTHEST_KM
        if not -FURTHEST_KM < at < FURTHEST_KM:
            raise BadValue(N_("“{word}”不是公里数。"), word=text[:60])
        for each in [route] if route else (element.get("fpl-rt") or "0").split(","):
            yield each.strip(), at


def _jtraingraph_rows(train: Element, ids: Mapping[str, str]) -> Rows:
    names = list(ids.values())
    rows = []
    for place, time in enumerate(element for element in train if _tag(element) == "t"):
        called = ids.get(time.get("fpl-id") or "", names[place] if place < len(names) else "")
        rows.append({"zhanming": called, "ddsj": time.get("a") or "", "cfsj": time.get("d") or ""})
    return rows[::-1] if _tag(train) == "ta" else rows


def _tidy(rows: Rows) -> Rows:
    """From the first to the last row with a time; one time stands for both, none between is one nobody published."""
    timed = [n for n, row in enumerate(rows) if row["ddsj"] or row["cfsj"]]
    found = rows[timed[0] : timed[-1] + 1] if timed else []
    for row in found:
        if not row["ddsj"] and not row["cfsj"]:
            row |= {"note": NOBODY, "business": False}
        row["ddsj"], row["cfsj"] = row["ddsj"] or row["cfsj"], row["cfsj"] or row["ddsj"]
    return found


def _railml(root: Element, name: str, faults: Faults) -> TrainGraph:
    points = _operational_points(root)
    parts = {part.get("id") or "": _railml_rows(part, points) for part in _all(root, "trainPart", "baseItinerary")}
    trains: list[dict[str, Any]] = []
    used: set[str] = set()
    for train in _all(root, "train", "operationalTrain", "commercialTrain"):
        refs = [ref.get("ref") or ref.get("itineraryRef") or ref.get("baseItineraryRef") or "" for ref in train.iter()]
        rows = [row for ref in refs for row in parts.get(ref, ())]
        used |= set(refs)
        if rows:
            trains.append(_railml_train(train, rows))
    for part in _all(root, "trainPart", "baseItinerary"):
        if (part.get("id") or "") not in used and parts[part.get("id") or ""]:
            trains.append(_railml_train(part, parts[part.get("id") or ""]))
    if not trains:
        faults.add(name, 0, "timetable", N_("里面没有带时刻的列车。"))
        faults.refuse()
    graph = with_trains({}, trains, ())
    known = {point.name: point for point in points.values()}
    stations = tuple(known.get(station.name, station) for station in graph.timetable.stations)
    return replace(graph, timetable=replace(graph.timetable, stations=stations))


def _railml_train(element: Element, rows: Rows) -> dict[str, Any]:
    number = next((element.get(key) for key in ("trainNumber", "name", "code", "id") if element.get(key)), "")
    return {"checi": [number, "", ""], "type": "", "timetable": _tidy([dict(row) for row in rows])}


def _operational_points(root: Element) -> dict[str, StationPoint]:
    """Stations by id; of several of one name all but the first have the id behind it."""
    found: dict[str, StationPoint] = {}
    for element in _all(root, "ocp", "operationalPoint"):
        inner = next((each.get("name") for each in element if _tag(each) == "name" and each.get("name")), None)
        key, called = element.get("id") or "", (element.get("name") or inner or element.get("id") or "").strip()
        if any(point.name == called for point in found.values()):
            called = f"{called} ({key})"
        if is_name(called):
            found[key] = StationPoint(called, *_position(element))
    return found


def _position(element: Element) -> tuple[float, float] | tuple[None, None]:
    for each in _all(element, "geoCoord"):
        try:
            lat, lon = map(float, (each.get("coord") or "").split()[:2])
        except ValueError:
            continue
        if abs(lat) <= 90 and abs(lon) <= 180:
            return lat, lon
    return None, None


def _railml_rows(part: Element, points: Mapping[str, StationPoint]) -> Rows:
    """The points of an itinerary in their order, each with the best times it has."""
    rows = []
    for element in part.iter():
        ref = element.get("ocpRef") or element.get("locationRef")
        if ref is None or element is part:
            continue
        times = {
            each.get("scope") or "": each for each in element.iter() if each.get("arrival") or each.get("departure")
        }
        best = next((times[scope] for scope in SCOPES if scope in times), None)
        arrive, depart = (best.get("arrival") or "", best.get("departure") or "") if best is not None else ("", "")
        row: dict[str, Any] = {"zhanming": points[ref].name if ref in points else ref}
        row |= {
            "ddsj": arrive.partition(".")[0],
            "cfsj": depart.partition(".")[0],
            "track": element.get("trackInfo") or "",
        }
        if element.get("ocpType") in ("pass", "stop"):
            row["business"] = element.get("ocpType") == "stop"
        rows.append(row)
    return rows
