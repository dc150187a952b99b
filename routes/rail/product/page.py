"""Publishing a train of the workbench: what agencies will read, what hinders it, and what was published before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import load_office
from planner.errors import NotAllowed, OutOfRange, Unknown
from planner.product import (
    BERTH_WORDS,
    GROUP_WORDS,
    GROUPS,
    PublishedTrain,
    PublishedVersion,
    TrainProduct,
    calls_of,
    close_train,
    load_version,
    publish_train,
    published_of,
    shares_of,
)
from planner.sentences import error_sentence
from planner.train.infrastructure import USUAL_STOCK
from planner.train.report import UNCHECKED
from routes.costs import costs
from routes.formatters import stations_words
from routes.forms import Form
from routes.rail.product.form import ashore_name, product_form, read_product
from routes.rail.product.sheets import request_rows
from routes.rail.workbench import Opened, opened
from routes.state import session
from routes.visitor import visitor


@dataclass(frozen=True)
class Before:
    """What was published of the train already, and who took berths of it: office, day, berths, version."""

    row: PublishedTrain
    version: PublishedVersion
    takers: list[tuple[str, date, str, int]]


def show(project_id: str) -> ResponseReturnValue:
    """The train as it would be published, in the state that the address says or as it is now."""
    found, product = _asked(project_id)
    before = _before(project_id, product.number)
    last = before.version.product() if before else None
    return _page(found, product, before, product_form(product.calls, last, None))


@costs("make")
def publish(project_id: str) -> ResponseReturnValue:
    """Publish it, or say what is to be mended."""
    found, about = _asked(project_id)
    if not found.mine:
        abort(403)
    before = _before(project_id, about.number)
    form = product_form(about.calls, None, request.form)
    product = read_product(form, about)
    if form.ok:
        try:
            with session() as db:
                publish_train(db, visitor(), project_id, found.number, product, " ".join(form["override"].split()))
        except (NotAllowed, OutOfRange) as refused:
            form.mend("override" if product.conflicts else "title", error_sentence(refused, _))
    if not form.ok:
        page, _status, headers = _page(found, about, before, form)
        return page, 422, headers
    flash(_("公布了。订了旧版的旅行社会看到改了什么。") if before else _("公布了。旅行社现在看得到。"))
    return redirect(url_for("rail.product", project_id=project_id, train=about.number), 303)


def close(project_id: str) -> ResponseReturnValue:
    """Offer it to nobody any more."""
    found, about = _asked(project_id)
    if not found.mine:
        abort(403)
    with session() as db:
        row = published_of(db, project_id, about.number)
        if row is None:
            raise Unknown("published_train", about.number)
        close_train(db, visitor(), row.id)
    flash(_("不再给新的旅行社看了。已经订了的照旧。"))
    return redirect(url_for("rail.product", project_id=project_id, train=about.number), 303)


def _asked(project_id: str) -> tuple[Opened, TrainProduct]:
    """The project and its train in the state that is asked for, with nothing typed yet; raises Unknown."""
    text = request.values.get("number", "")
    found = opened(project_id, int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None)
    return found, about_train(found, request.values.get("train", ""))


def about_train(found: Opened, number: str) -> TrainProduct:
    """A train of a project as it would be published, with nothing said of it yet; raises Unknown."""
    spec = found.train(number)
    unchecked = tuple((each.what, each.where) for each in found.checked.unchecked)
    return TrainProduct(
        number, "", spec.case.stock or USUAL_STOCK[spec.case.top_kmh], (), calls_of(spec), (),
        conflicts=found.checked.of(number), unchecked=unchecked,
    )  # fmt: skip


def _before(project_id: str, number: str) -> Before | None:
    with session() as db:
        row = published_of(db, project_id, number)
        if row is None:
            return None
        takers = [
            (load_office(db, each.office).name, each.day, _berths(each.taken), each.version)
            for each in shares_of(db, row.id)
        ]
        return Before(row, load_version(db, row.id, row.version), takers)


def _berths(taken: Mapping[str, int]) -> str:
    return _("，").join(f"{_(BERTH_WORDS[kind])} {count}" for kind, count in taken.items())


def _page(
    found: Opened, product: TrainProduct, before: Before | None, form: Form
) -> tuple[str, int, dict[str, str]]:  # fmt: skip
    page = render_template(
        "rail/workbench/publish.html",
        project=found,
        product=product,
        before=before,
        form=form,
        hindrance=_hindrance(found),
        unchecked=[_(UNCHECKED[what]).format(where=stations_words(where)) for what, where in product.unchecked],
        kinds=[(kind, _(words)) for kind, words in BERTH_WORDS.items()],
        groups=[(group, _(GROUP_WORDS[group])) for group in GROUPS],
        ashore_name=ashore_name,
        requests=request_rows(found.facts, found.train(product.number)),
    )
    return page, 200, {"Cache-Control": "private, no-store"}


def _hindrance(found: Opened) -> str:
    """Why nothing can be published from here by whoever looks; "" if it can."""
    who = visitor()
    if not found.mine:
        return _("这是别人的方案，您只能看。")
    with session() as db:
        if not who.office or load_office(db, who.office).kind != "bureau":
            return error_sentence(NotAllowed("bureau"), _)
    return ""
