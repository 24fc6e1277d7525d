"""Lists the practice interviews of a user, newest first."""
