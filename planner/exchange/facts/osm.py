"""What a public map knows of our places and hotels → proposals. Known cells are kept unless asked otherwise.

Every proposed cell names its element and whose it is, so that pages and files can give the credit: OpenStreetMap's
points and tags are © OpenStreetMap contributors, ODbL.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median_low

import phonenumbers
from pyproj import Geod

from planner.catalog import SHEETS, Proposal, RawSheet, read_cell
from planner.exchange.facts.changes import ChangeSet
from planner.exchange.facts.outlines import Area
from planner.exchange.facts.servers import Element

REACH_M = {"exact": 1_000.0, "approximate": 3_000.0, "town": 20_000.0}  # how far a namesake may lie
HOTELS = ("hotel", "guest_house", "motel")
KIND_OF = {  # tourism=* or historic=* of a new place → our kind
    "museum": "museum", "gallery": "museum", "theme_park": "theme_park", "zoo": "zoo_aquarium",
    "aquarium": "zoo_aquarium", "memorial": "memorial", "monument": "memorial", "castle": "heritage",
    "archaeological_site": "heritage", "temple": "temple", "attraction": "heritage", "park": "park",
}  # fmt: skip
MEASURES = ("visit_min", "walk_m", "climb_m", "intensity")
_GEOD = Geod(ellps="WGS84")
_WORDS = {
    "step_free": ("wheelchair", {"yes": "yes", "designated": "yes", "limited": "partial", "no": "no"}),
    "accessible_toilet": ("toilets:wheelchair", {"yes": "yes", "designated": "yes", "no": "no"}),
    "ticket_yuan": ("fee", {"no": "0"}),
}


@dataclass(frozen=True)
class Origin:
    """Whose elements they are, and how exact their points."""

    credit: str
    position: str  # as in places.csv


OSM = Origin("© OpenStreetMap contributors (ODbL)", "exact")
WIKIDATA = Origin("Wikidata (CC0)", "approximate")
ROUGHER = {"exact": ("approximate", "town"), "approximate": ("town",)}  # positions that one betters


def change_set_from(
    elements: Iterable[Element],
    raws: Mapping[str, RawSheet],
    area: Area,
    overwrite: bool = False,
    add: bool = False,
    origin: Origin = OSM,
) -> ChangeSet:
    """Proposals for the rows of an area that an element is the namesake of, near enough.

    Parameters
    ----------
    overwrite
        Also where a cell is known already; otherwise differences are notes.
    add
        Also new rows for sights nobody has, of low confidence and with estimates typical of their kind: they are
        not planned with until somebody has looked at them.
    """
    changes, left = ChangeSet(), {element.ref: element for element in elements}
    named = _by_name(left.values())
    for file in ("places.csv", "hotels.csv"):
        for _, row in raws[file].rows:
            alike = [e for name in _names(row) for e in named[name] if e.ref in left]
            if row["city"] in area.cities and (element := _namesake(row, alike)):
                del left[element.ref]
                _compare(changes, file, row, element, overwrite, origin)
    sights = [e for e in left.values() if e.tags.get("name") and e.tags.get("tourism") not in HOTELS and _kind(e)]
    if add:
        taken = {row["id"] for _, row in raws["places.csv"].rows}
        for element in sights:
            if city := area.city_at(element.lat, element.lon):
                _new_place(changes, raws["places.csv"], element, city, taken)
    elif sights:
        cities = ", ".join(sorted(area.cities))
        changes.notes.append(f"{len(sights)} named sights of OpenStreetMap are in no row of {cities}")
    return changes


def _by_name(elements: Iterable[Element]) -> Mapping[str, list[Element]]:
    found: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        tags = ("name", "name:zh", "alt_name", "official_name", "name:en")
        for name in {plain(element.tags.get(tag, "")) for tag in tags} - {""}:
            found[name].append(element)
    return found


def _names(row: Mapping[str, str]) -> list[str]:
    return sorted({plain(row["name"]), plain(row["name_en"])} - {""})


def plain(name: str) -> str:
    """A name as people mean it: without brackets, blanks and the marks of width."""
    return re.sub(r"[(（\[【].*?[)）\]】]|[\s·・.,，、\-—]", "", unicodedata.normalize("NFKC", name)).lower()


def _namesake(row: Mapping[str, str], alike: Iterable[Element]) -> Element | None:
    """Of the elements of the row's name the only one within reach; None if there is none, or several that lie apart."""
    found = []
    for element in {each.ref: each for each in alike}.values():
        away = _GEOD.inv(float(row["lon"]), float(row["lat"]), element.lon, element.lat)[2]
        if away <= REACH_M[row["position"]]:
            found.append((away, element))
    found.sort(key=lambda pair: (pair[0], pair[1].ref))
    if not found or any(away > found[0][0] + REACH_M["exact"] for away, _ in found):
        return None
    return found[0][1]


