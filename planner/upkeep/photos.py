"""Up to two photographs a place, of then and of now, with year, licence, source, credit and what is seen in words.

A folder brings them: pictures, and `photos.csv` with the columns of COLUMNS; a folder can be written again. None comes
with the facts.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlalchemy.orm import defer
from sqlmodel import Field, Session, SQLModel, col, func, select

from planner.errors import BadFile, BadValue, Fault, Unknown
from planner.language import N_
from planner.text import decode
from planner.upkeep.pictures import Picture, made_small

SHEET = "photos.csv"
COLUMNS = ("place", "period", "file", "year", "licence", "credit", "source", "alt_zh", "alt_en")
PERIODS = ("then", "now")  # in the order they are shown
LICENCES = {
    "CC0-1.0": N_("CC0，公有领域"), "public-domain": N_("公有领域"),
    **{f"CC-BY-{v}": f"CC BY {v}" for v in ("2.0", "2.5", "3.0", "4.0")},
    **{f"CC-BY-SA-{v}": f"CC BY-SA {v}" for v in ("2.0", "2.5", "3.0", "4.0")},
    "permission": N_("作者准许本站使用"),
}  # fmt: skip
LONGEST = {"credit": 120, "source": 200, "alt_zh": 80, "alt_en": 160}  # characters
EARLIEST = 1840  # of photographs at all
_YEAR = re.compile(r"(\d{4})s?")


class Photo(SQLModel, table=True):
    """A photograph of a place, of then or of now: a JPEG of 60 KB at most."""

    __tablename__ = "photo"
    place: str = Field(primary_key=True)
    period: str = Field(primary_key=True)  # one of PERIODS
    year: str  # "1978", "1970s"; "" if nobody knows
    licence: str  # one of LICENCES
    credit: str
    source: str  # an address or an archive; "" for what came before sources were asked for
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
    period: str
    file: str
    year: str
    licence: str
    credit: str
    source: str
    alt_zh: str
    alt_en: str
    picture: Picture


def read_folder(folder: Path, places: Mapping[str, str], today: date) -> list[Brought]:
    """The photographs of a folder by its sheet; `places` are the known ids, none is taken after `today`.

    Raises
    ------
    BadFile
        With everything that is wrong, by row and column; then nothing is taken.
    """
    faults: list[Fault] = []
    found, seen = [], dict[tuple[str, str], int]()
    for number, row in enumerate(_rows(folder), 2):
        row = {name: (row[name] or "").strip() for name in COLUMNS}
        wrong = list(_wrong(row, number, places, today))
        slot = row["place"], row["period"]
        if slot in seen:
            why = N_("这个景点的这一张，第 {row} 行已经有了。")
            wrong.append(Fault(SHEET, number, "place", why, {"row": seen[slot]}))
        seen.setdefault(slot, number)
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
            Photo(place=each.place, period=each.period, year=each.year, licence=each.licence, credit=each.credit,
                  source=each.source, alt_zh=each.alt_zh, alt_en=each.alt_en, width=made.width, height=made.height,
                  jpeg=made.jpeg, added_on=on.isoformat())
        )  # fmt: skip
    session.flush()


def photo_of(session: Session, place: str, period: str) -> Photo | None:
    """The photograph of a place then or now; None if there is none."""
    return session.get(Photo, (place, period))


def photos_of(session: Session, places: Collection[str], *, whole: bool = False) -> dict[str, tuple[Photo, ...]]:
    """The photographs of those of some places that have any, by place, then before now; `whole`: with the pictures."""
    query = select(Photo).where(col(Photo.place).in_(places))
    lean = query if whole else query.options(defer(Photo.jpeg, raiseload=True))  # type: ignore[arg-type]
    found = sorted(session.exec(lean), key=_order)
    return {place: tuple(some) for place, some in groupby(found, lambda photo: photo.place)}


def _order(photo: Photo) -> tuple[str, int]:
    return photo.place, PERIODS.index(photo.period)


def state_of_photos(session: Session) -> Hashable:
    """Another as soon as a photograph comes, goes or makes room for another."""
    words = (Photo.credit, Photo.alt_zh, Photo.year, Photo.source)
    size = func.sum(sum((func.length(col(each)) for each in words), func.length(col(Photo.jpeg))))
    return tuple(session.exec(select(func.count(), func.max(col(Photo.added_on)), size)).one())


def all_photos(session: Session) -> Sequence[Photo]:
    """All photographs, by place, then before now."""
    return sorted(session.exec(select(Photo)), key=_order)


def files_of_photos(session: Session) -> dict[str, bytes]:
    """All photographs and their sheet, by name, as `read_folder` takes them."""
    photos = all_photos(session)
    out = io.StringIO()
    sheet = csv.DictWriter(out, COLUMNS)
    sheet.writeheader()
    for photo in photos:
        sheet.writerow({name: _file(photo) if name == "file" else getattr(photo, name) for name in COLUMNS})
    return {SHEET: out.getvalue().encode(), **{_file(photo): photo.jpeg for photo in photos}}


def _file(photo: Photo) -> str:
    return f"{photo.place}-{photo.period}.jpg"


def remove_photo(session: Session, place: str, period: str) -> None:
    """Empty one of a place's slots; raises Unknown if it is empty."""
    photo = session.get(Photo, (place, period))
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


def _wrong(row: Mapping[str, str], number: int, places: Mapping[str, str], today: date) -> list[Fault]:
    """What is wrong with a row, but for its picture."""
    faults = []
    if row["period"] not in PERIODS:
        faults.append(Fault(SHEET, number, "period", N_("当年的写 then，现在的写 now。")))
    year = _YEAR.fullmatch(row["year"])
    if row["year"] and not (year and EARLIEST <= int(year[1]) <= today.year):
        faults.append(Fault(SHEET, number, "year", N_("写年份，像 1978，或者 1970s；不知道就空着。最晚是今年。")))
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
