"""From the railway to the guest: a planner publishes a train, an agency sells it, an older traveller asks to join on a
telephone and has a berth; the planner moves a call, and everybody whom it concerns reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session, col, delete, select

from planner.accounts import Member, MemberSession, Office, change_office, holder_of, load_office
from planner.product import PublishedTrain, PublishedVersion
from planner.saved import Departure, SavedQuote
from planner.saved.departures import DepartureRevision
from planner.sharing import Enquiry
from planner.store import transaction
from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults, sideways_faults
from tests.support.operators import PASSWORD, become
from tests.support.published import AGENCY, BUREAU, DAYS, bureau, forget_projects, on_the_bench
from tests.support.site import Shelf
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser


@pytest.fixture
def project(shelf: Shelf) -> Iterator[str]:
    """The train on the bench of a railway office, and an agency that may sell."""
    with transaction(shelf.settings.database_url) as session:
        become(session, "li", "owner", AGENCY)
        change_office(session, load_office(session, AGENCY), AGENCY, "L-LN-00001", "024-22896699")
        made = on_the_bench(session, bureau(session))
    yield made
    with transaction(shelf.settings.database_url) as session:
        clear_away(session)


def clear_away(session: Session) -> None:
    """The two offices and all that is theirs."""
    agency, office = (load_office(session, name).id for name in (AGENCY, BUREAU))
    own = select(Departure.id).where(Departure.holder == holder_of(agency))
    for table in (SavedQuote, DepartureRevision):
        session.execute(delete(table).where(col(table.departure).in_(own)))
    session.execute(delete(Departure).where(col(Departure.holder) == holder_of(agency)))
    for table in (PublishedVersion, PublishedTrain):
        session.execute(delete(table))
    session.execute(delete(Enquiry).where(col(Enquiry.holder) == holder_of(agency)))
    forget_projects(session)
    members = select(Member.session_key).where(col(Member.office).in_((agency, office)))
    session.execute(delete(MemberSession).where(col(MemberSession.member_key).in_(members)))
    session.execute(delete(Member).where(col(Member.office).in_((agency, office))))
    session.execute(delete(Office).where(col(Office.id).in_((agency, office))))


def log_in(browser: Browser, live: LiveSite, name: str, path: str) -> Page:
    page = open_page(browser, live, f"/office/login?next={path}", Reader())
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(f"**{path}")
    return page


def looked_at(page: Page) -> list[str]:
    """By axe on a desktop, and whether it fits a telephone."""
    found = axe_faults(page)
    page.set_viewport_size({"width": 360, "height": 740})
    found += sideways_faults(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_from_the_railway_to_the_guest(chromium: Browser, live: LiveSite, project: str) -> None:
    publish = f"/rail/workbench/{project}/publish?train=Y501"
    planner = log_in(chromium, live, "zhou", publish)
    faults = looked_at(planner)
    planner.fill("#f-title", "红海滩慢游专列")
    planner.fill("#f-days", DAYS[0].isoformat())
    for kind, count, price in (("lower", "20", "1280"), ("upper", "20", "980")):
        planner.fill(f"#f-count-{kind}", count)
        planner.fill(f"#f-price-{kind}", price)
    planner.fill("#f-ashore-1-steady", "走红海滩栈道")
    planner.fill("#f-ashore-1-gentle", "坐车看红海滩")
    if planner.locator("#f-override").count():
        planner.fill("#f-override", "对方车停运")
    planner.get_by_role("button", name="公布第 1 版").click()
    expect(planner.locator("#h-before")).to_contain_text("第 1 版")

    agency = log_in(chromium, live, "li", "/agency/trains")
    faults += looked_at(agency)
    agency.locator("[name=berths-lower]").fill("20")
    agency.get_by_role("button", name="订铺位").click()
    agency.wait_for_url("**/train")
    faults += looked_at(agency)
    desk = agency.url.removesuffix("/train")
    agency.locator("[id='f-ashore.盘锦.gentle']").fill("轮椅车看红海滩")
    agency.locator("[id='f-ashore.盘锦.gentle']").blur()
    expect(agency.locator("#status")).to_contain_text("第 2 次修改")
    agency.goto(f"{desk}/cost")
    expect(agency.locator(".costs")).to_contain_text(f"{BUREAU} ")
    while (cell := agency.locator(".is-unknown input[name$='.fen']")).count():
        left = cell.count() - 1
        cell.first.fill("50")
        cell.first.blur()
        expect(cell).to_have_count(left)
    agency.goto(f"{desk}/quote")
    for name, text in (("agency", AGENCY), ("licence", "L-LN-00001"), ("phone", "024-22896699")):
        agency.locator(f"[id='f-quote.{name}']").fill(text)
        agency.locator(f"[id='f-quote.{name}']").blur()
    expect(agency.get_by_role("button", name="出第 1 版报价单")).not_to_have_attribute("aria-disabled", "true")
    agency.get_by_role("button", name="出第 1 版报价单").click()
    agency.goto(f"{desk}/sale")
    for name, text in (("least", "2"), ("most", "20"), ("override", "上岸的车自己有合同")):
        agency.locator(f"[id='f-sale.{name}']").fill(text)
    agency.locator("button[name=publish]").click()
    expect(agency.locator("button[name=close]")).to_be_visible()

    guest = open_page(chromium, live, "/departures", Reader("zh", 360))
    guest.get_by_role("link", name="红海滩慢游专列").click()
    guest.get_by_text("每天去哪里").click()
    expect(guest.get_by_text("轮椅车看红海滩")).to_be_visible()
    faults += [*axe_faults(guest), *sideways_faults(guest)]
    place = guest.url
    guest.get_by_role("link", name="想参加").click()
    guest.fill("#f-name", "王奶奶")
    guest.fill("#f-phone", "13800001234")
    guest.locator("[name=rooms]").select_option("lower")
    guest.locator("[name=agree]").check()
    guest.get_by_role("button", name="请打给我").click()
    guest.wait_for_url("**/enquiries/*")
    thanks = guest.url

    agency.goto(f"{live.address}/agency/enquiries")
    agency.locator("form[action='/agency/departures'] button").first.click()
    agency.locator("button[value=confirm]").click()
    agency.goto(f"{desk}/berths")
    agency.locator("[id='f-berths.cars']").fill("7 11 3")
    agency.locator("#f-allocate").click()
    faults += looked_at(agency)
    expect(agency.locator("main table")).to_contain_text("下铺")
    agency.goto(f"{desk}/seats")
    agency.locator("[id='f-seats.coaches']").fill("33")
    agency.locator("#f-allocate").click()
    manifest = agency.request.get(f"{desk}/papers/manifest.csv").text()
    assert "王奶奶" in manifest
    assert "7 车" in manifest

    planner.goto(f"{live.address}/rail/workbench/{project}?train=Y501")
    planner.fill("#arrive-1", "+30")
    planner.locator("#arrive-1").press("Enter")
    expect(planner.locator(".ver")).to_contain_text("第 2 步")
    planner.goto(live.address + publish)
    if planner.locator("#f-override").count():
        planner.fill("#f-override", "对方车停运")
    planner.get_by_role("button", name="公布第 2 版").click()
    expect(planner.locator("#h-before")).to_contain_text("第 2 版")

    guest.goto(thanks)
    expect(guest.locator("#moved + p")).to_contain_text("旅行社正在核对")
    agency.goto(f"{desk}/train")
    expect(agency.locator("#changed ~ ul")).to_contain_text("第 2 天 盘锦：上午 8:00 到，改成上午 8:30 到")
    faults += looked_at(agency)
    agency.locator("button[value=over]").click()
    expect(agency.locator("#changed")).to_have_count(0)
    guest.goto(place)
    expect(guest.locator("main")).to_contain_text("这一团已经照新的时间走")
    expect(guest.locator("main")).to_contain_text("上午 8:30 到")
    faults += [*axe_faults(guest), *sideways_faults(guest)]
    assert not faults
    for page in (planner, agency, guest):
        leave(page)
