"""The files of facts: their columns, in order, and the table each fills."""

from __future__ import annotations

from planner.catalog import tables
from planner.catalog.csv_rows import (
    ColumnSpec,
    area_code,
    clock,
    clock_seconds,
    fen,
    months,
    number,
    one_of,
    phone,
    season_day,
    some_date,
    some_ids,
    twelve,
    whole,
    words,
    yes_no,
)
from planner.catalog.hours import read_hours

KINDS = (
    "campus", "heritage", "hot_spring", "industrial", "island", "memorial", "mountain", "museum", "nature",
    "old_street", "park", "railway", "seaside", "temple", "theatre", "theme_park", "zoo_aquarium",
)  # fmt: skip
POSITIONS = ("exact", "approximate", "town")
RECOGNITIONS = (
    "national_monument", "provincial_monument", "national_industry", "provincial_industry", "night_economy",
    "time_honoured",
)  # fmt: skip

_text = ColumnSpec(words)
_must = ColumnSpec(words, empty=False)
_lat, _lon = ColumnSpec(number(15, 55), empty=False), ColumnSpec(number(70, 136), empty=False)
_some_lat, _some_lon = ColumnSpec(number(15, 55)), ColumnSpec(number(70, 136))
_position = ColumnSpec(one_of(*POSITIONS), empty=False)
_confidence = ColumnSpec(one_of("high", "medium", "low"), empty=False)
_year = ColumnSpec(whole(1990, 2100), empty=False)
_flag = ColumnSpec(yes_no, empty=False)
_count = ColumnSpec(whole(0, 100_000), empty=False)
_yes_no = ColumnSpec(one_of("yes", "no"))
_step_free = ColumnSpec(one_of("yes", "partial", "no"))
_price_band = ColumnSpec(one_of("low", "low-mid", "mid", "mid-high", "high"))
_where = {"city": _must, "district": _text, "lat": _lat, "lon": _lon, "position": _position}
_trust = {"source": _must, "confidence": _confidence, "as_of": _year}

