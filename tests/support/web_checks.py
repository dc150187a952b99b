"""The two checkers of pages that come from npm: the Nu HTML checker and Lighthouse. `make web-checks` installs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).parents[1] / "web" / "node_modules"
NU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = TOOLS / "lighthouse" / "cli" / "index.js"
CHROME = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip


def need(program: str, tool: Path) -> str:
    """Where the program is; without it or the tool a test is skipped, or fails if they are required."""
    found = shutil.which(program)
    if found and tool.exists():
        return found
    reason = f"{program} is not installed" if not found else f"no {tool.name}: run `make web-checks`"
    if os.environ.get("SILVERWAY_REQUIRE_WEB_CHECKS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def nu_faults(pages: dict[str, str]) -> list[str]:
    """What the Nu HTML checker finds in pages (by name, as served), one line an error or warning."""
    java = need("java", NU)
    with tempfile.TemporaryDirectory() as folder:
        names = {f"page{number}.html": name for number, name in enumerate(pages)}
        for file, name in names.items():
            Path(folder, file).write_text(pages[name], encoding="utf-8")
        command = [
            java,
            "-XX:TieredStopAtLevel=1",  # it is over before thorough compiling pays
            "-Xss16m",  # and its schemas nest deeply
            "-Dfile.encoding=UTF-8",
            "-jar",
            str(NU),
            "--format",
            "json",
            *map(str, Path(folder).iterdir()),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=900, check=False)
    found = json.loads(ran.stderr)["messages"]
    return [
        f"{names[Path(one['url']).name]}:{one.get('lastLine', '')} {one['message']} {one.get('extract', '')!r}"
        for one in found
        if one["type"] in ("error", "non-document-error") or one.get("subType") == "warning"
    ]


def lighthouse_report(address: str, folder: Path, language: str = "zh") -> dict[str, Any]:
    """Lighthouse's report of one page as a phone shows it."""
    node = need("node", LIGHTHOUSE)
    chrome = shutil.which("chromium") or ""
    report, headers = folder / "report.json", folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": f"language={language}"}))
    flags = " ".join((*CHROME, f"--user-data-dir={folder / 'chrome'}"))
    command = [node, str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}",
               f"--chrome-flags={flags}", f"--extra-headers={headers}", "--no-enable-error-reporting",
               "--disable-full-page-screenshot"]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": chrome, "CI": "1"}
    subprocess.run(command, capture_output=True, text=True, timeout=900, check=True, env=environment)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found
