"""What commands and pages say of checks, paths, comparisons, diagrams and silver trains."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.report.checks import (
        HELPS,
        UNCHECKED,
        check_json,
        check_lines,
        long_single_lines,
        no_path_lines,
        path_json,
        path_lines,
        paths_json,
        together_json,
        together_lines,
        unchecked_json,
        violation_json,
    )
    from planner.train.report.comparison import (
        KINDS,
        MARKS,
        VERDICTS,
        WORDS,
        comparison_lines,
        measure_words,
        more_words,
        moved_words,
        stop_words,
    )
    from planner.train.report.conflicts import CAUSES, conflict_lines, conflicts_json, worst_conflicts
    from planner.train.report.cruise import alternative_summary, summary
    from planner.train.report.diagram import (
        CLASS_WORDS,
        entering,
        leaving,
        marker_words,
        moment,
        passage_words,
        sheet_hours,
        sheet_title,
        towards,
        train_words,
    )
    from planner.train.report.drawn import (
        DrawnSheets,
        Wording,
        diagram_json,
        diagram_table,
        drawn_cruise,
        drawn_sheet,
    )
    from planner.train.report.mending import (
        mended_json,
        mended_lines,
        mended_summary,
        move_words,
        not_mended_json,
        not_mended_lines,
        not_mended_words,
    )
    from planner.train.report.redispatch import redispatch_json, redispatch_lines
    from planner.train.report.several import several_json, several_lines
    from planner.train.report.unknown import long_singles, unknown_of
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "CAUSES",
    "CLASS_WORDS",
    "HELPS",
    "KINDS",
    "MARKS",
    "UNCHECKED",
    "VERDICTS",
    "WORDS",
    "DrawnSheets",
    "Wording",
    "alternative_summary",
    "check_json",
    "check_lines",
    "comparison_lines",
    "conflict_lines",
    "conflicts_json",
    "diagram_json",
    "diagram_table",
    "drawn_cruise",
    "drawn_sheet",
    "entering",
    "leaving",
    "long_single_lines",
    "long_singles",
    "marker_words",
    "measure_words",
    "mended_json",
    "mended_lines",
    "mended_summary",
    "moment",
    "more_words",
    "move_words",
    "moved_words",
    "no_path_lines",
    "not_mended_json",
    "not_mended_lines",
    "not_mended_words",
    "passage_words",
    "path_json",
    "path_lines",
    "paths_json",
    "redispatch_json",
    "redispatch_lines",
    "several_json",
    "several_lines",
    "sheet_hours",
    "sheet_title",
    "stop_words",
    "summary",
    "together_json",
    "together_lines",
    "towards",
    "train_words",
    "unchecked_json",
    "unknown_of",
    "violation_json",
    "worst_conflicts",
]
