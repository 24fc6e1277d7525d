"""What the functions that make, keep and study flashcards agree on, and decks of them for other programs."""
