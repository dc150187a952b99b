"""A railway office with a train on its workbench, and agencies that sell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from planner.accounts import Who, create_office, load_office
from planner.clock import today
from planner.errors import Unknown
from planner.product import BerthKind, ProductCall, TrainProduct, calls_of, publish_train, published_trains
from planner.saved import ProjectRevision, SavedProject, new_project
from planner.settings import Settings
from planner.store import transaction
from planner.train.project import Project
from planner.train.types import Case, EnteredCall, TrainSpec
from tests.support.operators import become

BUREAU, AGENCY = "某铁路局", "慢行旅行社"
TO_LOOK_AT = "看一看"  # a project on the live site that stays
DAYS = (today() + timedelta(60), today() + timedelta(67))
BERTHS = (BerthKind("lower", 40, 128_000), BerthKind("upper", 40, 98_000))
# two days from 大连: by night to 盘锦, there from 08:00 to 16:30, back in the evening
CALLS = (
    EnteredCall(1, "大连", None, 1286), EnteredCall(2, "盘锦", 1920, 2430), EnteredCall(3, "大连", 2760, None),
)  # fmt: skip
SPEC = TrainSpec(CALLS, Case(length_m=450))
ASHORE = {"steady": "走红海滩栈道", "gentle": "坐车看红海滩"}


def product(number: str = "Y501") -> TrainProduct:
    """The train as it is published: nothing found wrong, as whoever publishes says."""
    made = calls_of(SPEC)
    calls: tuple[ProductCall, ...] = (made[0], replace(made[1], ashore=ASHORE), made[2])
    return TrainProduct(number, "红海滩慢游专列", "25G", DAYS, calls, BERTHS, "卧具")


def bureau(session: Session) -> Who:
    """A planner of a railway office, who logs in as zhou."""
    try:
        office = load_office(session, BUREAU)
    except Unknown:
        office = create_office(session, "bureau", BUREAU)
    become(session, "zhou", "planner", BUREAU)
    return Who(name="zhou", role="planner", office=office.id, office_key="k" * 43)


def on_the_bench(session: Session, who: Who, name: str = "红海滩") -> str:
    """A project with the train; its id."""
    made = new_project(session, who, name, Project(trains={"Y501": SPEC}), {"kind": "new"})
    session.flush()
    return made


def published(settings: Settings) -> tuple[Who, str, str]:
    """A train that is published: by whom, of which project, its id."""
    with transaction(settings.database_url) as session:
        who = bureau(session)
        project = on_the_bench(session, who)
        return who, project, publish_train(session, who, project, 1, product()).id


def forget_projects(session: Session) -> None:
    """Delete all projects but the one there is to look at."""
    gone = col(SavedProject.name) != TO_LOOK_AT
    others = select(SavedProject.id).where(gone)
    session.execute(delete(ProjectRevision).where(col(ProjectRevision.project_id).in_(others)))
    session.execute(delete(SavedProject).where(gone))


def moved(settings: Settings, minutes: int) -> None:
    """The office publishes its train once more: it comes to its second stop so much later."""
    with transaction(settings.database_url) as session:
        row, version = published_trains(session)[0]
        before = version.product()
        first, call, last = before.calls
        later = replace(call, arrive=(call.arrive or 0) + minutes)
        publish_train(session, bureau(session), row.project, 1, replace(before, calls=(first, later, last)))
