"""What nobody needs any more is deleted when people were told it would be, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, select

from planner.jobs import Job
from planner.sharing.family import FamilyChange, FamilyComment, FamilyLink
from planner.sharing.upkeep import KEPT_DAYS, forget
from planner.store import engine_for
from tests.support.database import empty_database

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=KEPT_DAYS + 1), NOW - timedelta(days=KEPT_DAYS - 1)


def job(name: str, state: str, finished: datetime | None) -> Job:
    return Job(id=name, kind="plan", payload="{}", state=state, submitted_at=LONG_AGO, finished_at=finished)


def link(name: str, expires: datetime, revoked: datetime | None = None) -> FamilyLink:
    return FamilyLink(
        id=name, trip="trip", holder="browser:x", token_hash=name, created_at=LONG_AGO, expires_at=expires,
        revoked_at=revoked,
    )  # fmt: skip


def test_old_links_go_with_all_that_was_said_and_old_jobs_unless_somebody_asked_by_a_link(
    tmp_path: Path, backend: str
) -> None:
    with Session(engine_for(empty_database(tmp_path, backend).database_url)) as db:
        links = (link("over", LONG_AGO), link("revoked", NOW, LONG_AGO), link("lately", LATELY), link("open", NOW))
        db.add_all(links)
        db.flush()
        for one in links:
            db.add(FamilyComment(link=one.id, at=LONG_AGO, who="女儿", text="慢慢走"))
            db.add(FamilyChange(link=one.id, at=LONG_AGO, job=f"by-{one.id}"))
            db.add(job(f"by-{one.id}", "done", LONG_AGO))
        db.add_all([job("old", "done", LONG_AGO), job("new", "done", LATELY), job("waits", "queued", None)])
        db.flush()
        forget(db, NOW)
        assert sorted(db.exec(select(FamilyLink.id))) == ["lately", "open"]
        assert sorted(db.exec(select(FamilyComment.link))) == ["lately", "open"]
        assert sorted(db.exec(select(FamilyChange.link))) == ["lately", "open"]
        assert sorted(db.exec(select(Job.id))) == ["by-lately", "by-open", "new", "waits"]
