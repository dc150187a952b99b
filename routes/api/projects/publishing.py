"""A train of a project published for agencies, who took of it, and what it asks of the stations."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, url_for
from sqlmodel import Session

from planner.accounts import load_office
from planner.errors import Unknown
from planner.language import N_
from planner.product import close_train, load_version, publish_train, published_of, requests_of, shares_of
from planner.text import plain_amount
from routes.api.answers import answer, made, nothing, refused, who
from routes.api.blueprint import operation
from routes.api.projects.models import (
    ProductState,
    ProductTaker,
    ProductWish,
    StationWish,
    StationWishes,
    TrainOfProject,
)
from routes.rail.product.form import ashore_name, product_form, read_product
from routes.rail.product.page import about_train
from routes.rail.workbench import opened
from routes.state import session

PUBLISHED = "/projects/<project_id>/trains/<train>/published"


@operation("get", PUBLISHED, N_("公布的是什么，谁订了"), "trains:use", {200: ProductState})
def read_product_of_train(path: TrainOfProject) -> Response:
    """What was published of the train, in its newest version, and who took berths."""
    opened(path.project_id)
    with session() as db:
        return answer(_state(db, path))


@operation("post", PUBLISHED, N_("公布一趟车"), "trains:write", {201: ProductState}, "compute")
def publish_train_of_project(path: TrainOfProject, body: ProductWish) -> Response:
    """Its first version, or the next; agencies that took an older one are told what is new."""
    found = opened(path.project_id, body.base)
    if not found.mine:
        raise Unknown("project", path.project_id)
    about = about_train(found, path.train)
    form = product_form(about.calls, None, _typed(body))
    product = read_product(form, about)
    if not form.ok:
        return refused({name: str(why) for name, why in form.errors.items()})
    with session() as db:
        publish_train(db, who(), path.project_id, found.number, product, " ".join(body.override.split()))
    address = url_for("api.read_product_of_train", project_id=path.project_id, train=path.train)
    with session() as db:
        return made(address, _state(db, path))


def _typed(body: ProductWish) -> dict[str, str]:
    """The wish as the form of the page has it."""
    fields = {
        "title": body.title, "days": "\n".join(day.isoformat() for day in body.days), "included": body.included,
        "override": body.override,
    }  # fmt: skip
    for each in body.berths:
        fields[f"count-{each.kind}"] = str(each.count)
        fields[f"price-{each.kind}"] = "" if each.fen is None else plain_amount(each.fen).replace(",", "")
    for place, groups in body.ashore.items():
        if place.isdecimal():
            fields |= {ashore_name(int(place), group): text for group, text in groups.items()}
    return fields


@operation("delete", PUBLISHED, N_("不再给旅行社"), "trains:write", {204: None})
def close_product_of_train(path: TrainOfProject) -> Response:
    """Offer it to nobody any more; who took it keeps it."""
    if not opened(path.project_id).mine:
        raise Unknown("project", path.project_id)
    with session() as db:
        row = published_of(db, path.project_id, path.train)
        if row is None:
            raise Unknown("published_train", path.train)
        close_train(db, who(), row.id)
    return nothing()


@operation(
    "get", "/projects/<project_id>/trains/<train>/requests", N_("请车站准备什么"), "trains:use", {200: StationWishes}
)
def read_station_requests(path: TrainOfProject) -> Response:
    """What the train asks of the stations: platforms, tracks, water, crews."""
    found = opened(path.project_id)
    asked = requests_of(found.facts, found.train(path.train))
    return answer(StationWishes(items=[StationWish.model_validate(asdict(each)) for each in asked]))


def _state(db: Session, path: TrainOfProject) -> ProductState:
    row = published_of(db, path.project_id, path.train)
    if row is None:
        raise Unknown("published_train", path.train)
    return ProductState(
        id=row.id, version=row.version, is_open=row.is_open, published_at=row.published_at,
        train=load_version(db, row.id, row.version).product(),
        taken=[
            ProductTaker(
                office=load_office(db, each.office).name, day=each.day, berths=dict(each.taken), version=each.version
            )
            for each in shares_of(db, row.id)
        ],
    )  # fmt: skip
