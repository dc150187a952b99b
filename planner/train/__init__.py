"""Silver trains: a wish or a timetable in, a checked one out."""
