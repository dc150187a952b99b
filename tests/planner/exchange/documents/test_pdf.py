"""Trips on paper, read back by other programs: letters, language, tags, sizes, the QR code."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from planner.catalog import Catalog
from planner.exchange.documents.pdf import SIZES, DaySheet, EmergencyCard, Entry, Paper, PaperSection, Size, trip_pdf

ADDRESS = "https://trips.example.org/trips/nx3yhxdfrp"
VISIT = Entry("上午 9:00", "沈阳故宫", ("看两个钟头，有座椅。", "开放 08:30–17:00。"), "没查到：台阶。", visit=True)
PAPER = Paper(
    language="zh",
    title="怀旧 · 沈阳出发 · 1 天",
    author="银龄慢游",
    lead=("适合：走得慢",),
    address=ADDRESS,
    qr_words="用手机扫一扫。",
    footer="第 {page} 页，共 {pages} 页",
    overview=PaperSection("每天去哪里", ("哪一天", "去哪里"), (("第 1 天", "沈阳故宫"),)),
    days=(DaySheet("第 1 天", "约走 900 米。", (VISIT, Entry("中午 12:00", "午饭")), ("晚上住：和平旅馆", "有电梯")),),
    parts=(PaperSection("请注意", lines=("出发前请再问一次。",)),),
    card=EmergencyCard(
        "急救卡", "剪下来。", "急救卡", "急救 120", ("姓名", "吃的药"), ("最近的医院：某医院",), copies=2
    ),
)


def read(paper: Paper = PAPER, size: Size = "a4") -> PdfReader:
    return PdfReader(io.BytesIO(trip_pdf(paper, size)))


def text_of(reader: PdfReader) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))


def sizes_of(reader: PdfReader) -> dict[float, str]:
    """The text of each letter size, in points."""
    found: dict[float, str] = {}

    def note(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        points = round(abs(matrix[3]) * size, 1)
        found[points] = found.get(points, "") + text

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    return {size: text for size, text in found.items() if text.strip()}


@pytest.mark.parametrize("size", SIZES)
def test_every_word_comes_back_and_pages_are_counted(size: Size) -> None:
    reader = read(size=size)
    text = text_of(reader)
    for words in (
        "怀旧·沈阳出发·1天",
        "沈阳故宫",
        "有座椅",
        "没查到：台阶。",
        "晚上住：和平旅馆",
        "最近的医院：某医院",
    ):
        assert words in text
    assert text.count("吃的药") == 2
    assert f"第1页，共{len(reader.pages)}页" in text
    assert len(reader.pages) > 1


@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("a3", (420, 297))])
def test_sheets_have_the_size_asked_for(size: Size, millimetres: tuple[int, int]) -> None:
    box = read(size=size).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == millimetres


def test_letters_are_large() -> None:
    letters = sizes_of(read())
    assert re.sub(r"\s", "", "".join(text for size, text in letters.items() if size < 18)) == ADDRESS
    assert max(letters) >= 28


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_screen_readers_are_reported_title_language_and_structure(language: str, tag: str) -> None:
    reader = read(replace(PAPER, language=language))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == PAPER.title
    assert root["/Lang"] == tag
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = list(tags(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/Figure"} <= set(kinds)


def tags(node: object) -> list[str]:
    """Kinds of all elements below a node of the structure tree."""
    if not isinstance(node, DictionaryObject):
        return []
    below = node.get("/K", [])
    children = below if isinstance(below, list) else [below]
    own = [str(node["/S"])] if "/S" in node else []
    return own + [
        kind for child in children for kind in tags(child.get_object() if hasattr(child, "get_object") else child)
    ]


def test_the_one_font_is_embedded() -> None:
    fonts = {}
    for page in read().pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[below["/BaseFont"].split("+")[1]] = "/FontFile3" in below["/FontDescriptor"].get_object()
    assert fonts == {"NotoSansSC-Regular": True}


@pytest.mark.parametrize("size", SIZES)
def test_the_code_leads_back_to_the_page(size: Size) -> None:
    page = pypdfium2.PdfDocument(trip_pdf(PAPER, size))[0]
    assert [code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_numpy())] == [ADDRESS]


def test_the_same_words_give_the_same_file() -> None:
    assert trip_pdf(PAPER, "a4") == trip_pdf(PAPER, "a4")


@pytest.mark.parametrize("words", ["#panic() $x$ *b* \\ <a> @b // c", "{{ x }} </svg>", "龘䶮㙦"])
def test_words_are_words_whatever_they_are(words: str) -> None:
    text = text_of(read(replace(PAPER, title=words, lead=(words,))))
    assert text.startswith(2 * re.sub(r"\s", "", words))


def test_letters_nobody_has_are_boxes_and_the_rest_is_there() -> None:
    reader = read(replace(PAPER, title="😀 怀旧 \x01 \U000f0000", lead=("",)))
    assert "怀旧" in text_of(reader)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_every_name_of_the_facts_can_be_printed(catalog: Catalog) -> None:
    rows = (*catalog.places.values(), *catalog.hotels.values(), *catalog.restaurants.values(), *catalog.events.values())
    names = [*(row.name for row in rows), *(row.name_en for row in rows), *(h.name for h in catalog.hospitals.values())]
    text = text_of(read(replace(PAPER, lead=tuple(names))))
    assert not [name for name in names if not set(re.sub(r"\s", "", name)) <= set(text)]


def test_a_long_trip_goes_over_many_pages() -> None:
    long = replace(PAPER, days=tuple(replace(PAPER.days[0], title=f"第 {n} 天") for n in range(1, 15)))
    assert len(read(long).pages) >= 16
    assert len(read(long, "a3").pages) >= 8
