"""Scenarios kept by planners: named, copied, changed, compared, removed and brought back.

Whoever holds the secret a scenario was kept with may change it; anybody who knows its id may look at it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Text
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import secret_hash
from planner.errors import OutOfRange, Unknown
from planner.saved.results import new_id
from planner.train.scenario import SCENARIO_JSON, Scenario

MOST = 200  # of one planner
LONGEST_NAME = 60


class SavedScenario(SQLModel, table=True):
    """A scenario: `scenario` is SCENARIO_JSON, `texts` what was typed (JSON), `page` the planned train's id if it is
    one. Removed ones stay, so that they can be brought back."""

    __tablename__ = "saved_scenario"

    id: str = Field(primary_key=True)
    owner_hash: str = Field(index=True)
    name: str
    created_at: datetime
    changed_at: datetime = Field(index=True)
    removed_at: datetime | None = None
    scenario: str = Field(sa_type=Text)
    texts: str = Field(sa_type=Text)
    page: str | None = None

    def train(self) -> Scenario:
        """What is compared."""
        return replace(SCENARIO_JSON.validate_json(self.scenario), name=self.name)

    def typed(self) -> dict[str, str]:
        """What was typed, for the form."""
        found: dict[str, str] = json.loads(self.texts)
        return found


def save_scenario(
    session: Session, owner: str, scenario: Scenario, texts: Mapping[str, str], page: str | None = None
) -> str:
    """Keep a scenario under its name; its id.

    Raises
    ------
    SilverwayError
        If it has no name or one that is too long, or the planner keeps too many.
    """
    name, now = _named(scenario.name), datetime.now(UTC)
    if len(list_scenarios(session, owner)) >= MOST:
        raise OutOfRange("scenarios_kept", MOST + 1, 0, MOST)
    row = SavedScenario(
        id=new_id(), owner_hash=secret_hash(owner), name=name, created_at=now, changed_at=now, page=page,
        scenario=SCENARIO_JSON.dump_json(scenario).decode(), texts=json.dumps(dict(texts), ensure_ascii=False),
    )  # fmt: skip
    session.add(row)
    return row.id


def put_scenario(session: Session, owner: str, scenario_id: str, scenario: Scenario, texts: Mapping[str, str]) -> None:
    """Put another train, and name, in the place of one that is kept; raises as `save_scenario`, and Unknown."""
    row = own_scenario(session, owner, scenario_id)
    row.name, row.changed_at, row.page = _named(scenario.name), datetime.now(UTC), None
    row.scenario, row.texts = SCENARIO_JSON.dump_json(scenario).decode(), json.dumps(dict(texts), ensure_ascii=False)


def rename_scenario(session: Session, owner: str, scenario_id: str, name: str) -> None:
    """Give it another name; raises as `save_scenario`, and Unknown."""
    own_scenario(session, owner, scenario_id).name = _named(name)


def copy_scenario(session: Session, owner: str, scenario_id: str, name: str) -> str:
    """A copy for oneself, of one's own or of another planner's; its id. Raises as `save_scenario`, and Unknown."""
    row = load_scenario(session, scenario_id)
    return save_scenario(session, owner, replace(row.train(), name=name[:LONGEST_NAME]), row.typed(), row.page)


def remove_scenario(session: Session, owner: str, scenario_id: str) -> None:
    """Put it away; `restore_scenario` brings it back. Raises Unknown."""
    own_scenario(session, owner, scenario_id).removed_at = datetime.now(UTC)


def restore_scenario(session: Session, owner: str, scenario_id: str) -> None:
    """Bring back what was removed; raises Unknown."""
    _own(session, owner, scenario_id).removed_at = None


def own_scenario(session: Session, owner: str, scenario_id: str) -> SavedScenario:
    """A planner's scenario with that id; raises Unknown if there is none or it was removed."""
    row = _own(session, owner, scenario_id)
    if row.removed_at is not None:
        raise Unknown("scenario", scenario_id)
    return row


def load_scenario(session: Session, scenario_id: str) -> SavedScenario:
    """Anybody's scenario with that id; raises Unknown if there is none or it was removed."""
    row = session.get(SavedScenario, scenario_id)
    if row is None or row.removed_at is not None:
        raise Unknown("scenario", scenario_id)
    return row


def list_scenarios(session: Session, owner: str) -> Sequence[SavedScenario]:
    """A planner's scenarios, the last changed first."""
    own = select(SavedScenario).where(
        col(SavedScenario.owner_hash) == secret_hash(owner), col(SavedScenario.removed_at).is_(None)
    )
    return session.exec(own.order_by(col(SavedScenario.changed_at).desc(), col(SavedScenario.id))).all()


def last_removed(session: Session, owner: str) -> SavedScenario | None:
    """What a planner removed last, if anything."""
    gone = select(SavedScenario).where(
        col(SavedScenario.owner_hash) == secret_hash(owner), col(SavedScenario.removed_at).is_not(None)
    )
    return session.exec(gone.order_by(col(SavedScenario.removed_at).desc()).limit(1)).first()


def _own(session: Session, owner: str, scenario_id: str) -> SavedScenario:
    row = session.get(SavedScenario, scenario_id)
    if row is None or row.owner_hash != secret_hash(owner):
        raise Unknown("scenario", scenario_id)
    return row


def _named(name: str) -> str:
    plain = " ".join(name.split())
    if not 1 <= len(plain) <= LONGEST_NAME:
        raise OutOfRange("scenario_name", len(plain), 1, LONGEST_NAME)
    return plain
