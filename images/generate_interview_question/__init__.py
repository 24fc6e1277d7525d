"""Asks the next question of a practice interview."""
