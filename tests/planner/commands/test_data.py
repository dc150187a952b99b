"""`silverway data`, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.catalog import present_facts
from planner.cli import main
from planner.exchange.facts import servers, tiled
from planner.folders import ROOT
from planner.settings import Settings
from planner.store import transaction
from planner.upkeep import new_note, send_note
from tests.support.database import copied_database
from tests.support.overpass import answer_of, area, bindings_of, overpass_server, sparql_server

pytestmark = pytest.mark.usefixtures("own")


@pytest.fixture
def own(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a copy of the facts that commands may change."""
    own = copied_database(settings, tmp_path)
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", own.database_url)
    return own


def command(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


@pytest.mark.thorough
def test_the_report_in_both_languages() -> None:
    answer = command("data", "report")
    assert answer.exit_code == 0
    for word in ("各城市", "葫芦岛", "hours", "有出处", "可信程度和年份"):
        assert word in answer.output
    assert "Cities" in command("--language", "en", "data", "report").output


@pytest.mark.thorough
def test_an_import_is_shown_first_and_made_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("id,ticket_yuan\nshenyang-imperial-palace,66\n", encoding="gbk")
    words = ("data", "import", "csv", str(file), "--table", "places", "--source", "price notice")
    shown = command(*words)
    assert shown.exit_code == 0
    assert "ticket_yuan: 50 → 66   [price notice]" in shown.output
    assert "还没有改" in shown.output
    assert "改好了 1 格" in command(*words, "--apply").output
    assert "没有要改的" in command(*words, "--apply").output


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("content", "reported"),
    [
        ("id,ticket_yuan\nshenyang-imperial-palace,x\n", "places.csv:2: ticket_yuan: 'x' is not a price"),
        ("id,ticket_yuan\nshenyang-imperial-palace,20\n", "a senior price is higher than the full price"),
    ],
)
def test_an_import_with_faults_changes_nothing(tmp_path: Path, content: str, reported: str) -> None:
    file = tmp_path / "prices.csv"
    file.write_text(content, encoding="utf-8")
    answer = command("data", "import", "csv", str(file), "--table", "places", "--source", "x", "--apply")
    assert answer.exit_code == 2
    assert reported in answer.output
    assert "什么都没有装入" in answer.output
    assert "没有要改的" not in answer.output


def test_openstreetmap_is_asked_for_a_city(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "RETRIES", servers.RETRIES.new(backoff_factor=0))
    garden = area(12, 41.8428, 123.4222, name="北陵公园", leisure="park", toilets__wheelchair="yes", wheelchair="yes")
    with overpass_server((200, answer_of(garden))) as server:
        monkeypatch.setenv("SILVERWAY_OVERPASS_URL", server.address)
        answer = command("data", "import", "osm", "--city", "沈阳市", "--apply")
        assert answer.exit_code == 0, answer.output
        assert "way/12" in answer.output
        assert "改好了" in answer.output
        assert command("data", "import", "osm", "--city", "长春").exit_code == 2
    monkeypatch.setenv("SILVERWAY_OVERPASS_URL", "http://127.0.0.1:9/")
    answer = command("data", "import", "osm", "--city", "沈阳")
    assert answer.exit_code == 2
    assert "没有正常回答" in answer.output


def test_what_is_exported_can_be_loaded(tmp_path: Path) -> None:
    assert command("data", "export", str(tmp_path / "out")).exit_code == 0
    for file in (ROOT / "data" / "liaoning").glob("*.csv"):
        if (out := tmp_path / "out" / file.name).is_file():
            assert out.read_bytes().removeprefix(b"\xef\xbb\xbf") == file.read_bytes()
    assert (tmp_path / "out" / "places.csv").is_file()


