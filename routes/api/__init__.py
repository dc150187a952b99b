"""/api/v1: all that other programs may do for an office, with its token; described by OpenAPI 3.1."""

from routes.api import departures, docs, jobs, places, projects, silver_trains, takeaway, trains, trips, webhooks
from routes.api.blueprint import INFO, SECURITY, bp, invalid, tell_when_to_ask_again

__all__ = ["INFO", "SECURITY", "bp", "invalid", "tell_when_to_ask_again"]
