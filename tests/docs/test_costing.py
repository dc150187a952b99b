"""The costing worked by hand in docs/costing.md is what the program makes of the same departure, line by line."""

from __future__ import annotations

import re
from decimal import Decimal

from planner.folders import ROOT
from planner.package.check import check_ledger
from planner.package.costing import ledger_of
from planner.package.inputs import CostInputs, OwnLine, PriceEntry
from planner.package.party import Party
from planner.package.pricing import PriceTerms, price_of
from tests.support.facts import facts_of
from tests.support.packages import five_days, small_catalog, small_rules, with_stations

PAPER = (ROOT / "docs" / "costing.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| .* \| ([\d,.]*) \| (−?[\d,.]+) \| (\w+) \|$", PAPER, re.MULTILINE)


def fen(text: str) -> int:
    return int(Decimal(text.replace(",", "").replace("−", "-")) * 100)


def test_every_line_is_as_on_paper() -> None:
    facts = facts_of(with_stations(small_catalog(), "沈阳", "大连", "丹东"), small_rules())
    entries = {
        key: PriceEntry(fen(price), source)  # type: ignore[arg-type]
        for key, price, _, source in ROWS
        if price and source not in ("facts", "ask") and not key.endswith(".free")
    }
    twin = entries["room.twin.mid"]
    entries["room.twin.mid"] = PriceEntry(twin.fen, twin.source, free_per=16)
    own = (OwnLine("o1", "消费券", "guest", 1, voucher=True),)
    party = Party(46, ages=(58, *(62,) * 5, *(67,) * 10, *(72,) * 20, *(81,) * 10), wheelchairs=2, singles=4)
    trip, inputs = five_days(), CostInputs(entries=entries, own=own, contingency_bp=200)
    ledger = ledger_of(facts, trip, party, inputs)
    on_paper = {key: (fen(price) if price else None, fen(amount), source) for key, price, amount, source in ROWS}
    assert {line.key: (line.unit_fen, line.total_fen, line.source) for line in ledger.lines} == on_paper
    assert len(ROWS) == len(on_paper) == len(ledger.lines)
    assert ledger.complete
    assert ledger.total_fen == 9_025_623 == sum(amount for _, amount, _ in on_paper.values())
    assert ledger.single_fen == 58_000
    assert [v for v in check_ledger(facts, trip, party, ledger) if v.hard] == []
    price = price_of(ledger, PriceTerms(rate_bp=1800), party, trip.request.start)
    assert (price.head_fen, price.single_fen, price.markup_fen) == (226_000, 58_000, 1_582_852)
    assert (price.rounding_fen, price.total_fen) == (19_525, 10_628_000)
    for amount in ("90,256.23", "106,280.00", "15,828.52", "195.25", "87,936.23"):
        assert amount in PAPER
