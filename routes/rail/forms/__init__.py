"""What planners type about trains: the fields of each form, and how they are read."""