@pytest.mark.thorough
def test_an_audit_from_draw_to_result(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    drawn = json.loads(command("data", "audit", "draw", str(sheet), "--size", "9", "--json").output)
    assert len(drawn["cells"]) == 9
    rows = sheet.read_text(encoding="utf-8-sig").splitlines()
    sheet.write_text("\n".join([rows[0], *(f"{row[:-4]},right,,phone,2026-01-02" for row in rows[1:])]))
    assert "记下了 9 格" in command("data", "audit", "enter", str(sheet), "--by", "wang").output
    found = json.loads(command("data", "audit", "results", "--json").output)["audits"][0]
    assert (found["audit"], found["checked"], sum(rate["checked"] for rate in found["rates"])) == (drawn["audit"], 9, 9)
    assert "9 of 9 cells checked" in command("--language", "en", "data", "audit", "results").output


@pytest.mark.thorough
def test_an_export_differs_from_the_files_by_what_was_changed(tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("id,ticket_yuan\nshenyang-imperial-palace,66\n", encoding="utf-8")
    command("data", "import", "csv", str(file), "--table", "places", "--source", "price notice", "--apply", "--json")
    assert command("data", "export", str(tmp_path / "facts.zip")).exit_code == 0
    words = ("data", "diff", str(ROOT / "data" / "liaoning"), str(tmp_path / "facts.zip"))
    assert "shenyang-imperial-palace ticket_yuan: 50 → 66" in command(*words).output
    tables = {table["file"]: table for table in json.loads(command(*words, "--json").output)["tables"]}
    assert set(tables) == {"places.csv", "cell_sources.csv"}
    assert len(tables["places.csv"]["changed"]) == 1
    assert command("data", "diff", str(file), str(file)).exit_code == 2


def test_old_news_is_listed() -> None:
    found = json.loads(command("data", "stale", "--kind", "prices", "--json").output)["stale"]
    assert {fact["kind"] for fact in found} == {"prices"}
    assert all(f" {fact['row']} " in command("data", "stale").output for fact in found[:3])


@pytest.mark.thorough
def test_calls_and_their_answers(tmp_path: Path) -> None:
    assert "还没有量过" in command("data", "calls", "--count", "2").output
    sheet = tmp_path / "calls.csv"
    found = json.loads(command("data", "calls", "--with-phone", "--csv", str(sheet), "--json").output)
    assert found["measured"] is None
    assert all(call["phone"] for call in found["calls"])
    first = found["calls"][0]
    assert sheet.read_text(encoding="utf-8-sig").count(f"{first['row']},") == 5
    words = ("data", "answer", first["row"], "--table", first["file"][:-4], "--by", "wang", "--said-by", "售票处")
    assert "请写 right" not in command(*words, "--set", "phone").output
    assert command(*words, "--set", "phone").exit_code == 2
    assert command(*words, "--set", "phone=none").exit_code == 2
    assert command(*words, "--set", "phone=024-12345678", "--on", "2999-01-01").exit_code == 2
    assert json.loads(command(*words, "--same", "phone", "--json").output)["batch"]
    left = json.loads(command("data", "calls", "--json").output)["calls"]
    assert first["row"] not in [call["row"] for call in left]


@pytest.mark.thorough
def test_demand_is_measured() -> None:
    found = json.loads(command("data", "demand", "--requests", "2", "--json").output)
    assert 0 <= found["plans"] <= 2
    measured = json.loads(command("data", "calls", "--json").output)["measured"]
    assert measured is None if not found["rows"] else measured["rows"] == found["rows"]


@pytest.mark.thorough
def test_notes_of_readers_are_decided(own: Settings) -> None:
    assert "没有等着看的来信" in command("data", "notes", "list").output
    with transaction(own.database_url) as session:
        facts = present_facts(session, own)
        row = "shenyang-imperial-palace"
        first, second = (
            send_note(session, facts, new_note("places.csv", row, "phone", "电话换了", "been")) for _ in range(2)
        )
    listed = json.loads(command("data", "notes", "list", "--json").output)["notes"]
    assert {note["id"] for note in listed} == {first, second}
    accept = ("data", "notes", "accept", first, "--column", "phone", "--by", "wang", "--json")
    assert command(*accept, "--text", "none").exit_code == 2
    assert json.loads(command(*accept, "--text", "024-24843001").output)["batch"]
    assert command(*accept, "--text", "024-24843001").exit_code == 2
    assert json.loads(command("data", "notes", "decline", second, "--by", "wang", "--json").output)["declined"]
    assert "没有等着看的来信" in command("data", "notes", "list").output


@pytest.mark.thorough
def test_photographs_are_shown_first_and_taken_when_asked(tmp_path: Path) -> None:
    images = pytest.importorskip("PIL.Image")
    images.new("RGB", (800, 600), "green").save(tmp_path / "a.png")
    head, row = "place,period,file,year,licence,credit,source,alt_zh,alt_en", "CC0-1.0,王,档案馆,绿色,green"
    sheet = f"{head}\nshenyang-imperial-palace,then,a.png,1978,{row}\nshenyang-imperial-palace,now,a.png,,{row}\n"
    (tmp_path / "photos.csv").write_text(sheet, encoding="utf-8")
    assert "还没有收" in command("data", "import", "photos", str(tmp_path)).output
    assert "还没有照片" in command("data", "photos", "list").output
    taken = json.loads(command("data", "import", "photos", str(tmp_path), "--apply", "--json").output)
    assert [(photo["width"], photo["replaces"]) for photo in taken["photos"]] == [(800, False)] * 2
    assert json.loads(command("data", "photos", "list", "--json").output)["photos"][0]["credit"] == "王"
    assert "换掉原来的" in command("data", "import", "photos", str(tmp_path)).output
    written = json.loads(command("data", "photos", "export", str(tmp_path / "out"), "--json").output)["files"]
    assert written == [
        "photos.csv", "shenyang-imperial-palace-now.jpg", "shenyang-imperial-palace-then.jpg"
    ]  # fmt: skip
    remove = ("data", "photos", "remove", "shenyang-imperial-palace", "then")
    assert "拿掉了" in command(*remove).output
    assert command(*remove).exit_code == 2
    again = command("data", "import", "photos", str(tmp_path / "out"), "--apply", "--json")
    assert [photo["replaces"] for photo in json.loads(again.output)["photos"]] == [False, True]


@pytest.mark.thorough
def test_the_whole_region_tile_by_tile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Broken off, it goes on; differences are shown first; a row that would break the facts is left out and told."""
    monkeypatch.setattr(tiled, "PAUSE_S", 0)
    garden = area(12, 41.8428, 123.4222, name="北陵公园", leisure="park", toilets__wheelchair="yes")
    wrong = area(13, 41.7963, 123.4495, name="沈阳故宫博物院", tourism="museum", phone="0411-12345678")
    words = ("data", "import", "osm", "--region", "--overwrite", "--tiles", str(tmp_path / "tiles"))
    with overpass_server((200, answer_of(garden, wrong)), (500, b"")) as server:
        monkeypatch.setenv("SILVERWAY_OVERPASS_URL", server.address)
        broken = command(*words)
        assert broken.exit_code == 2
        assert "没有正常回答" in broken.output
        assert len(server.asked) == 2
    with overpass_server((200, answer_of())) as server:
        monkeypatch.setenv("SILVERWAY_OVERPASS_URL", server.address)
        shown = command(*words)
        assert shown.exit_code == 0, shown.output
        assert "way/12" in shown.output
        assert "还没有改" in shown.output
        assert "shenyang-imperial-palace 没有取" in shown.output
        asked = len(server.asked)
        assert asked > 20
        applied = json.loads(command(*words, "--apply", "--json").output)
        assert len(server.asked) == asked
    assert applied["batch"]
    assert {change["row"] for change in applied["changes"]} == {"beiling-park"}
    assert command("data", "import", "osm").exit_code == 2
    assert command("data", "import", "osm", "--region", "--city", "沈阳").exit_code == 2


def test_wikidata_is_asked_for_a_city(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"item": "Q4", "point": "Point(123.42232 41.84920)", "zh": "北陵公园", "phone": "+86 24 8689 6294"}
    with sparql_server((200, bindings_of(row))) as server:
        monkeypatch.setenv("SILVERWAY_WIKIDATA_URL", server.address)
        answer = command("data", "import", "wikidata", "--city", "Shenyang")
        assert answer.exit_code == 0, answer.output
        assert "Q4" in answer.output
