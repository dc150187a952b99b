"""Every setting in one typed table, read from the environment with the prefix SILVERWAY_."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from planner.folders import INSTANCE, ROOT


class Settings(BaseSettings):
    """Typed settings; the field descriptions are the documentation."""

    model_config = SettingsConfigDict(env_prefix="SILVERWAY_", frozen=True)

    database_url: str = Field(
        default=f"sqlite:///{INSTANCE / 'silverway.db'}",
        description="Where facts and saved plans live: an SQLite or PostgreSQL address.",
    )
    data_dir: Path = Field(default=ROOT / "data", description="The folder with facts, rules and base map.")
    region: str = Field(default="liaoning", description="Which folder of facts to use.")
    railways_dir: Path = Field(
        default=INSTANCE / "railways",
        description="Where railways brought by `silverway rail import` are kept, a file each.",
    )
    secret_key: str = Field(
        default="",
        description="Signs cookies. Empty: one is made and kept beside the SQLite database.",
    )
    plan_seconds: float = Field(default=60.0, gt=0, description="Safety limit for one plan, in seconds.")
    workers: int = Field(default=1, ge=1, le=16, description="Plans computed at the same time.")
    log_json: bool = Field(default=False, description="Logs as JSON lines instead of readable ones.")
    log_level: str = Field(default="INFO", description="Least severity that is logged.")
    overpass_url: str = Field(
        default="https://overpass-api.de/api/interpreter",
        description="The Overpass server that `silverway data import osm` asks; nothing else does.",
    )
    wikidata_url: str = Field(
        default="https://query.wikidata.org/sparql",
        description="The SPARQL server that `silverway data import wikidata` asks; nothing else does.",
    )
    public_url: str = Field(
        default="",
        description="Where readers reach the site, such as https://trips.example.org: in QR codes, calendars and links "
        "to send on. Empty: the address of the request.",
    )
    help_phone: str = Field(
        default="",
        description="Telephone number readers may call, on every page; digits, +, - and spaces. Empty: none is shown.",
    )
    help_hours: str = Field(
        default="",
        description="When somebody answers it, in Chinese; shown behind the number. Empty: nothing is said of it.",
    )
    help_hours_en: str = Field(default="", description="The same in English; empty: English pages say nothing of it.")
    plans_per_minute: int = Field(default=10, ge=1, description="Plans one visitor may start in a minute.")
    router: Literal["builtin", "osrm", "valhalla"] = Field(
        default="builtin",
        description="Who measures roads: the built-in model (estimates, no network), or a routing server.",
    )
    router_url: str = Field(
        default="",
        description="Address of the routing server, such as http://localhost:5000; needed unless builtin.",
    )
    router_seconds: float = Field(default=5.0, gt=0, le=60, description="How long to wait for the routing server.")
    router_points: int = Field(
        default=50,
        ge=2,
        le=1000,
        description="Most starts, and most ends, in one question to the routing server; larger tables are split.",
    )
    router_cache: Path = Field(
        default=INSTANCE / "ways.db",
        description="Where answers of the routing server are kept, for 30 days.",
    )

    @property
    def region_dir(self) -> Path:
        """The folder of the region's facts."""
        return self.data_dir / self.region

    @field_validator("public_url")
    @classmethod
    def _public_url_is_an_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("SILVERWAY_PUBLIC_URL must be an http address")
        return url.rstrip("/")

    @field_validator("help_phone")
    @classmethod
    def _help_phone_can_be_dialled(cls, number: str) -> str:
        number = number.strip()
        if number and not re.fullmatch(r"\+?\d[\d -]{2,18}\d", number):
            raise ValueError("SILVERWAY_HELP_PHONE must be a telephone number such as 024-12345678")
        return number

    @model_validator(mode="after")
    def _router_has_an_address(self) -> Self:
        if self.router != "builtin" and not self.router_url.startswith(("http://", "https://")):
            raise ValueError("SILVERWAY_ROUTER_URL must be the http address of the routing server")
        return self
