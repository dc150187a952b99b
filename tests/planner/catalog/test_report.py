"""The report counts what is there."""

from __future__ import annotations

import pytest

from planner.catalog.provenance import FARMS, KEY_OF, SITES, provenance
from planner.catalog.report import BASES, Report, make_report, whom
from planner.catalog.validate import FactTables, read_fact_tables
from planner.rules import load_themes
from planner.settings import Settings


@pytest.fixture(scope="module")
def facts(settings: Settings) -> FactTables:
    return read_fact_tables(settings.data_dir / settings.region)


@pytest.fixture(scope="module")
def report(facts: FactTables) -> Report:
    return make_report(facts, facts, (), load_themes(Settings().data_dir))


@pytest.mark.thorough
def test_every_city_and_every_row_is_counted(report: Report, facts: FactTables) -> None:
    assert len(report.cities) == 14
    assert sum(city.places for city in report.cities) == len(facts.sheets["places.csv"].rows)
    assert sum(city.hotels for city in report.cities) == len(facts.sheets["hotels.csv"].rows)
    for city in report.cities:
        assert city.planned <= city.places


def test_every_known_cell_rests_on_something(report: Report) -> None:
    for column in report.columns:
        assert sum(column.bases) == column.known <= column.rows, column


def test_each_cited_cell_rests_on_somebody(report: Report) -> None:
    assert sum(report.rests_on.values()) == sum(column.bases[BASES.index("cited")] for column in report.columns)
    named = [count for name, count in report.rests_on.items() if name]
    assert named == sorted(named, reverse=True)


def test_what_rests_on_generated_texts_alone_is_not_cited(facts: FactTables) -> None:
    """The Palace's prices stand on such a page alone, its hours on another as well."""
    row = next(row for _, row in facts.raws["places.csv"].rows if row["id"] == "shenyang-imperial-palace")
    prices = provenance(facts.noted, "places.csv", row, "price_70_yuan")
    assert (prices.basis, "bkwk.cn" in prices.source) == ("general", True)
    for file in KEY_OF:
        for _, row in facts.raws[file].rows:
            for column in (column for column, text in row.items() if text):
                told = provenance(facts.noted, file, row, column)
                sites = SITES.findall(told.source)
                assert told.basis != "cited" or not sites or not all(site.endswith(FARMS) for site in sites)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://www.bkwk.cn/article/x.html (60-69 half); http://m.zhishishu.top/A", "bkwk.cn"),
        ("github zgjz/www liaoning.json (address)", "github zgjz/www"),
        ("zh.meet99.com/jingdian-fengguosi-24416.html", "zh.meet99.com"),
        ("public code, a Dandong city guide", "public code"), ("辽宁日报 2023-07-27", ""), ("", ""),
    ],
)  # fmt: skip
def test_whom_a_source_names(source: str, name: str) -> None:
    assert whom(source) == name


def test_confidence_and_years_cover_every_row(report: Report, facts: FactTables) -> None:
    for file, counts in report.confidence.items():
        assert sum(counts) == len(facts.sheets[file].rows)
    assert sum(report.years["places.csv"].values()) == len(facts.sheets["places.csv"].rows)


def test_what_nobody_measured_is_called_an_estimate(report: Report) -> None:
    visit = next(c for c in report.columns if (c.file, c.column) == ("places.csv", "visit_min"))
    assert visit.bases == (0, 0, visit.rows, 0)


def test_the_province_is_covered_as_promised(report: Report, facts: FactTables) -> None:
    places = facts.sheets["places.csv"].rows
    assert len(places) >= 250
    assert min(city.places for city in report.cities) >= 10
    assert sum(city.graded[0] for city in report.cities) == 7
    assert sum(city.graded[1] for city in report.cities) >= 120
    for theme, least in (("nostalgia", 80), ("youth", 30)):
        assert sum(theme in (row["themes"] or "") and row["memory"] is not None for row in places) >= least
    assert len(facts.sheets["hotels.csv"].rows) >= 80
    assert len(facts.sheets["hospitals.csv"].rows) >= 40
    assert sum("老字号" in (row["honour"] or "") for row in facts.sheets["restaurants.csv"].rows) >= 30
    assert sum(city.hotels_planned > 0 for city in report.cities) >= 13
