"""Minutes and kilometres between points on the ground."""
