"""A user's data as a whole: what it cost, taking it along, and deleting all of it."""
