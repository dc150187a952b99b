"""Tables of what is known beside the spots: events, prices for older people, climates, official lists, numbers to
call, what a generation grew up with."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class SeasonEvent(SQLModel, table=True):
    """Something worth timing a trip for: blossom, foliage, festivals."""

    __tablename__ = "season_event"
    id: str = Field(primary_key=True)
    name: str
    name_en: str
    city: str | None = Field(default=None, foreign_key="city.name", index=True)  # None: the whole region
    kind: str
    start: str  # MM-DD, lunar-MM-DD or YYYY-MM-DD
    end: str
    day_part: str | None = None  # early (before breakfast is over) | morning | evening; None = all day, or not known
    place_id: str | None = Field(default=None, foreign_key="place.id")
    detail: str | None = None
    themes: str
    source: str
    confidence: str
    as_of: str | None = None


class TicketPolicy(SQLModel, table=True):
    """What a city or a law grants older people on tickets; a place's own price comes first."""

    __tablename__ = "ticket_policy"
    id: str = Field(primary_key=True)
    city: str | None = Field(default=None, foreign_key="city.name", index=True)  # None: the whole region
    place_id: str | None = Field(default=None, foreign_key="place.id")  # None: all of what it covers
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


class Climate(SQLModel, table=True):
    """What months are usually like at a place where they were measured: mean highs by day and mean lows by night in
    °C, twelve with semicolons between, January first."""

    name: str = Field(primary_key=True)
    name_en: str
    city: str = Field(foreign_key="city.name")  # it lies in
    lat: float
    lon: float
    high_c: str
    low_c: str
    source: str


class Recognition(SQLModel, table=True):
    """An official list that names a place or a restaurant; rows of neither are on the list and not in our tables."""

    id: str = Field(primary_key=True)
    list: str  # one of RECOGNITIONS in planner.catalog.sheets
    name: str  # as the list writes it
    city: str | None = Field(default=None, foreign_key="city.name", index=True)
    batch: str | None = None
    year: int | None = None  # it was listed
    place_id: str | None = Field(default=None, foreign_key="place.id")
    restaurant_id: str | None = Field(default=None, foreign_key="restaurant.id")
    source: str
    confidence: str
    as_of: int


class Hotline(SQLModel, table=True):
    """A number that answers in a city, or everywhere: the city's government, taxis for older people, trains."""

    id: str = Field(primary_key=True)
    city: str | None = Field(default=None, foreign_key="city.name", index=True)  # None: the whole region
    phone: str
    zh: str  # what it is for
    en: str
    source: str
    confidence: str
    as_of: int


class Keepsake(SQLModel, table=True):
    """A song, a film or a thing of everyday life that a generation grew up with, and its year."""

    id: str = Field(primary_key=True)
    kind: str  # song | film | object
    name: str
    name_en: str
    year: int  # of the film, of the song's first hearing, or from which the thing was there
    city: str | None = Field(default=None, foreign_key="city.name")  # where it was made or sold; None: everywhere
    source: str
    confidence: str
    as_of: int
