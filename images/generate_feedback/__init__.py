"""Gives feedback on a whole practice interview."""
