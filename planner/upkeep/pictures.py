"""A photograph made small for a page: upright, without what cameras and people write into files."""

from __future__ import annotations

import io
from dataclasses import dataclass

from planner.errors import BadValue
from planner.language import N_

LARGEST_BYTES = 60_000
LARGEST_FILE = 30_000_000
MOST_PIXELS = 60_000_000  # of a photograph that is opened at all
WIDTH, HEIGHT = 1_200, 900  # at most
LEAST_WIDTH = 320  # below which nothing can be seen
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITIES = (85, 75, 65, 55)
SMALLER = 0.8


@dataclass(frozen=True)
class Picture:
    """A JPEG and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def made_small(content: bytes) -> Picture:
    """The photograph as a JPEG of 60 KB at most, as good as that allows, without any metadata.

    Raises
    ------
    BadValue
        If it is no photograph that can be read, too large to be opened, or too small to be shown.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # only who brings photographs needs it

    if len(content) > LARGEST_FILE:
        raise BadValue(N_("文件太大，最大 {mb} MB。"), mb=LARGEST_FILE // 1_000_000)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadValue(N_("照片太大，最多 {mp} 百万像素。"), mp=MOST_PIXELS // 1_000_000)
            image = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, BadValue):
            raise
        raise BadValue(N_("不是能读的照片（JPEG、PNG 或 WebP）。")) from None
    if image.width < LEAST_WIDTH:
        raise BadValue(N_("照片太小，至少要 {px} 像素宽。"), px=LEAST_WIDTH)
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    flat.thumbnail((WIDTH, HEIGHT))
    while True:
        for quality in QUALITIES:
            target = io.BytesIO()
            flat.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
            if target.tell() <= LARGEST_BYTES:
                return Picture(target.getvalue(), flat.width, flat.height)
        flat = flat.resize((round(flat.width * SMALLER), round(flat.height * SMALLER)))
