"""`silverway upgrade`: a database and its facts brought to this edition, with a backup before, and as they were if it
fails."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from planner.catalog import check_facts, load_if_changed
from planner.commands.context import cli_context
from planner.commands.options import as_json
from planner.errors import BadFacts, NotUpgraded, UnusableDatabase
from planner.folders import INSTANCE
from planner.migrate import migrate, newest_shape, shape_of
from planner.saved import back_up, is_new_database
from planner.settings import Settings
from planner.store import PRIVATE, engine_for, place_of, trouble_of


@click.command()
@click.option("--backups", type=click.Path(file_okay=False, path_type=Path), help="备份放在哪里 / folder for backups")
@as_json
@click.pass_context
def upgrade(ctx: click.Context, backups: Path | None, as_json: bool) -> None:
    """换了新程序以后升级数据库：先备份，不成就还原。Bring the database to this edition."""
    here = cli_context(ctx)
    done = bring_up_to_date(here.settings, backups)
    if as_json:
        told = {"before": done.before, "after": done.after, "rows": done.rows, "facts": done.facts}
        click.echo(json.dumps(told | {"backup": str(done.backup) if done.backup else None}, ensure_ascii=False))
        return
    if done.backup:
        words = here.say("先备份了 {rows} 行：{file}。里面有大家的电话和登录用的钥匙，收好。")
        click.echo(words.format(rows=f"{done.rows:,}", file=done.backup))
        click.echo(here.say("数据库从 {before} 升到了 {after}。").format(before=done.before, after=done.after))
    elif done.before:
        click.echo(here.say("数据库已经是最新的：{after}。").format(after=done.after))
    else:
        click.echo(here.say("建好了新的数据库：{after}。").format(after=done.after))
    click.echo(here.say("资料是 {digest}。现在可以启动网站。").format(digest=done.facts[:12]))


@dataclass(frozen=True)
class Upgrade:
    """What was done: the shapes before and after ("" for a new database), the backup if one was needed with how many
    rows, and the digest of the facts."""

    before: str
    after: str
    backup: Path | None
    rows: int
    facts: str


def bring_up_to_date(settings: Settings, folder: Path | None = None) -> Upgrade:
    """Check the facts, back up into `folder` (beside the database if none is told), migrate, load the facts. Nobody
    else may use the database meanwhile.

    Raises
    ------
    BadFacts
        If the files of facts are wrong; nothing was done.
    UnusableDatabase
        If a newer edition has been at it, or it cannot be used; nothing was done.
    NotUpgraded
        If it failed; the database is as it was.
    """
    if faults := check_facts(settings.data_dir, settings.region):
        raise BadFacts(faults)
    before = "" if is_new_database(settings) else shape_of(settings.database_url) or ""
    if before > newest_shape():
        raise UnusableDatabase("newer", place_of(settings.database_url))
    if before in ("", newest_shape()):
        migrate(settings)
        return Upgrade(before, newest_shape(), None, 0, load_if_changed(settings))
    made, content = back_up(settings)
    file = (folder or _backups_folder(settings)) / f"before-{newest_shape()}-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(PRIVATE)
    file.write_bytes(content)
    try:
        with _undone_if_it_fails(settings):
            migrate(settings)
            facts = load_if_changed(settings)
    except SQLAlchemyError as error:
        trouble = trouble_of(error, settings.database_url)
        raise NotUpgraded(trouble.why if trouble else str(error).splitlines()[0], str(file)) from error
    return Upgrade(before, newest_shape(), file, sum(made.rows.values()), facts)


def _backups_folder(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    return (Path(url.database or "").parent if url.get_backend_name() == "sqlite" else INSTANCE) / "backups"


@contextmanager
def _undone_if_it_fails(settings: Settings) -> Iterator[None]:
    """PostgreSQL undoes changes of shape by itself; of SQLite's file a copy is put back."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield
        return
    copy = Path(f"{url.database}.before")
    copy.touch(PRIVATE)
    try:
        with closing(sqlite3.connect(url.database)) as now, closing(sqlite3.connect(copy)) as then:
            now.backup(then)
            try:
                yield
            except BaseException:
                engine_for(settings.database_url).dispose()
                then.backup(now)
                raise
    finally:
        copy.unlink()
