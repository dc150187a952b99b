"""Tables of what is known beside the spots: events, prices for older people, climates, official lists, numbers to
call, what a generation grew up with."""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog.tables.columns import key, points_to


@dataclass(frozen=True, kw_only=True)
class SeasonEvent:
    """Something worth timing a trip for: blossom, foliage, festivals."""

    id: str = key()
    name: str
    name_en: str
    city: str | None = points_to("city.name", default=None)  # None: the whole region
    kind: str
    start: str  # MM-DD, lunar-MM-DD or YYYY-MM-DD
    end: str
    day_part: str | None = None  # early (before breakfast is over) | morning | evening; None = all day, or not known
    place_id: str | None = points_to("place.id", default=None)
    detail: str | None = None
    themes: str
    source: str
    confidence: str
    as_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketPolicy:
    """What a city or a law grants older people on tickets; a place's own price comes first."""

    id: str = key()
    city: str | None = points_to("city.name", default=None)  # None: the whole region
    place_id: str | None = points_to("place.id", default=None)  # None: all of what it covers
    covers: str  # sights | parks | museums | bus | metro | rail | stay (longer stays)
    zh: str
    en: str
    age_from: int | None = None
    age_to: int | None = None  # inclusive; None = no upper end
    pays_percent: int | None = None  # of the full price; None = not stated
    document: str | None = None
    source: str
    confidence: str
    as_of: int


@dataclass(frozen=True, kw_only=True)
class Climate:
    """What months are usually like at a place where they were measured: mean highs by day and mean lows by night in
    °C, twelve with semicolons between, January first."""

    name: str = key()
    name_en: str
    city: str = points_to("city.name")  # it lies in
    lat: float
    lon: float
    high_c: str
    low_c: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """An official list that names a place or a restaurant; rows of neither are on the list and not in our tables."""

    id: str = key()
    list: str  # one of RECOGNITIONS in planner.catalog.sheets
    name: str  # as the list writes it
    city: str | None = points_to("city.name", default=None)
    batch: str | None = None
    year: int | None = None  # it was listed
    place_id: str | None = points_to("place.id", default=None)
    restaurant_id: str | None = points_to("restaurant.id", default=None)
    source: str
    confidence: str
    as_of: int


@dataclass(frozen=True, kw_only=True)
class Hotline:
    """A number that answers in a city, or everywhere: the city's government, taxis for older people, trains."""

    id: str = key()
    city: str | None = points_to("city.name", default=None)  # None: the whole region
    phone: str
    zh: str  # what it is for
    en: str
    source: str
    confidence: str
    as_of: int


@dataclass(frozen=True, kw_only=True)
class Keepsake:
    """A song, a film or a thing of everyday life that a generation grew up with, and its year."""

    id: str = key()
    kind: str  # song | film | object
    name: str
    name_en: str
    year: int  # of the film, of the song's first hearing, or from which the thing was there
    city: str | None = points_to("city.name", default=None)  # where it was made or sold; None: everywhere
    source: str
    confidence: str
    as_of: int
