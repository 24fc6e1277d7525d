"""Recordings: what kind of file one is, what a model can be sent of it, and how fluent it sounds."""
