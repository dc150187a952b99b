"""Routes that collect the most within their time: the team orienteering problem with time windows, as numbers only."""
