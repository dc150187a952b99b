"""Trips: a wish in, a checked itinerary out."""
