"""The page of diagrams: any lines, any hours; every train drawn has its row; what cannot be read is named and kept."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from flask import Flask

from planner.folders import ROOT
from routes.costs import limiter
from routes.forms import plain
from routes.rail.forms.diagram import FIELDS
from tests.routes.test_bad_input import NASTY
from tests.support.site import Shelf, StrictClient, read_strictly, reader, text_of

SVG = "{http://www.w3.org/2000/svg}"
DAY = "/rail/diagram?stations=沈阳、辽阳、鞍山、大连&from=6&to=18"
NIGHT = "/rail/diagram?stations=大连、沈阳、四平&from=18&to=6&possessions=沈阳-铁岭@00:00-03:00&train=K682"
GOOD = {"stations": "沈阳、辽阳", "train": "K682", "day": "1", "from": "6", "until": "1", "to": "7",
        "possessions": "沈阳-辽阳@6:00-6:30", "paper": "a4"}  # fmt: skip


def page(client: StrictClient, address: str, status: int = 200) -> Element:
    answer = client.get(address)
    assert answer.status_code == status
    return read_strictly(answer.get_data(as_text=True))


def rows(tree: Element) -> dict[str, list[str]]:
    """By id: the cells of each row that tells of a train."""
    return {row.get("id") or "": [text_of(c) for c in row] for row in tree.iter("tr") if row.get("id")}


def lines(tree: Element) -> dict[str, str]:
    """By where it leads to: what each line drawn says of itself."""
    links = [a for a in tree.iter(f"{SVG}a") if (a.get("id") or "").startswith("line-")]
    return {(a.get("href") or "")[1:]: a.get("aria-label") or "" for a in links}


@pytest.mark.parametrize("address", [DAY, NIGHT, "/rail/diagram?stations=山海关、锦州&until=2"])
def test_every_train_drawn_has_its_row_and_the_row_says_the_same(client: StrictClient, address: str) -> None:
    tree = page(client, address)
    reported, drawn = rows(tree), lines(tree)
    assert len(reported) > 20
    assert set(reported) == set(drawn)
    for number, (train, kind, way, enter, leave) in reported.items():
        assert drawn[number] == f"{train} 次，{enter} → {leave}"
        assert way.startswith("往")
        assert kind[0] == train[0] or kind.startswith("其他")


@pytest.mark.parametrize("address", [DAY, NIGHT])
def test_every_ring_is_in_the_list_under_its_number(client: StrictClient, address: str) -> None:
    tree = page(client, address)
    listed = {item.get("id") or "": text_of(item) for item in tree.iter("li") if item.get("id")}
    ringed = {
        (a.get("href") or "")[1:]: a.get("aria-label")
        for a in tree.iter(f"{SVG}a")
        if (a.get("href") or "").startswith("#ring-")
    }
    assert {name: f"{name.removeprefix('ring-')} {said}" for name, said in listed.items()} == ringed
    assert f"标出来的问题：{len(listed)} 处" in [text_of(h) for h in tree.iter("h3")]
    assert len(listed) > 2


def test_counts_come_first_and_agree_with_the_rows(client: StrictClient) -> None:
    text = client.get(DAY).get_data(as_text=True)
    counted = re.search(r"<p>(\d+) 趟公布的车：(.*?)。标出", text)
    assert counted
    trains = {row[0] for row in rows(read_strictly(text)).values()}
    assert int(counted[1]) == len(trains) == sum(map(int, re.findall(r"(\d+)(?:，|$)", counted[2])))


def test_a_train_in_colour_is_on_the_sheet_once(client: StrictClient) -> None:
    text = client.get(NIGHT).get_data(as_text=True)
    assert text.count('class="graph-ours"') == 2  # and in the legend
    reported = rows(read_strictly(text))
    assert [row[0] for row in reported.values()].count("K682") == 1
    assert reported["row-1"][0] == "K682"


@pytest.mark.thorough
def test_a_silver_train_is_shown_with_its_days(client: StrictClient, shelf: Shelf) -> None:
    tree = page(client, f"/rail/diagram?train={shelf.train}")
    first = rows(tree)["row-1"]
    assert first[:2] == ["这趟车", "银发列车"]
    assert "第 " in first[3]
    text = client.get(f"/rail/trains/{shelf.train}").get_data(as_text=True)
    parts = re.findall(rf'href="(/rail/diagram\?train={shelf.train}&amp;day=[^"]+)"', text)
    assert parts
    for part in parts:
        assert 'class="graph-ours"' in client.get(part.replace("&amp;", "&")).get_data(as_text=True)


def test_a_train_that_does_not_run_here_is_reported(client: StrictClient) -> None:
    text = client.get("/rail/diagram?stations=锦州、义县&train=K682").get_data(as_text=True)
    assert "要上颜色的那趟车，这几个钟点不走这里。" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_empty_page_has_examples_that_can_be_drawn(app: Flask, language: str) -> None:
    client = reader(app, language)
    tree = page(client, "/rail/diagram")
    examples = [a.get("href") or "" for a in tree.iter("a") if "/rail/diagram?" in (a.get("href") or "")]
    assert len(examples) == 3
    for example in examples:
        assert len(rows(page(client, example))) > 10


@pytest.mark.thorough
def test_the_pages_lead_to_it_and_a_clash_is_ringed(client: StrictClient) -> None:
    for other in ("/rail/", "/rail/traffic", "/rail/insert", "/rail/clashes"):
        assert 'href="/rail/diagram"' in client.get(other).get_data(as_text=True)
    text = client.get("/rail/clashes?line=沈山线").get_data(as_text=True)
    links = re.findall(r'href="(/rail/diagram\?[^"]+)"', text)
    pairs = re.findall(r'<span class="unseen"> (\w+) · (\w+) ', text)
    assert len(links) == len(pairs) > 1
    for link, pair in zip(links[:5], pairs, strict=False):
        reported = [text_of(i) for i in page(client, link.replace("&amp;", "&")).iter("li") if i.get("id")]
        assert any(all(train in said for train in pair) for said in reported)


@pytest.mark.parametrize(("format_", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_paper_and_picture_can_be_taken_away(client: StrictClient, format_: str, begins: bytes) -> None:
    answer = client.get(f"/rail/diagram.{format_}?stations=沈阳、辽阳&from=6&to=8")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert client.get("/rail/diagram.gif?stations=沈阳、辽阳").status_code == 404


@pytest.mark.thorough
def test_a_silver_train_has_an_overview_and_a_panel_for_each_leg(client: StrictClient, shelf: Shelf) -> None:
    text = client.get(f"/rail/diagram?train={shelf.train}").get_data(as_text=True)
    titles = re.findall(r"<h3>(全程|第 \d+ 段)：", text)
    assert titles == ["全程", *(f"第 {n} 段" for n in range(1, len(titles)))]
    assert len(titles) > 2
    tree = read_strictly(text)
    assert set(rows(tree)) == set(lines(tree))
    paper = client.get(f"/rail/diagram.pdf?train={shelf.train}").data
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type/Page\n") in (0, len(titles))


def test_the_picture_can_be_taken_away(client: StrictClient) -> None:
    text = client.get(NIGHT).get_data(as_text=True)
    (link,) = re.findall(r'href="(/rail/diagram\.svg[^"]+)"', text)
    answer = client.get(link.replace("&amp;", "&"))
    assert answer.mimetype == "image/svg+xml"
    assert "attachment" in answer.headers["Content-Disposition"]
    svg = fromstring(answer.get_data(as_text=True))  # noqa: S314  # made here
    drawn = [group for group in svg.iter(f"{SVG}g") if group.get("tabindex") == "0"]
    assert len(drawn) == len(rows(read_strictly(text)))
    assert client.get("/rail/diagram.svg?stations=火星").status_code == 422


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_paper_chosen_has_its_style_and_size(client: StrictClient, paper: str) -> None:
    text = client.get(f"{DAY}&paper={paper}").get_data(as_text=True)
    (style,) = re.findall(r'href="(/static/css/sheet-[^"?]+)', text)
    rule = (ROOT / style.lstrip("/")).read_text(encoding="utf-8")
    assert f"@page {{ size: {paper.upper()} landscape;" in rule


@pytest.mark.parametrize(
    ("asked", "field", "says"),
    [
        ("stations=&train=", "stations", "请写至少两个车站，或者填一趟车。"),
        ("stations=沈阳", "stations", "车站请写 2 到 20 个"),
        ("stations=" + "沈阳、大连、" * 11, "stations", "车站请写 2 到 20 个"),
        ("stations=沈阳、沈阳", "stations", "有一个车站连写了两次"),
        ("stations=沈杨、大连", "stations", "没有找到叫“沈杨”的车站"),
        ("stations=伯官、大连", "stations", "伯官–大连：两站之间没有普通列车能走的线路"),
        ("train=X1", "train", "没有“X1”这趟车"),
        ("train=G1", "train", "没有“G1”这趟车"),
        ("stations=沈阳、大连&day=9", "day", "第几天要写 1 到 8"),
        ("stations=沈阳、大连&from=25", "from", "看不懂“25”"),
        ("stations=沈阳、大连&day=2&until=1", "until", "结束要晚于开始"),
        ("stations=沈阳、大连&until=x", "until", "看不懂“x”"),
        ("stations=沈阳、大连&from=6&until=1&to=6", "to", "结束要晚于开始"),
        ("stations=沈阳、大连&to=6:60", "to", "看不懂“6:60”"),
        ("stations=沈阳、大连&possessions=沈阳@1", "possessions", "看不懂“沈阳@1”"),
        ("stations=沈阳、大连&paper=a5", "paper", "纸张请选 A4 或者 A3"),
    ],
)
def test_what_cannot_be_drawn_is_reported_at_the_top_and_at_its_field(
    client: StrictClient, asked: str, field: str, says: str
) -> None:
    tree = page(client, f"/rail/diagram?{asked}", 422)
    assert text_of(next(tree.iter("title"))).startswith("出错：")
    ids = {e.get("id"): e for e in tree.iter() if e.get("id")}
    reported = {a.get("href"): text_of(a) for a in ids["errors"].iter("a")}
    assert set(reported) == {f"#f-{field}"}
    assert says in reported[f"#f-{field}"]
    assert text_of(ids[f"e-{field}"]) == reported[f"#f-{field}"]


def test_a_fast_train_that_is_on_no_conventional_line_has_no_way_to_draw(app: Flask, client: StrictClient) -> None:
    with app.app_context():
        from planner.train.traffic import published_traffic
        from routes.state import rail

        fast = next(iter(sorted(set(rail().runs) - {run.train for run in published_traffic(rail())})))
    tree = page(client, f"/rail/diagram?train={fast}", 422)
    assert "不走普通线路" in text_of(next(e for e in tree.iter() if e.get("id") == "e-train"))


@pytest.mark.thorough
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_typed_breaks_the_page_or_is_lost(client: StrictClient, field: str) -> None:
    for typed in NASTY:
        with client.application.app_context():
            limiter.reset()
        answer = client.get("/rail/diagram", query_string=GOOD | {field: typed})
        assert answer.status_code in (200, 422), typed
        tree = read_strictly(answer.get_data(as_text=True))
        if field not in ("paper", "possessions"):
            box = next(e for e in tree.iter() if e.get("id") == f"f-{field}")
            assert (box.get("value") or "") == plain(typed)
        assert client.get("/rail/diagram.svg", query_string=GOOD | {field: typed}).status_code == answer.status_code


def test_everything_reads_in_english(english_client: StrictClient) -> None:
    shut = "possessions=Shenyang-Tieling@00:00-03:00"
    tree = page(english_client, f"/rail/diagram?stations=Dalian, Shenyang, Siping&from=18&to=6&{shut}&train=K682")
    drawn = lines(tree)
    assert drawn["row-1"].startswith("Train K682, Dalian day 1, 20:35 → ")
    assert any("runs into the possession (Shenyang–Tieling)" in text_of(item) for item in tree.iter("li"))
    page(english_client, "/rail/diagram?stations=Dalian&train=X1&day=9&from=x&until=0&to=99&possessions=x&paper=x", 422)


def test_many_possessions_are_merged_or_refused_in_words(client: StrictClient) -> None:
    """Each line costs a rectangle a section and a ring a train; a page has room for some of them."""
    asked = {"stations": "沈阳、大连", "from": "0", "to": "24", "day": "1", "until": "7", "paper": "a4"}
    once = client.get("/rail/diagram", query_string=asked | {"possessions": "沈阳-辽阳@0:00-4:00"})
    often = client.get("/rail/diagram", query_string=asked | {"possessions": "\n".join(["沈阳-辽阳@0:00-4:00"] * 200)})
    assert (once.status_code, often.status_code) == (200, 200)
    assert len(often.data) < len(once.data) + 50_000  # the text itself, and addresses that hold it
    many = "\n".join(f"沈阳-辽阳@0:{minute:02d}-4:{second:02d}" for minute in range(10) for second in range(7))
    told = client.get("/rail/diagram", query_string=asked | {"possessions": many})
    assert told.status_code == 422
    assert "最多写 60 条，您写了 70 条" in told.get_data(as_text=True)
    long = "\n".join(f"沈阳-大连@0:{minute:02d}-23:00" for minute in range(60))
    told = client.get("/rail/diagram", query_string=asked | {"possessions": long})
    assert told.status_code == 422
    assert "天窗太多，画不清" in told.get_data(as_text=True)
