"""Whatever is put into any field of the seniors' and the family's forms: a kind answer, and nothing typed is lost.

The fields are those that the pages themselves have, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from planner.accounts import Who, new_secret
from planner.sharing import open_link, token_of
from planner.store import transaction
from routes.costs import limiter
from routes.seniors.arrange.steps import ORDER
from tests.support.calendar import SPRING
from tests.support.site import Shelf, StrictClient, read_strictly, reader, text_of

NASTY = (
    "", " ", "0", "-1", "5", "150", "200", "99999999999999999999", "1e3", "1.5", "２", "🚄👵",
    "<script>alert(1)</script>", "'; drop table job; --", "2001-01-01", "2027-02-30", "9999-12-31", "\u202eabc\u0007",
    "长" * 20_000, "%(name)s {0} {x}",
)  # fmt: skip
WISH = {"theme": "nostalgia", "home": "沈阳", "days": "1", "profile": "gentle", "start": SPRING}
ENQUIRY = {"name": "陈伯", "phone": "13800001234", "people": "2", "agree": "yes"}
STEPS = {
    "who": {"ages": "70"}, "walk": {"km": "2"}, "aid": {"aid": "none"}, "see": {"themes": "food"},
    "when": {"days": "1", "start": SPRING}, "from": {"home": "沈阳"}, "budget": {"budget": "any"}, "avoid": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def family(shelf: Shelf) -> str:
    """A link to write comments by."""
    owner = new_secret()
    with transaction(shelf.settings.database_url) as session:
        return token_of(owner, open_link(session, shelf.trip, Who(owner), 30).id)


def forms(family: str, trip: str) -> dict[str, tuple[str, str, dict[str, str]]]:
    """By name: the page of a form, where it is sent, and what would be a good answer."""
    found = {f"arrange {step}": (f"/arrange/{step}", f"/arrange/{step}", STEPS[step]) for step in ORDER}
    return found | {
        "wish": ("/plan", "/plan", WISH),
        "enquiry": (f"/trips/{trip}/enquiry", f"/trips/{trip}/enquiry", ENQUIRY),
        "now": (f"/trips/{trip}/now", f"/trips/{trip}/now", {"day": "1", "time": "10:00", "at": ""}),
        "link": (f"/trips/{trip}/family", f"/trips/{trip}/family", {"days": "30"}),
        "comment": (f"/family/{family}", f"/family/{family}/comment", {"who": "女儿", "text": "带药"}),
    }


NAMES = (*(f"arrange {step}" for step in ORDER), "wish", "enquiry", "now", "link", "comment")
TO_A_CHOICE = ("", "0", "-1", "99999999999999999999", "<script>alert(1)</script>", "\u202eabc\u0007", "长" * 20_000)
IN_ENGLISH = ("", "0", "200", "🚄👵", "<script>alert(1)</script>", "2001-01-01")


@pytest.mark.thorough
@pytest.mark.parametrize(("language", "nasty"), [("zh", NASTY), ("en", IN_ENGLISH)], ids=["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_field_of_a_form_breaks_it(
    app: Flask, shelf: Shelf, family: str, name: str, language: str, nasty: tuple[str, ...]
) -> None:
    client = reader(app, language)
    page, address, good = forms(family, shelf.trip)[name]
    if name.startswith("arrange"):
        client.submit(page, address, **good)  # some fields are there only with an earlier answer
    form = form_to(address, client.get(page).get_data(as_text=True))
    token = next(e.get("value") or "" for e in form.iter("input") if e.get("name") == "csrf_token")
    fields = {field.get("name") or "": field for kind in ("input", "select", "textarea") for field in form.iter(kind)}
    asked = {key: field for key, field in fields.items() if key != "csrf_token" and field.get("type") != "hidden"}
    assert set(good) <= set(asked)
    for field, control in asked.items():
        choice = control.tag == "select" or control.get("type") in ("radio", "checkbox")
        for typed in (one for one in nasty if one in TO_A_CHOICE or not choice):
            with app.app_context():
                limiter.reset()
            answer = client.post(address, data={**good, "csrf_token": token, field: typed})
            assert answer.status_code in (303, 422), f"{field}={typed[:30]!r}: {answer.status_code}"
            if answer.status_code == 422:
                reported(answer.get_data(as_text=True), field, typed, control)
                kept = filled(form_to(address, answer.get_data(as_text=True)))
                assert {key: kept.get(key) for key in good if key != field} == {
                    key: value for key, value in good.items() if key != field
                }


def form_to(address: str, page: str) -> Element:
    """The form of a page that is sent to the address."""
    forms = read_strictly(page).iter("form")
    return next(form for form in forms if (form.get("action") or "").partition("?")[0] == address)


def filled(form: Element) -> dict[str, str]:
    """What a form would send, of several choices the last."""
    found = {}
    for field in form.iter("input"):
        chosen = field.get("checked") is not None or field.get("type", "text") not in ("radio", "checkbox")
        found |= {field.get("name") or "": field.get("value") or ""} if chosen else {}
    found |= {field.get("name") or "": field.text or "" for field in form.iter("textarea")}
    for field in form.iter("select"):
        options = list(field.iter("option"))
        chosen_option = next((one for one in options if one.get("selected") is not None), options[0])
        found[field.get("name") or ""] = chosen_option.get("value") or ""
    return found


def reported(page: str, field: str, typed: str, control: Element) -> None:
    """The page says what to mend, at the top and beside the field, in words, and has what was typed."""
    tree = read_strictly(page)
    assert text_of(next(tree.iter("title"))).startswith(("出错：", "Error: "))
    top = next(e for e in tree.iter() if e.get("id") == "errors")
    links = [(a.get("href") or "", text_of(a)) for a in top.iter("a")]
    assert links
    ids = {e.get("id"): e for e in tree.iter() if e.get("id")}
    for href, sentence in links:
        assert href.removeprefix("#") in ids
        assert text_of(ids[href.removeprefix("#").replace("f-", "e-", 1)]) == sentence
        assert re.search("[请要没最看]|[Pp]lease|[Nn]o|needs|between|[Oo]nly|Write|Choose|Enter", sentence), sentence
    assert "<script>alert" not in page
    written = control.tag == "input" and control.get("type", "text") not in ("radio", "checkbox")
    if written or control.tag == "textarea":
        kept = [e.get("value") if e.tag == "input" else e.text for e in tree.iter() if e.get("name") == field]
        seen = re.sub(r"[\u202e\u0007]", "", typed).strip()
        assert [re.sub(r"[\u202e\u0007]", "", text or "").strip() for text in kept] == [seen]


def test_more_than_a_page_can_take_is_reported_kindly(client: StrictClient) -> None:
    answer = client.post("/plan", data={"musts": "长" * 300_000})
    assert answer.status_code == 413
    assert "写短一些" in answer.get_data(as_text=True)
