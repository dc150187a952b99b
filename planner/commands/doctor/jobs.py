"""Jobs: does anybody work, and does anybody wait too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import text
from sqlmodel import col, func, select

from planner.commands.context import CliContext
from planner.commands.doctor.examined import Examined
from planner.jobs import READY_MADE, WORKER, Job
from planner.store import engine_for, transaction

LONG_MIN = 10  # somebody waits for an answer
_WORKERS = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = :name AND datname = current_database()")


def examine_jobs(here: CliContext) -> Iterator[Examined]:
    """On a database of the newest shape."""
    engine = engine_for(here.settings.database_url)
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            at_work = int(connection.scalar(_WORKERS, {"name": WORKER}) or 0)
        told = (
            here.say("{count} 个连着数据库。")
            if at_work
            else here.say("一个也没有，安排不会有人算。请启动 silverway worker。")
        )
        yield Examined(here.say("计算进程"), at_work > 0, told.format(count=at_work))
    with transaction(here.settings.database_url) as session:
        waiting = select(func.count(), func.min(Job.submitted_at)).where(Job.state == "queued")
        count, oldest = session.exec(waiting.where(col(Job.priority) < READY_MADE)).one()
    if not count:
        yield Examined(here.say("等着的安排"), True, here.say("没有人在等。"))
        return
    minutes = int((datetime.now(UTC) - oldest.replace(tzinfo=oldest.tzinfo or UTC)).total_seconds() // 60)
    told = here.say("{count} 个，最早的等了 {minutes} 分钟。")
    if minutes >= LONG_MIN:
        told += here.say("请看计算进程开了没有，SILVERWAY_WORKERS 够不够。")
    yield Examined(here.say("等着的安排"), minutes < LONG_MIN, told.format(count=count, minutes=minutes))
