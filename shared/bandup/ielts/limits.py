"""How much text is taken, wherever it comes from."""

MAX_ESSAY_CHARACTERS = 20_000
"""An IELTS essay has about 1,500; the longest that anyone writes in the hour of both tasks fits tenfold."""