SHEETS: dict[str, tuple[type, dict[str, ColumnSpec]]] = {
    "cities.csv": (
        tables.City,
        {
            "name": _must, "name_en": _must, "lat": _lat, "lon": _lon, "station": _must,
            "area_code": ColumnSpec(area_code), "source": _must,
        },
    ),
    "places.csv": (
        tables.Place,
        {
            "id": _must, "name": _must, "name_en": _must, **_where,
            "kind": ColumnSpec(one_of(*KINDS), empty=False), "category": _must,
            "grade": ColumnSpec(one_of("5A", "4A")), "themes": ColumnSpec(some_ids), "era": _text,
            "era_from": ColumnSpec(whole(1800, 2030)), "era_to": ColumnSpec(whole(1800, 2030)),
            "memory": _text, "memory_en": _text,
            "hours": ColumnSpec(read_hours), "last_entry_min": ColumnSpec(whole(0, 240)),
            "hours_other": ColumnSpec(read_hours),
            "season_from": ColumnSpec(whole(1, 12), empty=False), "season_to": ColumnSpec(whole(1, 12), empty=False),
            "state": ColumnSpec(one_of("open", "closed", "seasonal", "shows")), "state_as_of": ColumnSpec(some_date),
            "ticket_yuan": ColumnSpec(fen, to="ticket_fen"), "price_60_yuan": ColumnSpec(fen, to="price_60_fen"),
            "price_65_yuan": ColumnSpec(fen, to="price_65_fen"), "price_70_yuan": ColumnSpec(fen, to="price_70_fen"),
            "price_rule": _text, "price_document": _text,
            "reservation": ColumnSpec(one_of("required", "advised", "no")),
            "visit_min": ColumnSpec(whole(10, 600), empty=False), "walk_m": ColumnSpec(whole(0, 20_000), empty=False),
            "climb_m": ColumnSpec(whole(0, 2000), empty=False), "stairs": ColumnSpec(whole(0, 10_000)),
            "intensity": ColumnSpec(whole(1, 5), empty=False), "step_free": _step_free, "wheelchair_loan": _yes_no,
            "accessible_toilet": _yes_no, "seats": _text, "shuttle": _text, "indoor_share": ColumnSpec(whole(0, 100)),
            "group_capacity": ColumnSpec(whole(1, 100_000)), "coach_parking": _yes_no,
            "busy_months": ColumnSpec(months),
            "phone": ColumnSpec(phone), "address": _text, "note": _text, **_trust,
        },
    ),
    "hotels.csv": (
        tables.Hotel,
        {
            "id": _must, "name": _must, "name_en": _must, **_where, "stars": ColumnSpec(whole(1, 5)), "kind": _must,
            "lift": _yes_no, "accessible_room": _yes_no, "price_band": _price_band, "phone": ColumnSpec(phone),
            "address": _text, "note": _text, **_trust,
        },
    ),
    "hospitals.csv": (
        tables.Hospital,
        {
            "id": _must, "name": _must, "name_en": _must, **_where, "grade": _must, "kind": _must, "address": _text,
            "phone": ColumnSpec(phone), "emergency_24h": ColumnSpec(one_of("yes", "assumed", "no")), **_trust,
        },
    ),
    "restaurants.csv": (
        tables.Restaurant,
        {
            "id": _must, "name": _must, "name_en": _must, **_where, "cuisine": _must, "founded": _text, "honour": _text,
            "signature": _text, "soft_food": _text, "step_free": _step_free, "price_band": _price_band,
            "phone": ColumnSpec(phone), "address": _text, "serves_meals": _flag, **_trust,
        },
    ),
    "season_events.csv": (
        tables.SeasonEvent,
        {
            "id": _must, "name": _must, "name_en": _must, "city": _text, "kind": _must,
            "start": ColumnSpec(season_day, empty=False), "end": ColumnSpec(season_day, empty=False),
            "day_part": ColumnSpec(one_of("early", "morning", "evening")), "place_id": _text,
            "detail": _text, "themes": ColumnSpec(some_ids, empty=False), "source": _must,
            "confidence": _confidence, "as_of": _text,
        },
    ),
    "ticket_policies.csv": (
        tables.TicketPolicy,
        {
            "id": _must, "city": _text, "place_id": _text,
            "covers": ColumnSpec(one_of("sights", "parks", "museums", "bus", "metro", "rail", "stay"), empty=False),
            "zh": _must, "en": _must, "age_from": ColumnSpec(whole(50, 100)), "age_to": ColumnSpec(whole(50, 120)),
            "pays_percent": ColumnSpec(whole(0, 100)), "document": _text, **_trust,
        },
    ),
    "recognitions.csv": (
        tables.Recognition,
        {
            "id": _must, "list": ColumnSpec(one_of(*RECOGNITIONS), empty=False), "name": _must, "city": _text,
            "batch": _text, "year": ColumnSpec(whole(1949, 2100)), "place_id": _text, "restaurant_id": _text, **_trust,
        },
    ),
    "hotlines.csv": (
        tables.Hotline,
        {"id": _must, "city": _text, "phone": ColumnSpec(phone, empty=False), "zh": _must, "en": _must, **_trust},
    ),
    "keepsakes.csv": (
        tables.Keepsake,
        {
            "id": _must, "kind": ColumnSpec(one_of("song", "film", "object"), empty=False), "name": _must,
            "name_en": _must, "year": ColumnSpec(whole(1920, 2030), empty=False), "city": _text, **_trust,
        },
    ),
    "climate.csv": (
        tables.Climate,
        {
            "name": _must, "name_en": _must, "city": _must, "lat": _lat, "lon": _lon,
            "high_c": ColumnSpec(twelve(-45, 50), empty=False),
            "low_c": ColumnSpec(twelve(-45, 50), empty=False), "source": _must,
        },
    ),
    "cell_sources.csv": (
        tables.CellSource,
        {
            "file": _must, "id": _must, "column": _must, "source": _must,
            "basis": ColumnSpec(one_of("cited", "general", "estimate", "reader"), empty=False),
            "as_of": ColumnSpec(whole(1990, 2100)),
        },
    ),
    "stations.csv": (
        tables.Station,
        {
            "name": _must, "code": _text, "pinyin": _must, "name_en": _must, "province": _must, "city": _text,
            "lat": _some_lat, "lon": _some_lon,
            "position": ColumnSpec(one_of("exact", "estimated", "unknown"), empty=False),
            "position_source": _text,
            "kind": ColumnSpec(one_of("high_speed", "conventional", "both", "junction"), empty=False), "on_sale": _flag,
            "trains_2026": _count, "platforms": _text, "tracks": _text, "step_free": _text,
            "step_free_train": _yes_no, "platform_m": ColumnSpec(whole(50, 2000)), "water": _yes_no, "sewage": _yes_no,
            "stabling": _yes_no, "note": _text,
            "source": _must,
        },
    ),
    "sections.csv": (
        tables.Section,
        {
            "id": _count, "line": _must, "from_station": _must, "to_station": _must,
            "km": ColumnSpec(number(0.1, 400), empty=False), "km_estimated": _flag,
            "line_km_from": ColumnSpec(number(0, 3000)), "line_km_to": ColumnSpec(number(0, 3000)),
            "service": ColumnSpec(one_of("conventional", "high_speed", "mixed"), empty=False),
            "tracks": ColumnSpec(one_of("double", "single", "mixed")), "tracks_note": _text,
            "electrified": ColumnSpec(one_of("yes", "no", "partly")), "max_speed_kmh": ColumnSpec(whole(20, 400)),
            "attributes_verified": _flag, "attributes_source": _text, "source": _must,
        },
    ),
    "tracks.csv": (
        tables.SharedTrack,
        {
            "id": _count, "from_station": _must, "to_station": _must, "line": _must, "also_lines": _text,
            "basis": ColumnSpec(one_of("cited", "estimate"), empty=False), "note": _must, "source": _must,
        },
    ),
    "train_runs.csv": (
        tables.TrainRun,
        {
            "number": _must, "also_numbered": _text, "kind": _must,
            "quality": ColumnSpec(one_of("ok", "one_time_per_stop", "last_arrival_missing", "doubtful"), empty=False),
            "snapshot": _must,
        },
    ),
    "train_calls.csv": (
        tables.TrainCall,
        {
            "train": _must, "seq": _count, "station": _must, "arrive": ColumnSpec(clock),
            "arrive_day": ColumnSpec(whole(0, 20)),
            "depart": ColumnSpec(clock), "depart_day": ColumnSpec(whole(0, 20)), "in_region": _flag,
            "leg_km": ColumnSpec(number(0, 3000)),
            "leg_km_computed": ColumnSpec(yes_no),
        },
    ),
    "line_speeds.csv": (
        tables.LineSpeed,
        {
            "line": _must, "kind": _must, "legs": _count, "median_kmh": ColumnSpec(whole(5, 400), empty=False),
            "p10_kmh": ColumnSpec(whole(5, 400), empty=False), "p90_kmh": ColumnSpec(whole(5, 400), empty=False),
            "max_kmh": ColumnSpec(whole(5, 400), empty=False),
        },
    ),
    "passing_times.csv": (
        tables.PassingTime,
        {
            "run": _must, "seq": _count, "station": _must, "time": ColumnSpec(clock_seconds, empty=False, to="at_s"),
            "day": ColumnSpec(whole(0, 3), empty=False),
            "kind": ColumnSpec(one_of("pass", "stop", "origin", "end", "boundary"), empty=False),
        },
    ),
    "real_silver_trains.csv": (
        tables.RealSilverTrain,
        {
            "id": _count, "number": _text, "date": _text, "series": _text, "origin": _text, "route": _text,
            "stops": _text, "days": ColumnSpec(whole(1, 60)), "passengers": _text, "average_age": _text, "stock": _text,
            "operator": _text, "kind": _must, "note": _text, "source": _must,
        },
    ),
}  # fmt: skip
