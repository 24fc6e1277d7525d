"""Recordings: their file format, what a model can be sent of them, and how fluent they sound."""
