"""Scenarios kept by planners: named, copied, changed, compared, removed and brought back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Text
from sqlmodel import Field, Session, col, select

from planner.accounts import Held, Who, keeper, may_change, new_id
from planner.errors import OutOfRange, Unknown
from planner.train.scenario import SCENARIO_JSON, Scenario

MOST = 200  # of one holder
LONGEST_NAME = 60


class SavedScenario(Held, table=True):
    """A scenario: `scenario` is SCENARIO_JSON, `texts` what was typed (JSON), `page` the planned train's id if it is
    one. Removed ones stay, so that they can be brought back."""

    __tablename__ = "saved_scenario"

    id: str = Field(primary_key=True)
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
    session: Session, who: Who, scenario: Scenario, texts: Mapping[str, str], page: str | None = None
) -> str:
    """Keep a scenario under its name; its id.

    Raises
    ------
    SilverwayError
        If it has no name or one that is too long, too many are kept, or they may only look.
    """
    name, now = _named(scenario.name), datetime.now(UTC)
    if len(list_scenarios(session, who)) >= MOST:
        raise OutOfRange("scenarios_kept", MOST + 1, 0, MOST)
    row = SavedScenario(
        id=new_id(), holder=keeper(who), name=name, created_at=now, changed_at=now, page=page,
        scenario=SCENARIO_JSON.dump_json(scenario).decode(), texts=json.dumps(dict(texts), ensure_ascii=False),
    )  # fmt: skip
    session.add(row)
    return row.id


def put_scenario(session: Session, who: Who, scenario_id: str, scenario: Scenario, texts: Mapping[str, str]) -> None:
    """Put another train, and name, in the place of one that is kept; raises as `save_scenario`, and Unknown."""
    row = own_scenario(session, who, scenario_id)
    row.name, row.changed_at, row.page = _named(scenario.name), datetime.now(UTC), None
    row.scenario, row.texts = SCENARIO_JSON.dump_json(scenario).decode(), json.dumps(dict(texts), ensure_ascii=False)


def rename_scenario(session: Session, who: Who, scenario_id: str, name: str) -> None:
    """Give it another name; raises as `save_scenario`, and Unknown."""
    own_scenario(session, who, scenario_id).name = _named(name)


def copy_scenario(session: Session, who: Who, scenario_id: str, name: str) -> str:
    """A copy for oneself, of one's own or of another planner's; its id. Raises as `save_scenario`, and Unknown."""
    row = load_scenario(session, scenario_id)
    return save_scenario(session, who, replace(row.train(), name=name[:LONGEST_NAME]), row.typed(), row.page)


def remove_scenario(session: Session, who: Who, scenario_id: str) -> None:
    """Put it away; `restore_scenario` brings it back. Raises Unknown."""
    own_scenario(session, who, scenario_id).removed_at = datetime.now(UTC)


def restore_scenario(session: Session, who: Who, scenario_id: str) -> None:
    """Bring back what was removed; raises Unknown."""
    _own(session, who, scenario_id).removed_at = None


def own_scenario(session: Session, who: Who, scenario_id: str) -> SavedScenario:
    """The scenario with that id, to change it; raises Unknown if there is none that they may change, or it was
    removed."""
    row = _own(session, who, scenario_id)
    if row.removed_at is not None:
        raise Unknown("scenario", scenario_id)
    return row


def load_scenario(session: Session, scenario_id: str) -> SavedScenario:
    """The scenario with that id; raises Unknown if there is none or it was removed."""
    row = session.get(SavedScenario, scenario_id)
    if row is None or row.removed_at is not None:
        raise Unknown("scenario", scenario_id)
    return row


def list_scenarios(session: Session, who: Who) -> Sequence[SavedScenario]:
    """Somebody's own scenarios, the last changed first."""
    own = select(SavedScenario).where(SavedScenario.holder == who.holder, col(SavedScenario.removed_at).is_(None))
    return session.exec(own.order_by(col(SavedScenario.changed_at).desc(), col(SavedScenario.id))).all()


def last_removed(session: Session, who: Who) -> SavedScenario | None:
    """What a planner removed last, if anything."""
    gone = select(SavedScenario).where(SavedScenario.holder == who.holder, col(SavedScenario.removed_at).is_not(None))
    return session.exec(gone.order_by(col(SavedScenario.removed_at).desc()).limit(1)).first()


def _own(session: Session, who: Who, scenario_id: str) -> SavedScenario:
    row = session.get(SavedScenario, scenario_id)
    if row is None or not may_change(who, row.holder):
        raise Unknown("scenario", scenario_id)
    return row


def _named(name: str) -> str:
    plain = " ".join(name.split())
    if not 1 <= len(plain) <= LONGEST_NAME:
        raise OutOfRange("scenario_name", len(plain), 1, LONGEST_NAME)
    return plain
