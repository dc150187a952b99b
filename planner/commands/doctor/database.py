"""The database: can it be used, is it of this edition, is it whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from planner.commands.context import CliContext
from planner.commands.doctor.examined import Examined
from planner.errors import NoSecretKey, UnusableDatabase
from planner.language import N_
from planner.migrate import newest_shape, shape_of
from planner.saved import is_new_database
from planner.store import PRIVATE, engine_for, is_whole, place_of, trouble_of

APART_S = 2.0  # how far the clocks of this machine and of PostgreSQL may be apart: leases of jobs are 10 s
_VERSION = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_OLD = N_("是 {shape}，程序要 {newest}。请停下网站，运行 silverway upgrade。")
_APART = N_("和这台机器差 {seconds} 秒。请让两边对时，不然安排会重做。")
_CLOCK = text("SELECT extract(epoch FROM clock_timestamp() - CAST(:here AS timestamptz))")


def examine_database(here: CliContext) -> Iterator[Examined]:
    """One finding after the other, up to the first that leaves nothing more to look at."""
    url = here.settings.database_url
    try:
        if is_new_database(here.settings):
            told = here.say("还没有，第一次启动时会建好：{where}").format(where=place_of(url))
            yield Examined(here.say("数据库"), True, told)
            return
        for examine in (_reached, _rights, _shape, _content, _clocks):
            yield from examine(here)
    except (UnusableDatabase, SQLAlchemyError) as error:
        trouble = error if isinstance(error, UnusableDatabase) else trouble_of(error, url)
        if trouble is None:
            raise
        yield Examined(here.say("数据库"), False, here.sentence(trouble))


def _reached(here: CliContext) -> Iterator[Examined]:
    engine = engine_for(here.settings.database_url)
    with engine.connect() as connection:
        version = str(connection.scalar(text(_VERSION[engine.dialect.name]))).split()[0]
    told = f"{_NAMES[engine.dialect.name]} {version} · {place_of(here.settings.database_url)}"
    yield Examined(here.say("数据库"), True, told)


def _rights(here: CliContext) -> Iterator[Examined]:
    """Who may read what is kept, and sign log-ins."""
    url = make_url(here.settings.database_url)
    file = Path(url.database or "")
    if url.get_backend_name() != "sqlite":
        if not here.settings.secret_key:
            yield Examined(here.say("钥匙"), False, here.sentence(NoSecretKey()))
    elif file.is_file() and file.stat().st_mode & 0o777 & ~PRIVATE:
        told = here.say("“{file}”别人也能读，里面有大家的电话。请运行：chmod 600 {file}")
        yield Examined(here.say("权限"), False, told.format(file=file))


def _shape(here: CliContext) -> Iterator[Examined]:
    shape, newest = shape_of(here.settings.database_url) or "", newest_shape()
    if shape > newest:
        raise UnusableDatabase("newer", place_of(here.settings.database_url))
    told = here.say("{shape}，是最新的。") if shape == newest else here.say(_OLD)
    yield Examined(here.say("数据库的版本"), shape == newest, told.format(shape=shape, newest=newest))


def _content(here: CliContext) -> Iterator[Examined]:
    url = here.settings.database_url
    if not is_whole(url):
        raise UnusableDatabase("damaged", place_of(url))
    if engine_for(url).dialect.name == "sqlite":
        yield Examined(here.say("数据库的内容"), True, here.say("查过了，是完整的。"))


def _clocks(here: CliContext) -> Iterator[Examined]:
    engine = engine_for(here.settings.database_url)
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        apart = abs(float(connection.scalar(_CLOCK, {"here": datetime.now(UTC).isoformat()}) or 0))
    told = here.say("和这台机器的一样。") if apart <= APART_S else here.say(_APART)
    yield Examined(here.say("数据库的钟"), apart <= APART_S, told.format(seconds=round(apart)))
