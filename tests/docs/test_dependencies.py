"""The packages a site rests on stand in the papers, each with a licence that binds nobody else."""

from __future__ import annotations

import re

from docs.dependencies import pinned, table
from planner.folders import ROOT

BINDING = re.compile(r"(?<!L)GPL|SSPL|Commons-Clause|\?")


def test_the_table_is_that_of_the_lock_files() -> None:
    paper = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
    rows = table().splitlines()
    assert len(rows) > 70
    missing = [row for row in rows if row not in paper]
    assert not missing, "\n".join(["python -m docs.dependencies makes the table:", *missing])
    shown = {tuple(row.split(" | ")[:2]) for row in paper if re.match(r"\| [a-z0-9-]+ \| [0-9.]+", row)}
    assert {(f"| {name}", version) for name, version in pinned().items()} >= shown


def test_no_licence_binds_those_who_use_the_code() -> None:
    licences = {row.split(" | ")[0][2:]: row.split(" | ")[2] for row in table().splitlines()[2:]}
    assert not {name: licence for name, licence in licences.items() if BINDING.search(licence)}
