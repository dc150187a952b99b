"""Photographs are small, upright and clean; without licence, credit and words none is taken."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.errors import BadFile, BadValue, Unknown
from planner.store import transaction
from planner.upkeep import all_photos, files_of_photos, keep_photos, photo_of, photos_of, read_photos, remove_photo
from planner.upkeep.photos import COLUMNS
from planner.upkeep.pictures import HEIGHT, LARGEST_BYTES, WIDTH, made_small
from tests.support.database import empty_database

Image = pytest.importorskip("PIL.Image")
PLACES = {"park": "公园", "palace": "故宫"}
GOOD = {
    "place": "park",
    "period": "then",
    "file": "a.jpg",
    "year": "1978",
    "licence": "CC-BY-4.0",
    "credit": "王",
    "source": "辽宁省档案馆",
    "alt_zh": "湖边的亭子",
    "alt_en": "A pavilion",
}
NOW = {**GOOD, "period": "now", "year": ""}
DAY = date(2026, 11, 29)


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def saved(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def folder_with(folder: Path, *rows: dict[str, str]) -> Path:
    (folder / "a.jpg").write_bytes(saved(noise(400, 300)))
    (folder / "b.txt").write_text("no picture")
    with (folder / "photos.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.mark.parametrize("size", [(400, 300), (2400, 1800), (600, 2400)])
def test_even_noise_fits_and_keeps_its_shape(size: tuple[int, int]) -> None:
    made = made_small(saved(noise(*size)))
    with Image.open(io.BytesIO(made.jpeg)) as image:
        assert image.format == "JPEG"
        assert image.size == (made.width, made.height)
    assert len(made.jpeg) <= LARGEST_BYTES
    assert made.width <= WIDTH
    assert made.height <= HEIGHT
    assert made.width / made.height == pytest.approx(size[0] / size[1], rel=0.02)


def test_a_picture_is_upright_and_tells_nothing_of_its_maker() -> None:
    image = Image.new("RGB", (640, 400), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right
    exif[0x010F] = "SecretCamera"
    made = made_small(saved(image, exif=exif, comment=b"SecretComment"))
    assert (made.width, made.height) == (400, 640)
    assert b"Secret" not in made.jpeg
    with Image.open(io.BytesIO(made.jpeg)) as small:
        assert not small.getexif()


def test_what_can_be_seen_through_is_white() -> None:
    made = made_small(saved(Image.new("RGBA", (400, 300), (0, 0, 0, 0)), "PNG"))
    with Image.open(io.BytesIO(made.jpeg)) as small:
        assert min(small.getpixel((10, 10))) > 250


def bomb() -> bytes:
    """A few bytes that would be 64 million pixels."""
    return saved(Image.new("1", (8_000, 8_000)), "PNG")


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", saved(noise(400, 300))[:900], saved(noise(100, 80)), saved(noise(400, 300), "GIF"), bomb()],
)
def test_what_cannot_be_shown_is_refused(content: bytes) -> None:
    with pytest.raises(BadValue):
        made_small(content)


def test_a_place_has_one_photograph_of_then_and_one_of_now(tmp_path: Path, backend: str) -> None:
    brought = read_photos(folder_with(tmp_path, NOW, GOOD), PLACES, DAY)
    with transaction(empty_database(tmp_path, backend).database_url) as session:
        keep_photos(session, brought, DAY)
        keep_photos(session, brought, DAY + timedelta(1))
        then, now = all_photos(session)
        assert (then.period, then.year, now.period, now.year) == ("then", "1978", "now", "")
        assert (then.place, then.licence, then.credit, then.source) == ("park", "CC-BY-4.0", "王", "辽宁省档案馆")
        assert then.added_on == "2026-11-30"
        assert [photo.period for photo in photos_of(session, {"park", "palace"})["park"]] == ["then", "now"]
        remove_photo(session, "park", "then")
        assert photo_of(session, "park", "then") is None
        assert photo_of(session, "park", "now") is not None
        with pytest.raises(Unknown):
            remove_photo(session, "park", "then")


def test_what_is_written_out_is_taken_again(tmp_path: Path) -> None:
    brought = read_photos(folder_with(tmp_path, GOOD, NOW, {**NOW, "place": "palace", "year": "1990s"}), PLACES, DAY)
    out = tmp_path / "out"
    out.mkdir()
    with transaction(empty_database(tmp_path, "sqlite").database_url) as session:
        keep_photos(session, brought, DAY)
        for name, content in files_of_photos(session).items():
            (out / name).write_bytes(content)
        before = [photo.model_dump(exclude={"jpeg"}) for photo in all_photos(session)]
        for photo in all_photos(session):
            remove_photo(session, photo.place, photo.period)
        keep_photos(session, read_photos(out, PLACES, DAY), DAY)
        assert [photo.model_dump(exclude={"jpeg"}) for photo in all_photos(session)] == before
        assert len(before) == 3


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"licence": ""}, "licence"), ({"licence": "mine"}, "licence"), ({"credit": " "}, "credit"),
        ({"alt_zh": ""}, "alt_zh"), ({"alt_en": "x" * 161}, "alt_en"), ({"place": "nowhere"}, "place"),
        ({"file": "../a.jpg"}, "file"), ({"period": "old"}, "period"), ({"source": ""}, "source"),
        ({"year": "2027"}, "year"), ({"year": "1839"}, "year"), ({"year": "约1978"}, "year"),
        ({"file": "c.jpg"}, "file"), ({"file": ""}, "file"), ({"file": "b.txt"}, "file"),
    ],
)  # fmt: skip
def test_one_wrong_row_and_nothing_is_taken(tmp_path: Path, change: dict[str, str], column: str) -> None:
    folder = folder_with(tmp_path, GOOD, {**GOOD, "place": "palace", **change})
    with pytest.raises(BadFile) as error:
        read_photos(folder, PLACES, DAY)
    assert [(fault.row, fault.column) for fault in error.value.faults] == [(3, column)]


def test_each_is_brought_once(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as error:
        read_photos(folder_with(tmp_path, GOOD, GOOD), PLACES, DAY)
    assert error.value.faults[0].values == {"row": 2}


@pytest.mark.parametrize("content", [None, b"place,file\npark,a.jpg\n", b"\xff\x00", b""])
def test_a_sheet_is_demanded(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "photos.csv").write_bytes(content)
    with pytest.raises(BadFile):
        read_photos(tmp_path, PLACES, DAY)
