"""The machine: facts, folders, room on disks, clock, letters, paper, routing servers."""

from __future__ import annotations

import locale
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy.engine import make_url

from planner.catalog import check_facts, read_fact_tables
from planner.commands.context import CliContext
from planner.commands.doctor.examined import Examined
from planner.errors import Unknown
from planner.folders import PACKAGE
from planner.language import N_
from planner.settings import Settings
from planner.travel import why_silent

ROOM_MB = 500  # for what is kept, logs and a backup
_SILENT = N_("{address} 不回答（{why}），行程会用估计的时间。请检查它开了没有。")
TRIAL = "银龄慢游 Silverway"


def examine_machine(here: CliContext) -> Iterator[Examined]:
    """What there is to say of this machine, whatever the database is like."""
    for examine in (_facts, _folders, _room, _clock, _letters, _paper, _router):
        yield from examine(here)


def _facts(here: CliContext) -> Iterator[Examined]:
    settings = here.settings
    if not settings.region_dir.is_dir():
        yield Examined(here.say("资料"), False, here.sentence(Unknown("region", settings.region, ())))
        return
    faults = check_facts(settings.data_dir, settings.region, read_fact_tables(settings.region_dir))
    told = here.say("都在，都对。")
    if faults:
        told = here.say("有 {count} 处不对，如 {fault}。请运行 silverway data check。")
        told = told.format(count=len(faults), fault=faults[0])
    yield Examined(here.say("资料"), not faults, told)


def _folders(here: CliContext) -> Iterator[Examined]:
    closed = [folder for folder in _written(here.settings) if not _can_write(folder)]
    told = here.say("都能写。")
    if closed:
        told = here.say("写不了：{folders}。请改权限，或者换地方。")
    shown = here.say("、").join(map(str, closed))
    yield Examined(here.say("文件夹"), not closed, told.format(folders=shown))


def _written(settings: Settings) -> list[Path]:
    """The folders that are written to, or those in which they will be made."""
    url = make_url(settings.database_url)
    own = [Path(url.database or "").absolute().parent] if url.get_backend_name() == "sqlite" else []
    found = [*own, settings.railways_dir, settings.router_cache.parent, PACKAGE]
    return list(dict.fromkeys(next(f for f in (one, *one.absolute().parents) if f.is_dir()) for one in found))


def _can_write(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError:
        return False
    return True


def _room(here: CliContext) -> Iterator[Examined]:
    free = {folder: shutil.disk_usage(folder).free // 1_000_000 for folder in _written(here.settings)}
    folder = min(free, key=lambda one: free[one])
    told = here.say("还有 {mb} MB。") if free[folder] >= ROOM_MB else here.say("“{folder}”只剩 {mb} MB。请腾出地方。")
    yield Examined(here.say("磁盘"), free[folder] >= ROOM_MB, told.format(folder=folder, mb=f"{free[folder]:,}"))


def _clock(here: CliContext) -> Iterator[Examined]:
    """A clock that is behind the program's own files is wrong: the facts' days and log-ins hang on it."""
    now, made = datetime.now(UTC), max(path.stat().st_mtime for path in here.settings.data_dir.glob("**/*.toml"))
    good = now.timestamp() >= made
    told = here.say("{now}（世界时）。") if good else here.say("{now}（世界时），比程序的文件还早。请对时。")
    yield Examined(here.say("时钟"), good, told.format(now=f"{now:%Y-%m-%d %H:%M:%S}"))


def _letters(here: CliContext) -> Iterator[Examined]:
    used = {sys.getfilesystemencoding(), locale.getpreferredencoding(False)}
    good = {name.lower().replace("-", "") for name in used} == {"utf8"}
    told = here.say("UTF-8。") if good else here.say("是 {used}，中文文件名会认不出。请设 LC_ALL=C.UTF-8。")
    yield Examined(here.say("文字"), good, told.format(used=here.say("、").join(sorted(used))))


def _paper(here: CliContext) -> Iterator[Examined]:
    """Fonts and the typesetter, by a page of both languages."""
    try:
        from planner.exchange.documents import trial_pdf

        good = trial_pdf(TRIAL).startswith(b"%PDF")
    except (ImportError, OSError, RuntimeError):
        good = False
    told = here.say("能印，字也全。") if good else here.say("印不出来：排版程序或者字体缺了。请重新运行 make install。")
    yield Examined(here.say("打印"), good, told)


def _router(here: CliContext) -> Iterator[Examined]:
    settings = here.settings
    if settings.router == "builtin":
        return
    cities = read_fact_tables(settings.region_dir).sheets["cities.csv"].rows[:2]
    why = why_silent(settings, [(float(city["lat"]), float(city["lon"])) for city in cities])
    told = here.say("会回答。") if not why else here.say(_SILENT)
    yield Examined(here.say("道路服务器"), not why, told.format(address=settings.router_url, why=why))
