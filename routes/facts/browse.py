"""Tables of facts to look through, single rows with the source of every cell, and files to take away."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, render_template, request

from planner.catalog import KEY_OF, changes_of, usable
from planner.exchange.facts import write_table
from planner.upkeep import photos_of
from routes.facts.blueprint import bp
from routes.facts.present import TABLES, cells_of, foreign, present, row_of, shown, table_file, title_of
from routes.presenters import honours_of, hotlines_for, shown_photos
from routes.state import catalog, rules, session

PAGE = 60  # rows a page
CALLED = ("places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv")  # tables of somewhere to ask


@bp.get("/<table>")
def rows(table: str) -> str:
    """A table's rows, by city, theme and words; sixty a page."""
    file = table_file(table)
    wish = {name: request.args.get(name, "").strip() for name in ("city", "theme", "q", "gap")}
    facts = present()
    found = list(_matching((row for _, row in facts.raws[file].rows), wish))
    pages = max(1, -(-len(found) // PAGE))
    page = min(pages, max(1, request.args.get("page", 1, type=int)))
    return render_template(
        "facts/rows.html",
        table=table,
        tables=TABLES,
        found=found[(page - 1) * PAGE : page * PAGE],
        count=len(found),
        page=page,
        pages=pages,
        wish=wish,
        cities=[str(row["name"]) for row in facts.sheets["cities.csv"].rows],
        themes=tuple(rules().themes),
        columns=[c for c in facts.raws[file].rows[0][1] if c not in ("id", "source")],
        key=KEY_OF[file],
        title_of=title_of,
        shown=shown,
        foreign=foreign,
        usable=usable if file in ("places.csv", "hotels.csv", "restaurants.csv") else None,
    )


def _matching(rows: Iterable[dict[str, str]], wish: dict[str, str]) -> Iterable[dict[str, str]]:
    for row in rows:
        if wish["city"] and row.get("city") != wish["city"]:
            continue
        if wish["theme"] and wish["theme"] not in row.get("themes", "").split(";"):
            continue
        if wish["gap"] and row.get(wish["gap"]):
            continue
        if wish["q"].lower() in " ".join(row.values()).lower():
            yield row


@bp.get("/<table>.csv")
def download(table: str) -> Response:
    """The table as a spreadsheet opens it, changes included."""
    file = table_file(table)
    answer = Response(write_table(present().raws[file]), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={file}"
    return answer


@bp.get("/<table>/<key>")
def row(table: str, key: str) -> str:
    """A row: every cell with its source and what that is worth, and who changed it."""
    file = table_file(table)
    found = row_of(file, key)
    with session() as db:
        history = changes_of(db, file, key)
        photos = photos_of(db, {key}).get(key, ()) if file == "places.csv" else ()
    facts = catalog()
    place = facts.places.get(key) if file == "places.csv" else None
    listed = place or (facts.restaurants.get(key) if file == "restaurants.csv" else None)
    return render_template(
        "facts/row.html",
        table=table,
        tables=TABLES,
        key=key,
        row=found,
        title_=title_of(found),
        cells=cells_of(file, found),
        history=history,
        photos=shown_photos(photos),
        place=place,
        honours=honours_of(facts, listed) if listed else (),
        lines=hotlines_for(facts, (found["city"],)) if file in CALLED and found["city"] else (),
        called=file in CALLED,
        foreign=foreign,
        shown=shown,
        usable=usable(found) if file in ("places.csv", "hotels.csv", "restaurants.csv") else None,
    )
