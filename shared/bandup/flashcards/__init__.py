"""What the generator of flashcards and the API agree on."""
