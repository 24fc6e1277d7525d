"""All data of a user: its cost, its export and its deletion."""
