"""Every setting in one typed table, read from the environment with the prefix SILVERWAY_."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Typed settings; the field descriptions are the documentation."""

    model_config = SettingsConfigDict(env_prefix="SILVERWAY_", frozen=True)

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'instance' / 'silverway.db'}",
        description="Where facts and saved plans live: an SQLite or PostgreSQL address.",
    )
    data_dir: Path = Field(default=ROOT / "data", description="The folder with facts, rules and base map.")
    region: str = Field(default="liaoning", description="Which folder of facts to use.")
    secret_key: str = Field(
        default="",
        description="Signs cookies. Empty: one is made and kept beside the SQLite database.",
    )
    plan_seconds: float = Field(default=60.0, gt=0, description="Safety limit for one plan, in seconds.")
    workers: int = Field(default=1, ge=1, le=16, description="Plans computed at the same time.")
    log_json: bool = Field(default=False, description="Logs as JSON lines instead of readable ones.")
    log_level: str = Field(default="INFO", description="Least severity that is logged.")
    help_phone: str = Field(default="", description="Telephone number shown under Help; empty: none is shown.")
    plans_per_minute: int = Field(default=10, ge=1, description="Plans one visitor may start in a minute.")
