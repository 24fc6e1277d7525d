"""Scanned pages: a model reads what they show."""
