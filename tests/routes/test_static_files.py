"""Addresses of static files: another one as soon as a file is another; then kept for good."""

from __future__ import annotations

import re
from pathlib import Path

from routes.static_files import FOR_GOOD, STATIC, static_digest, static_version
from tests.support.site import StrictClient


def test_the_digest_knows_every_name_and_every_letter(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "one.css").write_text("a {}")
    seen = [static_digest(tmp_path), static_digest(tmp_path)]
    assert seen[0] == seen[1]
    (tmp_path / "css" / "one.css").write_text("b {}")
    seen.append(static_digest(tmp_path))
    (tmp_path / "css" / "one.css").rename(tmp_path / "css" / "two.css")
    seen.append(static_digest(tmp_path))
    (tmp_path / "three.js").write_text("")
    seen.append(static_digest(tmp_path))
    assert len(set(seen)) == 4


def test_the_version_is_that_of_the_folder() -> None:
    assert static_version() == static_digest(STATIC)


def test_pages_name_the_version_and_such_files_are_kept(client: StrictClient) -> None:
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").get_data(as_text=True))
    assert len(addresses) >= 4
    for address in addresses:
        assert address.endswith(f"?v={static_version()}")
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == FOR_GOOD


def test_a_file_under_another_address_is_asked_for_again(client: StrictClient) -> None:
    for address in ("/static/css/site.css", "/static/css/site.css?v=old", f"/static/nothing.css?v={static_version()}"):
        with client.get(address) as answer:
            assert "immutable" not in answer.headers.get("Cache-Control", "")
