"""A timetable from a file, put into the form where it can be looked at and mended."""

from __future__ import annotations

from pathlib import Path

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from planner.catalog import RailFacts
from planner.errors import BadFacts, SilverwayError
from planner.exchange.timetables import is_case, read_timetable, train_spec
from planner.sentences import error_sentence
from planner.train.entry import MOST_BYTES, BadCase, read_train_text
from routes.addresses import outside
from routes.forms import Field, Form
from routes.rail.forms.calls import fault_words
from routes.rail.forms.case import calls_text, texts_of
from routes.rail.forms.shared import OFF

SHOWN = 20  # trains or faults named


def upload_fields() -> tuple[Field, Field]:
    """The file, and which train of it."""
    hint = _("GTFS（zip）、CSV、JSON、pyETRC 或 qETRC 的运行图，或者每行一站的文本。读了先填在上面，不马上检查。")
    return Field("file", _("文件"), hint, type="file"), Field("number", _("车次（文件里有几趟时）"), attributes=OFF)


def texts_from(facts: RailFacts, upload: FileStorage | None, form: Form) -> dict[str, str] | None:
    """The form's texts for the train in a file, of several the one with the `number` in the form; None if it cannot be
    read, which is noted at `file` or `number`."""
    if upload is None or not upload.filename:
        form.mend("file", _("请先选一个文件。"))
        return None
    with upload.stream as stream:
        content, name = stream.read(), Path(upload.filename).name
    if len(content) > MOST_BYTES:
        form.mend("file", _("文件太大，最多 1 MB。"))
        return None
    try:
        if is_case(content, name):
            text = content.decode("utf-8-sig")
            return texts_of(facts, read_train_text(text, Path(name).suffix.lower(), facts, _))
        return _of_several(facts, content, name, form)
    except BadCase as bad:
        form.mend("file", " ".join(bad.sentences[:SHOWN]))
    except BadFacts as bad:
        words = "; ".join(f"{fault.file}:{fault.row} {fault.why}" for fault in bad.faults[:SHOWN])
        form.mend("file", _("文件读不出来，什么都没有填：%(faults)s", faults=words))
    except UnicodeDecodeError:
        form.mend("file", _("读不出文件“%(name)s”。请存成 UTF-8 文本。", name=name))
    except SilverwayError as wrong:
        form.mend("file", fault_words(wrong, facts.stations) or error_sentence(wrong, _))
    return None


def _of_several(facts: RailFacts, content: bytes, name: str, form: Form) -> dict[str, str] | None:
    number = form["number"].strip().upper()
    runs = read_timetable(content, name, facts.stations, outside("rail.enter")).timetable.runs
    chosen = [run for run in runs if number in ("", run.number.upper())]
    if len(chosen) != 1:
        shown = _("、").join(run.number for run in runs[:SHOWN]) + (" …" if len(runs) > SHOWN else "")
        words = _("文件里有 %(count)s 趟车：%(trains)s。请写要哪一趟，再选一次文件。", count=len(runs), trains=shown)
        form.mend("number", words)
        return None
    spec = train_spec(chosen[0], facts)
    calls = [(call.station, call.arrive, call.depart) for call in spec.calls]
    return {"calls": calls_text(facts, calls), "own": spec.case.own}
