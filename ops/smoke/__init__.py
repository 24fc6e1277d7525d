"""A test user's way through a deployed stage, by its public API."""
