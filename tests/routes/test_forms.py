"""A form keeps what was typed, reads it as values, and says what to mend by field."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from werkzeug.datastructures import MultiDict

from planner.errors import Malformed, SilverwayError
from routes.forms import Field, Form, ages_of, same, whole

FIELDS = (Field("days", default="3"), Field("start"), Field("lines", type="textarea"), Field("also", many=True))
SHOWN = """{% from "components/form.html" import errors_box, field with context %}
{{ errors_box(form, "Mend") }}{{ field(form, "name") }}"""


def form_of(*texts: tuple[str, str], sent: bool = True) -> Form:
    return Form(FIELDS, MultiDict(texts), sent=sent)


def even(text: str) -> int:
    if not text.isdigit() or int(text) % 2:
        raise Malformed("number", text, "2")
    return int(text)


def words(error: SilverwayError) -> str:
    assert isinstance(error, Malformed)
    return f"not even: {error.value}"


def test_a_form_not_sent_has_its_defaults_where_nothing_is_said() -> None:
    assert form_of(sent=False)["days"] == "3"
    assert form_of(("days", ""), sent=False)["days"] == ""
    assert form_of()["days"] == ""


def test_texts_are_made_plain_and_several_are_kept_in_order() -> None:
    form = form_of(("days", " 2\u200b "), ("also", "food"), ("also", "nature"), ("other", "x"))
    assert form["days"] == "2"
    assert form.several("also") == ("food", "nature")
    assert form["other"] == ""
    assert form.filled() == {"days": "2", "also": "food"}
    assert Form(FIELDS, {"days": " 2 "}, same)["days"] == " 2 "


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("9", 9), ("0", None), ("10", None), ("", None), ("x", None)])
def test_a_whole_number_within_its_limits(text: str, number: int | None) -> None:
    form = form_of(("days", text))
    assert form.whole("days", "1 to 9", 1, 9) == number
    assert form.errors == ({} if number else {"days": "1 to 9"})


def test_what_may_be_left_out_is_no_error() -> None:
    form = form_of()
    assert form.whole("days", "a number", optional=True) is None
    assert form.day("start", "a day", optional=True) is None
    assert form.ok


@given(st.text(max_size=8))
def test_digits_are_a_whole_number_and_few_other_texts_are(text: str) -> None:
    number = whole(text)
    if text.isascii() and text.isdigit() and len(str(int(text))) <= 6:
        assert number == int(text)
    assert number is None or len(str(number)) <= 6


def test_numbers_as_people_write_them() -> None:
    assert (whole("１２"), whole("十二"), whole("68岁", 3, ("岁",)), whole("1234567"), whole("x")) == (
        12,
        12,
        68,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("68、72", (68, 72)),
        ("六十八和七十二", (68, 72)),
        ("６８岁 72周岁", (68, 72)),
        ("我六十八，老伴七十岁", (68, 70)),
        ("父亲75，母亲七十三", (75, 73)),
        ("六十八七十二", (68, 72)),
        ("一百零二", (102,)),
        ("七五、七八", (75, 78)),
        ("", ()),
        ("old", None),
        ("七十多", None),
        ("六十八到七十", None),
        ("两个都是七十", None),
        ("1955年生", None),
    ],
)
def test_ages_as_people_write_them(typed: str, ages: tuple[int, ...] | None) -> None:
    assert ages_of(typed) == ages


def test_a_day_is_read_or_must_be_mended() -> None:
    for text in ("2027-05-10", "2027年5月10日", "二〇二七年五月十日"):
        form = form_of(("start", text))
        assert form.day("start", "a day") == date(2027, 5, 10)
        assert form.ok
    form = form_of(("start", "soon"))
    assert form.day("start", "a day") is None
    assert form.errors == {"start": "a day"}


def test_each_line_that_cannot_be_read_is_said() -> None:
    form = form_of(("lines", " 2 \n\n3\n4\nx"))
    assert form.read_lines("lines", even, words) == [2, 4]
    assert form.errors == {"lines": "not even: 3 not even: x"}
    assert form.sound(["days", "start"])
    assert not form.sound(["lines"])
    assert form_of(("days", "2")).read("days", even, words) == 2


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_what_was_typed_comes_back_escaped_between_the_sites_own_words(app: Flask, typed: str) -> None:
    form = Form([Field("name", "It's yours", "<b> or not")], {"name": typed}, same)
    form.mend("name", "“<i>” is wrong")
    with app.test_request_context("/"):
        page = render_template_string(SHOWN, form=form)
    assert f'value="{escape(typed)}" aria-describedby="h-name e-name" aria-invalid="true">' in page
    assert ">It's yours</label>" in page
    assert page.count("“&lt;i&gt;” is wrong") == 2
