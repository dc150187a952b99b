"""A form: its fields, what was typed into them, what is wrong by field, and what is typed read as a value.

A page makes its form from `Field`s and what the request has, reads values with `Form.whole`, `Form.day`, `Form.read`
and the like, and hands the form to its template, whose macros (components/form.html) show a field with its label, hint,
text and error. A reader returns None, or nothing, where it has found something to mend; the form is `ok` as long as
nothing was found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from planner.clock import today
from planner.errors import OutOfRange, SilverwayError
from planner.text import read_day, whole_number

LONGEST_NUMBER = 20  # signs in a field
MOST_LINES = 60  # of a field that has a value a line
_ONES = "[一二三四五六七八九]"
_AGE = re.compile(rf"(?:(?<!\d)\d{{1,3}}(?!\d)|一?百零?{_ONES}?|{_ONES}?十{_ONES}?|{_ONES}{{2,}})(?:周?岁)?")
_AROUND_AGES = re.compile(
    r"[\s,、;。:()我俺和跟与他她们是的今年老伴头爱人妻子丈夫先生太爸妈爹娘父母亲公婆哥姐弟妹朋友都了]*"
)
Value = TypeVar("Value")
Choice = tuple[str, ...]  # what is sent, the words beside it, and the small words of a single choice


def plain(text: str) -> str:
    """Text without control and formatting characters, lines kept, ends trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c for c in line if unicodedata.category(c)[0] != "C").strip() for line in lines).strip()


@dataclass(frozen=True)
class Field:
    """A field as it stands on the page, words in the reader's language.

    `label` and `hint` are the site's own words and go into the page as they are (see `ours`). `default` is the text
    where the request says nothing of the field; `type` that of an input, or textarea with `rows`; `options` what can be
    chosen, several at a time if `many`; `units` what may stand behind a number; `attributes` further ones of the input.
    """

    name: str
    label: str = ""
    hint: str = ""
    default: str = ""
    type: str = "text"
    rows: int = 3
    options: tuple[Choice, ...] = ()
    many: bool = False
    units: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", ours(self.label))
        object.__setattr__(self, "hint", ours(self.hint))


class Form:
    """Fields, the texts in them (by name; several of a field with `many`), and sentences on what to mend (by name)."""

    def __init__(
        self, fields: Iterable[Field], typed: Mapping[str, str] | None = None, clean: Callable[[str], str] = plain,
        *, sent: bool = False,
    ) -> None:  # fmt: skip
        """`typed` may hold more than the fields, such as a whole request; each text is put through `clean`. Of a form
        that was `sent`, a field that is missing is empty: nothing is left to the defaults."""
        self.fields = {each.name: each for each in fields}
        self.texts: MultiDict[str, str] = MultiDict()
        self.errors: dict[str, str] = {}
        for each in self.fields.values():
            if each.many:
                several = typed.getlist(each.name) if isinstance(typed, MultiDict) else []
                self.texts.setlist(each.name, [clean(text) for text in several])
            else:
                self.texts[each.name] = clean((typed or {}).get(each.name, "" if sent else each.default))

    @property
    def ok(self) -> bool:
        return not self.errors

    def sound(self, names: Iterable[str]) -> bool:
        """Is nothing wrong with any of those fields?"""
        return self.errors.keys().isdisjoint(names)

    def __getitem__(self, name: str) -> str:
        """The text of a field; "" if there is none."""
        return self.texts.get(name, "")

    def several(self, name: str) -> tuple[str, ...]:
        """The texts of a field with `many`."""
        return tuple(self.texts.getlist(name))

    def options(self, name: str) -> tuple[Choice, ...]:
        """What can be chosen in a field; nothing of one that is not there."""
        return self.fields[name].options if name in self.fields else ()

    def filled(self) -> dict[str, str]:
        """The texts that are not empty, as the arguments of an address."""
        return {name: text for name, text in self.texts.items() if text}

    def mend(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field (or, under another name, with the form)."""
        self.errors[name] = sentence

    def whole(
        self,
        name: str,
        sentence: str,
        low: int = 0,
        high: int | None = None,
        *,
        optional: bool = False,
        digits: int = 6,
    ) -> int | None:
        """A whole number from `low` to `high` of at most so many digits, as `whole` reads it; else the sentence.

        An empty optional field is None without it.
        """
        if optional and not self[name]:
            return None
        number = whole(self[name], digits, self.fields[name].units)
        if number is None or number < low or (high is not None and number > high):
            self.mend(name, sentence)
            return None
        return number

    def day(self, name: str, sentence: str, *, optional: bool = False) -> date | None:
        """A date as date inputs send it, or as people write it; else the sentence."""
        if optional and not self[name].strip():
            return None
        day = read_day(self[name], today())
        if day is None:
            self.mend(name, sentence)
        return day

    def read(self, name: str, reader: Callable[[str], Value], words: Callable[[SilverwayError], str]) -> Value | None:
        """What the reader makes of the text; where it raises, the words of its error."""
        try:
            return reader(self[name])
        except SilverwayError as error:
            self.mend(name, words(error))
            return None

    def read_lines(
        self, name: str, reader: Callable[[str], Value], words: Callable[[SilverwayError], str]
    ) -> list[Value]:
        """A value a line, empty and repeated ones left out; where the reader raises, the words of all its errors."""
        found, wrong, lines = list[Value](), list[str](), tuple(dict.fromkeys(self.lines(name)))
        if len(lines) > MOST_LINES:
            self.mend(name, words(OutOfRange("lines", len(lines), 0, MOST_LINES)))
            return found
        for line in lines:
            try:
                found.append(reader(line))
            except SilverwayError as error:
                wrong.append(words(error))
        if wrong:
            self.mend(name, " ".join(wrong))
        return found

    def lines(self, name: str) -> Iterator[str]:
        """The lines with something in them, without the blanks around it."""
        return filter(None, map(str.strip, self[name].splitlines()))


def whole(text: str, digits: int = 6, units: tuple[str, ...] = ()) -> int | None:
    """The text as a whole number of at most so many digits, in figures of either width or Chinese numerals, with one of
    the units behind it or none; None if it is none."""
    number = whole_number(text, units)
    return None if number is None or len(str(number)) > digits or len(text) > LONGEST_NUMBER else number


def ages_of(text: str) -> tuple[int, ...] | None:
    """68、72, 六十八和七十二 or 我六十八，老伴七十岁 as numbers; None if it is something else, or no exact age."""
    whole_text = unicodedata.normalize("NFKC", text)
    ages = [whole(found[0], 3, ("周岁", "岁")) for found in _AGE.finditer(whole_text)]
    rest = _AGE.sub("", whole_text)
    if None in ages or not _AROUND_AGES.fullmatch(rest) or (rest.strip() and not ages):
        return None
    return tuple(age for age in ages if age is not None)


def ours(text: str) -> Markup:
    """The site's own words, as templates have them: quotation marks and the like need no escaping. Never for what
    somebody typed."""
    return Markup(text)  # noqa: S704  # see above


def same(text: str) -> str:
    """For texts that are to stay as they were typed."""
    return text
