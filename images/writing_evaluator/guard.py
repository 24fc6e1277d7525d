"""Keeping the question and the essay data: neither can open or close a block of the prompt."""

from bandup.models.sanitize import SanitizedText, Sanitizer

__all__ = ["SanitizedText", "shown"]

shown = Sanitizer("question", "essay")
