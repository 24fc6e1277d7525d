"""How bands, errors, skills and memory develop, and what may be said of it."""
