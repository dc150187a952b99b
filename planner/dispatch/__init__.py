"""Trains on shared tracks put in order at the least cost of delay, as numbers only (the problem of DISPLIB 2025)."""
