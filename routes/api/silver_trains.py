"""Silver trains: planned by a job, read, simulated."""

from __future__ import annotations

from flask import Response
from pydantic import BaseModel, Field, RootModel

from planner.jobs import submit
from planner.language import N_
from planner.saved import load_train
from planner.train.cruise import validated
from planner.train.infrastructure import read_assumption
from planner.train.robustness import Robustness, SimulationOptions, cruise_robustness
from planner.train.types import Cruise, CruiseRequest
from routes.api.answers import answer, made_job
from routes.api.blueprint import operation
from routes.api.job_states import JobState
from routes.rail.delays import RUNS
from routes.state import catalog, facts_today, session
from routes.visitor import asker


class CruiseWish(RootModel[CruiseRequest]):
    """What train is wished for."""


class CruisePath(BaseModel):
    """A silver train by its id."""

    train_id: str = Field(max_length=40)


class CruiseState(BaseModel):
    """A silver train: calls with minutes, its way in seconds from 00:00 of the first day, excursions, its bound."""

    id: str
    train: Cruise


class Simulated(BaseModel):
    """How it fares when trains are late, in so many runs: delays at its stops, what others suffer, weak points."""

    found: Robustness


@operation("post", "/trains/plans", N_("排一趟银发列车"), "trains:write", {202: JobState}, "plan")
def plan_train(body: CruiseWish) -> Response:
    """Queue a silver train; the job leads to it."""
    wish, facts = body.root, catalog()
    for city in (wish.home, *wish.musts, *wish.bans):
        facts.city(city)
    for text in wish.assumes:
        read_assumption(text, facts.stations)
    checked = validated(facts_today(), wish)
    return made_job(lambda db: submit(db, "train", checked, *asker()))


@operation("get", "/trains/plans/<train_id>", N_("一趟银发列车"), "trains:use", {200: CruiseState})
def read_train(path: CruisePath) -> Response:
    """Its times, what guests do where it stands, and why it calls nowhere else."""
    with session() as db:
        return answer(CruiseState(id=path.train_id, train=load_train(db, path.train_id)))


@operation("get", "/trains/plans/<train_id>/delays", N_("晚点模拟"), "trains:use", {200: Simulated}, "plan")
def simulate_train(path: CruisePath) -> Response:
    """Delays drawn many times and carried on from train to train."""
    with session() as db:
        train = load_train(db, path.train_id)
    return answer(Simulated(found=cruise_robustness(facts_today(), train, SimulationOptions(RUNS))))
