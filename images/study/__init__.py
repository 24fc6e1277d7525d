"""Brings back what a user learns when it is about to be forgotten: own mistakes, and sets of flashcards."""
