"""Keeping the question and the essay data: neither can open or close a block of the prompt."""

from bandup.models.guard import Guard, Shown

__all__ = ["Shown", "shown"]

shown = Guard("question", "essay")
