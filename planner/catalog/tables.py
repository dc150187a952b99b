"""The tables of facts. Column meanings and sources: data/README.md. Empty cells are None: not known.

Facts are loaded anew from data/ and the operators' changes (`planner.catalog.load`), never edited here.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class FactsVersion(SQLModel, table=True):
    """One row: which state of data/ is loaded (a hash) and when (ISO time, UTC)."""

    __tablename__ = "facts_version"
    id: int = Field(default=1, primary_key=True)
    digest: str
    loaded_at: str


class City(SQLModel, table=True):
    """A prefecture-level city; `station` is where trips from it begin and end."""

    name: str = Field(primary_key=True)
    name_en: str
    lat: float
    lon: float
    station: str
    area_code: str | None = None  # of its telephones
    source: str


class Place(SQLModel, table=True):
    """Somewhere to visit."""

    id: str = Field(primary_key=True)
    name: str
    name_en: str
    city: str = Field(foreign_key="city.name", index=True)
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
    usable: bool  # planned with: confidence is not low, position not only the town, not closed
    hours_as_of: int | None = None  # computed when loading: years the hours, the ticket and the phone speak of;
    ticket_as_of: int | None = None  # None = not known, or it does not age (an open park)
    phone_as_of: int | None = None
    unconfirmed: str | None = None  # computed when loading: columns that rest on readers' notes, with semicolons

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """The themes of data/themes.toml it belongs to."""
        return tuple(self.themes.split(";")) if self.themes else ()


class Hotel(SQLModel, table=True):
    """Somewhere to sleep."""

    id: str = Field(primary_key=True)
    name: str
    name_en: str
    city: str = Field(foreign_key="city.name", index=True)
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


class Hospital(SQLModel, table=True):
    """A hospital, nearest first when something happens."""

    id: str = Field(primary_key=True)
    name: str
    name_en: str
    city: str = Field(foreign_key="city.name", index=True)
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


class Restaurant(SQLModel, table=True):
    """Somewhere to eat: time-honoured brands and local food."""

    id: str = Field(primary_key=True)
    name: str
    name_en: str
    city: str = Field(foreign_key="city.name", index=True)
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


class CellSource(SQLModel, table=True):
    """Where one cell of another table comes from; cells without an entry rest on their row's `source`."""

    __tablename__ = "cell_source"
    file: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    column: str = Field(primary_key=True)
    source: str
    basis: str  # cited | general | estimate | reader (a note that nobody has confirmed)
    as_of: int | None = None


class Station(SQLModel, table=True):
    """A railway station or junction; the name is the key."""

    name: str = Field(primary_key=True)
    code: str | None = None  # 12306 telegraph code
    pinyin: str
    name_en: str
    province: str
    city: str | None = None
    lat: float | None = None
    lon: float | None = None
    position: str  # exact | estimated | unknown
    position_source: str | None = None
    kind: str  # high_speed | conventional | both | junction
    on_sale: bool  # in the 12306 list
    trains_2026: int
    platforms: str | None = None  # as the page says it
    tracks: str | None = None
    step_free: str | None = None  # in words
    step_free_train: str | None = None  # yes | no: from the street to a conventional train; None = not known
    platform_m: int | None = None  # longest platform for conventional trains
    water: str | None = None  # yes | no: trains are watered here
    sewage: str | None = None  # yes | no: tanks are emptied here
    stabling: str | None = None  # yes | no: a set can stand here for a day or a night
    note: str | None = None
    source: str


class Section(SQLModel, table=True):
    """The line between two neighbouring stations."""

    id: int = Field(primary_key=True)
    line: str = Field(index=True)
    from_station: str = Field(foreign_key="station.name")
    to_station: str = Field(foreign_key="station.name")
    km: float
    km_estimated: bool
    line_km_from: float | None = None  # kilometre post on the line
    line_km_to: float | None = None
    service: str  # conventional | high_speed | mixed
    tracks: str | None = None  # double | single | mixed; None = not known
    tracks_note: str | None = None
    electrified: str | None = None  # yes | no | partly; None = not known
    max_speed_kmh: int | None = None
    attributes_verified: bool  # False: tracks, wires and speed are general knowledge
    attributes_source: str | None = None
    source: str


class SharedTrack(SQLModel, table=True):
    """The rails between two neighbouring stations of several sections: which names of lines use them.

    Where the mileage table lists a pair of stations under several lines, each of those is in one row: lines in one row
    run on the same rails, lines in different rows on rails of their own.
    """

    __tablename__ = "shared_track"
    id: int = Field(primary_key=True)
    from_station: str = Field(foreign_key="station.name")
    to_station: str = Field(foreign_key="station.name")
    line: str  # whose section gives kilometres, number of tracks and speed
    also_lines: str | None = None  # the other lines on the same rails, with semicolons between
    basis: str  # cited | estimate
    note: str
    source: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines on these rails, the leading one first."""
        return (self.line, *(self.also_lines.split(";") if self.also_lines else ()))


class TrainRun(SQLModel, table=True):
    """A published train of the snapshot."""

    __tablename__ = "train_run"
    number: str = Field(primary_key=True)
    also_numbered: str | None = None
    kind: str  # G D C Z T K Y ...
    quality: str  # ok | one_time_per_stop | last_arrival_missing | doubtful
    snapshot: str


class TrainCall(SQLModel, table=True):
    """A call of a published train; minutes count from 00:00 of the day the train sets out."""

    __tablename__ = "train_call"
    train: str = Field(primary_key=True, foreign_key="train_run.number")
    seq: int = Field(primary_key=True)
    station: str = Field(index=True)
    arrive: int | None = None
    depart: int | None = None
    in_region: bool
    leg_km: float | None = None  # from the previous call
    leg_km_computed: bool | None = None  # True: shortest path over the section table


class LineSpeed(SQLModel, table=True):
    """Seen start-to-stop speeds between consecutive calls, computed from the snapshot."""

    __tablename__ = "line_speed"
    line: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    legs: int
    median_kmh: int
    p10_kmh: int
    p90_kmh: int
    max_kmh: int


class PassingTime(SQLModel, table=True):
    """Times of one real loco-hauled train at every block station (2014), to calibrate running times."""

    __tablename__ = "passing_time"
    run: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    station: str
    at_s: int  # seconds from 00:00 of the first day
    kind: str  # pass | stop | origin | end | boundary


class RealSilverTrain(SQLModel, table=True):
    """A silver or tourist train that really ran, for comparison."""

    __tablename__ = "real_silver_train"
    id: int = Field(primary_key=True)
    number: str | None = None
    date: str | None = None
    series: str | None = None
    origin: str | None = None
    route: str | None = None
    stops: str | None = None
    days: int | None = None
    passengers: str | None = None
    average_age: str | None = None
    stock: str | None = None
    operator: str | None = None
    kind: str
    note: str | None = None
    source: str
