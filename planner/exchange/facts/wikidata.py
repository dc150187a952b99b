"""Asking Wikidata's SPARQL server for what it knows of a stretch of land: names, points, telephones, steps.

Wikidata is CC0; what is taken names its item all the same. Its points are of unknown care, so they better only a place
that is known to the town.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

from planner.exchange.facts.servers import Box, Element, post
from planner.text import year_in

RESULTS = "application/sparql-results+json"
_QUERY = """SELECT ?item ?point ?zh ?en ?phone ?access ?modified WHERE {
  SERVICE wikibase:box {
    ?item wdt:P625 ?point .
    bd:serviceParam wikibase:cornerSouthWest "Point({west} {south})"^^geo:wktLiteral .
    bd:serviceParam wikibase:cornerNorthEast "Point({east} {north})"^^geo:wktLiteral .
  }
  ?item rdfs:label ?zh . FILTER(LANG(?zh) IN ("zh", "zh-hans", "zh-cn"))
  OPTIONAL { ?item rdfs:label ?en . FILTER(LANG(?en) = "en") }
  OPTIONAL { ?item wdt:P1329 ?phone . }
  OPTIONAL { ?item wdt:P2846 ?access . }
  OPTIONAL { ?item schema:dateModified ?modified . }
} ORDER BY ?item ?zh ?phone"""
_ACCESS = {  # values of P2846, as wheelchair=* has them
    "Q24192067": "yes",
    "Q24192068": "limited",  # with help
    "Q24192069": "no",
    "Q63731120": "limited",  # partly
    "Q63731151": "limited",  # partly, with help
}
_POINT = re.compile(r"Point\((-?[0-9.]+(?:[eE]-?\d+)?) (-?[0-9.]+(?:[eE]-?\d+)?)\)", re.IGNORECASE)
_ITEM = re.compile(r"https?://www\.wikidata\.org/entity/(Q[0-9]+)")
NAMES = ("name", "name:zh", "alt_name", "official_name")  # tags in which names are looked for


def ask_wikidata(endpoint: str, box: Box) -> bytes:
    """The server's answer about all items with a Chinese name in a box, which `read_items` reads.

    Raises
    ------
    Unreachable
        If the server cannot be reached, is too busy even after retries, or answers nonsense.
    """
    edges = dict(zip(("south", "west", "north", "east"), box, strict=True))
    query = _QUERY
    for name, edge in edges.items():
        query = query.replace(f"{{{name}}}", f"{edge:.5f}")
    return post("Wikidata", endpoint, {"query": query, "format": "json"}, read_items, RESULTS)[0]


def read_items(body: bytes) -> list[Element]:
    """The items of an answer in the SPARQL 1.1 JSON results format, each once; those without item, point or name are
    left out.

    Raises
    ------
    ValueError
        If it is no such answer.
    """
    try:
        answer: Any = json.loads(body)
    except ValueError:
        raise ValueError(f"the answer is not JSON: {body[:80]!r}") from None
    results = answer.get("results") if isinstance(answer, dict) else None
    rows = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(rows, list):
        raise ValueError("the answer has no results with bindings")
    items: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        values = {name: str(cell.get("value", "")) for name, cell in _cells(row)}
        if (item := _ITEM.fullmatch(values.get("item", ""))) and _POINT.fullmatch(values.get("point", "")):
            items[item[1]].append(values)
    return [_element(ref, values) for ref, values in items.items() if any(row.get("zh") for row in values)]


def _cells(row: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(str(n), c) for n, c in row.items() if isinstance(c, dict)] if isinstance(row, dict) else []


def _element(ref: str, rows: list[dict[str, str]]) -> Element:
    point = _POINT.fullmatch(rows[0]["point"])
    lon, lat = (float(point[1]), float(point[2])) if point else (0.0, 0.0)
    tags = dict(zip(NAMES, _all(rows, "zh"), strict=False))
    english, phones, access = _all(rows, "en"), _all(rows, "phone"), _all(rows, "access")
    tags |= {"name:en": english[0]} if english else {}
    tags |= {"phone": ";".join(phones)} if phones else {}
    words = {_ACCESS.get(value.rpartition("/")[2], "") for value in access}
    tags |= {"wheelchair": words.pop()} if len(words) == 1 and words != {""} else {}
    year = (_all(rows, "modified") or [""])[0][:4]
    return Element(ref, lat, lon, tags, year_in(year))


def _all(rows: list[dict[str, str]], name: str) -> list[str]:
    """The values of a variable, each once, in order."""
    return list(dict.fromkeys(row[name].strip() for row in rows if row.get(name, "").strip()))
