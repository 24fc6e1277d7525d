"""Draws the pictures of the practice questions: `make pictures`."""
