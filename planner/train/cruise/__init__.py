"""Silver trains: which cities to call at by day, the night legs between, and what the railway must provide."""

from typing import TYPE_CHECKING

from planner import lazy_names
from planner.train.cruise.track_access import track_access

if TYPE_CHECKING:
    from planner.train.cruise.build import LEAST_DAYS, MOST_DAYS, validated
    from planner.train.cruise.guest_groups import GROUPS, LandCall, day_on_land, with_groups
    from planner.train.cruise.plan import CheckedAlternative, CheckedCruises, plan_cruise, plan_cruises
    from planner.train.cruise.resources import FACTS, LONG_CALL_MIN, cruise_needs, needs_lines
    from planner.train.cruise.track_access import RATES, TrackAccess, passed_links
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "FACTS",
    "GROUPS",
    "LEAST_DAYS",
    "LONG_CALL_MIN",
    "MOST_DAYS",
    "RATES",
    "CheckedAlternative",
    "CheckedCruises",
    "LandCall",
    "TrackAccess",
    "cruise_needs",
    "day_on_land",
    "needs_lines",
    "passed_links",
    "plan_cruise",
    "plan_cruises",
    "track_access",
    "validated",
    "with_groups",
]
