"""Tables of what lies somewhere: cities, places to visit, hotels, hospitals, restaurants."""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog.tables.columns import key, points_to


@dataclass(frozen=True, kw_only=True)
class City:
    """A prefecture-level city; `station` is where trips from it begin and end."""

    name: str = key()
    name_en: str
    lat: float
    lon: float
    station: str
    area_code: str | None = None  # of its telephones
    source: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somewhere to visit."""

    id: str = key()
    name: str
    name_en: str
    city: str = points_to("city.name")
    district: str | None = None
    lat: float
    lon: float
    position: str  # exact | approximate (about 1 km) | town
    kind: str  # one of about 15 kinds, for variety; see data/README.md
    category: str  # free words, as found
    grade: str | None = None  # 5A | 4A
    themes: str | None = None  # semicolon-separated; None = of no theme
    era: str | None = None  # its times in words, old ones too
    era_from: int | None = None  # years in which it was alive within living memory, both or none
    era_to: int | None = None
    memory: str | None = None  # one sentence: what one saw, heard, ate or rode there in those years
    memory_en: str | None = None
    hours: str | None = None  # opening_hours syntax, see planner.catalog.hours; None = not known
    last_entry_min: int | None = None  # minutes before closing that the last visitor is let in
    hours_other: str | None = None  # what another source says
    hours_cited: bool = False  # computed when loading: a page says so; else general knowledge or a weak page
    season_from: int  # months in which a visit makes sense, inclusive; 12-2 wraps
    season_to: int
    state: str | None = None  # open | closed | seasonal, as last heard; None = not known
    state_as_of: str | None = None  # year, month or day it was heard
    ticket_fen: int | None = None  # full price in the high season; 0 = free; None = not known
    price_60_fen: int | None = None  # at 60-64
    price_65_fen: int | None = None  # at 65-69
    price_70_fen: int | None = None  # at 70 and over
    price_rule: str | None = None
    price_document: str | None = None  # what to show for a senior price
    reservation: str | None = None  # required | advised | no; None = not known
    visit_min: int
    walk_m: int
    climb_m: int
    stairs: int | None = None  # steps on the usual way
    intensity: int  # 1 easiest - 5 hardest
    step_free: str | None = None  # yes | partial | no; None = not known
    wheelchair_loan: str | None = None  # yes | no
    accessible_toilet: str | None = None  # yes | no
    seats: str | None = None
    shuttle: str | None = None  # cable car, electric cart ...
    indoor_share: int | None = None  # percent of the visit under a roof
    group_capacity: int | None = None
    coach_parking: str | None = None  # yes | no
    busy_months: str | None = None  # semicolon-separated
    phone: str | None = None
    address: str | None = None
    note: str | None = None
    source: str  # what every cell rests on that has no source of its own (CellSource)
    confidence: str  # high | medium | low
    as_of: int  # year the facts speak of
    station: str | None = None  # nearest one with trains, computed when loading
    station_km: float | None = None  # straight line
    usable: bool  # planned with: confidence is not low, position not only the town, not closed or for shows alone
    hours_as_of: int | None = None  # computed when loading: years the hours, the ticket and the phone speak of;
    ticket_as_of: int | None = None  # None = not known, or it does not age (an open park)
    phone_as_of: int | None = None
    unconfirmed: str | None = None  # computed when loading: columns that rest on readers' notes, with semicolons

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """The themes of data/themes.toml it belongs to."""
        return tuple(self.themes.split(";")) if self.themes else ()


@dataclass(frozen=True, kw_only=True)
class Hotel:
    """Somewhere to sleep."""

    id: str = key()
    name: str
    name_en: str
    city: str = points_to("city.name")
    district: str | None = None
    lat: float
    lon: float
    position: str
    stars: int | None = None
    kind: str
    lift: str | None = None  # yes | None = not known
    accessible_room: str | None = None
    price_band: str | None = None  # low under 300 | mid 300-600 | high over 600 yuan a weekday room
    phone: str | None = None
    address: str | None = None
    note: str | None = None
    source: str
    confidence: str
    as_of: int
    hospital: str | None = None  # nearest one, computed when loading
    hospital_km: float | None = None  # straight line
    station: str | None = None
    station_km: float | None = None
    usable: bool


@dataclass(frozen=True, kw_only=True)
class Hospital:
    """A hospital, nearest first when something happens."""

    id: str = key()
    name: str
    name_en: str
    city: str = points_to("city.name")
    district: str | None = None
    lat: float
    lon: float
    position: str
    grade: str
    kind: str
    address: str | None = None
    phone: str | None = None
    emergency_24h: str | None = None
    source: str
    confidence: str
    as_of: int


@dataclass(frozen=True, kw_only=True)
class Restaurant:
    """Somewhere to eat: time-honoured brands and local food."""

    id: str = key()
    name: str
    name_en: str
    city: str = points_to("city.name")
    district: str | None = None
    lat: float
    lon: float
    position: str
    cuisine: str
    founded: str | None = None
    honour: str | None = None
    signature: str | None = None
    soft_food: str | None = None
    step_free: str | None = None
    price_band: str | None = None
    phone: str | None = None
    address: str | None = None
    source: str
    confidence: str
    as_of: int
    usable: bool  # also serves meals: shops that are not restaurants are False
