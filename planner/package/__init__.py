"""What an agency sells: costs, rooms and staff for an itinerary and a group."""
