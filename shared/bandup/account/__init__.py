"""What belongs to a user as a whole: quotas, what it cost, taking it along, and deleting all of it."""
