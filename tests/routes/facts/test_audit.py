"""An operator draws a sample, prints it, gives it back; the error rates are on the public page."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from tests.support.site import StrictClient, reader


@pytest.mark.thorough
def test_a_sample_is_drawn_printed_given_back_and_told(desk: Flask, wang: StrictClient) -> None:
    assert "没有打电话" in wang.get("/about").get_data(
        as_text=True
    )  # so it is said of the sample that comes with the facts
    assert wang.submit("/facts/audit", "/facts/audit", size="0", seed="x").status_code == 422
    sheet = wang.submit("/facts/audit", "/facts/audit", size="12", seed="1").location
    for language in ("zh", "en"):
        wang.set_cookie("language", language)
        assert wang.get(sheet).status_code == 200
    wang.set_cookie("language", "zh")
    rows = wang.get(f"{sheet}.csv").get_data(as_text=True).splitlines()
    filled = "\n".join([rows[0], *(f"{row[:-4]},wrong,,官网,2026-11-28" for row in rows[1:3])])
    send = {"file": (io.BytesIO(filled.replace("wrong", "perhaps").encode()), "sheet.csv")}
    assert wang.submit("/facts/audit", "/facts/audit/enter", **send).status_code == 422  # type: ignore[arg-type]
    send = {"file": (io.BytesIO(filled.encode()), "sheet.csv")}
    assert wang.submit("/facts/audit", "/facts/audit/enter", **send).status_code == 303  # type: ignore[arg-type]
    assert "记下了 2 格" in wang.get("/facts/audit").get_data(as_text=True)
    assert "开门关门的时间：抽查 2 条，错 2 条（2026-11-28）" in reader(desk, "zh").get("/about").get_data(as_text=True)
    assert "2 checked, 2 wrong" in reader(desk, "en").get("/about").get_data(as_text=True)


def test_a_sheet_is_for_operators(desk: Flask) -> None:
    for page in ("/facts/audit", "/facts/audit/abc", "/facts/audit/abc.csv"):
        assert "/office/login" in reader(desk, "zh").get(page).location
