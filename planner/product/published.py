"""What offices have published of their trains: read by everybody who is logged in, changed by their office alone.

A version is never altered. Whoever took an older one is told what is new and takes it over, or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Text, update
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import Who, is_holder, load_office, new_id, refuse_viewers
from planner.clock import CHINA
from planner.errors import NotAllowed, OutOfRange, Unknown
from planner.hooks import note_event
from planner.product.train import PRODUCT_JSON, TrainProduct
from planner.saved import SavedProject, load_project, load_revision

MOST_VERSIONS = 200  # of a train


class PublishedTrain(SQLModel, table=True):
    """A train of a project that an office has published: `version` is the newest, `is_open`: agencies may take it.
    `override` says why it was published in spite of conflicts, "" if there were none."""

    __tablename__ = "published_train"

    id: str = Field(primary_key=True)
    office: str = Field(index=True)
    project: str = Field(index=True)
    number: str
    version: int
    is_open: bool
    published_at: datetime
    override: str


class PublishedVersion(SQLModel, table=True):
    """A version: PRODUCT_JSON, made of that revision of the project by somebody of the office."""

    __tablename__ = "published_version"

    train: str = Field(primary_key=True, foreign_key="published_train.id")
    number: int = Field(primary_key=True)
    at: datetime
    by: str
    revision: int
    override: str
    content: str = Field(sa_type=Text)

    def product(self) -> TrainProduct:
        """What was published."""
        return PRODUCT_JSON.validate_json(self.content)

    @property
    def on(self) -> date:
        """The day it was published, in China."""
        return self.at.astimezone(CHINA).date()


def publish_train(
    session: Session, who: Who, project_id: str, revision: int, product: TrainProduct, override: str = ""
) -> PublishedTrain:
    """Publish a train of a project as it was in one of its states: its first version, or the next.

    Raises
    ------
    Unknown
        If the office has no such project, it never was in that state, or had no such train there.
    NotAllowed
        If they belong to no railway office or may only look, or a conflict is open and nobody says why that may be.
    OutOfRange
        If it was published too often.
    """
    refuse_viewers(who)
    if not who.office or load_office(session, who.office).kind != "bureau":
        raise NotAllowed("bureau")
    if not is_holder(who, load_project(session, project_id).holder):
        raise Unknown("project", project_id)
    if product.number not in load_revision(session, project_id, revision).project().trains:
        raise Unknown("project_train", product.number)
    if product.conflicts and not override:
        raise NotAllowed("conflicts")
    own = update(SavedProject).where(col(SavedProject.id) == project_id)
    session.execute(own.values(revision=SavedProject.revision))  # nobody else publishes a train of it meanwhile
    row, now = published_of(session, project_id, product.number), datetime.now(UTC)
    if row is None:
        row = PublishedTrain(id=new_id(), office=who.office, project=project_id, number=product.number, version=0,
                             is_open=True, published_at=now, override="")  # fmt: skip
    if row.version >= MOST_VERSIONS:
        raise OutOfRange("train_versions", row.version + 1, 1, MOST_VERSIONS)
    row.version, row.is_open, row.published_at = row.version + 1, True, now
    row.override = override if product.conflicts else ""
    session.add(row)
    session.flush()
    session.add(
        PublishedVersion(train=row.id, number=row.version, at=now, by=who.name, revision=revision,
                         override=row.override, content=PRODUCT_JSON.dump_json(product).decode())
    )  # fmt: skip
    note_event(session, None, "train.published", {"train": row.id, "number": row.number, "version": row.version})
    return row


def close_train(session: Session, who: Who, train_id: str) -> None:
    """Let nobody take it any more; who took it keeps it. Raises Unknown, NotAllowed."""
    refuse_viewers(who)
    row = load_published(session, train_id)
    if not who.office or row.office != who.office:
        raise Unknown("published_train", train_id)
    row.is_open = False
    session.add(row)


def published_of(session: Session, project_id: str, number: str) -> PublishedTrain | None:
    """What was published of a project's train, if anything was."""
    found = select(PublishedTrain).where(PublishedTrain.project == project_id, PublishedTrain.number == number)
    return session.exec(found).first()


def published_trains(session: Session) -> Sequence[tuple[PublishedTrain, PublishedVersion]]:
    """All that agencies may take, the newest first, each in its newest version."""
    newest = (PublishedVersion.train == PublishedTrain.id, PublishedVersion.number == PublishedTrain.version)
    found = select(PublishedTrain, PublishedVersion).where(*newest, col(PublishedTrain.is_open))
    return session.exec(found.order_by(col(PublishedTrain.published_at).desc(), col(PublishedTrain.id))).all()


def load_published(session: Session, train_id: str) -> PublishedTrain:
    """The published train with that id; raises Unknown."""
    row = session.get(PublishedTrain, train_id)
    if row is None:
        raise Unknown("published_train", train_id)
    return row


def load_version(session: Session, train_id: str, number: int) -> PublishedVersion:
    """One of its versions; raises Unknown."""
    row = session.get(PublishedVersion, (train_id, number))
    if row is None:
        raise Unknown("published_train", train_id)
    return row
