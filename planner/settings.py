"""Every setting in one typed table, read from the environment with the prefix SILVERWAY_.

Read by hand, as importing a library that does takes longer than a train takes to be tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from os import environ
from pathlib import Path
from typing import Any

from planner.folders import INSTANCE, ROOT
from planner.language import N_

PREFIX = "SILVERWAY_"
ROUTERS = ("builtin", "osrm", "valhalla")
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
LONGEST = 20  # characters of a number
_UNSAID: Any = object()


class BadSetting(ValueError):
    """A setting that cannot be used: what it must be, as a sentence with `values` to fill in."""

    def __init__(self, need: str, **values: object) -> None:
        super().__init__(need)
        self.need, self.values = need, values
        self.name = self.told = ""

    def __str__(self) -> str:
        return f"{self.name}={self.told}: {self.need.format(**self.values)}"


def _setting(default: object, description: str, read: Callable[[str], object] = str) -> Any:
    """A setting: its value where the environment says nothing, what it is for, and how its text is read."""
    return field(default=_UNSAID, metadata={"default": default, "description": description, "read": read})


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if len(text) > LONGEST or not text.isdecimal() or not low <= int(text) <= high:
            raise BadSetting(N_("要是 {low} 到 {high} 的整数。"), low=low, high=high)
        return int(text)

    return read


def _seconds(high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        if len(text) > LONGEST or not re.fullmatch(r"[0-9]+(\.[0-9]*)?", text) or not 0 < float(text) <= high:
            raise BadSetting(N_("要是大于 0、不超过 {high} 的数。"), high=f"{high:g}")
        return float(text)

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise BadSetting(N_("可以是：{choices}。"), choices=", ".join(choices))
        return text

    return read


def _yes_no(text: str) -> bool:
    return _one_of(*YES, *NO)(text.lower()) in YES


def _database(text: str) -> str:
    if not re.match(r"sqlite:///.|postgresql(\+psycopg)?://.", text):
        raise BadSetting(N_("要是 sqlite:///文件 或者 postgresql+psycopg://用户:密码@主机/库名。"))
    return text


def _level(text: str) -> str:
    return _one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")(text.upper())


def _address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise BadSetting(N_("要是 http 开头的网址。"))
    return text.rstrip("/")


def _phone(text: str) -> str:
    if text.strip() and not re.fullmatch(r"\+?\d[\d -]{2,18}\d", text.strip()):
        raise BadSetting(N_("要是电话号码，如 024-12345678。"))
    return text.strip()


def _hosts(text: str) -> str:
    hosts = [host.strip().lower() for host in text.split(",") if host.strip()]
    if not all(re.fullmatch(r"[a-z0-9.:_-]{1,253}", host) for host in hosts):
        raise BadSetting(N_("要是主机名，用逗号隔开。"))
    return ",".join(hosts)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Typed settings; the descriptions of the fields are the documentation.

    Raises
    ------
    BadSetting
        For the first that cannot be used.
    """

    database_url: str = _setting(
        f"sqlite:///{INSTANCE / 'silverway.db'}",
        "Where facts and saved plans live: an SQLite or PostgreSQL address.",
        _database,
    )
    data_dir: Path = _setting(ROOT / "data", "The folder with facts, rules and base map.", Path)
    region: str = _setting("liaoning", "Which folder of facts to use.")
    railways_dir: Path = _setting(
        INSTANCE / "railways", "Where railways brought by `silverway rail import` are kept, a file each.", Path
    )
    secret_key: str = _setting(
        "",
        "Signs cookies; the same for all processes. Empty: one is made and kept beside the SQLite database; PostgreSQL "
        "needs one.",
    )
    data_key: str = _setting(
        "",
        "Encrypts names and what else is personal: Fernet keys, the first in use, separated by commas. Empty: one is "
        "made and kept beside the SQLite database; with PostgreSQL no names are kept.",
    )
    plan_seconds: float = _setting(60.0, "Safety limit for one plan, in seconds.", _seconds(86_400))
    workers: int = _setting(1, "Plans computed at the same time.", _whole(1, 16))
    log_json: bool = _setting(False, "Logs as JSON lines instead of readable ones.", _yes_no)
    log_level: str = _setting("INFO", "Least severity that is logged.", _level)
    overpass_url: str = _setting(
        "https://overpass-api.de/api/interpreter",
        "The Overpass server that `silverway data import osm` asks; nothing else does.",
    )
    wikidata_url: str = _setting(
        "https://query.wikidata.org/sparql",
        "The SPARQL server that `silverway data import wikidata` asks; nothing else does.",
    )
    public_url: str = _setting(
        "",
        "Where readers reach the site, such as https://trips.example.org: in QR codes, calendars and links "
        "to send on. Empty: the address of the request.",
        _address,
    )
    proxy_hops: int = _setting(
        0,
        "How many reverse proxies of yours stand in front: so many entries of X-Forwarded-For, -Proto and -Host are "
        "trusted. 0: none, as anybody could send them.",
        _whole(0, 5),
    )
    metrics_token: str = _setting(
        "", "What Prometheus sends as bearer token to read /metrics. Empty: there is no such page."
    )
    webhook_hosts: str = _setting(
        "",
        "Hosts that webhooks may reach though their addresses are not public, by http too, separated by commas: your "
        "own services on the same network. Empty: none.",
        _hosts,
    )
    help_phone: str = _setting(
        "",
        "Telephone number readers may call, on every page; digits, +, - and spaces. Empty: none is shown.",
        _phone,
    )
    help_hours: str = _setting(
        "", "When somebody answers it, in Chinese; shown behind the number. Empty: nothing is said of it."
    )
    help_hours_en: str = _setting("", "The same in English; empty: English pages say nothing of it.")
    plans_per_minute: int = _setting(10, "Plans one visitor may start in a minute.", _whole(1, 1_000_000))
    router: str = _setting(
        "builtin",
        "Who measures roads: the built-in model (estimates, no network), or a routing server.",
        _one_of(*ROUTERS),
    )
    router_url: str = _setting(
        "", "Address of the routing server, such as http://localhost:5000; needed unless builtin."
    )
    router_seconds: float = _setting(5.0, "How long to wait for the routing server.", _seconds(60))
    router_points: int = _setting(
        50,
        "Most starts, and most ends, in one question to the routing server; larger tables are split.",
        _whole(2, 1000),
    )
    router_cache: Path = _setting(
        INSTANCE / "ways.db", "Where answers of the routing server are kept, for 30 days.", Path
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            given = getattr(self, each.name)
            told = environ.get(_variable(each.name)) if given is _UNSAID else str(given)
            value = each.metadata["default"] if told is None else _read(each.name, told, each.metadata["read"])
            object.__setattr__(self, each.name, value)
        if self.router != "builtin":
            _read("router_url", self.router_url, _some_address)

    @property
    def https(self) -> bool:
        """Do readers reach the site over TLS alone?"""
        return self.public_url.startswith("https://")

    @property
    def region_dir(self) -> Path:
        """The folder of the region's facts."""
        return self.data_dir / self.region


def settings_table() -> str:
    """All settings as rows of a Markdown table: variable, what it is where nothing is set, what it is for."""
    rows = []
    for each in fields(Settings):
        default = each.metadata["default"]
        text = str(default).lower() if isinstance(default, bool) else str(default)
        for folder, name in ((INSTANCE, "instance"), (ROOT, ".")):
            text = text.replace(str(folder), name)
        shown = f"`{text.removeprefix('./')}`" if text else ""
        rows.append(f"| `{_variable(each.name)}` | {shown} | {each.metadata['description']} |")
    return "\n".join(rows)


def _some_address(text: str) -> str:
    return _address(text or "?")


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _read(name: str, text: str, read: Callable[[str], object]) -> object:
    try:
        return read(text)
    except BadSetting as bad:
        bad.name, bad.told = _variable(name), re.sub("//[^@]*@", "//…@", text)[:80]
        raise