def _compare(
    changes: ChangeSet, file: str, row: Mapping[str, str], element: Element, overwrite: bool, origin: Origin
) -> None:
    offered = _tags(changes, file, element)
    if row["position"] in ROUGHER[origin.position] or (overwrite and row["position"] == origin.position):
        offered |= {"lat": f"{element.lat:.5f}", "lon": f"{element.lon:.5f}", "position": origin.position}
    for column, new in offered.items():
        old, where = row[column], column in ("lat", "lon", "position")
        if new == old:
            continue
        if old and not where and not overwrite:
            changes.notes.append(f"{row['name']}: {column} is {old!r} here and {new!r} on {element.ref}")
            continue
        source = _credit(element, origin)
        changes.proposals.append(Proposal(file, row["id"], column, old, new, source, "cited", element.year))


def _tags(changes: ChangeSet, file: str, element: Element) -> dict[str, str]:
    """The cells an element's tags speak of; a tag that cannot be read becomes a note."""
    tags, columns = element.tags, SHEETS[file][1]
    found = {c: words[tags[tag]] for c, (tag, words) in _WORDS.items() if c in columns and tags.get(tag) in words}
    if "hours" in columns and tags.get("opening_hours"):
        found["hours"] = tags["opening_hours"]
    if charge := re.fullmatch(r"(?:CNY|RMB|¥)?\s*(\d{1,4})\s*(?:CNY|RMB|元)?", tags.get("charge", "")):
        found["ticket_yuan"] = charge[1]
    if "stars" in columns and tags.get("stars") in ("1", "2", "3", "4", "5"):
        found["stars"] = tags["stars"]
    if number := tags.get("phone") or tags.get("contact:phone"):
        found["phone"] = ";".join(_phone(part) for part in number.split(";"))
    for column, text in list(found.items()):
        try:
            read_cell(text, columns[column])
        except ValueError as error:
            changes.notes.append(f"{element.ref}: {column}: {error}")
            del found[column]
    return found


def _phone(text: str) -> str:
    """+86 24 2484 3001 → 024-24843001; the text itself if it is no Chinese number."""
    try:
        number = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException:
        return text.strip()
    digits, area = (
        phonenumbers.national_significant_number(number),
        phonenumbers.length_of_geographical_area_code(number),
    )
    return f"0{digits[:area]}-{digits[area:]}" if area else digits


def _kind(element: Element) -> str | None:
    return next(
        (KIND_OF[v] for k in ("tourism", "historic", "leisure") if (v := element.tags.get(k, "")) in KIND_OF), None
    )


def _new_place(changes: ChangeSet, places: RawSheet, element: Element, city: str, taken: set[str]) -> None:
    key, kind = "osm-" + element.ref.replace("/", "-"), _kind(element)
    alike = [row for _, row in places.rows if row["kind"] == kind] or [row for _, row in places.rows]
    if key in taken or kind is None:
        return
    name = element.tags["name"]
    cells = {
        "name": name, "name_en": element.tags.get("name:en") or name, "city": city,
        "lat": f"{element.lat:.5f}", "lon": f"{element.lon:.5f}", "position": "exact", "kind": kind,
        "category": element.tags.get("tourism") or element.tags.get("historic") or kind, "themes": "culture",
        "season_from": "1", "season_to": "12",
        **_tags(changes, "places.csv", element),
    }  # fmt: skip
    about = {"source": _credit(element, OSM), "confidence": "low", "as_of": str(element.year or "")}
    known = {column: text for column, text in {**cells, **about}.items() if text}
    for column, text in known.items():
        try:
            read_cell(text, SHEETS["places.csv"][1][column])
        except ValueError as error:
            changes.notes.append(f"{element.ref}: {column}: {error}")
            return
    changes.proposals += [
        Proposal("places.csv", key, column, "", text, _credit(element, OSM), "cited", element.year)
        for column, text in known.items()
    ]
    for column in MEASURES:
        typical = str(median_low(int(row[column]) for row in alike))
        changes.proposals.append(
            Proposal("places.csv", key, column, "", typical, f"typical of kind {kind}", "estimate")
        )


def _credit(element: Element, origin: Origin) -> str:
    return f"{origin.credit}, {element.ref}"
