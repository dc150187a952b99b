"""A timetable from a file, put into the form where it can be looked at and mended."""

from __future__ import annotations

from pathlib import Path

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from planner.catalog import RailFacts
from planner.errors import BadFacts, SilverwayError, Unknown
from planner.exchange.timetables import READABLE, read_train
from planner.sentences import error_sentence, fault_sentence
from planner.train.entry import BadCase
from routes.forms import Field, Form
from routes.rail.forms.calls import fault_words
from routes.rail.forms.case import texts_of
from routes.rail.forms.shared import OFF

SHOWN = 20  # faults named
LARGEST_UPLOAD = 20_000_000  # bytes


def upload_fields() -> tuple[Field, Field]:
    """The file, and which train of it."""
    hint = _(
        "最多 %(most)s MB：%(formats)s。读了先填在上面，不马上检查。",
        most=LARGEST_UPLOAD // 1_000_000,
        formats=READABLE,
    )
    return Field("file", _("文件"), hint, type="file"), Field("number", _("车次（文件里有几趟时）"), attributes=OFF)


def texts_from(facts: RailFacts, upload: FileStorage | None, form: Form) -> dict[str, str] | None:
    """The form's texts for the train in a file, of several the one with the `number` in the form; None if it cannot be
    read, which is noted at `file` or `number`."""
    if upload is None or not upload.filename:
        form.mend("file", _("请先选一个文件。"))
        return None
    with upload.stream as stream:
        content, name = stream.read(LARGEST_UPLOAD + 1), Path(upload.filename).name
    if len(content) > LARGEST_UPLOAD:
        form.mend("file", _("文件太大，最多 %(most)s MB。", most=LARGEST_UPLOAD // 1_000_000))
        return None
    try:
        return texts_of(facts, read_train(content, name, facts, form["number"], _))
    except BadCase as bad:
        form.mend("file", " ".join(bad.sentences[:SHOWN]))
    except BadFacts as bad:
        words = " ".join(fault_sentence(fault, _) for fault in bad.faults[:SHOWN])
        form.mend("file", _("文件读不出来，什么都没有填：%(faults)s", faults=words))
    except Unknown as wrong:
        if wrong.kind in ("which_train", "file_train"):
            trains = _("、").join(wrong.suggestions)
            form.mend("number", _("文件里有这几趟车：%(trains)s。请写要哪一趟，再选一次文件。", trains=trains))
        else:
            form.mend("file", fault_words(wrong, facts.stations))
    except SilverwayError as wrong:
        form.mend("file", fault_words(wrong, facts.stations) or error_sentence(wrong, _))
    return None
