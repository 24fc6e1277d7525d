"""Sets of flashcards as files that other programs read."""
