"""For any WSGI server: `wsgi:app`, any number of processes; with jobs beside it unless the database is PostgreSQL."""

from planner.settings import Settings
from routes.serve import prepared

app, engine = prepared(Settings())
engine.start()
