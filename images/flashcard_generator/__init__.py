"""Turns a PDF into flashcards that cover the whole document: a worker behind the flashcard queue."""
