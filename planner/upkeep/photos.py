"""One photograph a place, with its licence, whom to credit, and what it shows in words of both languages.

A folder brings them: pictures, and `photos.csv` with the columns of COLUMNS. None comes with the facts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import defer
from sqlmodel import Field, Session, SQLModel, col, func, select

from planner.errors import BadFile, BadValue, Fault, Unknown
from planner.language import N_
from planner.text import decode
from planner.upkeep.pictures import Picture, made_small

SHEET = "photos.csv"
COLUMNS = ("place", "file", "licence", "credit", "alt_zh", "alt_en")
LICENCES = {
    "CC0-1.0": N_("CC0，公有领域"), "public-domain": N_("公有领域"),
    **{f"CC-BY-{v}": f"CC BY {v}" for v in ("2.0", "2.5", "3.0", "4.0")},
    **{f"CC-BY-SA-{v}": f"CC BY-SA {v}" for v in ("2.0", "2.5", "3.0", "4.0")},
    "permission": N_("作者准许本站使用"),
}  # fmt: skip
LONGEST = {"credit": 120, "alt_zh": 80, "alt_en": 160}  # characters


class Photo(SQLModel, table=True):
    """The photograph of a place: a JPEG of 60 KB at most."""

    __tablename__ = "photo"
    place: str = Field(primary_key=True)
    licence: str  # one of LICENCES
    credit: str
    alt_zh: str
    alt_en: str
    width: int
    height: int
    jpeg: bytes
    added_on: str  # ISO date


@dataclass(frozen=True)
class Brought:
    """A photograph of a folder, made small, not yet kept."""

    place: str
    file: str
    licence: str
    credit: str
    alt_zh: str
    alt_en: str
    picture: Picture


def read_folder(folder: Path, places: Mapping[str, str]) -> list[Brought]:
    """The photographs of a folder by its sheet; `places` are the known ids.

    Raises
    ------
    BadFile
        With everything that is wrong, by row and column; then nothing is taken.
    """
    faults: list[Fault] = []
    found, seen = [], dict[str, int]()
    for number, row in enumerate(_rows(folder), 2):
        row = {name: (row[name] or "").strip() for name in COLUMNS}
        wrong = list(_wrong(row, number, places))
        if row["place"] in seen:
            wrong.append(
                Fault(SHEET, number, "place", N_("这个景点在第 {row} 行已经有了。"), {"row": seen[row["place"]]})
            )
        seen.setdefault(row["place"], number)
        picture = _picture(folder, row["file"], number, wrong)
        faults += wrong
        if picture is not None and not wrong:
            found.append(Brought(**row, picture=picture))
    if not found and not faults:
        faults.append(Fault(SHEET, 0, "file", N_("里面一张照片也没有写。")))
    if faults:
        raise BadFile(tuple(faults))
    return found


def keep_photos(session: Session, brought: Sequence[Brought], on: date) -> None:
    """Put photographs into their places' slots, over those that were there."""
    for each in brought:
        made = each.picture
        session.merge(
            Photo(place=each.place, licence=each.licence, credit=each.credit, alt_zh=each.alt_zh, alt_en=each.alt_en,
                  width=made.width, height=made.height, jpeg=made.jpeg, added_on=on.isoformat())
        )  # fmt: skip
    session.flush()


def photo_of(session: Session, place: str) -> Photo | None:
    """The photograph of a place; None if there is none."""
    return session.get(Photo, place)


def photos_of(session: Session, places: Collection[str]) -> dict[str, Photo]:
    """The photographs of some places, by place, without the pictures themselves."""
    found = select(Photo).where(col(Photo.place).in_(places)).options(defer(Photo.jpeg, raiseload=True))  # type: ignore[arg-type]
    return {photo.place: photo for photo in session.exec(found)}


def state_of_photos(session: Session) -> Hashable:
    """Another as soon as a photograph comes, goes or makes room for another."""
    size = func.sum(func.length(col(Photo.jpeg)) + func.length(col(Photo.credit)) + func.length(col(Photo.alt_zh)))
    return tuple(session.exec(select(func.count(), func.max(col(Photo.added_on)), size)).one())


def all_photos(session: Session) -> Sequence[Photo]:
    """All photographs, by place."""
    return session.exec(select(Photo).order_by(col(Photo.place))).all()


def remove_photo(session: Session, place: str) -> None:
    """Empty a place's slot; raises Unknown if it is empty."""
    photo = session.get(Photo, place)
    if photo is None:
        raise Unknown("photo", place)
    session.delete(photo)
    session.flush()


def _rows(folder: Path) -> list[dict[str, str]]:
    sheet = folder / SHEET
    if not sheet.is_file():
        raise BadFile(
            (Fault(SHEET, 0, "file", N_("文件夹里没有 photos.csv，里面要写每张照片是哪里、谁拍的、什么许可。")),)
        )
    try:
        text, _gbk = decode(sheet.read_bytes())
        rows = list(csv.DictReader(io.StringIO(text), restval="", strict=True))
    except (ValueError, csv.Error):
        raise BadFile((Fault(SHEET, 0, "file", N_("不是 CSV 文件。请存成 CSV（UTF-8）再试。")),)) from None
    missing = [column for column in COLUMNS if rows and column not in rows[0]]
    if missing:
        why = N_("缺这一列。要有：{columns}。")
        raise BadFile((Fault(SHEET, 1, missing[0], why, {"columns": ", ".join(COLUMNS)}),))
    return rows


def _wrong(row: Mapping[str, str], number: int, places: Mapping[str, str]) -> list[Fault]:
    """What is wrong with a row, but for its picture."""
    faults = []
    if row["place"] not in places:
        faults.append(Fault(SHEET, number, "place", N_("资料里没有编号是“{id}”的景点。"), {"id": row["place"]}))
    if row["licence"] not in LICENCES:
        known = {"known": ", ".join(LICENCES)}
        faults.append(Fault(SHEET, number, "licence", N_("请写许可，是其中一种：{known}。"), known))
    for column, most in LONGEST.items():
        if not 1 <= len(row[column]) <= most:
            faults.append(Fault(SHEET, number, column, N_("不能空着，最多 {most} 个字。"), {"most": most}))
    return faults


def _picture(folder: Path, name: str, number: int, faults: list[Fault]) -> Picture | None:
    """The picture of that name in the folder itself; nothing outside it is ever read."""
    path = folder / name
    if not name or Path(name).name != name or not path.is_file():
        faults.append(Fault(SHEET, number, "file", N_("文件夹里没有“{name}”。"), {"name": name}))
        return None
    try:
        return made_small(path.read_bytes())
    except BadValue as error:
        faults.append(Fault(SHEET, number, "file", error.why, dict(error.values)))
        return None
